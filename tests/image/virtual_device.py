"""What a device promises, tried on a virtual one: starting, a conference through a power cut, what can't be written or reached,
updating, falling back.

Run by `toolchain/dev test image` in the root of the image's tools, with a debug image. The last line is the result."""

import argparse
import contextlib
import datetime
import json
import pathlib
import re
import shutil
import subprocess
import sys
import time
import zoneinfo

import radio
from bureau import Bureau
from clock import Clock
from machine import PANEL, Late, Machine, hardware_kvm
from recorded import Conference, hold
from scenarios import must, play

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "image"))
import board as boards  # noqa: E402
import bundle as bundles  # noqa: E402
import root as root_of_the_image  # noqa: E402  (the image's own list of what may be written)
from run import sha256  # noqa: E402

SET_UP = ("systemctl stop casustafel; mv /var/lib/casustafel/provisioning-new.json /run/provisioning.json; chmod 644 /run/provisioning.json; "
          "echo '{secret}' | runuser -u casustafel -- casustafel-table setup --board {board} --data /var/lib/casustafel "
          "--provision /run/provisioning.json && systemctl reset-failed casustafel && systemctl restart casustafel")
#: How the answers of the network's own DHCP server come in; nothing else may.
DHCP_CLIENT = re.compile(r"^udp .*%\S+:68\s")
#: In the example's first case.
WORD = b"dakloosheid"
#: Versions of updates that hold the same software.
NEWER, NEWER_STILL = "99.1", "99.2"
TABLE_UP = r"table up after ([0-9.]+) s"


class Device:
    """A disk that was flashed, its board, and the bureau it belongs to."""

    def __init__(self, image, bureau_program, recorded, work):
        self.work = pathlib.Path(work)
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        self.disk = self.work / "disk.img"
        subprocess.run(["cp", "--sparse=always", image / "disk.img", self.disk], check=True)
        subprocess.run(["truncate", "-s", "4G", self.disk], check=True)
        self.image = image
        self.board = boards.read(image.name.removesuffix("-debug"))
        self.recorded = recorded
        self.bureau = Bureau(bureau_program, self.work / "bureau")
        subprocess.run(["mcopy", "-i", f"{self.disk}@@65M", self.bureau.provision(), "::provisioning.json"], check=True)
        self.figures = {}

    def make_updates(self, cache):
        """Updates of this image with versions that are newer than its own."""
        self.newer, self.newer_still = self.work / "newer.raucb", self.work / "newer-still.raucb"
        for out, version in ((self.newer, NEWER), (self.newer_still, NEWER_STILL)):
            bundles.make(self.board, self.image, version, "vast", True, cache, out)

    def switch_on(self, state="state", drives=()):
        """The machine, once its root is mounted; `loader` and `root` are its ages when its boot loader and its root came."""
        for last in (False, True):
            machine = Machine(self.disk, self.work / state, arch=self.board["ARCH"], network="user,id=cable,model=virtio-net-pci", drives=drives)
            # On a busy computer one emulated start in about a hundred stands still where the kernel counts its processors.
            try:
                self.loader = machine.wait_for(r"casustafel: slot [AB], try \d", 240)
                self.root = machine.wait_for("root mounted", 240)
                break
            except Late:
                if last or hardware_kvm():
                    raise
                machine.cut_power()
                print("the emulated processors stood still before the system began; switched on again", flush=True)
        return machine


def wait_for_a_picture(machine, patience=300):
    """Until the panel shows something, and a little longer: a cursor blinks, so no two pictures need be the same."""
    picture = machine.state / "panel.ppm"
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        machine.command("screendump", filename=str(picture))
        if len(set(picture.read_bytes()[1000::9973])) > 3:
            machine.pass_time(3)
            return
        machine.pass_time(1)
    raise AssertionError("the panel stays dark")


def memory_in_use(machine):
    """What isn't available to a program any more, in MB."""
    said = machine.shell("cat /proc/meminfo")[1]
    total, available = (int(re.search(rf"^{name}:\s+(\d+) kB", said, re.M)[1]) for name in ("MemTotal", "MemAvailable"))
    return (total - available) // 1024


