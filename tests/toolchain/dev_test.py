"""A wrong word to toolchain/dev is answered with exit 2 and one sentence that names it."""

import subprocess
import unittest

from project import ROOT


class Command(unittest.TestCase):
    def refused(self, *words):
        done = subprocess.run([ROOT / "toolchain/dev", *words], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        return done.stderr

    def test_an_unknown_command(self):
        self.assertIn("'bake'", self.refused("bake"))

    def test_an_unknown_preset(self):
        said = self.refused("build", "quick")
        self.assertIn("'quick'", said)
        self.assertIn("arm64", said)

    def test_an_unknown_suite(self):
        self.assertIn("'--all'", self.refused("test", "--all"))

    def test_an_unknown_fuzz_target_and_a_length_that_is_none(self):
        self.assertIn("'nothing'", self.refused("fuzz", "nothing"))
        self.assertIn("'long'", self.refused("fuzz", "json", "long"))

    def test_an_unknown_way_to_clean(self):
        self.assertIn("'everything'", self.refused("clean", "everything"))

    def test_flashing_no_board_or_one_without_an_image(self):
        self.assertIn("which board", self.refused("flash"))
        self.assertIn("'nothing'", self.refused("flash", "nothing"))

    def test_help_names_every_command(self):
        done = subprocess.run([ROOT / "toolchain/dev", "help"], capture_output=True, text=True, check=True)
        for name in ("setup", "build", "test", "demo", "run", "bench", "image", "flash", "fuzz", "lint", "shell", "clean"):
            self.assertIn(f"\n  {name}", done.stdout)


if __name__ == "__main__":
    unittest.main()
