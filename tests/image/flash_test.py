"""The technician's program: what it refuses before it writes, what it leaves on a disk, and what a bad disk does to it."""

import errno
import hashlib
import io
import json
import lzma
import os
import unittest
import unittest.mock
import xml.etree.ElementTree

from release_fixture import BOARD, DISK, MB, SECRET, SIZE, ReleaseCase, fat

import fat as fats
import gpt
import jobs
import provisioning
import publish
import ranges
import refused
import release as releases
import target


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Refusals(ReleaseCase):
    """One sentence, an exit code of its own, and not one byte on the disk."""

    NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")

    def refuses(self, code, *given, said="", disk="sdb", answer=""):
        path = self.place / disk
        before = digest(path) if path.is_file() else None
        status, _, why = self.flash(*given, answer=answer)
        self.assertEqual(status, code, why)
        self.assertEqual(why.count("\n"), 1, why)
        self.assertIn(said, why)
        self.assertEqual(digest(path) if path.is_file() else None, before)

    def stick(self, **facts):
        self.old_disk()
        self.lists({"name": "sdb", **facts})
        return self.place / "sdb"

    def refuses_stick(self, code, said, **facts):
        self.refuses(code, "--yes", self.stick(**facts), said=said)

    def test_the_disk_of_this_computer(self):
        root = {"name": "sdb2", "path": "/dev/sdb2", "type": "part", "mountpoints": [], "children": [
            {"name": "luks", "path": "/dev/mapper/luks", "type": "crypt", "mountpoints": ["/"]}]}
        self.refuses_stick(refused.SYSTEM_DISK, "waar deze computer zelf van werkt", children=[root])

    def test_a_mounted_disk(self):
        self.refuses_stick(refused.IN_USE, "/media/iemand", children=[{"path": "/dev/sdb1", "type": "part", "mountpoints": ["/media/iemand"]}])

    def test_a_swap_disk(self):
        self.refuses_stick(refused.IN_USE, "geheugen", children=[{"path": "/dev/sdb1", "type": "part", "mountpoints": ["[SWAP]"]}])

    def test_a_disk_under_another_layer(self):
        self.refuses_stick(refused.IN_USE, "laag", children=[{"path": "/dev/md0", "type": "raid1", "mountpoints": [None]}])

    def test_a_disk_that_is_not_removable(self):
        self.refuses_stick(refused.NOT_REMOVABLE, "zit vast", rm=False, hotplug=False, tran="sata")

    def test_a_write_protected_disk(self):
        self.refuses_stick(refused.WRITE_PROTECTED, "schuifje", ro=True)

    def test_a_disk_with_other_sectors(self):
        self.refuses_stick(refused.SECTORS, "4096", **{"log-sec": 4096})

    def test_a_disk_that_is_too_small(self):
        self.old_disk(size=SIZE + MB)
        self.lists({"name": "sdb"})
        self.refuses(refused.TOO_SMALL, "--yes", self.place / "sdb", said="te klein")
        self.refuses(refused.TOO_SMALL, "--yes", "--file", self.place / "sdb", said="te klein")

    def test_a_partition_or_no_disk_at_all(self):
        self.stick(children=[{"name": "sdb1", "path": "/dev/sdb1", "type": "part", "mountpoints": [None]}])
        self.refuses(refused.NO_DISK, "--yes", "/dev/sdb1", said="hele schijf")
        self.refuses(refused.NO_DISK, "--yes", "/dev/sdz", said="geen schijf")
        self.refuses(refused.NO_DISK, "--yes", "--file", self.place, said="gewoon bestand")

    def test_a_disk_that_was_changed_for_another_since_it_was_listed(self):
        self.refuses_stick(refused.NO_DISK, "verwisseld", size=2 * DISK)

    def test_the_same_disk_twice(self):
        stick = self.stick()
        self.refuses(refused.USAGE, "--yes", stick, stick, said="twee keer")

    def test_a_file_that_another_is_writing(self):
        other = target.open_file(str(self.old_disk()), SIZE, 0)
        self.addCleanup(other.close)
        self.refuses(refused.IN_USE, "--yes", "--file", self.place / "sdb", said="in gebruik")

    def test_an_image_for_another_board(self):
        self.refuses(refused.OTHER_BOARD, "--yes", "--board", "raspberrypi-4", self.stick(), said=BOARD)

    def test_no_yes_and_no_name(self):
        self.refuses(refused.STOPPED, self.stick(), said="niets geschreven", answer="ja\n")
        self.refuses(refused.STOPPED, self.stick(), said="niets geschreven")

    def test_damage_in_each_file_of_the_release(self):
        stick = self.stick()
        expected = {"disk.img.xz": refused.RELEASE_DAMAGED, "release.json": refused.RELEASE_UNSIGNED, "release.json.sig": refused.RELEASE_UNSIGNED}
        for name, code in expected.items():
            path = self.release / name
            whole = path.read_bytes()
            for broken in (whole[:len(whole) // 2], whole[:len(whole) // 2] + b"#" + whole[len(whole) // 2 + 1:], b""):
                with self.subTest(name=name, size=len(broken)):
                    path.write_bytes(broken)
                    self.refuses(code, "--yes", stick)
            path.unlink()
            with self.subTest(name=name, missing=True):
                self.refuses(refused.RELEASE_DAMAGED, "--yes", stick, said="niet compleet")
            path.write_bytes(whole)

    def signed_by(self, authority, purpose):
        """Signs the release with a new certificate for a purpose, by the authority whose .pem and .key are named."""
        (self.place / "openssl.cnf").write_text(publish.keys.CONFIG.replace("codeSigning", purpose))
        self.openssl("req", *self.NEW_KEY, "-keyout", self.place / "new.key", "-out", self.place / "new.csr", "-subj", "/CN=voorbeeld.test",
                     "-config", self.place / "openssl.cnf")
        self.openssl("x509", "-req", "-in", self.place / "new.csr", "-CA", f"{authority}.pem", "-CAkey", f"{authority}.key", "-days", "9",
                     "-set_serial", "77", "-out", self.place / "new.pem", "-extfile", self.place / "openssl.cnf", "-extensions", "signer")
        publish.sign((self.release / "release.json").read_bytes(), self.place / "new.pem", self.place / "new.key", self.release / "release.json.sig")

    def openssl(self, *words):
        agreed, said = releases.openssl(*words)
        self.assertTrue(agreed, words)
        return said.strip()

    def test_a_release_of_another_signer(self):
        stick = self.stick()
        (self.place / "openssl.cnf").write_text(publish.keys.CONFIG)
        self.openssl("req", "-x509", *self.NEW_KEY, "-keyout", self.place / "other.key", "-out", self.place / "other.pem", "-days", "9",
                     "-subj", "/CN=Een ander", "-config", self.place / "openssl.cnf", "-extensions", "authority")
        self.signed_by(self.place / "other", "codeSigning")
        # Putting the signer's own authority beside it doesn't help: the program carries the one it believes.
        (self.release / "ca.pem").write_bytes((self.place / "other.pem").read_bytes())
        self.refuses(refused.RELEASE_UNSIGNED, "--yes", stick, said="handtekening")
        # Nor does it help when the computer believes that authority.
        name = self.openssl("x509", "-in", self.place / "other.pem", "-noout", "-subject_hash")
        (self.place / f"{name}.0").write_bytes((self.place / "other.pem").read_bytes())
        with unittest.mock.patch.dict(os.environ, SSL_CERT_DIR=str(self.place), SSL_CERT_FILE=str(self.place / "other.pem")):
            self.refuses(refused.RELEASE_UNSIGNED, "--yes", stick, said="handtekening")
        # A person can say that it's right.
        self.assertEqual(self.flash("--ca", self.place / "other.pem")[0], 0)

    def test_a_certificate_of_the_authority_that_is_not_for_software(self):
        keys = self.made / "development-keys"
        self.signed_by(keys / "ca", "serverAuth")
        self.refuses(refused.RELEASE_UNSIGNED, "--yes", self.stick(), said="handtekening")
        self.signed_by(keys / "ca", "codeSigning")
        self.assertEqual(self.flash()[0], 0)

    def test_a_release_for_a_newer_program(self):
        described = json.loads((self.release / "release.json").read_text())
        described["format"] = 2
        text = json.dumps(described).encode()
        (self.release / "release.json").write_bytes(text)
        publish.sign(text, *publish.keys.signer(self.made, False), self.release / "release.json.sig")
        self.refuses(refused.RELEASE_DAMAGED, "--yes", self.stick(), said="nieuwer")

    def test_a_wrong_provisioning_file(self):
        words = {"type": "geen bestand van een bureau", "code": "eenmalige code"}
        wrong = {"type": "casustafel/package", "version": 2, "device": "../x", "room": "", "bureau": {"id": "x"}, "host": None, "port": 0,
                 "ca_pem": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "root_jwk": "{}", "code": "", "technician_pin": "258013", "meer": 1}
        for name, value in wrong.items():
            self.refuses_text(refused.PROVISIONING, provisioning.read_provisioning, self.provisioning(**{name: value}), words.get(name, name))
        hashed = f"$argon2id$v=19$m=262144,t=4,p=1${'a' * 22}${'b' * 43}"
        self.assertEqual(provisioning.read_provisioning(self.provisioning(technician_pin=hashed))[1]["technician_pin"], hashed)
        secret = json.dumps({"kty": "EC", "crv": "P-256", "x": "AAAA", "y": "AAAA", "d": "AAAA"})
        for path, said in ((self.provisioning(root_jwk=secret), "geheime sleutel"), (self.write("x.json", "geen JSON"), "JSON"),
                           (self.write("y.json", "[" * 90_000), "JSON"), (self.write("z.json", '{"code":"a","code":"b"}'), "twee keer"),
                           (self.write("w.json", " " * 200_000), "te groot"), (self.place / "nergens.json", "niet te lezen")):
            self.refuses_text(refused.PROVISIONING, provisioning.read_provisioning, path, said)
        self.refuses(refused.PROVISIONING, "--yes", f"{self.stick()}={self.provisioning(port=0)}", said="port")

    def refuses_text(self, code, read, path, said):
        with self.subTest(said=said), self.assertRaises(refused.Refused) as caught:
            read(path)
        self.assertEqual(caught.exception.code, code)
        self.assertIn(said, caught.exception.sentence)

    def test_one_provisioning_file_for_two_disks(self):
        one = self.provisioning()
        self.refuses(refused.PROVISIONING, "--yes", f"{self.stick()}={one}", f"{self.place / 'sdc'}={one}", said="elk apparaat")

    def test_wrong_network_settings(self):
        good = {"type": "casustafel/network", "version": 1, "method": "static", "address": "192.0.2.9/24", "gateway": "192.0.2.1", "dns": ["192.0.2.1"]}
        wrong = [({"type": "casustafel/netwerk"}, "netwerkinstellingen"), ({"version": "1"}, "version"), ({"method": "raden"}, "method"),
                 ({"address": "192.0.2.9"}, "grootte"), ({"address": "192.0.2.999/24"}, "address"), ({"gateway": "198.51.100.1"}, "gateway"),
                 ({"dns": []}, "dns"), ({"dns": ["naam"]}, "dns"), ({"method": "dhcp"}, "hoort er niet in"),
                 ({"wifi": {"ssid": "Kamer", "passphrase": "kort"}}, "passphrase"), ({"wifi": {"ssid": "x" * 33, "passphrase": "lang genoeg"}}, "ssid"),
                 ({"wifi": "Kamer"}, "wifi")]
        for change, said in wrong:
            self.refuses_text(refused.NETWORK, provisioning.read_network, self.write("network.json", good | change), said)
        self.refuses(refused.NETWORK, "--yes", "--network", self.write("network.json", good | {"dns": 1}), self.stick(), said="dns")

    def test_network_settings_that_this_release_can_not_follow(self):
        wifi = {"type": "casustafel/network", "version": 1, "method": "dhcp", "wifi": {"ssid": "Kamer", "passphrase": "een lang woord"}}
        self.assertEqual(provisioning.read_network(self.write("network.json", wifi))[1], wifi)
        self.refuses(refused.NETWORK, "--yes", "--network", self.place / "network.json", self.stick(), said="vraagt om wifi")


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


class BadDisk:
    """A disk that does something wrong. `fails_after`: bytes written before it is pulled out; `size_in_truth`: a false stick that
    starts at its beginning again; `worn`: a place that reads back otherwise."""

    def __init__(self, real, fails_after=None, size_in_truth=None, worn=None):
        self._real, self._fails_after, self._size_in_truth, self._worn = real, fails_after, size_in_truth, worn
        self.path, self.size = real.path, real.size
        self._written = 0

    def _gone(self):
        return self._fails_after is not None and self._written >= self._fails_after

    def write(self, offset, data):
        self._written += len(data)
        if self._gone():
            raise OSError(errno.EIO, "pulled out")
        self._real.write(offset % (self._size_in_truth or self.size), data)

    def read(self, offset, length):
        if self._gone():
            raise OSError(errno.EIO, "pulled out")
        data = self._real.read(offset % (self._size_in_truth or self.size), length)
        if self._worn is not None and offset <= self._worn < offset + length:
            data = data[:self._worn - offset] + bytes([data[self._worn - offset] ^ 1]) + data[self._worn - offset + 1:]
        return data

    def sync(self):
        if self._gone():
            raise OSError(errno.EIO, "pulled out")

    forget = sync

    def close(self):
        self._real.close()


class BadDisks(ReleaseCase):
    def job(self, name, **wrong):
        opened = target.open_file(str(self.place / name), SIZE, DISK)
        content = self.provisioning().read_bytes()
        bad = BadDisk(opened, **wrong) if wrong else opened
        return jobs.Job(bad, {"path": opened.path, "size": opened.size}, json.loads(content), {"provisioning.json": content})

    def run_jobs(self, *made):
        out = io.StringIO()
        jobs.run_all(made, releases.open_release(self.release), out)
        return out.getvalue()

    def starts_nothing(self, name):
        with open(self.place / name, "rb") as file:
            self.assertEqual(file.read(MB).strip(b"\0"), b"")

    def test_pulled_out_at_any_moment_it_starts_nothing_and_starting_again_works(self):
        whole = self.job("whole")
        self.run_jobs(whole)
        self.assertIsNone(whole.refusal)
        for share in (0.05, 0.3, 0.6, 0.9, 0.97):
            with self.subTest(share=share):
                self.old_disk()
                job = self.job("sdb", fails_after=int((whole.written + 4 * MB) * share))
                self.run_jobs(job)
                self.assertEqual(job.refusal.code, refused.DISK_LOST)
                self.assertIn("begin opnieuw", job.refusal.sentence)
                self.starts_nothing("sdb")
        again = self.job("sdb")
        self.run_jobs(again)
        self.assertIsNone(again.refusal)

    def test_one_pulled_out_does_not_stop_the_others(self):
        made = [self.job("sdb"), self.job("sdc", fails_after=20 * MB), self.job("sdd")]
        said = self.run_jobs(*made)
        self.assertEqual([job.refusal.code if job.refusal else 0 for job in made], [0, refused.DISK_LOST, 0])
        self.assertIn("mislukt", said)
        self.assertEqual(said.count("klaar"), 2)

    def test_a_line_of_progress_has_a_bar_the_speed_and_what_is_left(self):
        job = self.job("sdb")
        self.addCleanup(job.target.close)
        job.step("schrijven", 5 * MB, 10 * MB)
        self.assertRegex(job.line(), r"/sdb  \[#{10}\.{10}\]  50%  schrijven +[0-9]+,[0-9] MB/s  nog [0-9]+:[0-9]{2}$")

    def test_a_worn_place_is_found_by_reading_back(self):
        for place in (0, 7 * MB + 5000, 8 * MB + 300_000, 13 * MB + 7, SIZE - 10):
            with self.subTest(place=place):
                job = self.job("sdb", worn=place)
                self.run_jobs(job)
                self.assertEqual(job.refusal.code, refused.READ_BACK)
                self.starts_nothing("sdb")

    def test_a_stick_that_is_smaller_than_it_says_is_found(self):
        job = self.job("sdb", size_in_truth=16 * MB)
        self.run_jobs(job)
        self.assertEqual(job.refusal.code, refused.READ_BACK)
        self.starts_nothing("sdb")

    def test_an_image_that_changes_after_it_was_checked_is_not_accepted(self):
        packed = (self.release / "disk.img.xz").read_bytes()
        another = lzma.compress(self.image[:9 * MB] + b"#" + self.image[9 * MB + 1:], preset=1)
        for broken in (packed[:len(packed) // 2], packed[:len(packed) // 2] + b"#####" + packed[len(packed) // 2 + 5:], another):
            (self.release / "disk.img.xz").write_bytes(broken)
            job = self.job("sdb")
            self.run_jobs(job)
            self.assertEqual(job.refusal.code, refused.RELEASE_DAMAGED)
            self.starts_nothing("sdb")

    def test_stopped_by_a_person_it_starts_nothing(self):
        job = self.job("sdb")
        job.stopped = True
        self.run_jobs(job)
        self.assertEqual(job.refusal.code, refused.STOPPED)
        self.starts_nothing("sdb")

    def test_a_configuration_partition_without_room_is_said(self):
        job = self.job("sdb")
        job.files["network.json"] = bytes(4 * MB)
        self.run_jobs(job)
        self.assertEqual(job.refusal.code, refused.SETTINGS_LOST)
        self.starts_nothing("sdb")


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
