#!/usr/bin/env python3
"""Writes a package with more cases: copies of its own, each with ids of its own.

usage: longer_package.py PACKAGE OUT CASES [--unprepared]

With --unprepared the last case comes without the outcome of its third criterion, and nobody told the person: both are left
to the table.
"""

import argparse
import json
import re
import uuid
from pathlib import Path

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def copy_of(case: dict, number: int) -> dict:
    """The same case of somebody else: what refers to one another in it still does."""
    text = UUID.sub(lambda old: str(uuid.uuid5(uuid.UUID(old.group()), str(number))), json.dumps(case))
    return {**json.loads(text), "label": f"Casus {number}"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("cases", type=int)
    parser.add_argument("--unprepared", action="store_true")
    wanted = parser.parse_args()
    package = json.loads(wanted.package.read_text(encoding="utf-8"))
    cases = package["cases"]
    last = cases[-1]
    cases += [copy_of(last, number) for number in range(len(cases) + 1, wanted.cases + 1)]
    if wanted.unprepared:
        criterion = cases[-1]["criteria"][2]
        cases[-1]["criteria"][2] = {"id": criterion["id"], "label": criterion["label"], "met": None}
        cases[-1]["informing"] = {"state": "to-inform"}
    wanted.out.write_text(json.dumps(package, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
