"""Before the device's program reads anything of its own it sees to it that its memory stays its own (SR-16).

own_process_test.py PROGRAM   started by CTest; watches the program's calls to the kernel
"""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = Path(sys.argv.pop()).resolve()


class OwnProcess(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder, "calls")
            # A board that isn't there: the program starts, looks for it, and says so.
            command = ["strace", "-f", "-qq", "-o", log, "-e", "trace=prctl,prlimit64,setrlimit,openat,umask", PROGRAM, "run", "--board", "geen",
                       "--data", Path(folder, "nergens")]
            cls.done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
            cls.calls = log.read_text(encoding="utf-8").splitlines()
            cls.left = [path.name for path in Path(folder).iterdir() if path != log]

    def place_of(self, pattern):
        places = [number for number, call in enumerate(self.calls) if re.search(pattern, call)]
        self.assertTrue(places, f"never: {pattern}\n{self.done.stderr}")
        return places[0]

    def test_no_core_file_and_no_debugger_before_anything_of_ours_is_opened(self):
        first = self.place_of(r"openat\(.*geen")
        self.assertLess(self.place_of(r"RLIMIT_CORE, \{rlim_cur=0, rlim_max=0\}"), first)
        self.assertLess(self.place_of(r"prctl\(PR_SET_DUMPABLE, (SUID_DUMP_DISABLE|0)"), first)
        self.assertLess(self.place_of(r"umask\(077\)"), first)

    def test_nothing_is_left_where_it_was_started(self):
        self.assertEqual(self.left, [])


if __name__ == "__main__":
    unittest.main()
