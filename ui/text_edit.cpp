#include "ui/text_edit.h"

#include <algorithm>
#include <optional>

namespace casustafel::ui {

namespace {

bool continues(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// Length of the code point at the start of `text` if it is well-formed (RFC 3629), nothing otherwise.
std::optional<std::size_t> well_formed(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text[0]);
    std::size_t length = 0;
    unsigned low = 0x80;
    unsigned high = 0xBF; // of the second byte
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF)
        length = 2;
    else if (first >= 0xE0 && first <= 0xEF)
        length = 3;
    else if (first >= 0xF0 && first <= 0xF4)
        length = 4;
    else
        return std::nullopt;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F; // no surrogates
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F; // nothing beyond U+10FFFF
    if (text.size() < length) return std::nullopt;
    const auto second = static_cast<unsigned char>(text[1]);
    if (second < low || second > high) return std::nullopt;
    for (std::size_t i = 2; i < length; ++i)
        if (!continues(text[i])) return std::nullopt;
    return length;
}

// What may stand in a field.
std::string cleaned(std::string_view text, bool multi_line)
{
    std::string clean;
    while (!text.empty()) {
        const auto length = well_formed(text);
        if (!length) {
            text.remove_prefix(1);
            continue;
        }
        const auto first = static_cast<unsigned char>(text[0]);
        const bool c1 = first == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0;
        const bool control = first < 0x20 || first == 0x7F || c1;
        if (!control || (first == '\n' && multi_line)) clean += text.substr(0, *length);
        text.remove_prefix(*length);
    }
    return clean;
}

constexpr std::size_t undo_steps = 100;

} // namespace

std::size_t next_code_point(std::string_view text, std::size_t at)
{
    if (at >= text.size()) return text.size();
    ++at;
    while (at < text.size() && continues(text[at])) ++at;
    return at;
}

std::size_t previous_code_point(std::string_view text, std::size_t at)
{
    at = std::min(at, text.size());
    if (at == 0) return 0;
    --at;
    while (at > 0 && continues(text[at])) --at;
    return at;
}

std::size_t code_points(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) { return !continues(byte); }));
}

std::optional<std::size_t> place_of_phrase(std::string_view text, std::string_view phrase)
{
    const auto between = [](char byte) { return byte == ' ' || byte == '\n' || byte == ',' || byte == '.'; };
    if (phrase.empty()) return std::nullopt;
    for (std::size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
        const std::size_t end = at + phrase.size();
        if ((at == 0 || between(text[at - 1])) && (end == text.size() || between(text[end]))) return at;
    }
    return std::nullopt;
}

namespace {

// The last code point boundary up to which `word` fits; at least one code point, so that wrapping ends.
std::size_t fitting(std::string_view word, int width, const Measure& measure)
{
    std::size_t end = next_code_point(word, 0);
    while (end < word.size()) {
        const std::size_t next = next_code_point(word, end);
        if (measure(word.substr(0, next)) > width) break;
        end = next;
    }
    return end;
}

// The end of the word that starts at `at`: up to the next space or line feed, or just after a hyphen.
std::size_t word_end(std::string_view text, std::size_t at)
{
    while (at < text.size() && text[at] != ' ' && text[at] != '\n') {
        if (text[at] == '-') return at + 1;
        ++at;
    }
    return at;
}

bool is_vowel(char c)
{
    return std::string_view{"aeiouyAEIOUY"}.contains(c) || static_cast<unsigned char>(c) >= 0x80; // é, ë, ï
}

bool is_consonant(char c)
{
    return ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) && !is_vowel(c);
}

// Where the consonants begin that are said together with the one at `at`: 'vr' of aanvraag, 'sch' of boodschap.
std::size_t onset(std::string_view word, std::size_t at)
{
    const auto before = [&](std::size_t back) { return at > back ? word[at - back - 1] : ' '; };
    if ((word[at] == 'r' || word[at] == 'l') && std::string_view{"bcdfgkptvw"}.contains(before(0))) return at - 1;
    if (word[at] == 'h' && before(0) == 'c') return before(1) == 's' ? at - 2 : at - 1;
    return at;
}

