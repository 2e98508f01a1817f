"""One slot of a device: root.img (erofs with its dm-verity tree behind it) and boot.vfat (kernel, initrd, root hash)."""

import os
import pathlib
import re
import shutil
import tempfile

from board import ROOT
from root import early_modules
from run import EPOCH, Step, needed, run, sha256

HERE = ROOT / "image"
BOOT_SIZE = "96M"
BLOCK = 4096


def root_image(tree, out):
    """Makes `out` of a tree; the answer is what the initrd has to know: BLOCKS:HASHSTART:ROOTHASH:SALT."""
    out.unlink(missing_ok=True)
    run("mkfs.erofs", "--quiet", "-zlz4hc,9", "-C65536", "-Efragments", f"-T{EPOCH}", "--all-time",
        "-U", "ca505afe-0000-4000-8000-00000000000e", out, tree)
    blocks = -(-out.stat().st_size // BLOCK)
    os.truncate(out, blocks * BLOCK)
    # The salt comes from the content, so that the same root gives the same tree.
    salt = sha256(out)
    told = run("veritysetup", "format", "--no-superblock", f"--data-block-size={BLOCK}", f"--hash-block-size={BLOCK}",
               f"--data-blocks={blocks}", f"--hash-offset={blocks * BLOCK}", f"--salt={salt}", out, out)
    return f"{blocks}:{blocks}:{re.search(r'Root hash:\s*([0-9a-f]+)', told)[1]}:{salt}"


def libraries(tree, program):
    """The libraries of a program in the tree, with those that they need."""
    places = [*tree.glob("usr/lib/*-linux-gnu*"), tree / "usr/lib"]
    found, open_files = {}, [program]
    while open_files:
        for name in needed(open_files.pop()):
            path = next((place / name for place in places if (place / name).exists()), None)
            if path and name not in found:
                found[name] = path.resolve()
                open_files.append(found[name])
    return found


def initrd(tree, board, out):
    """A shell, dmsetup, the modules for the disk and image/initrd/init."""
    with tempfile.TemporaryDirectory() as scratch:
        place = pathlib.Path(scratch)
        for folder in ("bin", "dev", "proc", "sys", "run", "root", "usr/lib", "modules"):
            (place / folder).mkdir(parents=True)
        for link in ("lib", "lib64"):
            (place / link).symlink_to("usr/lib")
        shutil.copy(tree / "usr/bin/busybox", place / "bin/busybox")
        for name in "sh mount umount cat sleep insmod grep mkdir tr echo readlink switch_root".split():
            (place / "bin" / name).symlink_to("busybox")
        shutil.copy(tree / "usr/sbin/dmsetup", place / "bin/dmsetup")
        for name, path in libraries(tree, tree / "usr/sbin/dmsetup").items():
            shutil.copy(path, place / "usr/lib" / name)
        shutil.copy(HERE / "initrd/init", place / "init")
        (place / "init").chmod(0o755)
        put_modules(tree, board, place)
        run("find", place, "-exec", "touch", "-h", "-d", f"@{EPOCH}", "{}", "+")
        packed = run("sh", "-c", "find . | LC_ALL=C sort | cpio --quiet --reproducible -R 0:0 -o -H newc | zstd -q -19 -T1 -o \"$1\"",
                     "sh", out, cwd=place)
        assert packed == ""


def put_modules(tree, board, place):
    version = next((tree / "usr/lib/modules").iterdir()).name
    order = []
    for name in early_modules(board):
        told = run("modprobe", "-d", tree, "-S", version, "--show-depends", name)
        for line in told.splitlines():
            path = line.removeprefix("insmod ").strip() if line.startswith("insmod ") else None
            if path and path not in order:
                order.append(path)
    for path in order:
        target = place / "modules" / pathlib.Path(path).name.removesuffix(".xz")
        if path.endswith(".xz"):
            run("sh", "-c", 'xz -dc "$1" >"$2"', "sh", path, target)
        else:
            shutil.copy(path, target)
    (place / "modules/order").write_text("".join(pathlib.Path(p).name.removesuffix(".xz") + "\n" for p in order))


def boot_image(tree, board, verity, out):
    """The FAT file system that the boot loader reads a slot from."""
    with tempfile.TemporaryDirectory() as scratch:
        place = pathlib.Path(scratch)
        shutil.copy(tree.parent / "for-the-disk/vmlinuz", place / "vmlinuz")
        initrd(tree, board, place / "initrd.img")
        (place / "slot.cfg").write_text(f'set verity="{verity}"\n')
        files = [place / name for name in ("vmlinuz", "initrd.img", "slot.cfg")]
        for file in files:
            os.utime(file, (int(EPOCH), int(EPOCH)))
        out.unlink(missing_ok=True)
        run("truncate", "-s", BOOT_SIZE, out)
        run("mkfs.vfat", "--invariant", "-n", "BOOT", "-i", "52424F54", out)
        run("mcopy", "-m", "-i", out, *files, "::")


def make(board, tree, out):
    with Step("making the slot: root with dm-verity, kernel, initrd"):
        verity = root_image(tree, out / "root.img")
        boot_image(tree, board, verity, out / "boot.vfat")
