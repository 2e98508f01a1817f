#pragma once

#include "ui/input.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::ui {

/// `text` in Unicode normalisation form C, so that equal words are equal bytes. What isn't UTF-8 comes back as it is.
std::string in_nfc(const std::string& text);

/// The start of the code point after `at`, or the end of the text.
std::size_t next_code_point(std::string_view text, std::size_t at);
/// The start of the code point before `at`, or 0.
std::size_t previous_code_point(std::string_view text, std::size_t at);
/// Number of code points.
std::size_t code_points(std::string_view text);

/// Where a phrase stands in a text as words of its own, if it does.
std::optional<std::size_t> place_of_phrase(std::string_view text, std::string_view phrase);

/// One line of wrapped text: bytes [begin, end) of the text; the space or line feed that ended it is not in it.
struct Line {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool hyphen = false; ///< it ends within a word: a hyphen is drawn behind it
    bool operator==(const Line&) const = default;
};

/// Width of a piece of text, in any unit.
using Measure = std::function<int(std::string_view)>;

/// How a word is broken that is too wide for a line of its own.
enum class WordBreak : std::uint8_t {
    anywhere, ///< where it reaches the edge: what is being typed has no letter that isn't in it
    syllable, ///< with a hyphen, before a consonant that a vowel follows; an address behind a sign of its own
};

/// Breaks text at spaces and hyphens, and inside a word only if the word alone is too wide. Line feeds always break.
/// Never empty: an empty text is one empty line.
std::vector<Line> wrap(std::string_view text, int width, const Measure& measure,
                       WordBreak within = WordBreak::anywhere);

/// The text of a field that is being edited: UTF-8, one caret, a selection of all or nothing, undo. Knows nothing of
/// pixels; where lines break is told to it.
class TextEditor {
public:
    explicit TextEditor(std::string text = {}, std::size_t max_code_points = 2000, bool multi_line = true);

    const std::string& text() const { return text_; }
    /// Byte offset, always at the start of a code point or at the end.
    std::size_t caret() const { return caret_; }
    bool all_selected() const { return all_selected_; }

    /// Replaces the text from outside (the view changed): caret to the end, undo forgotten.
    void reset(std::string text);
    /// Inserts at the caret, replacing the selection. Control characters (line feeds unless multi-line) and broken
    /// UTF-8 are left out; what exceeds the maximum length is dropped. `replaces` is removed first if it stands right
    /// before the caret; both together are one step of undo.
    void insert(std::string_view utf8, std::string_view replaces = {});
    /// Applies an editing key. `lines` are the wrapped lines of the text, for up, down, home and end.
    /// False when the key means nothing here (tab, escape, enter in a single line) and the frame has to deal with it.
    bool press(Key key, const std::vector<Line>& lines);
    /// Puts the caret at a byte offset (moved back to the start of its code point).
    void place_caret(std::size_t at);

private:
    struct State {
        std::string text;
        std::size_t caret;
    };
    void remember(bool typing);
    void remove(std::size_t begin, std::size_t end);

    std::string text_;
    std::size_t caret_ = 0;
    std::size_t max_code_points_;
    bool multi_line_;
    bool all_selected_ = false;
    bool typing_ = false; // a run of typing is one step of undo
    std::vector<State> undo_;
};

} // namespace casustafel::ui
