#include "ui/frame.h"
#include "ui/frame_state.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr int side_padding = 26;
constexpr int least_padding = 12; // above and below many lines
constexpr int least_lines = 3;
constexpr int caret_width = 4;

/// How the text of a field lies in its box.
struct Layout {
    std::string shown;
    std::vector<Line> lines;
    Rect inside;
    int line_height = 0;
    int shift_x = 0; // a single line moves left to keep the caret in view
    int shift_y = 0; // many lines move up
};

std::size_t line_with(const std::vector<Line>& lines, std::size_t at)
{
    std::size_t found = 0;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i].begin <= at) found = i;
    return found;
}

class FieldText {
public:
    FieldText(const Frame& frame, const TextEditor& editor, const FieldStyle& style, const Rect& rect)
        : frame_{frame}, editor_{editor}, style_{style}
    {
        layout_.shown = editor.text();
        layout_.line_height = frame.line_height(style.font);
        // Whole lines: none is cut in half at the top or the bottom.
        const int lines = style.multi_line ? std::max(1, (rect.h - 2 * least_padding) / layout_.line_height) : 1;
        layout_.inside = rect.inset(side_padding, std::max(0, (rect.h - lines * layout_.line_height) / 2));
        layout_.inside.h = lines * layout_.line_height;
        const auto measure = [this](std::string_view text) { return frame_.text_width(text, style_.font); };
        if (style.multi_line)
            layout_.lines = wrap(layout_.shown, layout_.inside.w, measure);
        else
            layout_.lines = {{0, layout_.shown.size()}};
    }

    const Layout& layout() const { return layout_; }

    /// Where the caret stands, before shifting.
    Point caret() const
    {
        const std::size_t at = editor_.caret();
        const std::size_t line = line_with(layout_.lines, at);
        const std::size_t end =
            std::min(std::max(at, layout_.lines[line].begin), std::max(at, layout_.lines[line].end));
        return {layout_.inside.x + width(layout_.lines[line].begin, end),
                layout_.inside.y + static_cast<int>(line) * layout_.line_height};
    }

    void keep_caret_in_view()
    {
        const Point at = caret();
        layout_.shift_x = style_.multi_line ? 0 : std::max(0, at.x + caret_width - layout_.inside.right());
        layout_.shift_y = style_.multi_line ? std::max(0, at.y + layout_.line_height - layout_.inside.bottom()) : 0;
    }

    /// Byte offset in the text of the code point boundary nearest to a place.
    std::size_t nearest(Point place) const
    {
        const int y = place.y + layout_.shift_y - layout_.inside.y;
        const auto last = static_cast<int>(layout_.lines.size()) - 1;
        const Line line = layout_.lines[static_cast<std::size_t>(std::clamp(y / layout_.line_height, 0, last))];
        const int x = place.x + layout_.shift_x - layout_.inside.x;
        std::size_t at = line.begin;
        while (at < line.end) {
            const std::size_t next = next_code_point(layout_.shown, at);
            if (x < (width(line.begin, at) + width(line.begin, next)) / 2) break;
            at = next;
        }
        return at;
    }

private:
    int width(std::size_t begin, std::size_t end) const
    {
        return frame_.text_width(std::string_view{layout_.shown}.substr(begin, end - begin), style_.font);
    }

    const Frame& frame_;
    const TextEditor& editor_;
    const FieldStyle& style_;
    Layout layout_;
};

void apply(TextEditor& editor, const std::vector<InputEvent>& events, const Frame& frame, const FieldStyle& style,
           const Rect& rect, bool& submit)
{
    for (const InputEvent& event : events) {
        if (const auto* text = std::get_if<TextEvent>(&event)) editor.insert(text->text, text->replaces);
        if (const auto* key = std::get_if<KeyEvent>(&event)) {
            const FieldText field{frame, editor, style, rect};
            if (!editor.press(key->key, field.layout().lines) && key->key == Key::enter) submit = true;
        }
    }
}

/// Letters as they come; keys that move mean nothing where nothing can be seen.
SecretKeys secret_keys(const std::vector<InputEvent>& events, bool& submit)
{
    SecretKeys keys;
    for (const InputEvent& event : events) {
        if (const auto* text = std::get_if<TextEvent>(&event)) {
            if (!text->replaces.empty()) keys.emplace_back(std::nullopt); // the letter that gets its accent
            if (!std::ranges::any_of(text->text, [](unsigned char c) { return c < ' '; }))
                keys.emplace_back(text->text);
        }
        const auto* key = std::get_if<KeyEvent>(&event);
        if (key != nullptr && key->key == Key::backspace) keys.emplace_back(std::nullopt);
        if (key != nullptr && key->key == Key::enter) submit = true;
    }
    return keys;
}

} // namespace

// The keyboard takes room and lists become shorter: the field that is edited scrolls to where it can be seen, once.
void Frame::State::reveal(std::string_view name, const Rect& rect)
{
    if (scrollers.empty()) return;
    ScrollState& scroll = io.scrolls[scrollers.back()];
    if (io.revealed_field == name && io.revealed_in == scroll.rect) return;
    io.revealed_field = name;
    io.revealed_in = scroll.rect;
    if (scroll.bring_in(rect, ScrollState::To::nearest)) unsettled = true;
}

