"""What a device makes of an update that the table left, with the scripts that a device runs. RAUC and the table's program are
played by two lines of shell each; what they say was taken from the real ones."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(HERE / "image"))
import bundle  # noqa: E402

SCRIPTS = HERE / "image/files/usr/lib/casustafel"
SHA256 = "5d436c3df47958d1cd7eba4dd798902b09c257bf4801ffe3a2c4eaf170644528"
MANIFEST = {"RAUC_MF_COMPATIBLE": "casustafel-pc", "RAUC_MF_VERSION": "0.2.0", "RAUC_META_CASUSTAFEL_SCHEMA": "3.2.1.1",
            "RAUC_META_CASUSTAFEL_READABLE_FROM": "1.1.1.1", "RAUC_META_CASUSTAFEL_CHANNEL": "vast"}
PROGRESS = "installing\n  0% Installing\n 20% Checking bundle done.\n 40% Copying image to rootfs.1\n100% Installing done.\n"


class Device(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.place = pathlib.Path(folder.name)
        for name in ("orders", "state", "run", "bin"):
            (self.place / name).mkdir()
        (self.place / "run/slot").write_text("A\n")
        (self.place / "system.conf").write_text("[system]\ncompatible=casustafel-pc\nbootloader=grub\n")
        self.runs("0.1.0", "2.2.1.1", "1.1.1.1")
        self.rauc()
        self.order()

    def program(self, name, text):
        path = self.place / "bin" / name
        path.write_text("#!/bin/sh\n" + text)
        path.chmod(0o755)

    def runs(self, version, schema, readable_from):
        """The table's program that runs on the device."""
        said = json.dumps({"version": version, "schema": schema, "readable_from": readable_from}, separators=(",", ":"))
        self.program("casustafel-table", f"echo '{said}'\n")

    def rauc(self, info_status=0, info_error="", install_status=0, install_said="", install_error="", **manifest):
        """RAUC: what it says of the manifest, and how installing ends. It notes that it installed."""
        lines = "".join(f"{key}='{value}'\n" for key, value in (MANIFEST | manifest).items() if value is not None)
        (self.place / "info").write_text("" if info_status else lines)
        (self.place / "progress").write_text(PROGRESS)
        self.program("rauc", f"""case $1 in
info) cat {self.place}/info; echo '{info_error}' >&2; exit {info_status} ;;
install) ls -l "$2" >{self.place}/installed; cp {self.place}/run/update.json {self.place}/meanwhile
    cat {self.place}/progress; echo "{install_said}"; echo '{install_error}' >&2; exit {install_status} ;;
esac
""")

    def order(self, content=b"bundle"):
        (self.place / "orders/new.raucb").write_bytes(content)
        (self.place / "orders/new.json").write_text(
            json.dumps({"type": "casustafel/update-order", "format": 1, "sha256": SHA256, "version": "0.2.0"}, separators=(",", ":")) + "\n")

    def call(self, script, *arguments):
        environment = os.environ | {"PATH": f"{self.place}/bin:{os.environ['PATH']}", "RAUC_CONF": str(self.place / "system.conf")}
        return subprocess.run(["sh", SCRIPTS / script, *arguments, self.place / "log"], env=environment, capture_output=True,
                              text=True, check=False, cwd=self.place)

    def install(self):
        done = self.call("install-update", "orders", "state", "run")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return self.result()

    def started(self, when, slot):
        (self.place / "run/slot").write_text(slot + "\n")
        done = self.call("update-started", "state", "run", when)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return self.result()

    def switched_off(self):
        (self.place / "run/update.json").unlink()

    def result(self):
        """(stage, refusal) as the table reads them."""
        note = json.loads((self.place / "run/update.json").read_text())
        self.assertEqual((note["type"], note["format"]), ("casustafel/update-result", 1))
        return note["stage"], note["refusal"]

    def was_installed(self):
        return (self.place / "installed").exists()

    def log(self):
        return (self.place / "log").read_text()


