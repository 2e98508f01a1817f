"""Which version of each package an image was made of, with the digest of its file: image/locks/ARCH-FIRMWARE.lock."""

import os
import re
import tarfile

from board import ROOT, Refused
from run import say


def path(board):
    return ROOT / "image/locks" / f"{board['ARCH']}-{board['FIRMWARE']}.lock"


def fields(text):
    """Paragraphs of Debian's control format as dictionaries of their one-line fields."""
    for paragraph in re.split(r"\n\n+", text.strip()):
        yield dict(re.findall(r"^([A-Za-z0-9-]+): ?(.*)$", paragraph, re.M))


def installed(archive):
    """The packages in a root file system's archive, as paragraphs of dpkg's status."""
    with tarfile.open(archive) as tar:
        status = tar.extractfile("./var/lib/dpkg/status").read().decode(errors="replace")
    return [one for one in fields(status) if one.get("Status", "").endswith(" installed")]


def lines(archive):
    """NAME VERSION ARCHITECTURE SHA256 of each package's file, sorted."""
    digests = {}
    for one in fields(archive.with_suffix(".packages").read_text(errors="replace")):
        digests[one["Package"], one["Version"], one["Architecture"]] = one["SHA256"]
    result = []
    for one in installed(archive):
        key = (one["Package"], one["Version"], one["Architecture"])
        result.append(" ".join((*key, digests.get(key, "unknown"))))
    return sorted(result)


def record(board, archive):
    path(board).parent.mkdir(exist_ok=True)
    path(board).write_text("\n".join(lines(archive)) + "\n")
    say(f"recorded {len(lines(archive))} packages in {path(board).relative_to(ROOT)}")


def compare(board, archive):
    """Tells what differs from the lock. A release must not differ: CASUSTAFEL_RELEASE makes that a refusal."""
    if not path(board).exists():
        raise Refused(f"there is no {path(board).relative_to(ROOT)}; make it with 'toolchain/dev image --record {board['ID']}'")
    before = set(path(board).read_text().splitlines())
    now = set(lines(archive))
    if before == now:
        return
    for line in sorted(before ^ now):
        say(("- " if line in before else "+ ") + " ".join(line.split()[:3]))
    text = f"{len(now - before)} packages aren't those of {path(board).relative_to(ROOT)}"
    if os.environ.get("CASUSTAFEL_RELEASE"):
        raise Refused(text + "; a release is made of recorded packages only")
    say(text + ": this image is for trying out, not for release")