def starts_and_shows_the_table(device, pictures):
    with device.switch_on() as machine:
        device.figures["boot loader to root, s"] = device.root - device.loader
        device.figures["boot loader to data at the first start, s"] = machine.wait_for("data open") - device.loader
        machine.wait_for("provisioning taken")
        machine.wait_for(TABLE_UP)
        wait_for_a_picture(machine)
        machine.picture(pictures / "first-start.png")
        machine.wait_for("start good, slot A", 600)
        status, said = machine.shell(SET_UP.format(board=device.board["ID"], secret=(device.recorded / "secret").read_text().strip()), 600)
        must(status == 0, said)
        wait_for_a_picture(machine)
        machine.picture(pictures / "lock.png")
        device.figures["memory in use just after it was set up, MB"] = memory_in_use(machine)
        machine.shell("sync; systemctl poweroff")
        machine.process.wait(300)


def holds_the_conference_by_touch_through_a_power_cut(device, pictures):
    conference = Conference([device.recorded / "one", device.recorded / "other"], PANEL[0])
    before, after = conference.parts
    device.bureau.seal(device.recorded / "package.json")
    with device.switch_on() as machine:
        machine.wait_for(TABLE_UP)
        begun = machine.age()
        hold(machine, before, pictures)
        device.figures["seconds for each of the conference's touches"] = (machine.age() - begun) / len(before)
        # Nothing of the conference can be read anywhere on the disk, though it is open.
        must(not readable(device.disk, WORD), "a word of the conference stands on the disk")
        must(readable(device.disk, b"rauc.slot="), "the search finds nothing at all")
        machine.cut_power()
    with device.switch_on() as machine:
        machine.wait_for(TABLE_UP)
        hold(machine, after, pictures)
        opened = wait_for_minutes(device.bureau, machine)
        must(len(opened) == 1, f"{len(opened)} minutes came")
        minutes = json.loads(opened[0])
        must(minutes.pop("clock_trusted") is False, "a clock that nothing on the network set is trusted")
        for each in conference.minutes:
            each.pop("clock_trusted")
        wrong = conference.differences(minutes)
        must(not wrong, "; ".join(wrong))
        status, said = machine.shell(f"until ! ls /var/lib/casustafel/conference-*.db 2>/dev/null; do sleep 1; done; grep -rlaF {WORD.decode()} /data /run /var /tmp /efi", 300)
        must(status == 1 and said == "", f"a word of the conference is left in: {said}")
        machine.shell("sync")
    must(not readable(device.disk, WORD), "a word of the conference stands on the disk")


def wait_for_minutes(bureau, machine, patience=300):
    deadline = time.monotonic() + patience
    while True:
        bureau.sync()
        if opened := bureau.minutes("--json"):
            return opened
        must(time.monotonic() < deadline, "no minutes came to the bureau")
        machine.pass_time(2)


def readable(disk, word):
    """Whether the bytes stand anywhere on the disk."""
    return subprocess.run(["grep", "-qaF", word, disk], check=False).returncode == 0


def lets_nothing_be_written_or_reached(device, pictures):
    del pictures
    with device.switch_on() as machine:
        device.figures["boot loader to the table, s"] = machine.wait_for(TABLE_UP) - device.loader
        machine.wait_for("start good, slot A")
        device.figures["memory in use at the lock screen, MB"] = memory_in_use(machine)
        status, said = machine.shell("touch /usr/x /etc/x; mount -o remount,rw /")
        must(status != 0, "the root could be made writable")
        listening = [line for line in machine.shell("ss -Hlntu")[1].splitlines() if not DHCP_CLIENT.search(line)]
        must(not listening, f"something listens: {listening}")
        said = machine.shell("findmnt -rno TARGET,SOURCE | awk '/mapper.data/{print $1}' | sort")[1].split()
        wanted = sorted(["/data", *(target for _, target, _ in root_of_the_image.writable())])
        must(said == wanted, f"what stays is {said}, and image/writable.list says {wanted}")
        status, said = machine.shell("systemctl start casustafel-journal && cat /var/lib/casustafel-journal/*.log")
        must(status == 0 and "casustafel: data open" in said, f"the journal isn't kept: {said}")
        must(WORD.decode() not in said, "a word of the conference stands in the journal")
        said = machine.shell("systemctl --failed --no-legend --plain")[1]
        must(said == "", f"failed: {said}")
        # Exposure of 10 is a service of root with everything that root may do.
        said = machine.shell("cd /usr/lib/systemd/system; for unit in $(ls casustafel*.service | sed 's/@/@x/'); do "
                             "echo $unit $(systemd-analyze security --no-pager $unit | tail -1 | grep -o '[0-9]*[.][0-9] [A-Z]*'); done", 300)[1]
        for unit, exposure in (line.split(" ", 1) for line in said.splitlines()):
            device.figures[f"exposure of {unit}"] = exposure
        must(machine.shell("swapon --noheadings")[1] == "", "there is swap")
        said = machine.shell("for unit in $(systemctl list-units --type=service --state=running --plain --no-legend | cut -d' ' -f1); do "
                             "echo $unit $(($(systemctl show -P MemoryCurrent $unit) / 1000000)); done | sort -k2 -rn | head -6")[1]
        device.figures["memory of the largest services, MB"] = said.replace("\n", ", ")
        said = machine.shell("grep -E '^(Slab|Shmem|AnonPages|Percpu|KernelStack|MemFree|Cached|MemAvailable|MemTotal):' /proc/meminfo | tr -s ' ' | tr '\\n' ' '")[1]
        device.figures["memory"] = said


