"""docs/refusals.md names tests that exist, and none twice."""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Refusals(unittest.TestCase):
    def test_every_case_has_its_test(self):
        rows = re.findall(r"^\| (?!case \||---)(.+?) \| (\w+\.\w+) \|$", (ROOT / "docs/refusals.md").read_text(encoding="utf-8"), re.M)
        there = {f"{suite}.{case}" for path in (ROOT / "tests").rglob("*_test.cpp")
                 for suite, case in re.findall(r"^TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\s*\)", path.read_text(encoding="utf-8"), re.M)}
        for case, test in rows:
            with self.subTest(case):
                self.assertIn(test, there)
        self.assertGreaterEqual(len(rows), 60)
        self.assertEqual(len({test for _, test in rows}), len(rows))
        print(f"{len(rows)} kinds of what is refused, each with its test")


if __name__ == "__main__":
    unittest.main()
