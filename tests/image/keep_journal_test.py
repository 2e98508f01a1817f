"""What a device keeps of its journal, run as the device runs it, with a journal of our own making."""

import os
import pathlib
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "image/files/usr/lib/casustafel/keep-journal"


class KeepJournal(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.place = pathlib.Path(folder.name)
        self.kept = self.place / "kept"
        self.kept.mkdir()

    def keep(self, lines):
        """Runs it with a journal that has these lines; what is kept of this start."""
        (self.place / "journal").write_text(lines)
        program = self.place / "journalctl"
        program.write_text(f'#!/bin/sh\necho "$@" >"{self.place}/asked"\ncat "{self.place}/journal"\n')
        program.chmod(0o755)
        environment = os.environ | {"PATH": f"{self.place}:{os.environ['PATH']}"}
        subprocess.run(["sh", SCRIPT, self.kept], env=environment, check=True)
        boot = pathlib.Path("/proc/sys/kernel/random/boot_id").read_text().strip().replace("-", "")
        return self.kept / f"{boot}.log"

    def test_only_warnings_and_worse_of_this_start_are_asked_for(self):
        self.assertEqual(self.keep("iets\n").read_text(), "iets\n")
        asked = (self.place / "asked").read_text().split()
        self.assertLessEqual({"--boot", "--priority=warning", "--no-hostname"}, set(asked))

    def test_a_long_journal_is_kept_by_its_end(self):
        kept = self.keep("begin\n" + "x" * 200_000 + "\neinde\n").read_text()
        self.assertEqual(len(kept), 131_072)
        self.assertTrue(kept.endswith("\neinde\n"))

    def test_nothing_is_written_when_nothing_was_added(self):
        kept = self.keep("iets\n")
        os.utime(kept, (1, 1))
        self.keep("iets\n")
        self.assertEqual(kept.stat().st_mtime, 1)
        self.assertEqual(self.keep("iets\nmeer\n").read_text(), "iets\nmeer\n")
        self.assertEqual(sorted(path.name for path in self.kept.iterdir()), [kept.name])

    def test_the_oldest_starts_make_room(self):
        for age in range(20):
            old = self.kept / f"{age:032x}.log"
            old.write_text("oud\n")
            os.utime(old, (1000 - age, 1000 - age))
        now = self.keep("iets\n")
        left = {path.name for path in self.kept.iterdir()}
        self.assertEqual(left, {now.name} | {f"{age:032x}.log" for age in range(11)})


if __name__ == "__main__":
    unittest.main()
