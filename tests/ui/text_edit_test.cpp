#include "ui/text_edit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace casustafel::test {

namespace {

using ui::Key;
using ui::Line;
using ui::TextEditor;

int count(std::string_view text)
{
    return static_cast<int>(ui::code_points(text));
}

std::vector<std::string> wrapped(std::string_view text, int width)
{
    std::vector<std::string> lines;
    for (const Line& line : ui::wrap(text, width, count))
        lines.emplace_back(text.substr(line.begin, line.end - line.begin));
    return lines;
}

/// As it is shown: a hyphen stands where a word is broken.
std::vector<std::string> shown(std::string_view text, int width)
{
    std::vector<std::string> lines;
    for (const Line& line : ui::wrap(text, width, count, ui::WordBreak::syllable)) {
        lines.emplace_back(text.substr(line.begin, line.end - line.begin));
        if (line.hyphen) lines.back() += '-';
    }
    return lines;
}

} // namespace

TEST(Wrap, breaks_at_spaces_and_after_hyphens)
{
    EXPECT_THAT(wrapped("een twee drie", 8), testing::ElementsAre("een twee", "drie"));
    EXPECT_THAT(wrapped("de geneesheer-directeur", 15), testing::ElementsAre("de geneesheer-", "directeur"));
    EXPECT_THAT(wrapped("", 8), testing::ElementsAre(""));
    EXPECT_THAT(wrapped("a\n\nb", 8), testing::ElementsAre("a", "", "b"));
}

TEST(Wrap, keeps_a_date_or_an_amount_together_where_it_fits)
{
    EXPECT_THAT(wrapped("Waterrijk · vr 27 nov", 18), testing::ElementsAre("Waterrijk ·", "vr 27 nov"));
    EXPECT_THAT(wrapped("samen 55 min, klaar", 10), testing::ElementsAre("samen", "55 min,", "klaar"));
    EXPECT_THAT(wrapped("vr 27 nov", 5), testing::ElementsAre("vr 27", "nov"));
    EXPECT_THAT(wrapped("op 4 december", 6), testing::ElementsAre("op 4", "decemb", "er"));
}

TEST(Wrap, begins_no_line_with_the_dot_between_two_parts)
{
    EXPECT_THAT(wrapped("vrijdag 27 november · binnen mandaat", 20),
                testing::ElementsAre("vrijdag 27", "november · binnen", "mandaat"));
}

TEST(Wrap, shows_a_word_that_is_too_wide_in_syllables)
{
    EXPECT_THAT(shown("schuldhulpverlening", 12), testing::ElementsAre("schuldhulp-", "verlening"));
    EXPECT_THAT(shown("de aanvraag", 8), testing::ElementsAre("de", "aanvraag"));
    EXPECT_THAT(shown("aanvraag", 7), testing::ElementsAre("aan-", "vraag"));
    EXPECT_THAT(shown("boodschappen", 10), testing::ElementsAre("boodschap-", "pen"));
    EXPECT_THAT(shown("boodschappen.", 9), testing::ElementsAre("bood-", "schappen."));
    EXPECT_THAT(shown("grijpstuivers", 6), testing::ElementsAre("grijp-", "stui-", "vers"));
    EXPECT_THAT(shown("creëerden", 7), testing::ElementsAre("creëer-", "den"));
    EXPECT_THAT(shown("hmmmmmm", 5), testing::ElementsAre("hmmm-", "mmm")) << "no place is better than another";
}

TEST(Wrap, breaks_an_address_behind_a_sign_of_its_own)
{
    EXPECT_THAT(shown("bureau.waterkant.example:8443", 20), testing::ElementsAre("bureau.waterkant.", "example:8443"));
    EXPECT_THAT(shown("1234567890", 6), testing::ElementsAre("123456", "7890"));
}

TEST(Wrap, cuts_a_word_only_if_it_alone_is_too_wide)
{
    EXPECT_THAT(wrapped("op verslavingszorg", 8), testing::ElementsAre("op", "verslavi", "ngszorg"));
    EXPECT_THAT(wrapped("éééé", 2), testing::ElementsAre("éé", "éé"));
    EXPECT_THAT(wrapped("abc", 0), testing::ElementsAre("a", "b", "c"));
}

