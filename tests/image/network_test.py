"""What a device makes of network.json, run as the device runs it."""

import json
import pathlib
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "image/files/usr/lib/casustafel/set-network"
FIXED = {"type": "casustafel/network", "version": 1, "method": "static", "address": "192.0.2.9/24", "gateway": "192.0.2.1",
         "dns": ["192.0.2.2", "2001:db8::53"]}


class Network(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.place = pathlib.Path(folder.name)

    def made_of(self, text):
        """(exit status, what networkd would read)"""
        (self.place / "network.json").write_text(text)
        done = subprocess.run(["sh", SCRIPT, self.place / "network.json", self.place / "70-room.network"], capture_output=True, check=False)
        made = self.place / "70-room.network"
        return done.returncode, made.read_text() if made.exists() else None

    def test_a_fixed_address_however_the_file_is_laid_out(self):
        for text in (json.dumps(FIXED), json.dumps(FIXED, indent=2), json.dumps(FIXED, separators=(",", ":"), sort_keys=True)):
            status, made = self.made_of(text)
            self.assertEqual(status, 0)
            self.assertIn("\nAddress=192.0.2.9/24\nGateway=192.0.2.1\nDNS=192.0.2.2 2001:db8::53\nDHCP=no\n", made)

    def test_ipv6(self):
        made = self.made_of(json.dumps(FIXED | {"address": "2001:db8::9/64", "gateway": "2001:db8::1", "dns": ["2001:db8::53"]}))[1]
        self.assertIn("\nAddress=2001:db8::9/64\nGateway=2001:db8::1\nDNS=2001:db8::53\n", made)

    def test_dhcp_leaves_the_image_s_own_settings(self):
        self.assertEqual(self.made_of(json.dumps({"type": "casustafel/network", "version": 1, "method": "dhcp"})), (0, None))
        self.assertEqual(self.made_of(""), (0, None))

    def test_what_is_no_address_never_gets_through(self):
        for change in ({"address": "192.0.2.9/24\n[Link]"}, {"gateway": "naam"}, {"dns": ["192.0.2.1\nDHCP=yes"]}, {"dns": []}, {"address": "192.0.2.9"}):
            with self.subTest(change=change):
                self.assertEqual(self.made_of(json.dumps(FIXED | change)), (1, None))


if __name__ == "__main__":
    unittest.main()
