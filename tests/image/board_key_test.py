"""The key of the data partition on a board without a TPM, made as the device makes it."""

import pathlib
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "image/files/usr/lib/casustafel/board-key"


class BoardKey(unittest.TestCase):
    def made_of(self, number):
        """(exit status, the key, what was said) where the device tree tells this number; None: it tells none."""
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder) / "serial-number"
            if number is not None:
                place.write_bytes(number)
            done = subprocess.run(["sh", SCRIPT, place], capture_output=True, check=False)
            return done.returncode, done.stdout, done.stderr.decode()

    def test_the_same_board_has_the_same_key_and_another_board_another(self):
        status, key, said = self.made_of(b"10000000abcdef01\0")
        self.assertEqual((status, said), (0, ""))
        self.assertRegex(key, rb"\A[0-9a-f]{64}\Z")
        self.assertEqual(self.made_of(b"10000000abcdef01\0")[1], key)
        self.assertNotEqual(self.made_of(b"10000000abcdef02\0")[1], key)

    def test_the_number_itself_is_not_in_the_key(self):
        self.assertNotIn(b"abcdef01", self.made_of(b"10000000abcdef01\0")[1])

    def test_the_number_may_stand_in_either_of_two_places(self):
        with tempfile.TemporaryDirectory() as folder:
            missing, number = pathlib.Path(folder) / "missing", pathlib.Path(folder) / "product_serial"
            number.write_text("10000000abcdef01\n")
            done = subprocess.run(["sh", SCRIPT, missing, number], capture_output=True, check=True)
            self.assertEqual(done.stdout, self.made_of(b"10000000abcdef01\0")[1])

    def test_a_board_that_tells_no_number_has_no_key(self):
        for number in (None, b"", b"\0", b"0000000000000000\0", b"1000 0000\0", b"10000000\nabc\0"):
            status, key, said = self.made_of(number)
            self.assertEqual((status, key), (1, b""), number)
            self.assertEqual(said, "this board tells no number of its own\n")


if __name__ == "__main__":
    unittest.main()
