"""What a board's radio for Wi-Fi needs, by image/radios.list."""

from dataclasses import dataclass

from board import ROOT, Refused
from run import listed

HERE = ROOT / "image"
#: Which frequencies may be used where, signed; for every radio.
RULES = "regulatory.db*"


@dataclass(frozen=True)
class Radio:
    packages: tuple = ()
    modules: tuple = ()
    files: tuple = ()


def of(board):
    """The radio of a board; an empty one when it has none."""
    if board["RADIO"] == "none":
        return Radio()
    for line in listed(HERE / "radios.list"):
        name, package, modules, *files = line.split()
        if name == board["RADIO"]:
            return Radio((package,), tuple(modules.split(",")), tuple(files))
    raise Refused(f"image/radios.list doesn't know the radio '{board['RADIO']}'")


def prune_firmware(tree, board):
    """Removes all firmware but what the board's radio reads."""
    folder = tree / "usr/lib/firmware"
    kept = {path for pattern in (RULES, *of(board).files) for path in folder.glob(pattern)}
    for path in folder.rglob("*"):
        if (path.is_symlink() or not path.is_dir()) and path not in kept:
            path.unlink()
    for place, _, _ in reversed(list(folder.walk())):
        if not any(place.iterdir()):
            place.rmdir()
