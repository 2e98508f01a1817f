#include "ui/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace casustafel::ui {

namespace {

constexpr double luminance_of_channel(std::uint32_t value)
{
    const double c = static_cast<double>(value) / 255.0;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour)
{
    return 0.2126 * luminance_of_channel(colour.rgb >> 16) + 0.7152 * luminance_of_channel((colour.rgb >> 8) & 255) +
           0.0722 * luminance_of_channel(colour.rgb & 255);
}

constexpr std::array<int, font_count> ems{20, 22, 22, 26, 26, 28, 34, 38, 44, 136, 34};

constexpr int largest_percent = 150; // the screens are made for no less than 1280 by 720 units
constexpr int smallest_target = 72;  // of a screen, in layout units
constexpr double finger_mm = 12;

std::int64_t divided_up(std::int64_t value, std::int64_t by)
{
    return (value + by - 1) / by;
}

} // namespace

Colour in_high_contrast(Colour colour)
{
    using Pair = std::pair<std::uint32_t, std::uint32_t>;
    static constexpr std::array stronger{
        Pair{theme::background.rgb, 0xFFFFFF},
        Pair{theme::line.rgb, 0x3A4450},
        Pair{theme::soft_line.rgb, 0x3A4450},
        Pair{theme::ink.rgb, 0x000000},
        Pair{theme::muted.rgb, 0x232B35},
        Pair{theme::primary.rgb, 0x0B2C52},
        Pair{theme::primary_pressed.rgb, 0x000000},
        Pair{theme::bar_button.rgb, 0x061B36},
        Pair{theme::bar_line.rgb, 0xFFFFFF},
        Pair{theme::bar_muted.rgb, 0xFFFFFF},
        Pair{theme::disabled_ink.rgb, 0x3B444F},
        Pair{theme::masked.rgb, 0x6B7683},
        Pair{theme::thread.rgb, 0x3A4450},
        Pair{0x1B5FAA, 0x0F4583}, // safety
        Pair{0x16734F, 0x0B4A32}, // care, ok
        Pair{0x8A4B08, 0x6B3803}, // other
        Pair{0x3B4757, 0x202A36}, // neutral
        Pair{0x8F5400, 0x5E3600}, // attention
        Pair{0xB3261E, 0x7F120C}, // wrong
    };
    const auto* found = std::ranges::find(stronger, colour.rgb, &Pair::first);
    return found == stronger.end() ? colour : Colour{found->second, colour.alpha};
}

Colour colour_of(Domain domain)
{
    switch (domain) {
    case Domain::safety:
        return {0x1B5FAA};
    case Domain::care:
        return {0x16734F};
    case Domain::municipal:
    case Domain::other:
        return {0x8A4B08};
    case Domain::none:
        return theme::masked;
    }
    return theme::muted;
}

StatusColours colours_of(Status status)
{
    switch (status) {
    case Status::neutral:
        return {{0x3B4757}, {0xDAE0E8}};
    case Status::ok:
        return {{0x16734F}, {0xDDF1E7}};
    case Status::attention:
        return {{0x8F5400}, {0xFCEBCF}};
    case Status::wrong:
        return {{0xB3261E}, {0xF9DEDC}};
    case Status::info:
        return {theme::primary, theme::soft};
    case Status::now:
        return {theme::on_primary, theme::primary};
    }
    return {theme::ink, theme::surface};
}

double contrast(Colour a, Colour b)
{
    const double lighter = std::max(luminance(a), luminance(b));
    const double darker = std::min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

Metrics::Metrics(int width_px, int height_px, double px_per_mm, int text_percent)
    : width_px_{width_px}, height_px_{height_px}, px_per_mm_{px_per_mm}, text_percent_{text_percent}
{
    // The smaller of width/1920 and height/1080 decides, so that at least 1920x1080 units fit.
    const bool by_width = static_cast<std::int64_t>(width_px) * 1080 <= static_cast<std::int64_t>(height_px) * 1920;
    numerator_ = std::int64_t{by_width ? width_px : height_px} * text_percent;
    denominator_ = std::int64_t{by_width ? 1920 : 1080} * 100;
    const std::int64_t common = std::gcd(numerator_, denominator_);
    numerator_ /= common;
    denominator_ /= common;
}

Metrics Metrics::scaled(int percent) const
{
    const int wanted = std::max(text_percent_ * percent / 100, percent_for_fingers());
    return {width_px_, height_px_, px_per_mm_, std::min(largest_percent, wanted)};
}

int Metrics::percent_for_fingers() const
{
    for (const int percent : {100, 125})
        if (Metrics{width_px_, height_px_, px_per_mm_, percent}.mm(finger_mm) <= smallest_target) return percent;
    return largest_percent;
}

int Metrics::width() const
{
    return static_cast<int>(width_px_ * denominator_ / numerator_);
}

int Metrics::height() const
{
    return static_cast<int>(height_px_ * denominator_ / numerator_);
}

int Metrics::px(int units) const
{
    const std::int64_t doubled = 2 * units * numerator_ + denominator_;
    const std::int64_t divisor = 2 * denominator_;
    return static_cast<int>(doubled >= 0 ? doubled / divisor : -divided_up(-doubled, divisor));
}

int Metrics::units(int pixels) const
{
    return static_cast<int>(pixels * denominator_ / numerator_);
}

int Metrics::units_up(int pixels) const
{
    return static_cast<int>(divided_up(pixels * denominator_, numerator_));
}

int Metrics::mm(double millimetres) const
{
    return static_cast<int>(std::ceil(
        millimetres * px_per_mm_ * static_cast<double>(denominator_) / static_cast<double>(numerator_) - 1e-9));
}

int Metrics::em_px(Font font) const
{
    return static_cast<int>((2 * ems[static_cast<std::size_t>(font)] * numerator_ + denominator_) / (2 * denominator_));
}

int Metrics::line_height(Font font) const
{
    // Inter reads well with 1.3 em between lines, large headings with a little less.
    const int percent = font >= Font::heading ? 124 : 130;
    return static_cast<int>(divided_up(ems[static_cast<std::size_t>(font)] * percent, 100));
}

} // namespace casustafel::ui
