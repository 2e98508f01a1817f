"""The whole disk of a device: boot loader, CONFIG, two slots of which the first is filled. The data partition is made by the
device itself, with a key that nobody else has."""

import os
import pathlib
import re
import shutil
import tempfile

from board import ROOT
from run import EPOCH, Step, run
from slot import BOOT_SIZE

HERE = ROOT / "image"
ROOT_SIZE = "512M"
LOADERS = {"amd64": ("x86_64-efi", "BOOTX64.EFI"), "arm64": ("arm64-efi", "BOOTAA64.EFI")}
README = ("Zet hier provisioning.json neer voordat het apparaat voor het eerst aan gaat.\r\n"
          "Het bureau maakt dat bestand; het apparaat haalt het hier weg.\r\n")

#: What the kernel is told on every board. No console shell, nothing taken from firmware tables.
CMDLINE = ("ro quiet loglevel=5 panic=5 vt.global_cursor_default=0 systemd.show_status=no systemd.getty_auto=no "
           "transparent_hugepage=never "
           "systemd.import_credentials={credentials} {consoles}")


def cmdline(board, debug):
    consoles = " ".join(f"console={name}" for name in board["CONSOLE"].split()) if board["CONSOLE"] != "none" else ""
    text = CMDLINE.format(credentials="yes" if debug else "no", consoles=consoles)
    return text.strip()


def loader(board, aside, place):
    """GRUB as one EFI program; it takes its configuration from the partition it lies on."""
    target, _ = LOADERS[board["ARCH"]]
    run("grub-mkimage", "-d", aside / "grub" / target, "-O", target, "-p", "/grub", "-o", place / "grub.efi", *
        "part_gpt fat normal linux configfile loadenv test echo regexp sleep reboot minicmd".split())


def firmware_files(board, aside, parts, debug):
    """Files on the ESP that the board's own firmware looks for, beside the boot loader: put into `parts`, their names told.
    A Raspberry Pi starts U-Boot as its kernel, and that is a UEFI which starts GRUB. A debug image also starts on the model that an
    emulator comes furthest with."""
    if board["FIRMWARE"] != "raspberrypi":
        return []
    found = [aside / "u-boot/rpi_arm64/u-boot.bin", aside / "raspi-firmware/start4.elf", aside / "raspi-firmware/fixup4.dat",
             HERE / "boot/raspberrypi/config.txt", *sorted((aside / "device-trees").glob("bcm2711-rpi-*.dtb"))]
    if debug:
        found.append(aside / "device-trees/bcm2837-rpi-3-b.dtb")
    for path in found:
        shutil.copy(path, parts / path.name)
    return [path.name for path in found]


def make(board, aside, slot, out, debug):
    """The disk of a board in the file `out`, of the slot in the folder `slot` and what was set aside of its root."""
    with Step("making the disk"), tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        place = pathlib.Path(scratch)
        parts = place / "in"
        for folder in ("in", "root", "tmp", "out"):
            (place / folder).mkdir()
        for name in ("root.img", "boot.vfat"):
            (parts / name).symlink_to(slot / name)
        loader(board, aside, parts)
        more = firmware_files(board, aside, parts, debug)
        (parts / "grub.cfg").write_text((HERE / "boot/grub.cfg").read_text().replace("@CMDLINE@", cmdline(board, debug)))
        run("grub-editenv", parts / "grubenv", "create")
        run("grub-editenv", parts / "grubenv", "set", "ORDER=A B", "A_OK=1", "A_TRY=0", "B_OK=0", "B_TRY=0")
        (parts / "LEESMIJ.txt").write_text(README)
        text = (HERE / "boot/genimage.cfg").read_text()
        for word, value in (("LOADER", LOADERS[board["ARCH"]][1]), ("BOOT_SIZE", BOOT_SIZE), ("ROOT_SIZE", ROOT_SIZE),
                            ("FIRMWARE_FILES", "\n".join(f'    file {name} {{ image = "{name}" }}' for name in more))):
            text = text.replace(f"@{word}@", value)
        assert not re.search("@[A-Z_]+@", text)
        (place / "genimage.cfg").write_text(text)
        for file in parts.iterdir():
            os.utime(file, (int(EPOCH), int(EPOCH)))
        run("genimage", "--config", place / "genimage.cfg", "--rootpath", place / "root", "--tmppath", place / "tmp",
            "--inputpath", parts, "--outputpath", place / "out")
        run("cp", "--sparse=always", place / "out/disk.img", out)
