"""What a device makes of network.json, run as the device runs it."""

import json
import os
import pathlib
import stat
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "image/files/usr/lib/casustafel/set-network"
FIXED = {"type": "casustafel/network", "version": 1, "method": "static", "address": "192.0.2.9/24", "gateway": "192.0.2.1",
         "dns": ["192.0.2.2", "2001:db8::53"]}
DHCP = {"type": "casustafel/network", "version": 1, "method": "dhcp"}
#: With everything that a shell, JSON and the supplicant's own file could stumble over.
PASSPHRASE = "een \"lang\" #wo\\ord $HOME `id` 'x' %s"
WIFI = {"wifi": {"ssid": "Raadzaal", "passphrase": PASSPHRASE}}


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.place = pathlib.Path(folder.name)
        self.network, self.wifi = self.place / "network/70-room.network", self.place / "wifi.conf"

    def run_with(self, text):
        (self.place / "network.json").write_text(text)
        return subprocess.run(["sh", SCRIPT, self.place / "network.json", self.network.parent, self.wifi], capture_output=True, text=True, check=False)

    def made_of(self, text):
        """(exit status, what networkd would read)"""
        self.network.unlink(missing_ok=True)
        status = self.run_with(text).returncode
        return status, self.network.read_text() if self.network.exists() else None


class Network(Case):
    def test_a_fixed_address_however_the_file_is_laid_out(self):
        for text in (json.dumps(FIXED), json.dumps(FIXED, indent=2), json.dumps(FIXED, separators=(",", ":"), sort_keys=True)):
            status, made = self.made_of(text)
            self.assertEqual(status, 0)
            self.assertTrue(made.startswith("[Match]\nType=ether\n\n[Network]\nDNS=192.0.2.2 2001:db8::53\nDHCP=no\n"), made)
            self.assertIn("\n[Address]\nAddress=192.0.2.9/24\n", made)
            self.assertIn("\n[Route]\nGateway=192.0.2.1\n", made)
        self.assertEqual(stat.S_IMODE(self.network.stat().st_mode), 0o644)
        self.assertEqual(stat.S_IMODE(self.network.parent.stat().st_mode), 0o755)

    def test_ipv6(self):
        made = self.made_of(json.dumps(FIXED | {"address": "2001:db8::9/64", "gateway": "2001:db8::1", "dns": ["2001:db8::53"]}))[1]
        for line in ("\nAddress=2001:db8::9/64\n", "\nGateway=2001:db8::1\n", "\nDNS=2001:db8::53\n"):
            self.assertIn(line, made)

    def test_dhcp_leaves_the_image_s_own_settings(self):
        self.assertEqual(self.made_of(json.dumps(DHCP)), (0, None))
        self.assertEqual(self.made_of(""), (0, None))
        self.assertFalse(self.wifi.exists())

    def test_what_is_no_address_never_gets_through(self):
        for change in ({"address": "192.0.2.9/24\n[Link]"}, {"gateway": "naam"}, {"dns": ["192.0.2.1\nDHCP=yes"]}, {"dns": []}, {"address": "192.0.2.9"},
                       {"address": "192.0.2.9/24/x"}, {"dns": ["192.0.2.1 Address=192.0.2.7"]}, {"method": "raden"}):
            with self.subTest(change=change):
                self.assertEqual(self.made_of(json.dumps(FIXED | change)), (1, None))

    def test_what_is_no_json_is_refused_whole(self):
        whole = json.dumps(FIXED | WIFI)
        for text in (whole[:-1], whole + "x", whole + whole, "{" * 5000, '{"method":"dhcp","method":"static"}', whole.replace('"', "'"), '{"wifi":{"ssid":"a\\ud83d"}}',
                     '{"wifi":{"ssid":"a\\u0000"}}', '{"a b":1}', '{"method":"dhcp"' + " " * 200_000 + "}"):
            with self.subTest(text=text[:40]):
                self.assertEqual(self.made_of(text), (1, None))
                self.assertFalse(self.wifi.exists())


