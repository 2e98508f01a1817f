"""A small release with a real signature, made by the code that makes the large ones, and disks to write it to."""

import hashlib
import json
import lzma
import os
import pathlib
import random
import struct
import subprocess
import sys
import tempfile
import unittest
import uuid
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "image"))

import keys  # noqa: E402
import publish  # noqa: E402  (adds image/flash to the path)

MB = 1 << 20
BOARD = "qemu-x86_64"
SECRET = "ABCD-EFGH"
#: (name, first MB, MB)
LAYOUT = (("config", 1, 3), ("boot-A", 4, 3), ("root-A", 7, 6), ("boot-B", 13, 4), ("root-B", 17, 6), ("behind", 23, 1))
SIZE = 25 * MB
DISK = SIZE + 300 * MB


def table(partitions, size):
    """A GUID partition table as the first 34 sectors of a disk."""
    entries = b""
    for number, (name, start, length) in enumerate(partitions):
        first, last = start * MB // 512, (start + length) * MB // 512 - 1
        entries += struct.pack("<16s16sQQQ72s", uuid.uuid4().bytes_le, uuid.UUID(int=number + 1).bytes_le, first, last, 0, name.encode("utf-16-le"))
    entries = entries.ljust(128 * 128, b"\0")
    header = struct.pack("<8sIIIIQQQQ16sQIII", b"EFI PART", 0x10000, 92, 0, 0, 1, size // 512 - 1, 34, size // 512 - 34,
                         uuid.UUID(int=99).bytes_le, 2, 128, 128, zlib.crc32(entries))
    header = header[:16] + struct.pack("<I", zlib.crc32(header)) + header[20:]
    return bytes(510) + b"\x55\xaa" + header.ljust(512, b"\0") + entries


def fat(size, sectors_per_cluster=1):
    """An empty FAT16, or FAT32 when there are that many clusters."""
    sectors = size // 512
    wide = sectors // sectors_per_cluster > 66000
    per_fat = -(-(sectors // sectors_per_cluster) * (4 if wide else 2) // 512)
    boot = struct.pack("<3s8sHBHBHHBHHHII", b"\xeb\x3c\x90", b"TEST    ", 512, sectors_per_cluster, 32 if wide else 1, 2, 0 if wide else 512,
                       0, 0xF8, 0 if wide else per_fat, 32, 2, 0, sectors)
    boot += struct.pack("<IHHI", per_fat, 0, 0, 2) if wide else b""
    content = bytearray(size)
    content[:512] = boot.ljust(510, b"\0") + b"\x55\xaa"
    first = struct.pack("<III", 0x0FFFFFF8, 0x0FFFFFFF, 0x0FFFFFFF) if wide else struct.pack("<HH", 0xFFF8, 0xFFFF)
    for copy in range(2):
        at = ((32 if wide else 1) + copy * per_fat) * 512
        content[at:at + len(first)] = first
    return bytes(content)


def disk_image():
    """Content like that of a real one: full slots with holes, empty ones, and a table at the end."""
    noise = random.Random(7)
    image = bytearray(SIZE)
    head = table(LAYOUT, SIZE)
    image[:len(head)] = head
    image[SIZE - 512:] = head[512:1024]
    image[MB:4 * MB] = fat(3 * MB)
    image[4 * MB:4 * MB + 300_000] = noise.randbytes(300_000)
    for at in (7 * MB, 7 * MB + 900_000, 9 * MB):
        image[at:at + 400_000] = noise.randbytes(400_000)
    return bytes(image)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class ReleaseCase(unittest.TestCase):
    #: Of the board that the release is for.
    RADIO = "none"

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.made = pathlib.Path(folder.name)
        (cls.made / "release").mkdir()
        cls.image = disk_image()
        (cls.made / "disk.img").write_bytes(cls.image)
        packed = cls.made / "release/disk.img.xz"
        packed.write_bytes(lzma.compress(cls.image, preset=1))
        publish.describe({"ID": BOARD, "RADIO": cls.RADIO}, cls.made / "disk.img", packed, "1.2.3", False, cls.made, cls.made / "release")
        cls.authority = (cls.made / "release/ca.pem").read_text()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.place = pathlib.Path(folder.name)
        self.release = self.place / "release"
        subprocess.run(["cp", "-r", self.made / "release", self.release], check=True)

    def provisioning(self, device="CT-TEST", **changes):
        """The path of a file as the bureau makes it, with some members changed (None takes one away)."""
        document = {
            "type": "casustafel/provisioning", "version": 1, "device": device, "room": "De Proefkamer & zo",
            "bureau": {"id": "zvh-voorbeeld", "name": "Zorg- en Veiligheidshuis Voorbeeld", "region": "Voorbeeld"},
            "host": "relay.voorbeeld.test", "port": 8443, "ca_pem": self.authority,
            "root_jwk": json.dumps({"kty": "EC", "crv": "P-256", "x": "AAAA", "y": "AAAA"}), "code": SECRET + device,
        }
        document.update(changes)
        return self.write(f"{device}.json", {key: value for key, value in document.items() if value is not None})

    def write(self, name, document):
        path = self.place / name
        path.write_text(document if isinstance(document, str) else json.dumps(document))
        return path

    def old_disk(self, name="sdb", size=DISK):
        """A disk on which an earlier device with other places lay: noise wherever something could come back from."""
        path = self.place / name
        noise = random.Random(3).randbytes(MB)
        with open(path, "wb") as file:
            file.truncate(size)
            for at in [*range(0, 30 * MB, MB), 40 * MB, 200 * MB, size - MB]:
                if at + MB <= size:
                    file.seek(at)
                    file.write(noise)
            file.seek(0)
            file.write(table([("data", 200, 90)], size))
        return path

    def lists(self, *listed):
        """Puts an lsblk in place that knows these disks."""
        disks = []
        for one in listed:
            path = self.place / one["name"]
            size = path.stat().st_size if path.exists() else DISK
            disks.append({"path": str(path), "type": "disk", "size": size, "ro": False, "rm": True, "hotplug": True, "tran": "usb",
                          "mountpoints": [None], "model": "Proefstick", "serial": "S-" + one["name"], "log-sec": 512, **one})
        self.script("lsblk", f"cat <<'END'\n{json.dumps({'blockdevices': disks})}\nEND")

    def script(self, name, text):
        """A program of that name, found before any other."""
        (self.place / "bin").mkdir(exist_ok=True)
        path = self.place / "bin" / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)

    def flash(self, *given, answer=""):
        """Runs the packed program as a technician does; (exit code, what it said, what it refused)."""
        environment = {**os.environ, "PATH": f"{self.place / 'bin'}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        done = subprocess.run([sys.executable, self.release / "casustafel-flash", *map(str, given)], cwd=self.place, env=environment,
                              input=answer, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr
