"""Makes the image of a board. Called by toolchain/dev in the root of the image's tools."""

import argparse
import pathlib
import subprocess

import base
import board as boards
import bundle
import disk
import locks
import publish
import root
import sbom
import slot
from run import run, say, sha256

#: What an image may weigh, in MB; printed beside what it does.
BUDGETS = {"root": 300, "compressed": 250}


def megabytes(path):
    return path.stat().st_size / 1e6


def report(out, tree):
    """Size by size, with its budget."""
    whole = int(run("du", "-sb", tree).split()[0]) / 1e6
    compressed = out / "disk.img.xz"
    say(f"root file system: {whole:.0f} MB unpacked (at most {BUDGETS['root']}), {megabytes(out / 'root.img'):.0f} MB as erofs with verity")
    say(f"compressed image: {megabytes(compressed):.0f} MB (at most {BUDGETS['compressed']})")
    over = [what for what, value in (("root", whole), ("compressed", megabytes(compressed))) if value > BUDGETS[what]]
    if over:
        say(f"over budget: {' '.join(over)}; the largest folders are")
        sizes = subprocess.run(f"du -B1000000 -d4 {tree} | sort -rn | head -25", shell=True, capture_output=True, text=True, check=True)
        say(sizes.stdout.replace(str(tree), ""))


def digests(out):
    """The digest of each part, for who builds a second time and compares."""
    names = ("root.img", "boot.vfat", "disk.img")
    (out / "digests.txt").write_text("".join(f"{sha256(out / name)}  {name}\n" for name in names))


def build(options):
    board = boards.read(options.board)
    out = options.out
    out.mkdir(parents=True, exist_ok=True)
    options.cache.mkdir(parents=True, exist_ok=True)
    if options.record:
        locks.record(board, base.archive(board, options.cache))
        return
    tree = out / "tree/root"
    archive = root.make(board, options.programs, options.version, options.debug, options.cache, tree)
    slot.make(board, tree, out)
    disk.make(board, tree.parent / "for-the-disk", out, out / "disk.img", options.debug)
    publish.make(board, out / "disk.img", options.version, options.debug, options.cache, out)
    bundle.make(board, out, options.version, options.channel, options.debug, options.cache, out / "update.raucb")
    sbom.write(archive, out / "disk.img", f"casustafel-{options.board}", options.version, out / "sbom.spdx.json")
    digests(out)
    report(out, tree)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("board")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--debug", action="store_true")
    parser.add_argument("--version", required=True)
    parser.add_argument("--channel", default="vast", help="which devices the update is for")
    parser.add_argument("--programs", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--cache", type=pathlib.Path, required=True)
    boards.main(lambda: build(parser.parse_args()))


main()