def comes_back_when_the_table_dies_or_hangs(device, pictures):
    with device.switch_on() as machine:
        machine.wait_for("start good, slot A", 600)
        for signal, figure in (("KILL", "table dead until it is started again, s"), ("STOP", "table hanging until it is back, s")):
            begun = machine.age()
            status, said = machine.shell("times=$(systemctl show -P NRestarts casustafel); "
                                         f"kill -{signal} $(systemctl show -P MainPID casustafel); "
                                         "until [ $(systemctl show -P NRestarts casustafel) -gt $times ] && systemctl is-active -q casustafel; do sleep 0.2; done; "
                                         "for when in InactiveEnter ExecMainStart; do systemctl show -P ${when}TimestampMonotonic casustafel; done", 300)
            must(status == 0, said)
            ended, started = (int(line) / 1e6 for line in said.split())
            device.figures[figure] = started - ended if signal == "KILL" else machine.age() - begun
        wait_for_a_picture(machine)
        machine.picture(pictures / "after-hanging.png")


def starts_again_when_the_system_hangs(device, pictures):
    del pictures
    with device.switch_on() as machine:
        machine.wait_for("start good, slot A", 600)
        begun = machine.age()
        # The kernel stops for good, so that nothing but the board's own watchdog is left; the table's is systemd's.
        with contextlib.suppress(Late):
            machine.shell("echo 0 >/proc/sys/kernel/panic; echo c >/proc/sysrq-trigger", 5)
        device.figures["system hanging until it starts again, s"] = machine.wait_for(r"casustafel: slot A, try \d", 300, times=2) - begun
        machine.wait_for(TABLE_UP, 600, times=2)


def takes_a_stick_and_nothing_else_by_usb(device, pictures):
    del pictures
    stick = device.work / "stick.img"
    stick.unlink(missing_ok=True)
    subprocess.run(["truncate", "-s", "64M", stick], check=True)
    subprocess.run(["mkfs.vfat", stick], check=True, capture_output=True)
    mounted, as_the_table = "mountpoint -q /run/casustafel/stick", "setpriv --reuid casustafel --regid casustafel --clear-groups"
    with device.switch_on() as machine:
        machine.wait_for(TABLE_UP)
        table = machine.shell("systemctl show -P MainPID casustafel")[1]
        for _ in range(3):
            machine.plug_in("stick", "usb-storage", stick)
            status, said = machine.shell(f"until {mounted}; do sleep 0.2; done; findmnt -no OPTIONS /run/casustafel/stick", 60)
            must(status == 0 and {"nosuid", "nodev", "noexec"} <= set(said.split(",")), f"the stick is mounted with {said}")
            # Pulled out while it's being written.
            machine.shell(f"({as_the_table} dd if=/dev/zero of=/run/casustafel/stick/written bs=64k count=600 conv=fsync 2>/dev/null &) ; sleep 0.5")
            machine.pull_out("stick")
            status, said = machine.shell(f"while {mounted}; do sleep 0.2; done; systemctl --failed --no-legend --plain", 60)
            must(status == 0 and said == "", f"after the stick was pulled out: {said}")
        machine.command("netdev_add", type="user", id="another")
        machine.plug_in("cable", "usb-net", netdev="another")
        said = machine.shell("sleep 3; for each in /sys/bus/usb/devices/*:*; do "
                             "echo $(cat $each/bInterfaceClass):$([ -e $each/driver ] && basename $(readlink $each/driver)); done; echo; ls /sys/class/net", 60)[1]
        interfaces, networks = (part.split() for part in said.split("\n\n"))
        must("02:" in interfaces or "e0:" in interfaces, f"the network adapter isn't there at all: {interfaces}")
        must(all(each.endswith(":") or each[:2] in ("03", "08", "09") for each in interfaces), f"something got a driver: {interfaces}")
        must(len(networks) == 2, f"networks: {networks}")
        must(machine.shell("systemctl show -P MainPID casustafel")[1] == table, "the table was started again meanwhile")


