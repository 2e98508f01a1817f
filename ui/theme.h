#pragma once

#include <compare>
#include <cstdint>

namespace casustafel::ui {

/// An opaque or translucent colour, written 0xRRGGBB.
struct Colour {
    std::uint32_t rgb = 0;
    std::uint8_t alpha = 255;
    bool operator==(const Colour&) const = default;
};

/// The colours of the product. Every pair in which text is shown is checked for contrast by a test.
namespace theme {
inline constexpr Colour background{0xEEF1F5};
inline constexpr Colour surface{0xFFFFFF};
inline constexpr Colour line{0xD3DAE3};
inline constexpr Colour ink{0x16202E};
inline constexpr Colour muted{0x55606F};
inline constexpr Colour primary{0x154273};
inline constexpr Colour primary_pressed{0x0E2F54};
inline constexpr Colour on_primary{0xFFFFFF};
/// A button and its border on the primary bar.
inline constexpr Colour bar_button{0x315883};
inline constexpr Colour bar_line{0x7D96B1};
/// Quiet text on the primary bar.
inline constexpr Colour bar_muted{0xDCE6F1};
inline constexpr Colour soft{0xE3ECF6};
/// The border of what is quiet: hardly there, but for someone who asked for high contrast.
inline constexpr Colour soft_line{0xE2EBF5};
inline constexpr Colour pressed{0xDCE5EF};
inline constexpr Colour disabled_ink{0x5F6976};
inline constexpr Colour disabled_surface{0xEDF0F3};
/// A line that is hidden from those at the table.
inline constexpr Colour masked{0xC7D0DA};
/// Connects the nodes of a diagram: 3:1 on the background.
inline constexpr Colour thread{0x7D8795};
inline constexpr Colour keyboard{0xDDE3EA};
inline constexpr Colour shade{0x16202E, 120};
} // namespace theme

/// The domain a partner belongs to. Always shown with a word or initials, never by colour alone.
enum class Domain : std::uint8_t {
    safety,
    care,
    municipal,
    other,
    none, ///< nobody's, or hidden with what it belongs to
};

/// What a badge says about a thing; always with a word.
enum class Status : std::uint8_t {
    neutral,
    ok,
    attention,
    wrong,
    info,
    now, ///< what is going on at this moment
};

struct StatusColours {
    Colour text;
    Colour fill;
};

/// What a colour of the product becomes for someone who asked for high contrast: text has 7:1 everywhere. A colour that
/// has no stronger form stays as it is.
Colour in_high_contrast(Colour colour);

Colour colour_of(Domain domain);
StatusColours colours_of(Status status);

/// WCAG 2 contrast ratio of two opaque colours, 1 to 21.
double contrast(Colour a, Colour b);

/// Type sizes and weights; the number is the em size in layout units.
enum class Font : std::uint8_t {
    tag,          ///< 20 bold: badges
    small,        ///< 22 regular
    small_strong, ///< 22 semibold
    body,         ///< 26 regular
    strong,       ///< 26 bold: buttons, names
    subheading,   ///< 28 bold: heading of a card
    heading,      ///< 34 bold
    lead,         ///< 38 bold: the question to the table
    title,        ///< 44 bold
    clock,        ///< 136 bold, ASCII only
    day,          ///< 34 regular, ASCII only: the day under the clock
};
inline constexpr int font_count = 11;

/// How big things are on one panel. Made once from the panel's pixels and the board's `px_per_mm`.
class Metrics {
public:
    /// `px_per_mm` of the panel; 5.58 is a 15.6" panel of 1920x1080. `text_percent` makes everything as much larger, so
    /// that the screen has fewer layout units: 1280x720 at 150.
    Metrics(int width_px, int height_px, double px_per_mm, int text_percent = 100);

    /// The same panel with everything `percent` of the size it has now, at most 150 of `text_percent` 100, and on a
    /// small panel not below `percent_for_fingers`.
    Metrics scaled(int percent) const;
    /// The first of 100, 125 and 150 at which what can be touched is 12 mm on this panel; 150 if none is.
    int percent_for_fingers() const;

    int width_px() const { return width_px_; }
    int height_px() const { return height_px_; }
    double px_per_mm() const { return px_per_mm_; }
    /// The screen in layout units: at 100 percent 1920 wide or 1080 high, whichever leaves the other at least as large.
    int width() const;
    int height() const;
    /// Layout units to pixels, rounded to nearest.
    int px(int units) const;
    /// Pixels to layout units, rounded down.
    int units(int pixels) const;
    /// Pixels to layout units, rounded up: room that is surely enough.
    int units_up(int pixels) const;
    /// Millimetres to layout units.
    int mm(double millimetres) const;
    /// The em size in pixels of a font.
    int em_px(Font font) const;
    /// The distance between lines of a font in layout units.
    int line_height(Font font) const;

private:
    int width_px_;
    int height_px_;
    double px_per_mm_;
    int text_percent_;
    // pixels per unit as a fraction numerator_/denominator_, so that conversion is exact whole-number arithmetic
    std::int64_t numerator_;
    std::int64_t denominator_;
};

} // namespace casustafel::ui
