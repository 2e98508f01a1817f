#!/usr/bin/env python3
"""Puts the figures of a long run into docs/reliability.md: reliability.py FIGURES DOCUMENT [DAY]

FIGURES is the folder in which the suites left one JSON file each (tests/support/trials.h). The rows between the markers
are made of those; a row that this run didn't measure stays as it was measured before.
"""

import datetime
import json
import pathlib
import sys

BEGIN, END = "<!-- figures: written by toolchain/reliability.py -->", "<!-- end of figures -->"
HEADER = [
    "| suite | what was tried | times | failures | at most (95 %) | control, and what else was measured | day |",
    "|---|---|--:|--:|--:|---|---|",
]


def at_most(tried: int, failed: int) -> str:
    """The rule of three: no failure in n independent tries leaves a chance of at most 3/n. With failures there is no such bound."""
    if failed or not tried:
        return "-"
    return f"{300 / tried:.2g} %"


def row(figure: dict, day: str) -> str:
    cells = (
        figure["id"],
        figure["what"],
        f"{figure['tried']:,}",
        f"{figure['failed']:,}",
        at_most(figure["tried"], figure["failed"]),
        figure["control"],
        day,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def merged(document: str, figures: list[dict], day: str) -> str:
    before, marker, rest = document.partition(BEGIN)
    table, end, after = rest.partition(END)
    if not marker or not end:
        raise ValueError("the document has no place for the figures")
    rows = {line.split("|")[1].strip(): line for line in table.strip().splitlines()[len(HEADER) :]}
    rows.update({figure["id"]: row(figure, day) for figure in figures})
    return before + "\n".join([BEGIN, "", *HEADER, *(rows[name] for name in sorted(rows)), "", END]) + after


def main() -> int:
    if len(sys.argv) not in (3, 4):
        print(__doc__, file=sys.stderr)
        return 2
    folder, document = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    day = sys.argv[3] if len(sys.argv) == 4 else datetime.date.today().isoformat()
    figures = [json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))]
    if not figures:
        print(f"reliability.py: no suite left a figure in {folder}", file=sys.stderr)
        return 1
    document.write_text(merged(document.read_text(), figures, day))
    return 0


if __name__ == "__main__":
    sys.exit(main())
