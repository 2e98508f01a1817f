import unittest

from project import ProjectCase

import catalogue

SAY = """#pragma once
namespace casustafel::ui::say {
inline constexpr Text back = "Terug";
inline constexpr Text until =
    "tot "
    "{}";
inline constexpr Text agreed{"Akkoord", "stand"};
inline constexpr Plural agreements{"1 afspraak", "{} afspraken"};
} // namespace
"""
USE = "say::back say::until say::agreed say::agreements"
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Terug"
msgstr "Back"

msgid "tot {}"
msgstr ""
"until "
"{}"

msgctxt "stand"
msgid "Akkoord"
msgstr "Agreed"

msgid "1 afspraak"
msgid_plural "{} afspraken"
msgstr[0] "1 agreement"
msgstr[1] "{} agreements"
"""


class Catalogue(ProjectCase):
    def tokens(self, say=SAY, po=PO, use=USE):
        self.write("ui/say/case.h", say)
        self.write("ui/po/en.po", po)
        self.write("ui/screens/case.cpp", use)
        return [breach.token for breach in catalogue.check(self.root)]

    def test_a_complete_catalogue_is_fine(self):
        self.assertEqual(self.tokens(), [])

    def test_the_sentences_are_read_with_name_context_and_plural(self):
        self.write("ui/say/case.h", SAY)
        found = {entry.name: (entry.context, entry.sentence, entry.plural) for entry in catalogue.sentences(self.root)}
        self.assertEqual(found, {"back": ("", "Terug", ""), "until": ("", "tot {}", ""), "agreed": ("stand", "Akkoord", ""), "agreements": ("", "1 afspraak", "{} afspraken")})

    def test_a_sentence_without_a_translation_is_found(self):
        self.assertEqual(self.tokens(po=PO.replace('msgid "Terug"\nmsgstr "Back"\n', "")), ["missing"])
        self.assertEqual(self.tokens(po=PO.replace('"Back"', '""')), ["missing"])
        self.assertEqual(self.tokens(po=PO.replace('"{} agreements"', '""')), ["missing"])

    def test_a_translation_of_nothing_is_found(self):
        self.assertEqual(self.tokens(po=PO + '\nmsgid "Verder"\nmsgstr "On"\n'), ["unused"])
        self.assertEqual(self.tokens(po=PO + '\n#~ msgid "Verder"\n#~ msgstr "On"\n'), ["unused"])

    def test_a_translation_that_someone_must_look_at_is_found(self):
        self.assertEqual(self.tokens(po=PO.replace('msgid "Terug"', '#, fuzzy\nmsgid "Terug"')), ["fuzzy"])

    def test_a_value_that_has_no_place_is_found(self):
        self.assertEqual(self.tokens(po=PO.replace('"{}"\n\nmsgctxt', '"soon"\n\nmsgctxt')), ["placeholder"])
        self.assertEqual(self.tokens(po=PO.replace('"{} agreements"', '"agreements"')), ["placeholder"])

    def test_another_plural_is_found(self):
        self.assertEqual(self.tokens(po=PO.replace('msgid_plural "{} afspraken"', 'msgid_plural "{} afspraak"')), ["plural"])

    def test_a_sentence_that_nothing_shows_is_found(self):
        self.assertEqual(self.tokens(use=USE.replace("say::back ", "")), ["back"])

    def test_a_name_given_twice_is_found(self):
        self.assertEqual(self.tokens(say=SAY + 'inline constexpr Text back = "Terug";\n'), ["back"])

    def test_a_word_that_nobody_says_at_a_table_is_found(self):
        for sentence in ("De ketenpartner komt", "De dader komt", "Vraag de cliënt", "Indien nodig", "Wilt u tekenen?"):
            self.assertEqual(self.tokens(say=SAY.replace("Terug", sentence), po=PO.replace("Terug", sentence)), ["plain"], sentence)
        self.assertEqual(self.tokens(say=SAY.replace("Terug", "Neem de uwe"), po=PO.replace("Terug", "Neem de uwe")), [])

    def test_a_sentence_in_the_code_itself_is_found(self):
        self.assertEqual(self.tokens(use=USE + '\nframe.text(rect, "Nog niet klaar");\n'), ["elsewhere"])
        self.assertEqual(self.tokens(use=USE + '\nreturn "Bezig";\nframe.button("casus/nieuw", say::back);\n'), ["elsewhere"])


if __name__ == "__main__":
    unittest.main()
