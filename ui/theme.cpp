#include "ui/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

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

constexpr std::array<int, font_count> ems{20, 22, 22, 26, 26, 28, 34, 38, 44, 110};

int divided_up(int value, int by)
{
    return (value + by - 1) / by;
}

} // namespace

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
    }
    return theme::muted;
}

StatusColours colours_of(Status status)
{
    switch (status) {
    case Status::neutral:
        return {{0x3B4757}, {0xE7EBF0}};
    case Status::ok:
        return {{0x16734F}, {0xDDF1E7}};
    case Status::attention:
        return {{0x8F5400}, {0xFCEBCF}};
    case Status::wrong:
        return {{0xB3261E}, {0xF9DEDC}};
    case Status::info:
        return {theme::primary, theme::soft};
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
    numerator_ = by_width ? width_px : height_px;
    denominator_ = by_width ? 1920 : 1080;
}

int Metrics::width() const
{
    return width_px_ * denominator_ / numerator_;
}

int Metrics::height() const
{
    return height_px_ * denominator_ / numerator_;
}

int Metrics::px(int units) const
{
    const int doubled = 2 * units * numerator_ + denominator_;
    const int divisor = 2 * denominator_;
    return doubled >= 0 ? doubled / divisor : -divided_up(-doubled, divisor);
}

int Metrics::units(int pixels) const
{
    return pixels * denominator_ / numerator_;
}

int Metrics::units_up(int pixels) const
{
    return divided_up(pixels * denominator_, numerator_);
}

int Metrics::mm(double millimetres) const
{
    return static_cast<int>(std::ceil(millimetres * px_per_mm_ * denominator_ / numerator_ - 1e-9));
}

int Metrics::em_px(Font font) const
{
    const int hundredfold = ems[static_cast<std::size_t>(font)] * text_percent_ * numerator_;
    return (hundredfold + 50 * denominator_) / (100 * denominator_);
}

int Metrics::line_height(Font font) const
{
    // Inter reads well with 1.3 em between lines, large headings with a little less.
    const int em = ems[static_cast<std::size_t>(font)] * text_percent_;
    const int percent = font >= Font::heading ? 124 : 130;
    return divided_up(em * percent, 10000);
}

} // namespace casustafel::ui