bool Frame::State::holds_text() const
{
    return std::ranges::any_of(typed, [](const InputEvent& event) { return std::holds_alternative<TextEvent>(event); });
}

int Frame::field_height(std::string_view text, int width, int most) const
{
    const auto measure = [this](std::string_view part) { return text_width(part, Font::body); };
    const int line = line_height(Font::body);
    const int wanted = static_cast<int>(wrap(text, width - 2 * side_padding, measure).size());
    const int room = (most - 2 * least_padding) / line;
    return std::max(least_lines, std::min(wanted, room)) * line + 2 * least_padding;
}

std::optional<std::string> Frame::field(std::string_view name, const Rect& rect, std::string_view text,
                                        const FieldStyle& style)
{
    State& s = *state_;
    const std::string key{name};
    if (s.io.editing.empty() && style.takes_keys && s.holds_text()) s.io.editing = key;
    const auto [entry, is_new] =
        s.io.editors.try_emplace(key, std::string{text}, style.max_code_points, style.multi_line);
    TextEditor& editor = entry->second;
    if (editor.text() != text) editor.reset(std::string{text});
    const std::string label = style.label.empty() ? style.placeholder : style.label;
    if (s.add(name, rect, Role::field, label, true, s.io.editing == key, std::string{text})) {
        s.io.editing = key;
        FieldText shown{*this, editor, style, rect};
        shown.keep_caret_in_view();
        editor.place_caret(shown.nearest(s.activated_at));
    }
    const bool editing = s.io.editing == key;
    if (editing) {
        s.reveal(name, rect);
        s.io.editing_offers = style.offers;
        s.io.editing_capital = style.capital;
        apply(editor, s.typed, *this, style, rect, s.submit);
        s.typed.clear();
    }
    if (visible(rect)) {
        FieldText shown{*this, editor, style, rect};
        if (editing) shown.keep_caret_in_view();
        const Layout& l = shown.layout();
        panel(rect, theme::surface, editing ? theme::primary : theme::line, 20, editing ? 3 : 2);
        Rect window = rect.inset(4);
        if (style.multi_line) window = {window.x, l.inside.y, window.w, l.inside.h};
        s.push_clip(window);
        Rect line = l.inside.moved(-l.shift_x, -l.shift_y);
        if (l.shown.empty()) {
            Rect hint = line;
            if (editing) hint.cut_left(2 * caret_width); // the caret stands before it
            this->text(hint, style.placeholder, {.font = style.font, .colour = theme::muted, .fit = Fit::shorten});
        }
        const Silence silence{s.silent}; // what was typed is the value of the field
        for (const Line& part : l.lines) {
            const std::string_view words = std::string_view{l.shown}.substr(part.begin, part.end - part.begin);
            const int width = text_width(words, style.font);
            if (editing && editor.all_selected()) fill({line.x, line.y, width, l.line_height}, Colour{0xBBD2EA});
            // Where nobody is typing, a line that is too long says so.
            const bool at_rest = !editing && !style.multi_line;
            const int room = at_rest ? std::min(width, l.inside.w) : width;
            this->text({line.x, line.y, std::max(room, 1) + 2, l.line_height}, words,
                       {.font = style.font, .fit = at_rest ? Fit::shorten : Fit::one_line});
            line.y += l.line_height;
        }
        if (editing && !editor.all_selected()) {
            const Point caret = shown.caret();
            fill({caret.x - l.shift_x, caret.y - l.shift_y + 1, caret_width, l.line_height - 2}, theme::primary);
        }
        s.pop_clip();
    }
    if (editor.text() == text) return std::nullopt;
    s.unsettled = true;
    return editor.text();
}

SecretKeys Frame::secret_field(std::string_view name, const Rect& rect, std::size_t count, std::string_view label)
{
    State& s = *state_;
    const std::string key{name};
    std::string dots;
    for (std::size_t i = 0; i < count; ++i) dots += "•";
    if (s.add(name, rect, Role::field, std::string{label}, true, s.io.editing == key, dots)) s.io.editing = key;
    if (!s.nodes.empty() && s.nodes.back().id == key) s.nodes.back().secret = true;
    const bool editing = s.io.editing == key;
    SecretKeys keys;
    if (editing) {
        s.reveal(name, rect);
        s.io.editing_offers = false;
        s.io.editing_capital = false;
        keys = secret_keys(s.typed, s.submit);
        s.typed.clear();
    }
    if (!keys.empty()) s.unsettled = true;
    if (!visible(rect)) return keys;
    const Silence silence{s.silent};
    panel(rect, theme::surface, editing ? theme::primary : theme::line, 20, editing ? 3 : 2);
    const int width = text_width(dots, Font::body);
    const int height = line_height(Font::body);
    const Rect inside = rect.inset(side_padding, std::max(0, (rect.h - height) / 2));
    const int x = std::min(inside.x, inside.right() - width - caret_width);
    s.push_clip(rect.inset(4));
    text({x, inside.y, std::max(width, 1) + 2, height}, dots, {.font = Font::body, .fit = Fit::one_line});
    if (editing) fill({x + width, inside.y + 1, caret_width, height - 2}, theme::primary);
    s.pop_clip();
    return keys;
}

} // namespace casustafel::ui