def does_not_open_its_data_on_another_board(device, pictures):
    del pictures
    with device.switch_on(state="stranger") as machine:  # the same disk with another TPM
        machine.wait_for("root mounted")
        status, said = machine.shell("sleep 1; until systemctl is-failed -q casustafel-data; do sleep 1; done; ls /dev/mapper; ls /data", 300)
        must(status == 0 and "data" not in said.split(), said)


def joins_a_network_by_radio_and_goes_on_by_cable(device, pictures):
    del pictures
    given = device.work / "network.json"
    given.write_text(json.dumps(radio.settings()))
    subprocess.run(["mcopy", "-o", "-i", f"{device.disk}@@65M", given, "::network.json"], check=True)
    must(readable(device.disk, radio.WORD), "the search doesn't find the passphrase where it was put")
    with device.switch_on() as machine:
        machine.wait_for("network taken")
        machine.wait_for(TABLE_UP)
        must(machine.shell("sync; stat -c %a:%U /var/lib/casustafel-network/*")[1].split() == ["600:root"] * 2, "others than root can read the passphrase")
        must(not readable(device.disk, radio.WORD), "the passphrase stands on the disk")
        # Without a radio nothing is there for one. (cfg80211 is in debug images, and networkd asks for it.)
        said = machine.shell("grep mac80211 /proc/modules; journalctl -b | grep -i -e wpa_supplicant -e casustafel-wifi")[1]
        must(said == "", f"something is there for a radio that isn't: {said}")
        air = radio.Air(machine)
        device.figures["exposure of casustafel-wifi@wlan0.service"] = air.does(f"systemd-analyze security --no-pager {radio.UNIT} | tail -1").split("service:")[-1].strip()

        air.access_point(radio.wpa2("een heel ander woord"))
        air.until_said("pre-shared key may be incorrect|WRONG_KEY")
        must(air.way_out() != "wlan0", "the way goes by a radio that has no network")
        air.does(f"timeout 10 bash -c ': </dev/tcp/10.0.2.2/{device.bureau.port}'")

        air.access_point(radio.wpa2(), again=True)
        begun = machine.age()
        air.until_joined()
        device.figures["joined by WPA2 after a wrong key, s"] = machine.age() - begun
        must(air.way_out() != "wlan0", "the radio goes before the cable")
        machine.command("set_link", name="cable", up=False)
        air.until_way_out("wlan0")
        machine.command("set_link", name="cable", up=True)
        air.until_way_out("the cable")

        air.access_point(radio.wpa3(), again=True)
        begun = machine.age()
        air.until_joined()
        device.figures["joined again by WPA3, s"] = machine.age() - begun
        for where, there in (("cat /var/lib/casustafel-network/wifi.conf", True), ("journalctl --no-pager", False), ("dmesg", False),
                             ("cat /proc/[0-9]*/cmdline | tr '\\0' ' '", False), ("systemctl show 'casustafel-*'", False)):
            found = machine.shell(f"{where} | grep -qa 'paarden[b]loemen'")[0] == 0
            must(found == there, f"the passphrase is {'in' if found else 'not in'} what '{where}' says")
        must(machine.shell("systemctl --failed --no-legend --plain")[1] == "", "something failed")


def survives_power_cuts_while_an_update_is_written(device, pictures):
    bundle, order = device.work / "bundle.img", json.dumps({"type": "casustafel/update-order", "format": 1, "sha256": sha256(device.newer), "version": NEWER},
                                                           separators=(",", ":"))
    subprocess.run(["truncate", "-s", "400M", bundle], check=True)
    subprocess.run(["mkfs.vfat", bundle], check=True, capture_output=True)
    subprocess.run(["mcopy", "-i", bundle, device.newer, "::update.raucb"], check=True)
    with device.switch_on(drives=[bundle]) as machine:
        machine.wait_for("start good, slot A", 900)
        status, said = machine.shell("mkdir -p /run/bundle /data/casustafel/update && chown casustafel: /data/casustafel/update && mount -o ro -t vfat /dev/vdb /run/bundle && cd /data/casustafel/update && "
                                     f"cp /run/bundle/update.raucb new.raucb && echo '{order}' >new.json.new && sync new.raucb new.json.new && mv new.json.new new.json && sync .", 300)
        must(status == 0, said)
        cut_when_written(machine, 10)
    with device.switch_on() as machine:
        machine.wait_for("start good, slot A", 900)
        cut_when_written(machine, 70)
    with device.switch_on() as machine:
        begun = machine.wait_for("start good, slot A", 900)
        device.figures["update installed, s"] = machine.wait_for(f"update {NEWER} installed in slot B", 900) - begun
        machine.cut_power()
    with device.switch_on() as machine:
        machine.wait_for(f"update {NEWER} runs, slot B", 900)
        wait_for_a_picture(machine)
        machine.picture(pictures / "after-update.png")
        machine.shell("sync; systemctl poweroff")
        machine.process.wait(300)


