#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <array>

namespace casustafel::ui {

namespace {

constexpr int row_height = 80;

struct Switch {
    std::string_view name;
    Text label;
    bool Preferences::* holds;
};

constexpr std::array switches{
    Switch{"weergave/contrast", say::display_contrast, &Preferences::high_contrast},
    Switch{"weergave/rustig", say::display_calm, &Preferences::calm},
    Switch{"weergave/links", say::display_left_handed, &Preferences::left_handed},
    Switch{"weergave/spraak", say::display_speech, &Preferences::speech},
};

constexpr std::array percents{100, 125, 150};

void draw_inside(Frame& frame, Rect inside, const Preferences& now, Intents& intents)
{
    inside = sheet_head(frame, inside, say::display, intents);
    inside.cut_top(frame.caption(inside, say::display_size), 10);
    const std::vector<Rect> sizes = inside.cut_top(row_height, gap).columns(static_cast<int>(percents.size()), gap);
    for (std::size_t n = 0; n < percents.size(); ++n) {
        const bool chosen = now.text_percent == percents[n];
        if (!frame.button("weergave/letters/" + std::to_string(n), fill(say::percent, {std::to_string(percents[n])}),
                          sizes[n], {.selected = chosen, .icon = chosen ? Icon::check : Icon::none}))
            continue;
        Preferences wanted = now;
        wanted.text_percent = percents[n];
        intents.push_back(intent::Prefer{wanted});
    }
    for (const Switch& one : switches) {
        if (!frame.check(one.name, one.label, inside.cut_top(row_height), now.*one.holds)) continue;
        Preferences wanted = now;
        wanted.*one.holds = !(now.*one.holds);
        intents.push_back(intent::Prefer{wanted});
    }
}

} // namespace

void draw_display(Frame& frame, const State& state, Intents& intents)
{
    const int height = 56 + 72 + gap + frame.line_height(Font::small_strong) + 10 + row_height + gap +
                       static_cast<int>(switches.size()) * row_height;
    const Rect rect = frame.area().centred(900, height);
    if (frame.sheet("weergave", rect, [&](Rect inside) { draw_inside(frame, inside, state.preferences, intents); }))
        intents.push_back(intent::CloseSheet{});
}

} // namespace casustafel::ui
