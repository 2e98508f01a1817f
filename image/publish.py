"""What a technician gets beside the image: the compressed disk, its signed description and the program that writes it."""

import hashlib
import json
import os
import pathlib
import sys
import tempfile
import zipfile

import keys
from run import Step, run, sha256

HERE = pathlib.Path(__file__).resolve().parent
# The program is one file that stands alone, so it shares its reading of disks with this instead of the other way round.
sys.path.append(str(HERE / "flash"))
import gpt  # noqa: E402
import ranges  # noqa: E402

#: The piece of a disk that is either written or not. Bytes, not holes of some file system, say which, so that it's the same anywhere.
UNIT = 64 << 10
#: The longest piece with a digest of its own.
LONGEST = 4 << 20
#: Tables of partitions lie within this of a disk's ends.
ENDS = 1 << 20
#: Where the kind of a file system is written, from a partition's beginning or end.
HEADER = 1 << 20


def network(board):
    """What a device of that board does with network.json (image/files/usr/lib/casustafel/set-network)."""
    return ["dhcp", "static", *(["wifi"] if board["RADIO"] != "none" else [])]


def units_with_content(file, size):
    """(start, bytes) of each unit that is not all zero; holes are not read."""
    at = 0
    while at < size:
        try:
            at = os.lseek(file.fileno(), at, os.SEEK_DATA) // UNIT * UNIT
        except OSError:  # nothing but holes up to the end
            return
        file.seek(at)
        content = file.read(min(UNIT, size - at))
        if content.strip(b"\0"):
            yield at, content
        at += UNIT


def mapped(path):
    """[[start, length, sha256]] of a disk's content, in pieces that never go over the edge of a place for tables."""
    size, found, digest = path.stat().st_size, [], None
    edges = {ENDS, max(0, size - ENDS) // UNIT * UNIT}
    with open(path, "rb") as file:
        for at, content in units_with_content(file, size):
            joins = found and at == found[-1][0] + found[-1][1] and found[-1][1] < LONGEST and at not in edges
            if not joins:
                if found:
                    found[-1][2] = digest.hexdigest()
                found.append([at, 0, ""])
                digest = hashlib.sha256()
            found[-1][1] += len(content)
            digest.update(content)
    found[-1][2] = digest.hexdigest()
    return found


def cleared(path, pieces):
    """[[start, end]] of what has no content and must not keep what was on a disk before: everything but the inside of the empty
    slot and the unused ends of the full one. dm-verity and the configuration partition count on zeros."""
    size = path.stat().st_size
    content = [(start, start + length) for start, length, _ in pieces]
    kept = []
    with open(path, "rb") as file:
        partitions = gpt.partitions(file.read(gpt.REACH))
    for one in partitions:
        end = one.start + one.size
        inside = ranges.within(content, one.start, end)
        last = inside[-1][1] if inside else one.start
        if one.name != "config":
            kept.append((last + HEADER, end - HEADER))
    return [list(one) for one in ranges.without([(0, size)], content + kept)]


def program(authority, out):
    """image/flash as one file that Python runs, with the certificate that it knows releases by inside."""
    files = {path.name: path.read_bytes() for path in sorted((HERE / "flash").glob("*.py"))}
    files["authority.pem"] = pathlib.Path(authority).read_bytes()
    with open(out, "wb") as file:
        file.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in files.items():
                # A time of its own making, so that the same sources give the same file.
                packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    out.chmod(0o755)


def sign(text, certificate, key, out):
    """A detached CMS signature; the key may be in a token."""
    token = ("-engine", "pkcs11", "-keyform", "engine") if str(key).startswith("pkcs11:") else ()
    with tempfile.NamedTemporaryFile() as file:
        file.write(text)
        file.flush()
        run("openssl", "cms", "-sign", "-binary", "-in", file.name, "-signer", certificate, *token, "-inkey", key, "-md", "sha256",
            "-nosmimecap", "-outform", "PEM", "-out", out)


def describe(board, disk, image, version, debug, cache, out):
    """Writes release.json, release.json.sig, ca.pem and casustafel-flash beside the compressed disk `image`."""
    pieces = mapped(disk)
    described = {
        "type": "casustafel/release", "format": 1, "board": board["ID"], "version": version, "debug": debug, "network": network(board),
        "image": {"file": image.name, "bytes": image.stat().st_size, "sha256": sha256(image)},
        "size": disk.stat().st_size, "block": UNIT, "mapped": pieces, "zero": cleared(disk, pieces),
    }
    text = (json.dumps(described, separators=(",", ":")) + "\n").encode()
    (out / "release.json").write_bytes(text)
    certificate, key = keys.signer(cache, debug)
    sign(text, certificate, key, out / "release.json.sig")
    authority = keys.keyring(cache)
    (out / "ca.pem").write_bytes(pathlib.Path(authority).read_bytes())
    program(authority, out / "casustafel-flash")


def make(board, disk, version, debug, cache, out):
    """A release of the disk of a board in the folder `out`."""
    image = out / "disk.img.xz"
    with Step("compressing"):
        # Preset 1: the root is compressed already; 3 takes 2.4 times as long for 0.9 % less.
        run("sh", "-c", 'xz -T0 -1 -c "$1" >"$2"', "sh", disk, image)
    with Step("describing and signing the release"):
        describe(board, disk, image, version, debug, cache, out)
