"""The check of hardened programs tells each property's absence, on programs made with and without it."""

import struct
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "toolchain"))
import hardened  # noqa: E402

#: Enough functions that those of the C library's start files don't decide.
SOURCE = "".join(f"int function_{number}(int value) {{ return value * {number} + 1; }}\n" for number in range(40)) + """
#include <cstdio>
#include <cstring>
#include <vector>
int main(int count, char** arguments)
{
    char large[100000];
    char small[16];
    std::vector<int> numbers(static_cast<unsigned>(count));
    std::strcpy(small, arguments[0]);
    std::memset(large, count, sizeof large);
    std::printf("%s %d %d\\n", small, numbers[static_cast<unsigned>(count)], large[count]);
}
"""
HARD = ["-O2", "-D_FORTIFY_SOURCE=3", "-D_GLIBCXX_ASSERTIONS", "-fstack-protector-strong", "-fstack-clash-protection", "-fPIE", "-pie",
        "-Wl,-z,relro,-z,now,-z,noexecstack", "-fcf-protection=full"]


def make_code_writable(program):
    """Sets the flag for writing in the program header of the code (ELF-64, little endian)."""
    image = bytearray(program.read_bytes())
    start, size, count = struct.unpack_from("<Q", image, 32)[0], *struct.unpack_from("<HH", image, 54)
    for at in range(start, start + size * count, size):
        kind, flags = struct.unpack_from("<II", image, at)
        if kind == 1 and flags & 1:
            struct.pack_into("<I", image, at + 4, flags | 2)
    program.write_bytes(image)


class Hardened(unittest.TestCase):
    def missing(self, *more, change=None):
        with tempfile.TemporaryDirectory() as folder:
            source, program = Path(folder, "sample.cpp"), Path(folder, "sample")
            source.write_text(SOURCE)
            subprocess.run(["g++", *HARD, *more, "-w", "-o", program, source], check=True)
            if change:
                change(program)
            return {name for name, (there, _) in hardened.properties(program).items() if not there}

    def test_a_hardened_program_lacks_nothing(self):
        self.assertEqual(self.missing(), set())

    def test_each_property_that_is_left_out_is_named(self):
        for flags, name in {
            ("-no-pie",): "position independent",
            ("-Wl,-z,lazy",): "read-only relocations",
            ("-Wl,-z,execstack",): "no stack to execute",
            ("-Wl,-rpath,/tmp",): "no library path of its own",
            ("-fno-stack-protector",): "guarded returns",
            ("-U_FORTIFY_SOURCE",): "checked buffers",
            ("-U_GLIBCXX_ASSERTIONS",): "checked containers",
            ("-fno-stack-clash-protection",): "guarded stack",
            ("-fcf-protection=none",): "guarded jumps and returns",
        }.items():
            with self.subTest(name):
                self.assertIn(name, self.missing(*flags))

    def test_a_part_that_is_written_and_executed_is_named(self):
        self.assertEqual(self.missing(change=make_code_writable), {"nothing both written and executed"})

    def test_the_program_counts_what_is_missing_and_refuses_it(self):
        self.assertEqual(hardened.main([]), 1)


if __name__ == "__main__":
    unittest.main()
