"""A virtual device: QEMU with a panel, a touch screen, a TPM and a serial log, driven from outside."""

import json
import os
import pathlib
import re
import secrets
import select
import shutil
import socket
import subprocess
import time

FIRMWARE = {
    "amd64": ("/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd"),
    "arm64": ("/usr/share/AAVMF/AAVMF_CODE.no-secboot.fd", "/usr/share/AAVMF/AAVMF_VARS.fd"),
}
PANEL = (1280, 800)


def hardware_kvm():
    """Whether the processor's own virtual machines can be used. /dev/kvm of a nested machine opens and then can't start a
    firmware, so the kernel module has to be one of the real ones."""
    return os.access("/dev/kvm", os.W_OK) and any(pathlib.Path(f"/sys/module/kvm_{kind}").exists() for kind in ("intel", "amd"))


class Late(Exception):
    """What was waited for didn't come; the text says what the machine said last."""


class Connection:
    """A Unix socket that a program makes some time after it was started."""

    def __init__(self, path):
        deadline = time.monotonic() + 20
        while True:
            self.socket = socket.socket(socket.AF_UNIX)
            try:
                self.socket.connect(str(path))
                return
            except OSError:
                if time.monotonic() > deadline:
                    raise
                select.select([], [], [], 0.05)  # nothing tells when a socket file comes


class Emulator:
    """A board that QEMU pretends to be, by the command that starts it. `state` is a folder for what the board itself keeps. Its serial
    ports are written to the files `logs` in that folder."""

    def __init__(self, state, command, logs=("serial.log",)):
        self.state = pathlib.Path(state)
        self.logs = [self.state / log for log in logs]
        for gone in (self.state / "qmp.sock", *self.logs):
            gone.unlink(missing_ok=True)
        for log in self.logs:
            command = [*command, "-serial", f"file:{log}"]
        self.begun = time.monotonic()
        with open(self.state / "qemu.err", "w", encoding="utf-8") as errors:
            # pylint: disable-next=consider-using-with
            self.process = subprocess.Popen([*command, "-qmp", f"unix:{self.state}/qmp.sock,server=on,wait=off"], stderr=errors)
        self._commands = None

    def age(self):
        """Seconds since the machine was switched on."""
        return time.monotonic() - self.begun

    def told(self):
        """What the serial ports said so far."""
        return "".join(log.read_text(errors="replace") for log in self.logs if log.exists())

    def wait_for(self, pattern, patience=600, times=1):
        """Until the console has said that; the age of the machine then."""
        deadline = time.monotonic() + patience
        while len(re.findall(pattern, self.told())) < times:
            if time.monotonic() > deadline:
                raise Late(f"{pattern!r} was not said within {patience} s; the last was:\n{self.told()[-3000:]}")
            self.pass_time(0.1)
        return self.age()

    def pass_time(self, seconds):
        """Lets the machine work for that long; says at once when it ended."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return
        raise Late(f"the machine ended: {(self.state / 'qemu.err').read_text()[-2000:]}")

    def command(self, name, /, **arguments):
        """One command of QEMU's machine protocol."""
        if self._commands is None:
            self._commands = Connection(self.state / "qmp.sock").socket.makefile("rw")
            self._commands.readline()
            self.command("qmp_capabilities")
        self._commands.write(json.dumps({"execute": name, "arguments": arguments}) + "\n")
        self._commands.flush()
        while True:
            answer = json.loads(self._commands.readline())
            if "return" in answer:
                return answer["return"]
            if "error" in answer:
                raise RuntimeError(answer["error"])

    def picture(self, path):
        """What the panel shows, as PNG."""
        self.command("screendump", filename=str(path), format="png")

    def cut_power(self):
        """Off at once, with nothing written that was not written."""
        self.process.kill()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.cut_power()


