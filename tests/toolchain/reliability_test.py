"""The figures of a long run come into the document as they were measured, and what wasn't measured stays."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

from project import ROOT

PROGRAM = ROOT / "toolchain" / "reliability.py"
DOCUMENT = "# T\n\nwords\n\n<!-- figures: written by toolchain/reliability.py -->\n<!-- end of figures -->\n\nmore words\n"


class Reliability(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.figures = pathlib.Path(folder.name) / "figures"
        self.figures.mkdir()
        self.document = pathlib.Path(folder.name) / "reliability.md"
        self.document.write_text(DOCUMENT)

    def leave(self, name, tried, failed):
        figure = {"id": name, "what": "power cuts", "tried": tried, "failed": failed, "control": "found | 5"}
        (self.figures / f"{name}.json").write_text(json.dumps(figure))

    def run_program(self, day="2026-11-22"):
        return subprocess.run([sys.executable, PROGRAM, self.figures, self.document, day], capture_output=True, text=True).returncode

    def test_writes_each_figure_with_its_bound_between_the_markers(self):
        self.leave("cuts", 10000, 0)
        self.assertEqual(self.run_program(), 0)
        text = self.document.read_text()
        self.assertIn("| cuts | power cuts | 10,000 | 0 | 0.03 % | found \\| 5 | 2026-11-22 |", text)
        self.assertTrue(text.startswith("# T\n\nwords\n\n") and text.endswith("\n\nmore words\n"))

    def test_gives_no_bound_where_something_failed(self):
        self.leave("cuts", 10000, 2)
        self.run_program()
        self.assertIn("| 10,000 | 2 | - |", self.document.read_text())

    def test_keeps_the_rows_that_were_not_measured_again(self):
        self.leave("cuts", 10, 0)
        self.run_program()
        (self.figures / "cuts.json").unlink()
        self.leave("soak", 250, 0)
        self.run_program("2026-11-23")
        self.leave("soak", 500, 0)
        self.run_program("2026-11-24")
        rows = [line for line in self.document.read_text().splitlines() if line.startswith("| ")][1:]
        self.assertEqual([row.split("|")[1].strip() for row in rows], ["cuts", "soak"])
        self.assertIn("2026-11-22", rows[0])
        self.assertIn("| 500 |", rows[1])

    def test_refuses_a_run_without_figures_and_a_document_without_a_place(self):
        self.assertEqual(self.run_program(), 1)
        self.leave("cuts", 10, 0)
        self.document.write_text("# nothing here\n")
        self.assertNotEqual(self.run_program(), 0)
        self.assertEqual(self.document.read_text(), "# nothing here\n")


if __name__ == "__main__":
    unittest.main()
