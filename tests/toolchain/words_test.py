import unittest

from project import ProjectCase

import words


class Words(ProjectCase):
    def tokens(self, path, content):
        self.write(path, content)
        return [breach.token for breach in words.check(self.root)]

    def test_unfinished_work_is_found(self):
        self.assertEqual(self.tokens("README.md", "a\nTODO later\n"), ["unfinished"])

    def test_a_sleeping_test_is_found_and_a_sleeping_product_is_not(self):
        self.assertEqual(self.tokens("tests/app/recorder_test.cpp", "std::this_thread::sleep_for(x);"), ["sleep"])
        self.write("tests/app/recorder_test.cpp")
        self.assertEqual(self.tokens("firmware/app/courier.cpp", "std::this_thread::sleep_for(x);"), [])

    def test_an_empty_name_is_found(self):
        self.assertEqual(self.tokens("firmware/app/a.h", "class StorageManager {};\nstruct StringUtil;\nstruct Implement;\n"), ["name", "name"])

    def test_a_macro_is_found(self):
        self.assertEqual(self.tokens("ui/a.h", "#define LIMIT 3\n"), ["macro"])

    def test_an_include_guard_is_no_macro(self):
        self.assertEqual(self.tokens("ui/a.h", "#ifndef UI_A_H\n#define UI_A_H\n#endif\n"), [])

    def test_a_long_file_is_found(self):
        self.assertEqual(self.tokens("ui/a.cpp", "int a;\n" * 401), ["length"])
        self.write("ui/a.cpp")
        self.assertEqual(self.tokens("tests/ui/a_test.cpp", "int a;\n" * 401), [])

    def test_a_path_of_one_machine_is_found(self):
        self.assertEqual(self.tokens("docs/a.md", "see /home/someone/notes, not /usr/bin or docs/home/x\n"), ["path"])

    def test_the_address_of_a_mirror_is_found(self):
        self.assertEqual(self.tokens("toolchain/a.sh", "curl http://deb.debian.org/debian\n"), ["mirror"])

    def test_a_silenced_check_needs_its_name_and_a_reason(self):
        self.assertEqual(self.tokens("ui/a.cpp", "int a; // NOLINT\nint b; // NOLINT(bugprone-x)\nint c; // NOLINT(bugprone-x): the API wants it\n"), ["nolint", "nolint"])

    def test_a_check_that_is_off_needs_a_reason(self):
        self.assertEqual(self.tokens(".clang-tidy", "Checks:\n  - '-*'\n  - -bugprone-a\n  - -bugprone-b # because\n"), ["nolint"])


if __name__ == "__main__":
    unittest.main()
