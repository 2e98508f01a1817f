"""What systemd keeps from the programs of a device, read from their units: one list for all of them, and what the table has beside it."""

import configparser
import pathlib
import unittest

UNITS = pathlib.Path(__file__).resolve().parents[2] / "image/files/usr/lib/systemd"

#: Every service of ours that isn't the work of starting itself.
EVERY_ONE = {"NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateMounts": "yes"}
#: And everyone that works while the table is used.
AT_WORK = EVERY_ONE | {
    "PrivateTmp": "yes", "ProtectHostname": "yes", "ProtectKernelModules": "yes", "ProtectKernelTunables": "yes", "ProtectControlGroups": "yes",
    "RestrictNamespaces": "yes", "RestrictRealtime": "yes", "RestrictSUIDSGID": "yes", "LockPersonality": "yes",
    "MemoryDenyWriteExecute": "yes", "SystemCallArchitectures": "native"}
#: The table holds keys, so it has nothing that it doesn't need.
TABLE = AT_WORK | {
    "User": "casustafel", "CapabilityBoundingSet": "", "AmbientCapabilities": "", "UMask": "0077", "LimitCORE": "0", "DevicePolicy": "closed",
    "ProtectKernelLogs": "yes", "ProtectProc": "invisible", "ProcSubset": "pid", "RemoveIPC": "yes", "SystemCallErrorNumber": "EPERM",
    "WatchdogSignal": "SIGKILL", "Restart": "always"}

#: By service, and what it has less than that because it can't work otherwise.
SERVICES = {
    "casustafel": TABLE,
    "casustafel-wifi@": AT_WORK | {"CapabilityBoundingSet": "CAP_NET_ADMIN CAP_NET_RAW", "DynamicUser": "yes", "LimitCORE": "0"},
    "casustafel-update": AT_WORK | {"PrivateNetwork": "yes", "CapabilityBoundingSet": "CAP_CHOWN CAP_DAC_OVERRIDE CAP_FOWNER"},
    "casustafel-restart": AT_WORK | {"PrivateNetwork": "yes", "CapabilityBoundingSet": "CAP_DAC_OVERRIDE"},
    "casustafel-journal": AT_WORK | {"PrivateNetwork": "yes", "PrivateDevices": "yes"},
    "casustafel-provisioning": EVERY_ONE | {"PrivateNetwork": "yes"},
    "casustafel-network": EVERY_ONE | {"PrivateNetwork": "yes"},
}
#: They mount, unlock, or say to the boot loader that a start was good: the system itself.
OF_THE_SYSTEM = {"casustafel-data", "casustafel-stick@", "casustafel-started"}


class Repeated(dict):
    """A setting that stands twice means both lines."""

    def __setitem__(self, name, value):
        if name in self and isinstance(value, list):
            value = self[name] + value
        super().__setitem__(name, value)


def settings(path):
    parser = configparser.RawConfigParser(strict=False, dict_type=Repeated, empty_lines_in_values=False)
    parser.optionxform = str
    parser.read(path, encoding="utf-8")
    return {name: [line for line in value.splitlines() if line or value == ""] for name, value in parser["Service"].items()}


class Units(unittest.TestCase):
    def test_every_service_is_in_the_list(self):
        there = {path.stem for path in (UNITS / "system").glob("casustafel*.service")}
        self.assertEqual(there, set(SERVICES) | OF_THE_SYSTEM)

    def test_each_service_is_kept_from_what_its_list_says(self):
        for service, wanted in SERVICES.items():
            found = settings(UNITS / f"system/{service}.service")
            for name, value in wanted.items():
                with self.subTest(f"{service}: {name}"):
                    self.assertEqual(" ".join(found.get(name, ["(not there)"])), value)

    def test_the_table_makes_only_the_calls_that_a_service_needs(self):
        table = settings(UNITS / "system/casustafel.service")
        self.assertEqual(table["SystemCallFilter"], ["@system-service", "~@privileged @resources", "adjtimex clock_adjtime"])
        self.assertEqual(table["RestrictAddressFamilies"], ["AF_UNIX AF_INET AF_INET6 AF_NETLINK"], "no packets past the network's own rules")
        self.assertEqual(table["ReadWritePaths"], ["/var/lib/casustafel -/run/casustafel/stick"])

    def test_no_process_of_a_device_leaves_its_memory_in_a_file(self):
        limits = (UNITS / "system.conf.d/casustafel.conf").read_text(encoding="utf-8").splitlines()
        kernel = (UNITS.parent / "sysctl.d/60-casustafel.conf").read_text(encoding="utf-8").splitlines()
        self.assertLessEqual({"DefaultLimitCORE=0", "DumpCore=no"}, set(limits))
        self.assertLessEqual({"kernel.core_pattern=|/bin/false", "fs.suid_dumpable=0", "kernel.yama.ptrace_scope=3", "vm.swappiness=0"}, set(kernel))


if __name__ == "__main__":
    unittest.main()
