"""Debian's packages for a board, unpacked once and kept as an archive."""

import hashlib
import os

import radios
from board import ROOT
from run import Step, listed, run

HERE = ROOT / "image"


#: The package of a Raspberry Pi's firmware insists on calling the hook that fills /boot/firmware, which the image has no use for.
NO_HOOK = '--essential-hook=mkdir -p "$1/etc/kernel/postinst.d"; ' \
          'printf "#!/bin/sh\\n" >"$1/etc/kernel/postinst.d/z50-raspi-firmware"; chmod 755 "$1/etc/kernel/postinst.d/z50-raspi-firmware"'
#: What a board's disk needs besides its root file system; taken out of the root when the disk is made.
FOR_THE_DISK = {"uefi": [], "raspberrypi": ["u-boot-rpi", "raspi-firmware"]}


def package_list(board):
    """What is asked for; Debian adds what that depends on."""
    words = {word for line in listed(HERE / "packages.list") for word in line.split()}
    return sorted({*words, board["KERNEL"], f"grub-efi-{board['ARCH']}-bin", *FOR_THE_DISK[board["FIRMWARE"]], *radios.of(board).packages})


def choices(board):
    """What a root of these packages depends on, as options of mmdebstrap."""
    return [
        "--mode=root", "--variant=minbase", f"--architectures={board['ARCH']}", "--format=tar",
        "--include=" + ",".join(package_list(board)),
        '--aptopt=APT::Install-Recommends "false"', '--aptopt=Acquire::Languages "none"',
        '--aptopt=Acquire::Check-Valid-Until "false"', '--aptopt=Dpkg::Use-Pty "0"',
        "--dpkgopt=path-exclude=/usr/share/man/*", "--dpkgopt=path-exclude=/usr/share/locale/*",
        "--dpkgopt=path-exclude=/usr/share/doc/*", "--dpkgopt=path-include=/usr/share/doc/*/copyright",
        # The image has its own initrd.
        "--dpkgopt=path-exclude=/etc/kernel/postinst.d/*", "--dpkgopt=path-exclude=/etc/initramfs/post-update.d/*",
        "--dpkgopt=force-confdef", "--dpkgopt=force-confold",
        '--essential-hook=mkdir -p "$1/etc/initramfs-tools"; '
        'echo update_initramfs=no >"$1/etc/initramfs-tools/update-initramfs.conf"; '
        'echo do_symlinks=no >"$1/etc/kernel-img.conf"',
        *([NO_HOOK] if board["FIRMWARE"] == "raspberrypi" else []),
    ]


def archive(board, cache):
    """The packages of a board as an archive in `cache`, made once for what is chosen here."""
    options = choices(board)
    name = hashlib.sha256("\n".join(options).encode()).hexdigest()[:16]
    made = cache / f"base-{board['ARCH']}-{board['FIRMWARE']}-{name}.tar"
    if made.exists():
        return made
    with Step(f"fetching and unpacking Debian's packages for {board['ARCH']} (once per list)"):
        unfinished = made.with_suffix(".new.tar")
        lists = made.with_suffix(".packages")
        options.append(f'--customize-hook=cat "$1"/var/lib/apt/lists/*_Packages >"{lists}"')
        options += [f"--aptopt={option}" for option in os.environ.get("CASUSTAFEL_APT_OPTIONS", "").splitlines() if option]
        run("mmdebstrap", *options, "trixie", unfinished, "-", input=os.environ["CASUSTAFEL_APT_SOURCES"])
        unfinished.rename(made)
    return made
