"""The update of a board as a RAUC bundle: both images of a slot, signed."""

import json
import pathlib
import tempfile

import keys
from run import EPOCH, Step, run

MANIFEST = """[update]
compatible={compatible}
version={version}
build={epoch}

[bundle]
format=verity

[image.rootfs]
filename=root.img

[image.boot]
filename=boot.img

[meta.casustafel]
schema={schema}
readable-from={readable_from}
channel={channel}
"""

#: RAUC's own configuration while bundling; without it the signer's purpose would not be checked.
CONFIG = """[system]
compatible={compatible}
bootloader=noop

[keyring]
path={keyring}
check-purpose=codesign
"""


def compatible(board, debug):
    """What a device and an update must agree on. A debug image takes no release and the other way round."""
    return f"casustafel-{board['ID']}" + ("-debug" if debug else "")


def data_versions(tree):
    """Which data the program in a root can read, as it says itself: asked there, with its own libraries."""
    said = json.loads(run("chroot", tree, "/usr/bin/casustafel-table", "version", "--json"))
    return {"schema": said["schema"], "readable_from": said["readable_from"]}


def make(board, slot, version, channel, debug, cache, out):
    with Step("making the update bundle"), tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        place = pathlib.Path(scratch)
        content = place / "content"
        content.mkdir()
        run("cp", "--reflink=auto", slot / "root.img", content / "root.img")
        run("cp", "--reflink=auto", slot / "boot.vfat", content / "boot.img")
        words = {"compatible": compatible(board, debug), "version": version, "epoch": EPOCH, "keyring": keys.keyring(cache),
                 "channel": channel, **data_versions(slot / "tree/root")}
        (content / "manifest.raucm").write_text(MANIFEST.format(**words))
        (place / "rauc.conf").write_text(CONFIG.format(**words))
        certificate, key = keys.signer(cache, debug)
        out.unlink(missing_ok=True)
        run("rauc", f"--conf={place}/rauc.conf", f"--cert={certificate}", f"--key={key}", "bundle",
            "--mksquashfs-args=-comp zstd -Xcompression-level 3 -quiet -no-progress", content, out)
        run("rauc", f"--conf={place}/rauc.conf", "info", out)