class Install(Device):
    def assert_order_gone(self):
        self.assertEqual([path.name for name in ("orders", "state") for path in (self.place / name).iterdir()
                          if path.name in ("new.json", "new.raucb", "install.raucb", "update-tries")], [])

    def assert_refused(self, refusal, sentence):
        self.assertEqual(self.install(), ("refused", refusal))
        self.assertFalse(self.was_installed())
        self.assertIn(f"<4>casustafel: update {'' if refusal in ('unsigned', 'damaged') else '0'}", self.log())
        self.assertRegex(self.log(), rf"^<4>casustafel: update .*refused: .*{sentence}.*\n$")
        self.assert_order_gone()
        kept = (self.place / "state/update.json").read_text()
        self.assertEqual(kept, (self.place / "run/update.json").read_text())
        self.assertIn(SHA256, kept)

    def test_a_good_one_is_installed_and_waits_for_a_restart(self):
        self.assertEqual(self.install(), ("restart-waiting", "none"))
        self.assertEqual((self.place / "state/update-installed").read_text(), f"B 0.2.0 {SHA256}\n")
        self.assert_order_gone()
        self.assertRegex((self.place / "installed").read_text(), r"^-r-------- .*state/install.raucb\n$")
        meanwhile = json.loads((self.place / "meanwhile").read_text())
        self.assertEqual((meanwhile["stage"], meanwhile["version"], meanwhile["sha256"]), ("installing", "0.2.0", SHA256))

    def test_an_order_that_a_power_cut_brought_back_is_not_carried_out_again(self):
        self.install()
        self.started("good", "B")
        (self.place / "installed").unlink()
        (self.place / "state/install.raucb").write_bytes(b"bundle")
        self.order()
        (self.place / "orders/new.raucb").unlink()
        self.assertEqual(self.install(), ("done", "none"))
        self.assertFalse(self.was_installed())
        self.assert_order_gone()

    def test_the_same_bundle_brought_again_is_installed_again(self):
        self.install()
        self.started("good", "A")
        (self.place / "installed").unlink()
        self.order()
        self.assertEqual(self.install(), ("restart-waiting", "none"))
        self.assertTrue(self.was_installed())

    def test_the_other_half_is_the_one_that_does_not_run(self):
        (self.place / "run/slot").write_text("B\n")
        self.install()
        self.assertTrue((self.place / "state/update-installed").read_text().startswith("A "))

    def test_unsigned_or_by_another_signer(self):
        self.rauc(info_status=1, info_error="signature verification failed: Verify error: self-signed certificate")
        self.assert_refused("unsigned", "not signed")

    def test_cut_short_or_no_bundle_at_all(self):
        self.rauc(info_status=1, info_error="Invalid bundle format: Signature size (14288334688124845750) exceeds bundle size")
        self.assert_refused("damaged", "not a whole bundle")

    def test_for_another_board(self):
        self.rauc(RAUC_MF_COMPATIBLE="casustafel-raspberrypi-4")
        self.assert_refused("other-board", "made for casustafel-raspberrypi-4, this is casustafel-pc")

    def test_a_debug_one_on_a_release_and_the_other_way_round(self):
        self.rauc(RAUC_MF_COMPATIBLE="casustafel-pc-debug")
        self.assert_refused("other-kind", "made for casustafel-pc-debug")

    def test_a_release_on_a_debug_device(self):
        (self.place / "system.conf").write_text("[system]\ncompatible=casustafel-pc-debug\n")
        self.assert_refused("other-kind", "this is casustafel-pc-debug")

    def test_an_older_one_that_cannot_read_the_data(self):
        self.runs("0.3.0", "4.2.1.1", "4.1.1.1")
        self.assert_refused("too-old", "can't read what this device keeps")

    def test_an_older_one_that_says_nothing_about_data(self):
        self.runs("0.10.0", "2.2.1.1", "1.1.1.1")
        self.rauc(RAUC_META_CASUSTAFEL_SCHEMA=None)
        self.assert_refused("too-old", "0.10.0")

    def test_an_older_one_that_can_read_the_data(self):
        self.runs("0.10.0", "4.2.1.1", "3.2.1.1")
        self.assertEqual(self.install(), ("restart-waiting", "none"))

    def test_a_newer_one_that_cannot_read_the_data(self):
        self.runs("0.1.0", "4.2.1.1", "4.2.1.1")
        self.assert_refused("too-old", "can't read")

    def test_one_that_knows_fewer_kinds_of_data(self):
        self.rauc(RAUC_META_CASUSTAFEL_SCHEMA="9.9.9")
        self.assert_refused("too-old", "can't read")

    def test_what_is_no_number_reads_nothing(self):
        self.rauc(RAUC_META_CASUSTAFEL_SCHEMA="3.2.x.1")
        self.assert_refused("too-old", "can't read")

    def test_one_after_which_there_is_no_way_back_is_said(self):
        self.rauc(RAUC_META_CASUSTAFEL_READABLE_FROM="3.1.1.1")
        self.assertEqual(self.install(), ("restart-waiting", "none"))
        self.assertIn("0.1.0 can't read the data any more", self.log())

    def test_the_same_version_is_done_already(self):
        self.runs("0.2.0", "3.2.1.1", "1.1.1.1")
        self.assertEqual(self.install(), ("done", "none"))
        self.assertFalse(self.was_installed())
        self.assert_order_gone()

    def test_below_the_floor(self):
        self.rauc(install_status=1, install_error="Version mismatch: Expected at least '0.3.0' but bundle manifest has '0.2.0'")
        self.assertEqual(self.install(), ("refused", "too-old"))
        self.assert_order_gone()

    def test_a_reason_among_the_percentages(self):
        self.rauc(install_status=1, install_said="LastError: Version mismatch: Expected at least '0.3.0' but bundle manifest has '0.2.0'",
                  install_error="Installing /data/updates/install.raucb failed")
        self.assertEqual(self.install(), ("refused", "too-old"))
        self.assertIn("refused: LastError: Version mismatch", self.log())

    def test_a_payload_that_is_not_what_was_signed(self):
        self.rauc(install_status=1, install_error="LastError: Failed updating slot rootfs.1: failed to copy: Input/output error\nInstalling failed")
        self.assertEqual(self.install(), ("refused", "damaged"))
        self.assertIn("refused: LastError: Failed updating slot rootfs.1", self.log())

    def test_anything_else_that_goes_wrong(self):
        self.rauc(install_status=1, install_error='strange "words"\\')
        self.assertEqual(self.install(), ("refused", "failed"))
        self.assert_order_gone()

    def test_a_version_with_tricks_in_it_reaches_no_note(self):
        self.rauc(RAUC_MF_VERSION='0.2","stage":"done')
        self.assertEqual(self.install(), ("refused", "damaged"))
        self.assertNotIn("stage\":\"done", (self.place / "run/update.json").read_text())

    def test_a_link_in_place_of_the_bundle(self):
        (self.place / "orders/new.raucb").unlink()
        (self.place / "secret").write_text("secret")
        (self.place / "orders/new.raucb").symlink_to(self.place / "secret")
        self.assertEqual(self.install(), ("refused", "damaged"))
        self.assertEqual(oct((self.place / "secret").stat().st_mode & 0o777), "0o644")

    def test_a_folder_in_place_of_the_bundle_is_no_trouble_for_the_next_one(self):
        (self.place / "orders/new.raucb").unlink()
        (self.place / "orders/new.raucb/in it").mkdir(parents=True)
        self.assertEqual(self.install(), ("refused", "damaged"))
        self.assert_order_gone()
        self.order()
        self.assertEqual(self.install(), ("restart-waiting", "none"))

    def test_an_order_without_a_bundle_or_of_nonsense(self):
        (self.place / "orders/new.raucb").unlink()
        (self.place / "orders/new.json").write_text('{"sha256":"../../x"}')
        self.assertEqual(self.install(), ("refused", "damaged"))
        self.assert_order_gone()

    def test_no_order_no_work(self):
        (self.place / "orders/new.json").unlink()
        self.assertEqual(self.call("install-update", "orders", "state", "run").returncode, 0)
        self.assertFalse((self.place / "run/update.json").exists())

    def test_cut_short_it_begins_again_and_gives_up_after_three_times(self):
        (self.place / "orders/new.raucb").rename(self.place / "state/install.raucb")
        (self.place / "state/update-tries").write_text("2\n")
        self.assertEqual(self.install(), ("restart-waiting", "none"))
        self.order()
        (self.place / "orders/new.raucb").rename(self.place / "state/install.raucb")
        (self.place / "state/update-last").unlink()  # goes when a bundle is taken
        (self.place / "state/update-tries").write_text("3\n")
        self.assertEqual(self.install(), ("refused", "failed"))
        self.assert_order_gone()

    def test_switched_off_in_the_middle_the_order_stays(self):
        self.program("rauc", f"""case $1 in
info) cat {self.place}/info ;;
install) echo >{self.place}/begun; exec sleep 60 ;;
esac
""")
        os.mkfifo(self.place / "begun")
        environment = os.environ | {"PATH": f"{self.place}/bin:{os.environ['PATH']}", "RAUC_CONF": str(self.place / "system.conf")}
        with subprocess.Popen(["sh", SCRIPTS / "install-update", "orders", "state", "run", "log"], env=environment, cwd=self.place,
                              start_new_session=True, stderr=subprocess.DEVNULL) as running:
            (self.place / "begun").read_text()
            os.killpg(running.pid, 15)  # as systemd ends a unit
        self.assertTrue((self.place / "orders/new.json").exists())
        self.assertTrue((self.place / "state/install.raucb").exists())
        self.assertEqual(self.result(), ("installing", "none"))
        self.rauc()
        self.assertEqual(self.install(), ("restart-waiting", "none"))


