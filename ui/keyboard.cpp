#include "ui/frame.h"
#include "ui/frame_state.h"

#include <algorithm>
#include <array>
#include <span>

namespace casustafel::ui {

namespace {

constexpr int margin_x = 60;
constexpr int margin_y = 18;
constexpr int gap = 10;
constexpr int key_height = 84;
constexpr int least_key_height = 60; // on a screen with little room
constexpr std::int64_t long_press_ms = 400;
constexpr std::int64_t repeat_after_ms = 500;
constexpr std::int64_t repeat_every_ms = 70;
constexpr std::int64_t double_tap_ms = 500;

// The letters of European names behind a long press on the letter they look like.
struct Variants {
    std::string_view letter;
    std::string_view lower; // separated by spaces
    std::string_view upper;
};
constexpr std::array all_variants{
    Variants{"e", "é ë è ê ę ě €", "É Ë È Ê Ę Ě €"},
    Variants{"i", "ï í î ì ı", "Ï Í Î Ì İ"},
    Variants{"o", "ö ó ô ò õ ø ő", "Ö Ó Ô Ò Õ Ø Ő"},
    Variants{"u", "ü ú û ù ů ű", "Ü Ú Û Ù Ů Ű"},
    Variants{"a", "á à â ä ã å ą", "Á À Â Ä Ã Å Ą"},
    Variants{"c", "ç ć č", "Ç Ć Č"},
    Variants{"n", "ñ ń ň", "Ñ Ń Ň"},
    Variants{"s", "ş ș š ś ß", "Ş Ș Š Ś"},
    Variants{"g", "ğ", "Ğ"},
    Variants{"l", "ł", "Ł"},
    Variants{"z", "ž ź ż", "Ž Ź Ż"},
    Variants{"t", "ț ţ ť", "Ț Ţ Ť"},
    Variants{"d", "đ ď", "Đ Ď"},
    Variants{"r", "ř", "Ř"},
    Variants{"y", "ý ÿ", "Ý Ÿ"},
    Variants{".", "? ! : ; …", "? ! : ; …"},
    Variants{"-", "– —", "– —"},
    Variants{"'", "’ ‘ “ ”", "’ ‘ “ ”"},
};

using Rows = std::array<std::string_view, 3>;
constexpr Rows letters{"q w e r t y u i o p", "a s d f g h j k l", "z x c v b n m , ."};
constexpr Rows numbers{"1 2 3 4 5 6 7 8 9 0", "- / : ; ( ) € & @", ". , ? ! ' \" + % ="};
constexpr Rows symbols{"[ ] { } # ^ * _ \\ |", "~ < > $ £ § ° « »", "… – — · ’ ‘ “ ” ;"};

std::vector<std::string> split(std::string_view words)
{
    std::vector<std::string> parts;
    while (!words.empty()) {
        const std::size_t space = std::min(words.find(' '), words.size());
        parts.emplace_back(words.substr(0, space));
        words.remove_prefix(std::min(space + 1, words.size()));
    }
    return parts;
}

const Rows& rows_of(KeyboardState::Layer layer)
{
    switch (layer) {
    case KeyboardState::Layer::letters:
        return letters;
    case KeyboardState::Layer::numbers:
        return numbers;
    case KeyboardState::Layer::symbols:
        return symbols;
    }
    return letters;
}

std::string upper(std::string letter)
{
    if (letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z')
        letter[0] = static_cast<char>(letter[0] - 'a' + 'A');
    return letter;
}

const Variants* variants_of(std::string_view letter)
{
    const auto found = std::ranges::find(all_variants, letter, &Variants::letter);
    return found == all_variants.end() ? nullptr : &*found;
}

struct KeyLook {
    Icon icon = Icon::none;
    bool primary = false;
    bool lit = false; // shift is on
};

} // namespace

/// One frame of the keyboard.
class KeyboardDrawing {
public:
    KeyboardDrawing(Frame& frame, Frame::State& state) : frame_{frame}, s_{state}, kb_{state.io.keyboard} {}