class Wifi(Case):
    def conf(self):
        """The supplicant's file as {name: value}."""
        return dict(line.strip().split("=", 1) for line in self.wifi.read_text().splitlines() if "=" in line)

    def test_the_name_and_the_passphrase_reach_the_supplicant_as_they_are(self):
        for ssid in ("Raadzaal", "Zaal 3 \"boven\"", "Kamér ☕", "#1", "x" * 32, "  "):
            for layout in ({}, {"ensure_ascii": False, "indent": 1}):
                with self.subTest(ssid=ssid, layout=layout):
                    document = DHCP | {"wifi": {"ssid": ssid, "passphrase": PASSPHRASE}}
                    self.assertEqual(self.run_with(json.dumps(document, **layout)).returncode, 0)
                    self.assertEqual(bytes.fromhex(self.conf()["ssid"]).decode(), ssid)
                    self.assertEqual(self.conf()["psk"], f'"{PASSPHRASE}"')

    def test_wpa2_with_aes_or_wpa3_and_nothing_older_where_dutch_rules_hold(self):
        self.run_with(json.dumps(DHCP | WIFI))
        conf = self.conf()
        self.assertEqual((conf["country"], conf["proto"], conf["pairwise"], conf["group"]), ("NL", "RSN", "CCMP", "CCMP"))
        self.assertEqual(set(conf["key_mgmt"].split()), {"WPA-PSK", "WPA-PSK-SHA256", "SAE"})

    def test_only_root_can_read_the_passphrase_and_nothing_else_holds_it(self):
        done = self.run_with(json.dumps(DHCP | WIFI))
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        self.assertEqual(stat.S_IMODE(self.wifi.stat().st_mode), 0o600)
        self.assertNotIn("woord", self.network.read_text())
        self.assertEqual(sorted(path.name for path in self.place.iterdir()), ["network", "network.json", "wifi.conf"])

    def test_the_passphrase_is_no_argument_of_any_program(self):
        programs = self.place / "bin"
        programs.mkdir()
        for name in ("awk", "cat", "chmod", "cmp", "mkdir", "mv", "od", "rm", "sed", "tr"):
            program = programs / name
            program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$0" "$@" >>{self.place}/arguments\nPATH=/usr/sbin:/usr/bin:/bin exec {name} "$@"\n')
            program.chmod(0o755)
        (self.place / "network.json").write_text(json.dumps(DHCP | WIFI))
        subprocess.run(["/bin/sh", SCRIPT, self.place / "network.json", self.network.parent, self.wifi], check=True, env={"PATH": str(programs)})
        told = (self.place / "arguments").read_text()
        self.assertIn("awk", told)
        for word in ("lang", "woord", "HOME"):
            self.assertNotIn(word, told)

    def test_the_file_is_left_alone_when_nothing_changed(self):
        self.run_with(json.dumps(DHCP | WIFI))
        os.utime(self.wifi, (1, 1))
        self.run_with(json.dumps(DHCP | WIFI, indent=1))
        self.assertEqual(self.wifi.stat().st_mtime, 1)

    def test_it_is_gone_when_the_settings_have_no_wifi_any_more_or_can_not_be_used(self):
        for text, status in ((json.dumps(DHCP), 0), ("", 0), ("{", 1), (json.dumps(FIXED), 0)):
            self.run_with(json.dumps(DHCP | WIFI))
            self.assertTrue(self.wifi.exists())
            self.assertEqual(self.run_with(text).returncode, status)
            self.assertFalse(self.wifi.exists())

    def test_the_radio_asks_for_an_address_and_the_cable_goes_before_it(self):
        made = self.made_of(json.dumps(DHCP | WIFI))[1]
        self.assertIn("Type=wlan\n", made)
        self.assertIn("DHCP=yes\n", made)
        self.assertEqual(made.count("RouteMetric=2048\n"), 2)

    def test_a_fixed_address_is_that_of_the_radio(self):
        status, made = self.made_of(json.dumps(FIXED | WIFI))
        self.assertEqual(status, 0)
        self.assertIn("Type=wlan\n", made)
        self.assertNotIn("ether", made)
        self.assertIn("\nAddress=192.0.2.9/24\nRouteMetric=2048\n", made)
        self.assertIn("\nGateway=192.0.2.1\nMetric=2048\n", made)

    def test_what_is_no_name_or_no_passphrase_never_gets_through(self):
        for wifi in ({"ssid": "x" * 33, "passphrase": PASSPHRASE}, {"ssid": "Zaal", "passphrase": "kort"}, {"ssid": "Zaal", "passphrase": "x" * 64},
                     {"ssid": "Zaal", "passphrase": "een lang\n woord"}, {"ssid": "Zaal\n}", "passphrase": PASSPHRASE}, {"ssid": "Zaal", "passphrase": "zeven één acht"},
                     {"ssid": "", "passphrase": PASSPHRASE}, {"passphrase": PASSPHRASE}, {"ssid": "Zaal"}, "Zaal"):
            with self.subTest(wifi=wifi):
                self.assertEqual(self.made_of(json.dumps(DHCP | {"wifi": wifi})), (1, None))
                self.assertFalse(self.wifi.exists())


if __name__ == "__main__":
    unittest.main()
