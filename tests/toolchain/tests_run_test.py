import json
import unittest

from project import ProjectCase

import tests_run


class TestsRun(ProjectCase):
    def setUp(self):
        super().setUp()
        self.build = self.root / "build" / "dev"
        self.sources = []
        self.write("build/dev/tests/core/CTestTestfile.cmake", 'include("/x/core_test[1]_include.cmake")\nadd_test(fuzz.package "/x/fuzz/package_fuzz" "corpus")\n')

    def compiled(self, path, target):
        self.write(path, "TEST(Rules, refuses) {}\n")
        self.sources.append({"file": str(self.root / path), "output": f"tests/CMakeFiles/{target}.dir/x.o"})

    def tokens(self):
        self.write("build/dev/compile_commands.json", json.dumps(self.sources))
        return [(breach.path, breach.token) for breach in tests_run.check(self.root, self.build)]

    def test_files_in_programs_that_ctest_runs_are_fine(self):
        self.compiled("tests/core/rules_test.cpp", "core_test")
        self.compiled("tests/fuzz/package_fuzz.cpp", "package_fuzz")
        self.assertEqual(self.tokens(), [])

    def test_a_file_that_nobody_compiles_is_found(self):
        self.write("tests/core/lost_test.cpp")
        self.assertEqual(self.tokens(), [("tests/core/lost_test.cpp", "unlisted")])

    def test_a_program_that_ctest_does_not_run_is_found(self):
        self.compiled("tests/seal/seal_test.cpp", "seal_test")
        self.assertEqual(self.tokens(), [("tests/seal/seal_test.cpp", "unrun")])

    def test_a_script_that_is_no_test_is_found(self):
        self.write("tests/toolchain/lost_test.py")
        self.assertEqual(self.tokens(), [("tests/toolchain/lost_test.py", "unlisted")])

    def test_a_case_that_ctest_does_not_know_is_found(self):
        self.write("tests/core/rules_test.cpp", "TEST(Rules, refuses) {}\nTEST_F(Rules, forgets) {}\n")
        found = tests_run.cases_without_run(self.root, {"core.Rules.refuses"})
        self.assertEqual([(breach.line, breach.token) for breach in found], [(2, "forgets")])

    def test_a_parameterised_case_is_known_by_its_instances(self):
        self.write("tests/core/rules_test.cpp", "TEST_P(Rules, refuses) {}\n")
        self.assertEqual(tests_run.cases_without_run(self.root, {"core.All/Rules.refuses/0"}), [])


if __name__ == "__main__":
    unittest.main()