// The last place up to `most` where a word can be broken with a hyphen as Dutch words mostly are: before the consonant
// that a vowel follows. The seams of a compound aren't known. 0 when there is none.
std::size_t syllable(std::string_view word, std::size_t most)
{
    constexpr std::size_t least = 3; // letters on each side
    for (std::size_t at = std::min(most, word.size() - std::min(word.size(), least)); at >= least; --at) {
        if (!is_consonant(word[at]) || at + 1 >= word.size() || !is_vowel(word[at + 1])) continue;
        if (word[at] == 'j' && word[at - 1] == 'i') continue; // ij is one letter
        const std::size_t begin = onset(word, at);
        if (begin >= least && std::ranges::any_of(word.substr(0, begin), is_vowel)) return begin;
    }
    return 0;
}

// A line of one word from `begin` that is too wide for it; the word ends at `stop`.
Line part_of_word(std::string_view text, std::size_t begin, std::size_t stop, int width, const Measure& measure,
                  WordBreak within)
{
    const std::string_view word = text.substr(begin, std::max(stop, begin + 1) - begin);
    const std::size_t most = fitting(word, width, measure);
    if (within == WordBreak::anywhere) return {begin, begin + most};
    const auto is_letter = [](char c) { return is_vowel(c) || is_consonant(c); };
    const std::string_view stem = word.substr(0, word.find_last_not_of(".,;:!?)") + 1); // less what ends a sentence
    if (stem.empty() || !std::ranges::all_of(stem, is_letter)) {                        // an address, a number
        const std::size_t sign = word.find_last_of("./:@_", most - 1);
        return {begin, begin + (sign == std::string_view::npos || sign == 0 ? most : sign + 1)};
    }
    const std::size_t beside_hyphen = fitting(word, width - measure("-"), measure);
    const std::size_t place = syllable(stem, beside_hyphen);
    return {begin, begin + (place == 0 ? beside_hyphen : place), true};
}

// Whether the space at `space` holds a date or an amount together: '27 nov', 'vr 27', '20 min'; and the dot between two
// parts of a line stands at the end of one, never at the start.
bool binds(std::string_view text, std::size_t space)
{
    constexpr std::size_t most = 3;
    const auto all = [](std::string_view word, bool (*is)(char)) {
        return !word.empty() && word.size() <= most && std::ranges::all_of(word, is);
    };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    if (space >= text.size() || text[space] != ' ' || space == 0) return false;
    const std::size_t begin = text.find_last_of(" \n", space - 1) + 1; // 0 when there is none
    const std::string_view before = text.substr(begin, space - begin);
    const std::string_view rest = text.substr(space + 1);
    if (rest.starts_with("·")) return true;
    const std::string_view behind = rest.substr(0, rest.find_first_of(" ,.;\n"));
    return (all(before, digit) && all(behind, letter)) || (all(before, letter) && all(behind, digit));
}

void wrap_paragraph(std::string_view text, std::size_t begin, std::size_t end, int width, const Measure& measure,
                    WordBreak within, std::vector<Line>& lines)
{
    const std::string_view paragraph = text.substr(0, end);
    std::size_t line = begin;  // where the line starts
    std::size_t last = begin;  // where it may break best
    std::size_t taken = begin; // up to where words fit
    std::size_t at = begin;
    while (at < end) {
        while (at < end && text[at] == ' ') ++at;
        const std::size_t stop = word_end(paragraph, at);
        // Spaces at the end hang over the edge: they take no line of their own.
        if (stop == at || measure(text.substr(line, stop - line)) <= width) {
            taken = stop;
            at = stop;
            if (!binds(paragraph, stop)) last = stop;
            continue;
        }
        if (taken > line) {
            if (last > line) taken = last;
            lines.push_back({line, taken});
            // One space is swallowed by the break; those beyond it stay where the person put them.
            line = taken < end && text[taken] == ' ' ? taken + 1 : taken;
            at = line;
            taken = line;
            continue;
        }
        lines.push_back(part_of_word(text, line, stop, width, measure, within));
        line = taken = at = lines.back().end;
    }
    if (line < end || line == begin) lines.push_back({line, end});
}

} // namespace

std::vector<Line> wrap(std::string_view text, int width, const Measure& measure, WordBreak within)
{
    std::vector<Line> lines;
    std::size_t begin = 0;
    while (true) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        wrap_paragraph(text, begin, end, width, measure, within, lines);
        if (end == text.size()) return lines;
        begin = end + 1;
    }
}