def cut_when_written(machine, percent):
    """Cuts the power once that much of the update is written."""
    status, said = machine.shell(f"until [ \"$(sed -n 's/.*installing.*percent.:\\([0-9]*\\).*/\\1/p' /run/casustafel/update.json)\" -ge {percent} ] 2>/dev/null; "
                                 "do sleep 0.1; done; cat /run/casustafel/update.json", 900)
    must(status == 0 and int(re.search(r'"percent":(\d+)', said)[1]) < 100, said)
    machine.cut_power()


def falls_back_when_an_update_does_not_start(device, pictures):
    del pictures
    with device.switch_on() as machine:
        machine.wait_for("start good, slot B", 900)
        # A is older here and sound; make it the newest and break it, as a bad update would be.
        machine.shell("rauc status mark-active other; dd if=/dev/urandom of=/dev/disk/by-partlabel/root-A bs=1M seek=8 count=120 conv=notrunc,fsync 2>&1; sync; systemctl reboot", 300)
        machine.wait_for("slot A, try 3", 1200)
        machine.wait_for("start good, slot B", 900, times=2)
        machine.shell("sync; systemctl poweroff")
        machine.process.wait(300)


def takes_the_bureau_s_update_at_night(device, pictures):
    del pictures
    device.bureau.publish(device.newer_still)
    night = datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Amsterdam")).replace(hour=2, minute=30) + datetime.timedelta(days=1)
    with Clock(night.timestamp()), device.switch_on() as machine:
        begun = machine.wait_for("start good, slot B", 900)
        status, said = machine.shell("mkdir -p /run/systemd/timesyncd.conf.d; printf '[Time]\\nNTP=10.0.2.2\\n' >/run/systemd/timesyncd.conf.d/test.conf; "
                                     "systemctl restart systemd-timesyncd; until [ -e /run/systemd/timesync/synchronized ]; do sleep 1; done", 120)
        must(status == 0, said)
        machine.wait_for(f"update {NEWER_STILL} installed in slot A", 900)
        # Nobody is there, so it starts again by itself.
        device.figures["update fetched, installed and started, s"] = machine.wait_for(f"update {NEWER_STILL} runs, slot A", 900) - begun
        deadline = time.monotonic() + 300
        while "done" not in (told := device.bureau.devices()):
            must(time.monotonic() < deadline, f"the bureau hears nothing: {told}")
            machine.pass_time(2)


TESTS = [starts_and_shows_the_table, holds_the_conference_by_touch_through_a_power_cut, lets_nothing_be_written_or_reached,
         comes_back_when_the_table_dies_or_hangs, starts_again_when_the_system_hangs, takes_a_stick_and_nothing_else_by_usb, does_not_open_its_data_on_another_board,
         joins_a_network_by_radio_and_goes_on_by_cable, survives_power_cuts_while_an_update_is_written,
         falls_back_when_an_update_does_not_start, takes_the_bureau_s_update_at_night]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("image", type=pathlib.Path, help="folder of a debug image")
    parser.add_argument("--bureau", required=True)
    parser.add_argument("--recorded", type=pathlib.Path, required=True, help="folder with two recordings of the conference, its package and secret")
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--cache", type=pathlib.Path, required=True, help="where the keys of development are")
    parser.add_argument("--short", action="store_true", help="only the start")
    options = parser.parse_args()
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    pictures = options.image / "pictures"
    pictures.mkdir(exist_ok=True)
    device = Device(options.image, options.bureau, options.recorded, options.work)
    if not options.short:
        device.make_updates(options.cache)
    with device.bureau:
        return play(TESTS[:1] if options.short else TESTS, device.figures, device, pictures, on_each_other=True)


if __name__ == "__main__":
    sys.exit(main())
