"""Which disks this computer has, and which of them may be written."""

import json
import os
import pathlib
import shutil
import subprocess

import refused
from refused import Refused

COLUMNS = "NAME,PATH,TYPE,SIZE,RO,RM,HOTPLUG,TRAN,MOUNTPOINTS,MODEL,SERIAL,LOG-SEC"
#: Where a computer keeps itself; a disk with one of these is never a stick for a device.
SYSTEM = ("/", "/boot", "/boot/efi", "/efi", "/usr", "/var", "/home", "/root", "/opt", "/srv", "/nix")


def list_disks():
    """All disks as lsblk describes them, each with what lies on it."""
    program = shutil.which("lsblk")
    if not program:
        raise Refused(refused.TOOL_MISSING, "Dit programma heeft 'lsblk' nodig (pakket util-linux); installeer dat eerst.")
    done = subprocess.run([program, "--json", "--bytes", "--output", COLUMNS], capture_output=True, text=True, check=False)
    try:
        return [one for one in json.loads(done.stdout)["blockdevices"] if one["type"] != "rom" and one["size"]]
    except (ValueError, KeyError, TypeError) as wrong:
        raise Refused(refused.TOOL_MISSING, "De lijst van schijven is niet te lezen: 'lsblk' van deze computer is te oud.") from wrong


def whole(disk):
    """The disk and everything on it: partitions, and what lies on those."""
    yield disk
    for child in disk.get("children", []):
        yield from whole(child)


def mounts(disk):
    return [place for one in whole(disk) for place in one.get("mountpoints") or [] if place]


def is_card(disk):
    """A memory card in a slot, as opposed to the same kind of memory soldered into a computer."""
    kind = pathlib.Path("/sys/block") / disk["name"] / "device/type"
    try:
        return kind.read_text().strip() == "SD"
    except OSError:
        return False


def removable(disk):
    return bool(disk.get("rm") or disk.get("hotplug") or disk.get("tran") == "usb" or is_card(disk))


def gigabytes(size):
    return f"{size / 1e9:.1f}".replace(".", ",") + " GB"


def describe(disk):
    serial = f", serienummer {disk['serial']}" if disk.get("serial") else ""
    return f"{disk['path']} ({(disk.get('model') or 'onbekend merk').strip()}, {gigabytes(disk['size'])}{serial})"


def judge(disk, size):
    """Refuses a disk that must not be written, or that an image of `size` bytes doesn't fit on."""
    path = disk["path"]
    used = mounts(disk)
    if disk["type"] != "disk":
        raise Refused(refused.NO_DISK, f"{path} is geen hele schijf maar een deel ervan: noem de schijf zelf.")
    if any(place in SYSTEM for place in used):
        raise Refused(refused.SYSTEM_DISK, f"{path} is de schijf waar deze computer zelf van werkt; die wordt nooit beschreven.")
    if "[SWAP]" in used:
        raise Refused(refused.IN_USE, f"{path} is in gebruik als geheugen van deze computer.")
    if used:
        raise Refused(refused.IN_USE, f"{path} is in gebruik ({', '.join(used)}): werp hem eerst uit.")
    if any(one["type"] not in ("disk", "part") for one in whole(disk)):
        raise Refused(refused.IN_USE, f"{path} is in gebruik door een andere laag van deze computer (RAID, LVM of versleuteling).")
    if not removable(disk):
        raise Refused(refused.NOT_REMOVABLE, f"{path} zit vast in deze computer; alleen een losse stick, kaart of schijf wordt beschreven.")
    if disk.get("ro"):
        raise Refused(refused.WRITE_PROTECTED, f"{path} is tegen schrijven beveiligd: kijk of er een schuifje op zit.")
    if int(disk.get("log-sec") or 512) != 512:
        raise Refused(refused.SECTORS, f"{path} heeft blokken van {disk['log-sec']} bytes; een apparaat kan daar niet van starten.")
    check_size(path, disk["size"], size)


def check_size(path, has, needs):
    if has < needs:
        raise Refused(refused.TOO_SMALL, f"{path} is te klein: {gigabytes(has)}, en er is minstens {gigabytes(needs)} nodig.")


def find(name, listed):
    """The disk that a person means by sdb, /dev/sdb or a link to it."""
    path = os.path.realpath(name if "/" in name else f"/dev/{name}")
    for disk in listed:
        for one in whole(disk):
            if path == one["path"]:
                return one
    raise Refused(refused.NO_DISK, f"{name} is geen schijf van deze computer; 'casustafel-flash' zonder meer laat zien welke er zijn.")


def usable(disk, size):
    """None, or the sentence that says why not."""
    try:
        judge(disk, size)
    except Refused as no:
        return no.sentence
    return None
