"""A bureau on this machine's loopback for a virtual device, which sees it as 10.0.2.2."""

import pathlib
import re
import subprocess

DEVICE = "CT-0017"
TECHNICIAN_PIN = "27182818"


class Bureau:
    """The real program `bureau` with its relay running, founded in `folder` unless it's there; at a free port unless one is given."""

    def __init__(self, program, folder, port="0"):
        self.program = program
        self.folder = pathlib.Path(folder)
        if not self.folder.exists():
            self.run("init", self.folder, "--host", "10.0.2.2", "--host", "127.0.0.1")
        # pylint: disable-next=consider-using-with
        self.relay = subprocess.Popen([program, "relay", self.folder, "--port", port], stdout=subprocess.PIPE, text=True,
                                      stderr=open(self.folder.with_suffix(".log"), "w", encoding="utf-8"))
        self.port = re.search(r":(\d+)$", self.relay.stdout.readline().strip())[1]

    def run(self, *arguments, told=""):
        done = subprocess.run([self.program, *arguments], input=told, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"bureau {arguments[0]}: {done.stderr.strip()}")
        return done.stdout

    def provision(self):
        """Expects the device; the file for it."""
        self.run("device", "add", self.folder, DEVICE, "--room", "De Meent", "--relay", f"10.0.2.2:{self.port}", "--technician-pin", told=TECHNICIAN_PIN)
        return self.folder / f"provisioning/device-{DEVICE}.json"

    def seal(self, package):
        self.run("package", "seal", self.folder, package, "--to", DEVICE, "--relay", f"127.0.0.1:{self.port}")

    def publish(self, bundle):
        return self.run("update", "publish", self.folder, bundle, "--to", DEVICE, "--relay", f"127.0.0.1:{self.port}")

    def devices(self):
        """What the bureau knows of its devices, a line each."""
        return self.run("device", "list", self.folder)

    def sync(self):
        """Has the desk look for new minutes."""
        self.run("desk", "sync", self.folder, "--relay", f"127.0.0.1:{self.port}")

    def minutes(self, *options):
        """What the desk has opened, as text, or with `--json` as that."""
        return [self.run("minutes", "show", self.folder, line.split("\t")[0], *options)
                for line in self.run("minutes", "list", self.folder).splitlines()]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.relay.terminate()
        self.relay.wait()
