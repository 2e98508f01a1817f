"""Whether two builds of an image are the same, and where not."""

import argparse
import os
import pathlib
import stat
import sys

import board as boards
from run import say, sha256

#: Sentences a person reads; the rest is counted.
SHOWN = 30


def digests(folder):
    """name -> digest of each part, as the build wrote them."""
    try:
        lines = (folder / "digests.txt").read_text().splitlines()
    except OSError as missing:
        raise boards.Refused(f"there is no whole build in {folder}") from missing
    return {name: digest for digest, name in (line.split() for line in lines)}


def traits(path):
    """What of a file gets into an image."""
    about = path.lstat()
    kind = stat.S_IFMT(about.st_mode)
    if kind == stat.S_IFREG:
        content = sha256(path)
    elif kind == stat.S_IFLNK:
        content = os.readlink(path)
    else:
        content = str(about.st_rdev)
    return {"kind": kind, "rights": stat.S_IMODE(about.st_mode), "owner": (about.st_uid, about.st_gid), "content": content}


def differing_files(one, other):
    """A sentence for each file of two trees that isn't the same; times aren't compared, as the image has none of its own."""
    names = {path.relative_to(tree) for tree in (one, other) for path in tree.rglob("*")}
    for name in sorted(names):
        pair = one / name, other / name
        there = [os.path.lexists(path) for path in pair]
        if not all(there):
            yield f"{name}: only in the {'first' if there[0] else 'second'} build"
            continue
        mine, theirs = map(traits, pair)
        unlike = [trait for trait, value in mine.items() if theirs[trait] != value]
        if unlike:
            yield f"{name}: another {' and '.join(unlike)}"


def first_difference(one, other):
    """The place of the first byte that isn't the same."""
    at, piece = 0, 1 << 20
    with open(one, "rb") as mine, open(other, "rb") as theirs:
        while True:
            left, right = mine.read(piece), theirs.read(piece)
            if left != right:
                inside = next((n for n, pair in enumerate(zip(left, right)) if pair[0] != pair[1]), min(len(left), len(right)))
                return at + inside
            if not left:
                return None
            at += len(left)


def differences(one, other):
    """A sentence for each part that isn't the same and, when it's the root, for each file in it; nothing when all is."""
    mine, theirs = digests(one), digests(other)
    for name in sorted(mine.keys() | theirs.keys()):
        if mine.get(name) == theirs.get(name):
            continue
        if name not in mine or name not in theirs:
            yield f"{name}: made in one build only"
            continue
        yield f"{name}: differs from byte {first_difference(one / name, other / name)} on"
        if name == "root.img":
            yield from differing_files(one / "tree/root", other / "tree/root")


def compare():
    parser = argparse.ArgumentParser(description="compare two builds of an image")
    parser.add_argument("one", type=pathlib.Path)
    parser.add_argument("other", type=pathlib.Path)
    options = parser.parse_args()
    found = list(differences(options.one, options.other))
    for sentence in found[:SHOWN]:
        say(sentence)
    if len(found) > SHOWN:
        say(f"and {len(found) - SHOWN} more")
    if found:
        raise boards.Refused("the two builds aren't the same")
    for name, digest in digests(options.one).items():
        say(f"the same twice: {name} {digest}")


if __name__ == "__main__":
    sys.exit(boards.main(compare))
