#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

namespace casustafel::ui {

namespace {

std::string_view help_for(Screen screen)
{
    switch (screen) {
    case Screen::lock:
        return say::help_lock;
    case Screen::today:
        return say::help_today;
    case Screen::attendance:
        return say::help_attendance;
    case Screen::in_case:
        return say::help_case;
    case Screen::agreement:
        return say::help_agreement;
    case Screen::confirm:
        return say::help_confirm;
    case Screen::decision:
        return say::help_decision;
    case Screen::seal:
        return say::help_seal;
    }
    return {};
}

} // namespace

void draw_help(Frame& frame, const State& state, Intents& intents)
{
    const std::string_view words = help_for(state.screen);
    constexpr int width = 1100;
    const int height = frame.text_height(words, Font::body, width - 56);
    const bool away = frame.sheet("hulp", frame.area().centred(width, 56 + 92 + height), [&](Rect inside) {
        frame.text(sheet_head(frame, inside, say::help, intents), words);
    });
    if (away) intents.push_back(intent::CloseSheet{});
}

} // namespace casustafel::ui