    void draw(const Rect& rect)
    {
        frame_.fill(rect, theme::keyboard);
        Rect keys = rect.inset(margin_x, margin_y);
        const std::vector<Rect> rows = keys.rows(4, gap);
        const Rows& texts = rows_of(kb_.layer);
        // A letter is a tenth of the row less the wide key at its end.
        const int unit = (keys.w - 10 * gap) * 2 / 23;
        Rect first = rows[0];
        letter_row(first, texts[0], unit);
        if (key("wis", "Wis", first, {.icon = Icon::backspace}) && kb_.repeated_ms == 0) send(KeyEvent{Key::backspace});
        Rect second = rows[1];
        second.cut_left(unit / 2, gap / 2);
        letter_row(second, texts[1], unit);
        if (key("enter", "Enter", second)) send(KeyEvent{Key::enter});
        Rect third = rows[2];
        third_row(third, texts[2], unit);
        last_row(rows[3], unit);
        repeat_backspace();
        open_variants();
        if (!kb_.variants_of.empty()) draw_variants(rect);
    }

private:
    bool key(std::string_view name, std::string_view label, const Rect& rect, const KeyLook& look = {})
    {
        const std::string full = "key/" + std::string{name};
        const bool activated = s_.add(full, rect, Role::key, label);
        const bool held = s_.held(full);
        Colour fill = held ? theme::pressed : theme::surface;
        if (look.primary || look.lit) fill = held ? theme::primary_pressed : theme::primary;
        const Colour ink = look.primary || look.lit ? theme::on_primary : theme::ink;
        frame_.panel(rect, fill, look.primary || look.lit ? fill : theme::line, 12, 1);
        const Silence silence{s_.silent};
        if (look.icon != Icon::none)
            frame_.icon(look.icon, rect.centred(34, 34), ink);
        else
            frame_.text(rect, label,
                        {.font = label.size() > 3 ? Font::strong : Font::heading,
                         .colour = ink,
                         .align = Align::centre,
                         .valign = VAlign::middle,
                         .fit = Fit::one_line});
        return activated;
    }

    void letter(const std::string& text, const Rect& rect)
    {
        const std::string shown = capital() ? upper(text) : text;
        rects_[text] = rect;
        if (key(text, shown, rect)) type(shown);
    }

    void letter_row(Rect& row, std::string_view texts, int unit)
    {
        for (const std::string& text : split(texts)) letter(text, row.cut_left(unit, gap));
    }

    void third_row(Rect row, std::string_view texts, int unit)
    {
        const int side = (row.w - 9 * (unit + gap) - gap) / 2;
        shift_key(row.cut_left(side, gap), "shift");
        const Rect right = row.cut_right(side, gap);
        letter_row(row, texts, unit);
        shift_key(right, "shift2");
    }

    void shift_key(const Rect& rect, std::string_view name)
    {
        if (kb_.layer != KeyboardState::Layer::letters) {
            const bool at_numbers = kb_.layer == KeyboardState::Layer::numbers;
            if (key(name, at_numbers ? "#[]" : "123", rect))
                kb_.layer = at_numbers ? KeyboardState::Layer::symbols : KeyboardState::Layer::numbers;
            return;
        }
        if (!key(name, "Hoofdletters", rect, {.icon = Icon::shift, .lit = capital()})) return;
        const bool twice = kb_.shift && s_.now_ms - kb_.shift_ms < double_tap_ms;
        kb_.caps = twice && !kb_.caps;
        kb_.shift = !capital_before_ && !kb_.caps;
        kb_.shift_ms = s_.now_ms;
    }

    void last_row(Rect row, int unit)
    {
        const bool letters_shown = kb_.layer == KeyboardState::Layer::letters;
        if (key("lagen", letters_shown ? "123" : "abc", row.cut_left(unit * 3 / 2, gap)))
            kb_.layer = letters_shown ? KeyboardState::Layer::numbers : KeyboardState::Layer::letters;
        letter("-", row.cut_left(unit, gap));
        letter("/", row.cut_left(unit, gap));
        const bool done = key("klaar", "Klaar", row.cut_right(unit * 2, gap), {.primary = true});
        if (key("rechts", "Naar rechts", row.cut_right(unit, gap), {.icon = Icon::right})) send(KeyEvent{Key::right});
        if (key("links", "Naar links", row.cut_right(unit, gap), {.icon = Icon::left})) send(KeyEvent{Key::left});
        letter("'", row.cut_right(unit, gap));
        if (key("spatie", "spatie", row)) send(TextEvent{" "});
        if (done) frame_.stop_editing();
    }

