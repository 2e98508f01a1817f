import unittest

import project  # puts the checks on the path

from sources import Breach, Exceptions

BREACH = Breach("words", "ui/a.h", 3, "macro", "no macros")


class ExceptionList(unittest.TestCase):
    def test_an_agreed_exception_excuses_its_breach_and_no_other(self):
        agreed = Exceptions("# head\nwords ui/a.h macro # the library asks for it\n", "list")
        self.assertTrue(agreed.excuse(BREACH))
        self.assertFalse(agreed.excuse(Breach("words", "ui/b.h", 3, "macro", "")))
        self.assertEqual(agreed.faults({"words"}), [])

    def test_a_stale_exception_is_a_fault(self):
        agreed = Exceptions("words ui/a.h macro # the library asks for it\n", "list")
        self.assertEqual([(fault.line, fault.token) for fault in agreed.faults({"words"})], [(1, "stale")])

    def test_an_exception_of_a_check_that_did_not_run_is_not_stale(self):
        agreed = Exceptions("words ui/a.h macro # the library asks for it\n", "list")
        self.assertEqual(agreed.faults({"layers"}), [])

    def test_an_exception_without_a_reason_is_a_fault_and_excuses_nothing(self):
        agreed = Exceptions("words ui/a.h macro\n", "list")
        self.assertFalse(agreed.excuse(BREACH))
        self.assertEqual([fault.token for fault in agreed.faults({"words"})], ["malformed"])


if __name__ == "__main__":
    unittest.main()