class Machine(Emulator):
    """One device with a panel. `disk` is its disk, and `state` keeps its firmware's variables and its TPM, or for arm64 the
    number of the board."""

    def __init__(self, disk, state, arch="amd64", memory=1024, network=None, drives=(), window=False):
        self.state = pathlib.Path(state)
        self.state.mkdir(parents=True, exist_ok=True)
        for name in ("door", "tpm"):
            (self.state / f"{name}.sock").unlink(missing_ok=True)
        self._door = None
        if arch == "amd64":
            self._start_tpm()
        super().__init__(state, self._command(disk, arch, memory, network, drives) + self._panel(window))

    def _start_tpm(self):
        (self.state / "tpm").mkdir(exist_ok=True)
        subprocess.run(["swtpm", "socket", "--tpm2", "--daemon", "--terminate", "--tpmstate", f"dir={self.state}/tpm",
                        "--ctrl", f"type=unixio,path={self.state}/tpm.sock"], check=True)

    def _number(self):
        """What the board's maker burnt into it."""
        number = self.state / "number"
        if not number.exists():
            number.write_text(secrets.token_hex(8), encoding="utf-8")
        return number.read_text(encoding="utf-8")

    def _command(self, disk, arch, memory, network, drives):
        code, variables = FIRMWARE[arch]
        own = self.state / "variables.fd"
        if not own.exists():
            shutil.copy(variables, own)
        kvm = hardware_kvm()
        if arch == "amd64":
            command = ["qemu-system-x86_64", "-M", "q35", "-vga", "none"]
            command += ["-enable-kvm", "-cpu", "host"] if kvm else ["-cpu", "max", "-accel", "tcg,thread=multi"]
            command += ["-chardev", f"socket,id=tpm,path={self.state}/tpm.sock", "-tpmdev", "emulator,id=tpm,chardev=tpm", "-device", "tpm-tis,tpmdev=tpm"]
        else:
            command = ["qemu-system-aarch64", "-M", "virt", "-cpu", "cortex-a72", "-accel", "tcg,thread=multi", "-smbios", f"type=1,serial={self._number()}"]
        command += ["-drive", f"if=pflash,format=raw,unit=0,readonly=on,file={code}", "-drive", f"if=pflash,format=raw,unit=1,file={own}",
                    "-smp", "2", "-m", str(memory),
                    "-device", f"virtio-gpu-pci,xres={PANEL[0]},yres={PANEL[1]}", "-device", "virtio-keyboard-pci",
                    "-device", "virtio-rng-pci",
                    "-device", "qemu-xhci,id=usb", "-device", "i6300esb", "-action", "watchdog=reset",
                    "-device", "virtio-serial-pci", "-chardev", f"socket,id=door,path={self.state}/door.sock,server=on,wait=off",
                    "-device", "virtserialport,chardev=door,name=door",
                    "-drive", f"if=none,id=disk,file={disk},format=raw,discard=unmap", "-device", "virtio-blk-pci,drive=disk,bootindex=0"]
        for number, drive in enumerate(drives):
            command += ["-drive", f"if=none,id=more{number},file={drive},format=raw", "-device", f"virtio-blk-pci,drive=more{number}"]
        return command + ["-nic", network or "none"]

    @staticmethod
    def _panel(window):
        """How it's seen and touched: in a window a mouse is the finger, else this program is."""
        if window:
            return ["-display", "sdl", "-device", "virtio-tablet-pci"]
        return ["-display", "none", "-device", "virtio-multitouch-pci"]

    def touch(self, x, y):
        """A finger on the panel, in its pixels."""
        self.stroke([(x, y)])

    def stroke(self, path):
        """A finger that goes along places on the panel, rests at the last one and leaves."""
        def event(kind, **more):
            return {"type": "mtt", "data": {"type": kind, "slot": 0, "tracking-id": 7, "axis": "x", "value": 0, **more}}

        for number, place in enumerate(path):
            # The middle of a pixel, so that it's the same one again after the panel's own units.
            across, down = (int((at + 0.5) * 32767 / size) for at, size in zip(place, PANEL))
            events = [event("data", axis="x", value=across), event("data", axis="y", value=down)]
            self.command("input-send-event", events=events if number else [event("begin"), *events])
            self.pass_time(0.03)
        self.pass_time(0.12)
        self.command("input-send-event", events=[event("end", **{"tracking-id": -1})])
        # Two touches at one place within 0.3 s are one for a panel that bounces.
        self.pass_time(0.35)

    def plug_in(self, name, driver, file=None, **more):
        """Puts something in the USB socket: a device that QEMU knows by `driver`, with the file as its disk."""
        if file:
            self.command("blockdev-add", **{"driver": "raw", "node-name": name, "file": {"driver": "file", "filename": str(file)}})
            more["drive"] = name
        self.command("device_add", driver=driver, id=name, bus="usb.0", **more)

    def pull_out(self, name, has_a_file=True):
        """Pulls it out of the socket, whatever it's doing."""
        self.command("device_del", id=name)
        deadline = time.monotonic() + 20
        while has_a_file:
            try:
                self.command("blockdev-del", **{"node-name": name})
                return
            except RuntimeError:  # still in use
                if time.monotonic() > deadline:
                    raise
                self.pass_time(0.1)

    def shell(self, command, patience=120):
        """Runs a command as root through the door of a debug image: its exit status and what it said."""
        if self._door is None:
            self._door = Connection(self.state / "door.sock").socket
            self._door.settimeout(1)
        mark = f"done-{time.monotonic_ns()}"
        self._door.sendall(f"( {command} ) 2>&1 </dev/null; echo {mark}:$?:\n".encode())
        said, deadline = "", time.monotonic() + patience
        while time.monotonic() < deadline:
            try:
                said += self._door.recv(65536).decode(errors="replace")
            except TimeoutError:
                continue
            if found := re.search(rf"{mark}:(\d+):", said):
                return int(found[1]), said[:found.start()].strip()
        raise Late(f"no answer to '{command}': {said}")


class RaspberryPi(Emulator):
    """A Raspberry Pi of a model that QEMU knows, with the card in the file `disk`; what its firmware would load is given: `loader` and
    `tree`. It has no panel, no network and no TPM."""

    def __init__(self, model, disk, state, loader, tree):
        pathlib.Path(state).mkdir(parents=True, exist_ok=True)
        super().__init__(state, ["qemu-system-aarch64", "-M", model, "-kernel", str(loader), "-dtb", str(tree), "-display", "none", "-no-reboot",
                                 "-drive", f"if=sd,format=raw,file={disk}"], ("serial.log", "other-serial.log"))
