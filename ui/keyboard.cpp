#include "ui/frame.h"
#include "ui/frame_state.h"
#include "ui/keyboard_layout.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr int margin_x = 60;
constexpr int margin_y = 14;
constexpr int gap = 10;
constexpr int key_height = 80;
constexpr int least_key_height = 60; // on a screen with little room
constexpr int words_height = 74;
constexpr std::size_t words_shown = 3;
constexpr std::int64_t long_press_ms = 400;
constexpr std::int64_t repeat_after_ms = 500;
constexpr std::int64_t repeat_every_ms = 70;
constexpr std::int64_t double_tap_ms = 500;

struct KeyLook {
    Icon icon = Icon::none;
    bool primary = false;
    bool lit = false;  // shift is on
    bool word = false; // a whole word, which may be long
};

} // namespace

/// One frame of the keyboard.
class KeyboardDrawing {
public:
    KeyboardDrawing(Frame& frame, Frame::State& state) : frame_{frame}, s_{state}, kb_{state.io.keyboard} {}

    void draw(const Rect& rect)
    {
        begin_with_capital();
        frame_.fill(rect, theme::keyboard);
        Rect keys = rect.inset(margin_x, margin_y);
        if (s_.words) words_row(keys.cut_top(words_height, gap));
        const std::vector<Rect> rows = keys.rows(4, gap);
        const layout::Rows& texts = layout::rows_of(kb_.layer);
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
            frame_.text(look.word ? rect.inset(16, 0) : rect, label,
                        {.font = look.word || label.size() > 3 ? Font::strong : Font::heading,
                         .colour = ink,
                         .align = Align::centre,
                         .valign = VAlign::middle,
                         .fit = look.word ? Fit::shorten : Fit::one_line});
        return activated;
    }

    // Words that finish what is being typed; the places stay where they are when there are fewer.
    void words_row(const Rect& row)
    {
        const std::vector<Rect> places = row.columns(static_cast<int>(words_shown), gap);
        for (std::size_t n = 0; n < std::min(words_shown, s_.words->size()); ++n) {
            const Suggestion& one = (*s_.words)[n];
            if (key("woord/" + std::to_string(n), one.word, places[n], {.word = true}))
                send(TextEvent{one.word + " ", one.replaces});
        }
    }

    void letter(const std::string& text, const Rect& rect)
    {
        const std::string plain = capital() ? layout::upper(text) : text;
        const std::string shown = kb_.dead.empty() ? plain : layout::under(kb_.dead, plain);
        const bool accented = shown.starts_with(kb_.dead) && !kb_.dead.empty();
        rects_[text] = rect;
        if (key(text, accented ? plain : shown, rect, {.lit = kb_.dead == text})) type(shown);
    }

    void letter_row(Rect& row, std::string_view texts, int unit)
    {
        for (const std::string& text : layout::split(texts)) letter(text, row.cut_left(unit, gap));
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
        const bool was_caps = kb_.caps;
        kb_.caps = twice && !kb_.caps;
        kb_.shift = !kb_.shift && !was_caps && !kb_.caps;
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
        space_bar(row);
        if (done) frame_.stop_editing();
    }

    bool capital() const { return kb_.layer == KeyboardState::Layer::letters && (kb_.shift || kb_.caps); }

    void space_bar(const Rect& rect)
    {
        // The accent of a dead key stands by itself before a space.
        if (key("spatie", kb_.moving_caret ? "" : "spatie", rect, {.lit = kb_.moving_caret})) {
            send(TextEvent{kb_.dead.empty() ? " " : kb_.dead});
            kb_.dead.clear();
        }
        if (!kb_.moving_caret) return;
        Rect inside = rect.inset(30, 0);
        frame_.icon(Icon::left, inside.cut_left(34).centred(34, 34), theme::on_primary);
        frame_.icon(Icon::right, inside.cut_right(34).centred(34, 34), theme::on_primary);
    }

