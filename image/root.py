"""The root file system of a board: Debian's packages and on them the product's own files."""

import os
import pathlib
import re
import shutil

import base
import bundle
import keys
import locks
import radios
from board import ROOT, Refused
from run import Step, listed, needed, run, say

HERE = ROOT / "image"


def writable():
    """What may be written, as (path on the data partition, path in the system, owner)."""
    return [tuple(line.split()) for line in listed(HERE / "writable.list")]


def mount_unit(source, target):
    return (f"[Unit]\nDescription=Writable {target}\nRequires=casustafel-data.service\nAfter=casustafel-data.service\n"
            f"Before=local-fs.target\nDefaultDependencies=no\nConflicts=umount.target\nBefore=umount.target\n\n"
            f"[Mount]\nWhat=/data/{source}\nWhere={target}\nType=none\nOptions=bind,nosuid,nodev,noexec\n")


def put_files(tree, folder, words):
    """Copies a folder of the repository over the tree and fills in the words between at-signs."""
    for source in sorted(folder.rglob("*")):
        if source.is_dir():
            continue
        target = tree / source.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text()
        for word in re.findall(r"@([A-Z_]+)@", text):
            if word not in words:
                raise Refused(f"{source.relative_to(ROOT)}: there is no {word}")
            text = text.replace(f"@{word}@", words[word])
        target.write_text(text)
        target.chmod(0o755 if os.access(source, os.X_OK) else 0o644)


def prune_modules(tree, board, debug):
    """Removes kernel modules for hardware that the board hasn't; keeps each that a kept one needs."""
    folder = next((tree / "usr/lib/modules").iterdir())
    drop = tuple(f"kernel/{line}/" for line in listed(HERE / "modules.drop"))
    needs = {}
    for line in (folder / "modules.dep").read_text().splitlines():
        module, _, others = line.partition(":")
        needs[module] = others.split()
    named = [*early_modules(board), *radios.of(board).modules, *(listed(HERE / "modules.debug") if debug else ())]
    wanted = {name.replace("-", "_") for name in named}
    kept = {m for m in needs if not m.startswith(drop) or pathlib.Path(m).name.split(".")[0].replace("-", "_") in wanted}
    kept |= {other for module in kept for other in needs[module]}
    for module in needs.keys() - kept:
        (folder / module).unlink()
    for path, _, _ in os.walk(folder / "kernel", topdown=False):
        if not os.listdir(path):
            os.rmdir(path)
    run("depmod", "-b", tree, folder.name)
    say(f"kernel {folder.name}: {len(kept)} of {len(needs)} modules kept")


def early_modules(board):
    """The modules that the initrd has, without those that they need."""
    return listed(HERE / "initrd" / f"modules.{board['ARCH']}")


def strip(tree):
    """Removes what a device never uses; the list of packages stays for who asks what is in it."""
    for line in listed(HERE / "strip.list"):
        for found in tree.glob(line):
            if found.is_dir() and not found.is_symlink():
                shutil.rmtree(found)
            else:
                found.unlink()


def set_aside(tree, place):
    """Keeps what the disk is made of outside the root: kernel, boot loader, and what a board's firmware wants."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    shutil.copy(next((tree / "boot").glob("vmlinuz-*")), place / "vmlinuz")
    for folder in ("usr/lib/grub", "usr/lib/u-boot", "usr/lib/raspi-firmware"):
        if (tree / folder).exists():
            shutil.move(tree / folder, place / pathlib.Path(folder).name)
    for trees in (tree / "usr/lib").glob("linux-image-*"):
        if (trees / "broadcom").exists():
            shutil.copytree(trees / "broadcom", place / "device-trees")
        shutil.rmtree(trees)


def set_up_units(tree, board):
    """Switches on what the preset names, and makes the rest unstartable."""
    units = tree / "usr/lib/systemd/system"
    for source, target, _ in writable():
        name = run("systemd-escape", "--path", "--suffix=mount", target).strip()
        (units / name).write_text(mount_unit(source, target))
        wants = units / "local-fs.target.wants"
        wants.mkdir(exist_ok=True)
        (wants / name).symlink_to(f"../{name}")
    folders = "".join(f"d /data/{source} 0700 {owner} {owner} -\n" for source, _, owner in writable())
    (tree / "usr/lib/casustafel/data.conf").write_text(folders)
    run("systemctl", f"--root={tree}", "preset-all")
    for line in listed(HERE / "masked.list"):
        link = tree / "etc/systemd/system" / line
        link.unlink(missing_ok=True)
        link.symlink_to("/dev/null")


def check_libraries(tree):
    """Refuses a root in which the device program lacks a library."""
    missing = set()
    have = {path.name for path in (tree / "usr/lib").rglob("*.so*")}
    for program in (tree / "usr/bin").glob("casustafel*"):
        missing |= set(needed(program)) - have
    if missing:
        raise Refused(f"the device program needs {' '.join(sorted(missing))}: add its package to image/packages.list")


def make(board, programs, version, debug, cache, tree):
    """Makes the root file system of a board in the folder `tree`; what is installed in it is in the answer's archive."""
    archive = base.archive(board, cache)
    locks.compare(board, archive)
    with Step("putting the root file system together"):
        shutil.rmtree(tree, ignore_errors=True)
        tree.mkdir(parents=True)
        run("tar", "--extract", f"--file={archive}", f"--directory={tree}", "--numeric-owner", "--exclude=./dev/*")
        run("cp", "-a", f"{programs}/.", tree)
        words = {**board, "VERSION": version, "COMPATIBLE": bundle.compatible(board, debug),
                 "UPDATE_FLOOR": listed(HERE / "update-floor")[0],
                 "REPART_KEY": {"tpm2": "tpm2", "board": "key-file"}[board["DATA_KEY"]]}
        put_files(tree, HERE / "files", words)
        if debug:
            put_files(tree, HERE / "debug", words)
        shutil.copy(keys.keyring(cache), tree / "etc/rauc/keyring.pem")
        for folder in ("data", "efi", "config"):
            (tree / folder).mkdir(exist_ok=True)
        run("systemd-sysusers", f"--root={tree}")
        prune_modules(tree, board, debug)
        radios.prune_firmware(tree, board)
        set_aside(tree, tree.parent / "for-the-disk")
        set_up_units(tree, board)
        strip(tree)
        (tree / "etc/machine-id").write_text("")
        (tree / "etc/hostname").write_text("casustafel\n")
        resolv = tree / "etc/resolv.conf"
        resolv.unlink(missing_ok=True)
        resolv.symlink_to("/run/systemd/resolve/resolv.conf")
        check_libraries(tree)
    return archive
