"""What the technician's program leaves on a disk, and the formats that it writes there."""

import json
import os
import unittest
import xml.etree.ElementTree

from release_fixture import BOARD, MB, SECRET, SIZE, ReleaseCase, digest, fat

import fat as fats
import gpt
import publish
import ranges
import target


class Written(ReleaseCase):
    """What is on a disk afterwards."""

    def check_disk(self, path):
        """The disk is the image where that has content, and empty where an earlier device could come back from."""
        with open(path, "rb") as file:
            content = file.read()
        described = json.loads((self.release / "release.json").read_text())
        config = (MB, 4 * MB)
        for start, length, _ in described["mapped"]:
            if not ranges.within([config], start, start + length):
                self.assertEqual(content[start:start + length], self.image[start:start + length], start)
        # Slots of zeros inside the root, the empty slot's header, what lay behind the image, the old data partition, the disk's end.
        for start, end in ((8 * MB, 9 * MB), (13 * MB, 14 * MB), (17 * MB, 18 * MB), (SIZE, SIZE + 32 * MB), (200 * MB, 201 * MB), (len(content) - MB, len(content))):
            self.assertEqual(content[start:end].strip(b"\0"), self.image[start:end].strip(b"\0"), start)
        self.assertEqual([one.name for one in gpt.partitions(content)], ["config", "boot-A", "root-A", "boot-B", "root-B", "behind"])

    def volume(self, path):
        opened = target.open_file(str(path), 0, 0)
        self.addCleanup(opened.close)
        return fats.Volume(opened, MB)

    def test_a_stick_becomes_a_device_with_its_settings(self):
        self.old_disk()
        self.lists({"name": "sdb"})
        fixed = {"type": "casustafel/network", "version": 1, "method": "static", "address": "192.0.2.9/24", "gateway": "192.0.2.1", "dns": ["192.0.2.1"]}
        network, settings = self.write("network.json", fixed), self.provisioning()
        status, said, why = self.flash("--board", BOARD, "--network", network, f"{self.place / 'sdb'}={settings}", answer="sdb\n")
        self.assertEqual(status, 0, why)
        self.assertIn("Proefstick", said)
        self.assertIn("klaar", said)
        self.check_disk(self.place / "sdb")
        volume = self.volume(self.place / "sdb")
        self.assertEqual(volume.read("provisioning.json"), settings.read_bytes())
        self.assertEqual(volume.read("network.json"), network.read_bytes())

    def test_a_new_file_for_a_virtual_device_without_settings(self):
        status, said, why = self.flash("--file", "--size", "400", "--yes", "device.raw")
        self.assertEqual(status, 0, why)
        self.assertEqual((self.place / "device.raw").stat().st_size, 400 * MB)
        self.check_disk(self.place / "device.raw")
        self.assertEqual(self.volume(self.place / "device.raw").files(), {})

    def test_several_at_once_each_with_its_own_file_report_and_label(self):
        names = ("sdb", "sdc", "sdd")
        self.lists(*({"name": self.old_disk(name).name} for name in names))
        self.script("qrencode", "printf '## ##\\n  ##  \\n## ##\\n'")
        given = [f"{self.place / name}={self.provisioning('CT-' + name)}" for name in names]
        status, _, why = self.flash("--yes", "--reports", "verslagen", *given)
        self.assertEqual(status, 0, why)
        for name in names:
            self.check_disk(self.place / name)
            self.assertIn(SECRET + "CT-" + name, self.volume(self.place / name).read("provisioning.json").decode())
            told, = (json.loads(path.read_text()) for path in (self.place / "verslagen").glob(f"CT-{name}-*.json"))
            self.assertEqual((told["result"], told["device"], told["read_back"], told["disk"]["serial"]), ("good", "CT-" + name, "equal", "S-" + name))
            label, = (self.place / "verslagen").glob(f"CT-{name}-*-label.svg")
            drawn = xml.etree.ElementTree.parse(label)
            self.assertIn("De Proefkamer & zo", [one.text for one in drawn.iter()])
            self.assertTrue(any(one.tag.endswith("path") for one in drawn.iter()))
        for path in (self.place / "verslagen").iterdir():
            self.assertNotIn(SECRET, path.read_text())

    def test_the_list_says_of_each_disk_why_not(self):
        self.lists({"name": "sda", "rm": False, "hotplug": False, "tran": "nvme", "mountpoints": ["/"]}, {"name": "sdb"}, {"name": "sr0", "type": "rom"},
                   {"name": "leeg", "size": 0})
        status, said, _ = self.flash()
        self.assertEqual(status, 0)
        self.assertIn("deze computer zelf", said)
        self.assertIn("kan beschreven worden", said)
        self.assertNotIn("sr0", said)
        self.assertNotIn("leeg", said)

    def test_the_program_is_the_same_file_when_made_again(self):
        publish.program(self.release / "ca.pem", self.place / "again")
        self.assertEqual(digest(self.place / "again"), digest(self.release / "casustafel-flash"))


class WithRadio(ReleaseCase):
    """A release for a board that has a radio."""

    RADIO = "cyw43455"

    def test_wifi_reaches_the_device_and_its_passphrase_nothing_else(self):
        wifi = {"type": "casustafel/network", "version": 1, "method": "dhcp", "wifi": {"ssid": "Raadzaal", "passphrase": "een lang woord"}}
        network = self.write("network.json", wifi)
        status, said, why = self.flash("--file", "--size", "400", "--yes", "--network", network, f"device.raw={self.provisioning()}")
        self.assertEqual(status, 0, why)
        opened = target.open_file(str(self.place / "device.raw"), 0, 0)
        self.addCleanup(opened.close)
        self.assertEqual(fats.Volume(opened, MB).read("network.json"), network.read_bytes())
        for text in (said, why, *(path.read_text() for path in (self.place / "casustafel-verslagen").iterdir())):
            self.assertNotIn("lang woord", text)


class Memory:
    """A disk in memory."""

    def __init__(self, content):
        self.content = bytearray(content)

    def read(self, offset, length):
        return bytes(self.content[offset:offset + length])

    def write(self, offset, data):
        self.content[offset:offset + len(data)] = data


class Fat(unittest.TestCase):
    def test_files_of_every_size_are_read_back_from_both_kinds(self):
        for content in (fat(3 * MB), fat(40 * MB, 1)):
            disk = Memory(content)
            wanted = {f"bestand nummer {size}.json": os.urandom(size) for size in (1, 511, 512, 513, 5000)}
            for name, text in wanted.items():
                fats.Volume(disk, 0).add(name, text)
            again = fats.Volume(disk, 0)
            self.assertEqual({name: again.read(name) for name in again.files()}, wanted)

    def test_what_is_no_fat_or_has_the_file_already_is_refused(self):
        disk = Memory(fat(3 * MB))
        fats.Volume(disk, 0).add("a.json", b"1")
        with self.assertRaises(ValueError):
            fats.Volume(disk, 0).add("a.json", b"2")
        with self.assertRaises(ValueError):
            fats.Volume(Memory(bytes(3 * MB)), 0)


class Ranges(unittest.TestCase):
    def test_they_are_joined_and_taken_away(self):
        self.assertEqual(ranges.union([(5, 9), (0, 2), (2, 3), (8, 12), (4, 4)]), [(0, 3), (5, 12)])
        self.assertEqual(ranges.without([(0, 10), (20, 30)], [(2, 4), (9, 22), (25, 26), (40, 50)]), [(0, 2), (4, 9), (22, 25), (26, 30)])
        self.assertEqual(ranges.without([(3, 5)], [(0, 10)]), [])


if __name__ == "__main__":
    unittest.main()