    // Once for each time that the field is empty: who doesn't want it touches the shift key.
    void begin_with_capital()
    {
        const std::string wanted =
            s_.io.editing_capital && frame_.before_caret().empty() ? s_.io.editing : std::string{};
        if (wanted == kb_.begins_in) return;
        kb_.shift = !wanted.empty();
        kb_.begins_in = wanted;
    }

    void type(const std::string& text)
    {
        send(TextEvent{text});
        kb_.shift = false;
        kb_.dead.clear();
    }

    // An accent takes the place of the plain letter that was written when the finger left its key.
    void choose(const std::string& variant)
    {
        const std::string letter = kb_.variants_of.substr(4);
        const std::string plain = kb_.variants_upper ? layout::upper(letter) : letter;
        const bool dead = layout::is_dead(variant);
        send(TextEvent{dead ? std::string{} : variant, kb_.finger == -1 ? plain : std::string{}});
        kb_.dead = dead ? variant : std::string{};
        if (!dead) kb_.shift = false;
        kb_.variants_of.clear();
        s_.unsettled = true;
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
            if (layout::variants_of(press.target.substr(4), capital()).empty()) continue;
            const std::int64_t due = press.since_ms + long_press_ms;
            if (s_.now_ms < due) {
                s_.ask(due);
            } else if (s_.held(press.target)) {
                kb_.variants_of = press.target;
                kb_.variants_upper = capital();
                kb_.finger = finger;
                return;
            }
        }
    }

    void draw_variants(const Rect& board)
    {
        const std::string letter = kb_.variants_of.substr(4);
        const std::vector<std::string> texts = layout::variants_of(letter, kb_.variants_upper);
        const auto place = rects_.find(letter);
        const bool lifted = kb_.finger == -1;
        const bool over = lifted && s_.now_ms >= kb_.variants_until;
        if (texts.empty() || place == rects_.end() || over) {
            kb_.variants_of.clear();
            return;
        }
        if (lifted) s_.ask(kb_.variants_until);
        const int unit = place->second.w;
        const int width = static_cast<int>(texts.size()) * (unit + gap) + gap;
        const int x = std::clamp(place->second.x - gap, board.x, board.right() - width);
        kb_.bubble = {x, place->second.y - key_height - 2 * gap, width, key_height + 2 * gap};
        ++s_.layer;
        frame_.fill(kb_.bubble, theme::primary, 16);
        Rect row = kb_.bubble.inset(gap);
        const auto sliding = s_.io.presses.find(kb_.finger);
        std::string chosen;
        for (const std::string& text : texts) {
            const Rect rect = row.cut_left(unit, gap);
            const bool under_finger = !lifted && sliding != s_.io.presses.end() && rect.contains(sliding->second.at);
            if (key(text, text, rect, {.lit = under_finger})) chosen = text;
        }
        --s_.layer;
        if (!chosen.empty()) choose(chosen);
    }

    Frame& frame_;
    Frame::State& s_;
    KeyboardState& kb_;
    std::map<std::string, Rect> rects_;
};

int Frame::keyboard_height() const
{
    const int key = std::max(std::clamp(area().h / 13, least_key_height, key_height), mm(12)); // a finger's width
    return 4 * key + 3 * gap + 2 * margin_y + (state_->words ? words_height + gap : 0);
}

void Frame::keyboard(const Rect& rect)
{
    State& s = *state_;
    s.floor = rect.y;
    s.keyboard_drawn = true;
    s.io.keyboard.rect = rect;
    // It belongs to the field, also when that is in a sheet.
    const int below = s.layer;
    for (const std::string& name : s.sheets_drawn) s.layer = std::max(s.layer, s.io.sheets[name].layer);
    s.io.keyboard.drawn_on = s.layer;
    AccessibleNode node;
    node.role = Role::keyboard;
    node.name = "toetsenbord";
    node.rect = rect;
    node.layer = s.layer;
    for (std::size_t n = 0; s.words && n < std::min(words_shown, s.words->size()); ++n)
        node.value += (n == 0 ? "" : " · ") + (*s.words)[n].word;
    s.nodes.push_back(std::move(node));
    KeyboardDrawing{*this, s}.draw(rect);
    s.layer = below;
}

} // namespace casustafel::ui