class Manifest(unittest.TestCase):
    def test_what_is_written_into_a_bundle_is_what_a_device_looks_for(self):
        section = bundle.MANIFEST.partition("[meta.casustafel]\n")[2]
        keys = [line.partition("=")[0] for line in section.splitlines() if line]
        self.assertEqual(keys, ["schema", "readable-from", "channel"])
        names = {"RAUC_META_CASUSTAFEL_" + key.upper().replace("-", "_") for key in keys}
        self.assertEqual(names, {name for name in MANIFEST if name.startswith("RAUC_META_")})
        script = (SCRIPTS / "install-update").read_text()
        for name in names - {"RAUC_META_CASUSTAFEL_CHANNEL"}:  # that one is for the bureau
            self.assertIn(f"says {name}", script)


class Started(Device):
    def test_the_new_half_started_well(self):
        self.install()
        self.switched_off()
        self.assertEqual(self.started("begun", "B"), ("installing", "none"))
        self.assertEqual(self.started("good", "B"), ("done", "none"))
        self.switched_off()
        self.assertEqual(self.started("begun", "B"), ("done", "none"))

    def test_the_new_half_did_not_start(self):
        self.install()
        self.switched_off()
        self.assertEqual(self.started("begun", "A"), ("fell-back", "none"))
        self.assertEqual(self.started("good", "A"), ("fell-back", "none"))
        self.assertIn("update 0.2.0 did not start, back in slot A", self.log())
        self.switched_off()
        self.assertEqual(self.started("begun", "A"), ("fell-back", "none"))
        self.assertIn(SHA256, (self.place / "run/update.json").read_text())

    def test_a_refusal_is_remembered_over_a_restart(self):
        self.rauc(RAUC_MF_COMPATIBLE="casustafel-other")
        self.install()
        self.switched_off()
        self.assertEqual(self.started("begun", "A"), ("refused", "other-board"))

    def test_a_device_that_never_had_one_says_nothing(self):
        self.assertEqual(self.call("update-started", "state", "run", "begun").returncode, 0)
        self.assertEqual(self.call("update-started", "state", "run", "good").returncode, 0)
        self.assertFalse((self.place / "run/update.json").exists())


if __name__ == "__main__":
    unittest.main()
