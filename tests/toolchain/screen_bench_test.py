"""The onlooker sees the first frame, every tap and moving frames of a program that does nothing else.

Arguments: the onlooker, the program.
"""

import json
import os
import subprocess
import sys
import unittest

program = sys.argv.pop()
onlooker = sys.argv.pop()


class Onlooker(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        ready, told = os.pipe()
        cls.server = subprocess.Popen(["Xvfb", "-screen", "0", "1920x1080x24", "-nolisten", "tcp", "-displayfd", str(told)], pass_fds=[told], stderr=subprocess.DEVNULL)
        os.close(told)
        with os.fdopen(ready) as answer:
            cls.display = f":{answer.readline().strip()}"

    @classmethod
    def tearDownClass(cls):
        cls.server.terminate()
        cls.server.wait()

    def look(self, mode, amount, *command):
        words = [onlooker, mode, str(amount), str(self.server.pid), "--", *command]
        return subprocess.run(words, env={**os.environ, "DISPLAY": self.display}, capture_output=True, text=True)

    def test_every_tap_is_answered_and_nothing_is_left_behind(self):
        figures = json.loads(self.look("tap", 3, program, "tap").stdout)
        self.assertEqual((figures["taps"], figures["answered"]), (3, 3))
        self.assertGreater(figures["pss_mib"], 0)
        self.assertGreaterEqual(figures["first_frame_ms"], figures["first_damage_ms"])
        # A second look begins on an empty screen, or it would refuse.
        self.assertEqual(self.look("start", 1, program, "tap").returncode, 0)

    def test_frames_are_counted_when_they_differ(self):
        figures = json.loads(self.look("scroll", 1, program, "scroll").stdout)
        self.assertGreater(figures["frames"], 3)
        self.assertLessEqual(figures["frames"], 101)

    def test_a_program_without_a_marker_is_said_to_have_none(self):
        seen = self.look("start", 1, "true")
        self.assertEqual((seen.returncode, seen.stdout), (1, ""))

    def test_a_wrong_command_line_is_refused(self):
        self.assertEqual(self.look("stare", 1, program, "tap").returncode, 2)
        self.assertEqual(self.look("tap", "many", program, "tap").returncode, 2)


if __name__ == "__main__":
    unittest.main()