    bool capital() const { return kb_.layer == KeyboardState::Layer::letters && (kb_.shift || kb_.caps); }

    void type(const std::string& text)
    {
        send(TextEvent{text});
        kb_.shift = false;
        kb_.variants_of.clear();
    }

    // What the keyboard types reaches the field as the keys of a USB keyboard do, at the next frame.
    void send(InputEvent event)
    {
        s_.io.waiting.push_back(std::move(event));
        s_.unsettled = true;
    }

    void repeat_backspace()
    {
        const Press* press = s_.press_of("key/wis");
        if (press == nullptr) {
            kb_.repeated_ms = 0;
            return;
        }
        const std::int64_t due =
            kb_.repeated_ms == 0 ? press->since_ms + repeat_after_ms : kb_.repeated_ms + repeat_every_ms;
        if (s_.now_ms >= due && s_.held("key/wis")) {
            kb_.repeated_ms = s_.now_ms;
            send(KeyEvent{Key::backspace});
        }
        s_.ask(std::max(due, s_.now_ms + 1));
    }

    void open_variants()
    {
        if (kb_.layer == KeyboardState::Layer::symbols || !kb_.variants_of.empty()) return;
        for (const auto& [finger, press] : s_.io.presses) {
            if (!press.target.starts_with("key/")) continue;
            if (variants_of(press.target.substr(4)) == nullptr) continue;
            const std::int64_t due = press.since_ms + long_press_ms;
            if (s_.now_ms < due) {
                s_.ask(due);
            } else if (s_.held(press.target)) {
                kb_.variants_of = press.target;
                kb_.finger = finger;
                return;
            }
        }
    }

    void draw_variants(const Rect& board)
    {
        const std::string letter = kb_.variants_of.substr(4);
        const Variants* variants = variants_of(letter);
        const auto place = rects_.find(letter);
        const bool lifted = kb_.finger == -1;
        if (variants == nullptr || place == rects_.end()) {
            kb_.variants_of.clear();
            return;
        }
        const std::vector<std::string> texts = split(capital() ? variants->upper : variants->lower);
        const int unit = place->second.w;
        const int width = static_cast<int>(texts.size()) * (unit + gap) + gap;
        const int x = std::clamp(place->second.x - gap, board.x, board.right() - width);
        Rect popup{x, place->second.y - key_height - 2 * gap, width, key_height + 2 * gap};
        ++s_.layer;
        frame_.fill(popup, theme::primary, 16);
        Rect row = popup.inset(gap);
        bool chosen = false;
        for (const std::string& text : texts) {
            const Rect rect = row.cut_left(unit, gap);
            const auto sliding = s_.io.presses.find(kb_.finger);
            const bool under_finger = !lifted && sliding != s_.io.presses.end() && rect.contains(sliding->second.at);
            if (!key(text, text, rect, {.lit = under_finger})) continue;
            type(text);
            chosen = true;
        }
        --s_.layer;
        if (chosen) {
            kb_.variants_of.clear();
            s_.unsettled = true;
        }
    }

    Frame& frame_;
    Frame::State& s_;
    KeyboardState& kb_;
    const bool capital_before_ = kb_.shift || kb_.caps;
    std::map<std::string, Rect> rects_;
};

int Frame::keyboard_height() const
{
    const int key = std::clamp(area().h / 12, least_key_height, key_height);
    return 4 * key + 3 * gap + 2 * margin_y;
}

void Frame::keyboard(const Rect& rect)
{
    state_->floor = rect.y;
    state_->keyboard_drawn = true;
    KeyboardDrawing{*this, *state_}.draw(rect);
    AccessibleNode node;
    node.role = Role::keyboard;
    node.name = "toetsenbord";
    node.rect = rect;
    node.layer = state_->layer;
    state_->nodes.push_back(std::move(node));
}

} // namespace casustafel::ui
