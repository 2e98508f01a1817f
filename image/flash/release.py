"""A release as the technician gets it: disk.img.xz, release.json that describes it, and the signature of that."""

import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import tempfile

import refused
from refused import Refused

FORMAT = 1
#: Cleared behind the image, where the data partition of an earlier device began: LUKS2 keeps its keys in the first 16 MiB.
CLEARED_BEHIND = 32 << 20
#: What the device's own data needs behind the image.
DATA_ROOM = 256 << 20


class Release:
    """`mapped` is [(start, length, sha256)] in order: the bytes that are written. `zero` is [(start, end)]: cleared."""

    def __init__(self, folder, described, authority):
        self.board = described["board"]
        self.version = described["version"]
        self.debug = described["debug"]
        self.network = described["network"]
        self.size = described["size"]
        self.least_disk = self.size + DATA_ROOM
        self.image = folder / described["image"]["file"]
        self.sha256 = described["image"]["sha256"]
        self.mapped = [tuple(one) for one in described["mapped"]]
        self.zero = [tuple(one) for one in described["zero"]]
        self.authority = authority


def openssl(*arguments):
    """Runs openssl; (whether it agreed, what it wrote)."""
    program = shutil.which("openssl")
    if not program:
        raise Refused(refused.TOOL_MISSING, "Dit programma heeft 'openssl' nodig; installeer dat eerst.")
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, errors="replace", check=False)
    return done.returncode == 0, done.stdout


def read(path):
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise Refused(refused.RELEASE_DAMAGED, f"De uitgave is niet compleet: {path} is niet te lezen.") from wrong


def check_signature(text, signature, authority):
    """The signer must be named by the authority, and for signing software: an authority may name others too. No authority that
    this computer believes counts."""
    with tempfile.TemporaryDirectory() as scratch:
        place = pathlib.Path(scratch)
        for name, content in (("text", text), ("signature", signature), ("authority", authority)):
            (place / name).write_bytes(content)
        agreed, _ = openssl("cms", "-verify", "-binary", "-inform", "PEM", "-in", place / "signature", "-content", place / "text",
                            "-CAfile", place / "authority", "-no-CApath", "-no-CAstore", "-purpose", "any", "-signer", place / "signer",
                            "-out", place / "out")
        # What was signed is compared with what was read, whatever else the signature may hold.
        if agreed and (agreed := (place / "out").read_bytes() == text):
            # The purpose by name: openssl has 'codesign' only since 3.2.
            agreed, told = openssl("x509", "-in", place / "signer", "-noout", "-ext", "extendedKeyUsage,keyUsage")
            agreed = agreed and "Code Signing" in told and "Digital Signature" in told
    if not agreed:
        raise Refused(refused.RELEASE_UNSIGNED, "De handtekening van deze uitgave klopt niet: gebruik haar niet en vraag een nieuwe.")


def fingerprint(certificate):
    """The authority's SHA-256 as it stands on paper, in groups."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(certificate)
        file.flush()
        agreed, told = openssl("x509", "-in", file.name, "-noout", "-fingerprint", "-sha256")
    if not agreed:
        raise Refused(refused.RELEASE_UNSIGNED, "Het certificaat waaraan deze uitgave te herkennen is, is niet te lezen.")
    return told.strip().partition("=")[2]


def is_range(one, size):
    return isinstance(one, list) and all(type(part) is int for part in one[:2]) and 0 <= one[0] and one[1] >= 0 and one[0] < size


def check_description(described):
    """A signed description is believed, but a newer or half written one must not be half understood."""
    if not isinstance(described, dict) or described.get("type") != "casustafel/release":
        raise ValueError("type")
    if described.get("format") != FORMAT:
        raise Refused(refused.RELEASE_DAMAGED, "Deze uitgave hoort bij een nieuwer schrijfprogramma: gebruik het programma dat erbij zit.")
    size, mapped, zero = described["size"], described["mapped"], described["zero"]
    if not all(isinstance(described[key], str) for key in ("board", "version")) or not isinstance(described["debug"], bool):
        raise ValueError("names")
    if not isinstance(described["network"], list):
        raise ValueError("network")
    if not re.fullmatch(r"[\w.-]+", described["image"]["file"]) or not re.fullmatch("[0-9a-f]{64}", described["image"]["sha256"]):
        raise ValueError("image")
    if type(size) is not int or size < 1 or not mapped:
        raise ValueError("size")
    if not all(is_range(one, size) and len(one) == 3 and one[0] + one[1] <= size and re.fullmatch("[0-9a-f]{64}", one[2]) for one in mapped):
        raise ValueError("mapped")
    if not all(is_range(one, size) and len(one) == 2 and one[0] < one[1] <= size for one in zero):
        raise ValueError("zero")
    places = [(start, start + length) for start, length, _ in mapped] + [tuple(one) for one in zero]
    if any(one[1] > next_one[0] for one, next_one in zip(sorted(places), sorted(places)[1:])) or mapped != sorted(mapped):
        raise ValueError("overlap")


def open_release(folder, authority=None):
    """The release in a folder when its signature is right; `authority` is the certificate to know it by (PEM), else its own."""
    folder = pathlib.Path(folder)
    text, signature = read(folder / "release.json"), read(folder / "release.json.sig")
    authority = authority or read(folder / "ca.pem")
    check_signature(text, signature, authority)
    try:
        described = json.loads(text)
        check_description(described)
        return Release(folder, described, fingerprint(authority))
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise Refused(refused.RELEASE_DAMAGED, f"De beschrijving van deze uitgave is niet te begrijpen ({wrong}): vraag een nieuwe.") from wrong


def check_image(release, told=lambda done, total: None):
    """Reads the whole compressed image once: damage is found before a disk is touched."""
    digest, done = hashlib.sha256(), 0
    try:
        total = release.image.stat().st_size
        with open(release.image, "rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
                done += len(block)
                told(done, total)
    except OSError as wrong:
        raise Refused(refused.RELEASE_DAMAGED, f"De uitgave is niet compleet: {release.image} is niet te lezen.") from wrong
    if digest.hexdigest() != release.sha256:
        raise Refused(refused.RELEASE_DAMAGED, f"{release.image.name} is beschadigd: kopieer of download de uitgave opnieuw.")