TextEditor::TextEditor(std::string text, std::size_t max_code_points, bool multi_line)
    : text_{cleaned(text, multi_line)}, caret_{text_.size()}, max_code_points_{max_code_points}, multi_line_{multi_line}
{
}

void TextEditor::reset(std::string text)
{
    text_ = std::move(text);
    caret_ = text_.size();
    all_selected_ = false;
    typing_ = false;
    undo_.clear();
}

void TextEditor::remember(bool typing)
{
    if (typing && typing_) return;
    typing_ = typing;
    if (undo_.size() == undo_steps) undo_.erase(undo_.begin());
    undo_.push_back({text_, caret_});
}

void TextEditor::remove(std::size_t begin, std::size_t end)
{
    text_.erase(begin, end - begin);
    caret_ = begin;
    all_selected_ = false;
}

void TextEditor::insert(std::string_view utf8, std::string_view replaces)
{
    std::string clean = cleaned(utf8, multi_line_);
    const bool replacing = !all_selected_ && !replaces.empty() && text_.substr(0, caret_).ends_with(replaces);
    if (clean.empty() && !replacing) return;
    remember(!all_selected_ && !replacing && clean != " " && clean != "\n");
    if (all_selected_) remove(0, text_.size());
    if (replacing) remove(caret_ - replaces.size(), caret_);
    const std::size_t present = code_points(text_);
    const std::size_t room = max_code_points_ > present ? max_code_points_ - present : 0;
    while (code_points(clean) > room) clean.erase(previous_code_point(clean, clean.size()));
    text_.insert(caret_, clean);
    caret_ += clean.size();
}

void TextEditor::place_caret(std::size_t at)
{
    at = std::min(at, text_.size());
    while (at > 0 && at < text_.size() && continues(text_[at])) --at;
    caret_ = at;
    all_selected_ = false;
    typing_ = false;
}

namespace {

// The line that the caret is in: the last one that starts at or before it.
std::size_t line_of(const std::vector<Line>& lines, std::size_t caret)
{
    std::size_t found = 0;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i].begin <= caret) found = i;
    return found;
}

// The caret in line `to`, as many code points from its start as it was from the start of its own line.
std::size_t same_column(std::string_view text, const std::vector<Line>& lines, std::size_t caret, std::size_t to)
{
    const Line from = lines[line_of(lines, caret)];
    std::size_t column = code_points(text.substr(from.begin, caret - from.begin));
    std::size_t at = lines[to].begin;
    while (column > 0 && at < lines[to].end) {
        at = next_code_point(text, at);
        --column;
    }
    return at;
}

} // namespace

bool TextEditor::press(Key key, const std::vector<Line>& lines)
{
    const std::size_t line = line_of(lines, caret_);
    const bool had_selection = all_selected_;
    switch (key) {
    case Key::backspace:
    case Key::erase: {
        const bool back = key == Key::backspace;
        const std::size_t begin = had_selection ? 0 : back ? previous_code_point(text_, caret_) : caret_;
        const std::size_t end = had_selection ? text_.size() : back ? caret_ : next_code_point(text_, caret_);
        if (begin == end) return true;
        remember(false);
        remove(begin, end);
        return true;
    }
    case Key::enter:
        if (!multi_line_) return false;
        insert("\n");
        return true;
    case Key::left:
        place_caret(had_selection ? 0 : previous_code_point(text_, caret_));
        return true;
    case Key::right:
        place_caret(had_selection ? text_.size() : next_code_point(text_, caret_));
        return true;
    case Key::up:
        place_caret(line == 0 || lines.empty() ? 0 : same_column(text_, lines, caret_, line - 1));
        return true;
    case Key::down:
        place_caret(line + 1 >= lines.size() ? text_.size() : same_column(text_, lines, caret_, line + 1));
        return true;
    case Key::home:
        place_caret(lines.empty() ? 0 : lines[line].begin);
        return true;
    case Key::end:
        place_caret(lines.empty() ? text_.size() : lines[line].end);
        return true;
    case Key::select_all:
        typing_ = false;
        all_selected_ = !text_.empty();
        return true;
    case Key::undo:
        if (undo_.empty()) return true;
        text_ = std::move(undo_.back().text);
        caret_ = undo_.back().caret;
        undo_.pop_back();
        all_selected_ = false;
        typing_ = false;
        return true;
    case Key::escape:
    case Key::tab:
    case Key::back_tab:
        return false;
    }
    return false;
}

} // namespace casustafel::ui
