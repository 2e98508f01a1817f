"""Every case in the sources of tests/ is one that CTest would run. Argument: the build folder."""

import json
import subprocess
import sys
import unittest

from project import ROOT

import tests_run

build = sys.argv.pop()


class Cases(unittest.TestCase):
    def test_ctest_knows_each_case(self):
        listing = subprocess.run(["ctest", "--test-dir", build, "--show-only=json-v1"], capture_output=True, text=True, check=True)
        known = {test["name"] for test in json.loads(listing.stdout)["tests"]}
        self.assertIn("toolchain.cases", known)
        self.assertEqual([str(breach) for breach in tests_run.cases_without_run(ROOT, known)], [])


if __name__ == "__main__":
    unittest.main()
