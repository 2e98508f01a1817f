"""Which known weaknesses the packages of an image have, from data as Debian's security tracker gives it."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

IMAGE = pathlib.Path(__file__).resolve().parents[2] / "image"
sys.path.insert(0, str(IMAGE))
import sbom  # noqa: E402

BILL = {"packages": [{"name": "the image itself"}, {"name": "libproef1", "sourceInfo": "proef 1:2.0-3+deb13u1"},
                     {"name": "proef-data", "sourceInfo": "proef 1:2.0-3+deb13u1"}, {"name": "ander", "sourceInfo": "ander 4"}]}


def about(status, fixed=None, urgency="medium", release="trixie"):
    return {"releases": {release: {"status": status, "urgency": urgency} | ({"fixed_version": fixed} if fixed else {})}}


class Weaknesses(unittest.TestCase):
    def found(self, tracker):
        return list(sbom.weaknesses(BILL, tracker))

    def test_an_open_one_is_told_once_for_all_packages_of_a_source(self):
        self.assertEqual(self.found({"proef": {"CVE-2099-1": about("open", urgency="high")}}),
                         [("high", "CVE-2099-1", "proef", "1:2.0-3+deb13u1", "")])

    def test_one_that_was_fixed_later_than_our_version(self):
        self.assertEqual(self.found({"proef": {"CVE-2099-2": about("resolved", "1:2.0-3+deb13u2")}}),
                         [("medium", "CVE-2099-2", "proef", "1:2.0-3+deb13u1", "1:2.0-3+deb13u2")])

    def test_nothing_that_our_version_has_fixed_or_never_had(self):
        self.assertEqual(self.found({"proef": {"CVE-2099-3": about("resolved", "1:2.0-3+deb13u1"), "CVE-2099-4": about("resolved", "0"),
                                               "CVE-2099-5": about("open", release="bookworm")},
                                     "elders": {"CVE-2099-6": about("open")}}), [])

    def run_program(self, bill, tracker):
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder)
            (place / "bill").write_text(bill)
            (place / "tracker").write_text(tracker)
            return subprocess.run([sys.executable, IMAGE / "sbom.py", place / "bill", place / "tracker"], capture_output=True, text=True, check=False)

    def test_the_program_prints_a_line_for_each_and_counts_them(self):
        done = self.run_program(json.dumps(BILL), json.dumps({"proef": {"CVE-2099-2": about("resolved", "1:2.0-3+deb13u2")}}))
        self.assertEqual((done.returncode, done.stdout), (0, "CVE-2099-2\tmedium\tproef 1:2.0-3+deb13u1\tfixed in 1:2.0-3+deb13u2\n"))
        self.assertIn("1 known weaknesses, 1 with a fix", done.stderr)

    def test_what_is_no_json_is_refused_in_a_sentence(self):
        done = self.run_program("{", "{}")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("can't be read", done.stderr)


if __name__ == "__main__":
    unittest.main()
