#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

std::string_view help_for(Screen screen)
{
    switch (screen) {
    case Screen::lock:
        return {}; // it has no button for help
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
    case Screen::search:
        return say::help_search;
    }
    return {};
}

} // namespace

void draw_help(Frame& frame, const State& state, Intents& intents)
{
    const std::string_view words = help_for(state.screen);
    const int width = std::min(1100, frame.area().w - 80);
    const int height = frame.text_height(words, Font::body, width - 56) + gap + button_height;
    const bool away = frame.sheet("hulp", frame.area().centred(width, std::min(56 + 92 + height, frame.area().h - 40)),
                                  [&](Rect inside) {
                                      inside = sheet_head(frame, inside, say::help, intents);
                                      inside.cut_top(frame.text(inside, words), gap);
                                      const Rect row = inside.cut_top(button_height);
                                      const int button = frame.button_width(say::display);
                                      if (frame.button("weergave", say::display, {row.x, row.y, button, row.h}))
                                          intents.push_back(intent::OpenSheet{.sheet = Sheet::display});
                                  });
    if (away) intents.push_back(intent::CloseSheet{});
}

} // namespace casustafel::ui