TEST(Wrap, loses_nothing_but_the_spaces_at_breaks)
{
    std::mt19937 random{3};
    const std::string letters = "ab -\né ";
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (std::size_t i = random() % 30; i > 0; --i) {
            const std::size_t at = random() % 6;
            text += at == 5 ? "é" : letters.substr(at, 1);
        }
        std::size_t reached = 0;
        const ui::WordBreak within = round % 2 == 0 ? ui::WordBreak::anywhere : ui::WordBreak::syllable;
        for (const Line& line : ui::wrap(text, static_cast<int>(random() % 9), count, within)) {
            ASSERT_LE(reached, line.begin) << text;
            ASSERT_LE(line.begin - reached, 1U) << text;
            ASSERT_TRUE(line.begin == reached || text[reached] == ' ' || text[reached] == '\n') << text;
            ASSERT_LE(line.begin, line.end);
            reached = line.end;
        }
        ASSERT_EQ(reached, text.size()) << text;
    }
}

TEST(TextEditor, inserts_and_removes_whole_letters)
{
    TextEditor editor{"Yılmaz"};
    editor.press(Key::home, {{0, editor.text().size()}});
    editor.press(Key::right, {});
    editor.press(Key::erase, {});
    EXPECT_EQ(editor.text(), "Ylmaz");
    editor.insert("ı");
    EXPECT_EQ(editor.text(), "Yılmaz");
    editor.press(Key::backspace, {});
    EXPECT_EQ(editor.text(), "Ylmaz");
    EXPECT_EQ(editor.caret(), 1U);
}

TEST(TextEditor, leaves_out_control_characters_and_broken_utf8)
{
    TextEditor editor{"", 100, false};
    editor.insert("a\x01\n\tb\xC3(\xED\xA0\x80\xF5\x80\x80\x80\xC0\xAF\u0085é");
    EXPECT_EQ(editor.text(), "ab(é");
}

TEST(TextEditor, keeps_to_its_maximum_length)
{
    TextEditor editor{"", 3};
    editor.insert("ééééé");
    EXPECT_EQ(editor.text(), "ééé");
    editor.insert("x");
    EXPECT_EQ(editor.text(), "ééé");
}

TEST(TextEditor, moves_between_wrapped_lines_in_the_same_column)
{
    TextEditor editor{"één twee drie vier"};
    const auto lines = ui::wrap(editor.text(), 8, count);
    ASSERT_EQ(lines.size(), 3U);
    editor.place_caret(lines[1].begin + 2);
    editor.press(Key::up, lines);
    EXPECT_EQ(editor.text().substr(0, editor.caret()), "éé");
    editor.press(Key::down, lines);
    EXPECT_EQ(editor.caret(), lines[1].begin + 2);
    editor.press(Key::end, lines);
    EXPECT_EQ(editor.caret(), lines[1].end);
    editor.press(Key::home, lines);
    EXPECT_EQ(editor.caret(), lines[1].begin);
}

TEST(TextEditor, undoes_step_by_step)
{
    TextEditor editor;
    for (const char* letter : {"e", "e", "n"}) editor.insert(letter);
    editor.insert(" ");
    for (const char* letter : {"t", "w"}) editor.insert(letter);
    editor.press(Key::undo, {});
    EXPECT_EQ(editor.text(), "een ");
    editor.press(Key::undo, {});
    EXPECT_EQ(editor.text(), "een");
    editor.press(Key::undo, {});
    EXPECT_EQ(editor.text(), "");
    editor.press(Key::undo, {});
    EXPECT_EQ(editor.text(), "");
}

TEST(TextEditor, replaces_a_selection_of_all_and_takes_it_back)
{
    TextEditor editor{"oud"};
    editor.press(Key::select_all, {});
    EXPECT_TRUE(editor.all_selected());
    editor.insert("n");
    EXPECT_EQ(editor.text(), "n");
    editor.press(Key::undo, {});
    EXPECT_EQ(editor.text(), "oud");
}

TEST(TextEditor, gives_back_keys_it_has_no_use_for)
{
    TextEditor line{"", 10, false};
    EXPECT_FALSE(line.press(Key::enter, {}));
    EXPECT_FALSE(line.press(Key::escape, {}));
    TextEditor lines{"", 10, true};
    EXPECT_TRUE(lines.press(Key::enter, {}));
    EXPECT_EQ(lines.text(), "\n");
}

} // namespace casustafel::test
