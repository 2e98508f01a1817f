#include "firmware/preferences_file.h"

#include <algorithm>
#include <array>
#include <utility>

namespace casustafel::device {

namespace {

constexpr std::array switches{
    std::pair{std::string_view{"high_contrast"}, &ui::Preferences::high_contrast},
    std::pair{std::string_view{"calm"}, &ui::Preferences::calm},
    std::pair{std::string_view{"left_handed"}, &ui::Preferences::left_handed},
    std::pair{std::string_view{"speech"}, &ui::Preferences::speech},
};

void take(ui::Preferences& preferences, std::string_view name, std::string_view value)
{
    for (const int percent : {100, 125, 150})
        if (name == "text_percent" && value == std::to_string(percent)) preferences.text_percent = percent;
    for (const auto& [key, holds] : switches)
        if (name == key) preferences.*holds = value == "1";
}

} // namespace

std::string write_preferences(const ui::Preferences& preferences)
{
    std::string text = "text_percent=" + std::to_string(preferences.text_percent) + "\n";
    for (const auto& [key, holds] : switches) text.append(key).append(preferences.*holds ? "=1\n" : "=0\n");
    return text;
}

ui::Preferences read_preferences(std::string_view text)
{
    ui::Preferences preferences;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        if (const std::size_t sign = line.find('='); sign != std::string_view::npos)
            take(preferences, line.substr(0, sign), line.substr(sign + 1));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return preferences;
}

} // namespace casustafel::device
