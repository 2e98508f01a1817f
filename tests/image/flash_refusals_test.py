"""What the technician's program refuses before it writes: each with one sentence and an exit code."""

import json
import os
import unittest
import unittest.mock

from release_fixture import BOARD, DISK, MB, SIZE, ReleaseCase, digest

import provisioning
import publish
import refused
import release as releases
import target


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

    def test_wifi_for_a_board_without_a_radio(self):
        wifi = {"type": "casustafel/network", "version": 1, "method": "dhcp", "wifi": {"ssid": "Kamer", "passphrase": "een lang woord"}}
        self.assertEqual(provisioning.read_network(self.write("network.json", wifi))[1], wifi)
        self.refuses(refused.NETWORK, "--yes", "--network", self.place / "network.json", self.stick(), said="vraagt om wifi")


if __name__ == "__main__":
    unittest.main()
