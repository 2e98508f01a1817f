"""Reads board.conf for the image's tools. The program reads the same file (board/board.h) and holds its list of keys."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Refused(Exception):
    """What was asked for can't be done; the text is one sentence for a person."""


def boards():
    """The names of all boards."""
    return sorted(folder.name for folder in (ROOT / "board/boards").iterdir() if (folder / "board.conf").is_file())


def read(name):
    """KEY -> value of a board that has an image."""
    if name not in boards():
        raise Refused(f"there is no board '{name}'; there are: {' '.join(boards())}")
    lines = (ROOT / "board/boards" / name / "board.conf").read_text().splitlines()
    board = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    if board["FIRMWARE"] == "none":
        raise Refused(f"the board '{name}' has no image: its program runs on a computer that is there already")
    return board


def main(work):
    """Runs a tool's main function; a refusal is one sentence and exit status 2."""
    try:
        work()
    except Refused as refused:
        print(f"{pathlib.Path(sys.argv[0]).stem}: {refused}", file=sys.stderr)
        sys.exit(2)
