"""A virtual device in a window, for use by hand, with a bureau of its own. Everything stays in one folder between runs.

Started by `toolchain/dev device`. The disk is written by the technician's own program, with the file that the bureau made for it."""

import argparse
import datetime
import fcntl
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import zoneinfo

from bureau import DEVICE, TECHNICIAN_PIN, Bureau
from machine import Machine

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "image"))
import board as boards  # noqa: E402
import bundle as bundles  # noqa: E402
#: The desk looks that often whether minutes came in.
LOOK_EVERY_S = 5
#: What the bureau says of a device that has no keys yet.
NOT_SET_UP = "has published no key yet"


def say(text):
    print(f"device: {text}", flush=True)


def flash(image, folder, provisioning):
    """A disk as a technician makes it; the name it had is free until it is whole."""
    new = folder / "new.raw"
    new.unlink(missing_ok=True)
    subprocess.run([sys.executable, image / "casustafel-flash", "--file", "--size", "4096", "--yes", "--reports", folder / "reports",
                    f"{new}={provisioning}"], check=True)
    new.rename(folder / "disk.raw")


def seal_todays_package(bureau, folder):
    """Once a day, and not before the device was set up: until then there's nobody to seal it for."""
    today = datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Amsterdam")).date()
    package = folder / f"package-{today}.json"
    if package.exists():
        return
    new = package.with_suffix(".new")
    subprocess.run([sys.executable, ROOT / "toolchain/todays_package.py", ROOT / "tests/data/example_package.json", new], check=True)
    try:
        bureau.seal(new)
    except RuntimeError as failed:
        if NOT_SET_UP in str(failed):
            return
        raise
    new.rename(package)
    say("today's conference package is sealed for the device")


def publish(bureau, options):
    """Offers an update with the software of the image under a newer name; a bad one is installed like any other and doesn't start."""
    image, out = options.image, options.folder / "update.raucb"
    *before, last = json.loads((image / "release.json").read_text(encoding="utf-8"))["version"].split(".")
    # Above image/update-floor, which a version with the same three numbers and more behind them isn't.
    version = ".".join([*before, str(int(last) + 1)]) + datetime.datetime.now(datetime.timezone.utc).strftime("-%Y%m%d%H%M%S")
    with tempfile.TemporaryDirectory(dir=options.folder) as scratch:
        slot = pathlib.Path(scratch)
        (slot / "tree").symlink_to(image.resolve() / "tree")
        for name in ("root.img", "boot.vfat"):
            subprocess.run(["cp", "--reflink=auto", image / name, slot / name], check=True)
        if options.update == "bad":
            with open(slot / "root.img", "r+b") as root:
                root.seek(8 << 20)
                root.write(bytes(64 << 20))
        bundles.make(boards.read(image.name), slot, version, "vast", False, options.cache, out)
    print(bureau.publish(out), end="")


def desk(bureau, folder, stop):
    """What a bureau does meanwhile: seals a package, and opens and prints the minutes that come in and what is heard of updates."""
    printed = set(bureau.minutes())
    heard = None
    while not stop.wait(LOOK_EVERY_S):
        try:
            seal_todays_package(bureau, folder)
            bureau.sync()
            minutes = bureau.minutes()
            update = re.search(r"\tupdate=(\S+)", bureau.devices())
        except RuntimeError as failed:
            say(str(failed))
            continue
        for text in minutes:
            if text not in printed:
                say("minutes came in. This is what the bureau reads:")
                print(text, flush=True)
        printed.update(minutes)
        if update and update[1] != heard:
            heard = update[1]
            say(f"{DEVICE} reports of updates: {heard}")


def only_one(folder):
    """A second one would take sockets and TPM away from the first. The file that keeps it out, for as long as it is open, or None."""
    lock = open(folder / "running", "w", encoding="utf-8")  # pylint: disable=consider-using-with
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def use(options):
    folder = options.folder.resolve()  # the TPM's program looks from elsewhere
    folder.mkdir(parents=True, exist_ok=True)
    running = only_one(folder)
    if running is None:
        say("one is running already. Close its window first.")
        return 1
    with running:
        return switch_on(options, folder)


def switch_on(options, folder):
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    port = folder / "port"
    with Bureau(options.bureau, folder / "bureau", port.read_text(encoding="utf-8") if port.exists() else "0") as bureau:
        port.write_text(bureau.port, encoding="utf-8")
        if not (folder / "disk.raw").exists():
            flash(options.image, folder, bureau.provision())
        if options.update:
            publish(bureau, options)
        stop = threading.Event()
        thread = threading.Thread(target=desk, args=(bureau, folder, stop))
        thread.start()
        try:
            with Machine(folder / "disk.raw", folder / "state", arch=options.arch, network="user,model=virtio-net-pci", window=True) as machine:
                say(f"{DEVICE} starts; without KVM that takes a minute. The window is its panel, the mouse a finger.")
                say(f"The technician's PIN is {TECHNICIAN_PIN}. Pull its plug: close the window.")
                if machine.process.wait() != 0:
                    say(f"the machine did not start: {(machine.state / 'qemu.err').read_text(encoding='utf-8').strip()}")
                    return 1
        finally:
            stop.set()
            thread.join()
    return 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("image", type=pathlib.Path)
    parser.add_argument("--bureau", required=True)
    parser.add_argument("--arch", required=True)
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    parser.add_argument("--cache", type=pathlib.Path, required=True)
    parser.add_argument("--update", choices=["good", "bad"], help="the bureau offers an update first")
    options = parser.parse_args()
    try:
        return use(options)
    except RuntimeError as failed:
        say(str(failed))
        return 1
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
