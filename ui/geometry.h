#pragma once

#include <algorithm>
#include <vector>

namespace casustafel::ui {

/// A place on the screen in layout units: 1 unit is 1 pixel on a 1920x1080 panel and scales with the panel.
struct Point {
    int x = 0;
    int y = 0;
    bool operator==(const Point&) const = default;
};

/// A rectangle in layout units. Whole numbers only, so that a layout is the same on every processor.
struct Rect {
    int x = 0;
    int y = 0;
    int w = 0;
    int h = 0;

    int right() const { return x + w; }
    int bottom() const { return y + h; }
    Point centre() const { return {x + w / 2, y + h / 2}; }
    bool empty() const { return w <= 0 || h <= 0; }
    bool contains(Point p) const { return p.x >= x && p.y >= y && p.x < right() && p.y < bottom(); }
    bool contains(const Rect& r) const
    {
        return r.x >= x && r.y >= y && r.right() <= right() && r.bottom() <= bottom();
    }
    bool operator==(const Rect&) const = default;

    /// Smaller by `dx` at the left and right and `dy` at the top and bottom.
    Rect inset(int dx, int dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
    Rect inset(int d) const { return inset(d, d); }
    Rect moved(int dx, int dy) const { return {x + dx, y + dy, w, h}; }

    /// Cuts a strip off this rectangle, returns the strip and drops `gap` units between the strip and what remains.
    Rect cut_top(int height, int gap = 0)
    {
        const Rect strip{x, y, w, height};
        y += height + gap;
        h = std::max(0, h - height - gap);
        return strip;
    }
    Rect cut_bottom(int height, int gap = 0)
    {
        const Rect strip{x, bottom() - height, w, height};
        h = std::max(0, h - height - gap);
        return strip;
    }
    Rect cut_left(int width, int gap = 0)
    {
        const Rect strip{x, y, width, h};
        x += width + gap;
        w = std::max(0, w - width - gap);
        return strip;
    }
    Rect cut_right(int width, int gap = 0)
    {
        const Rect strip{right() - width, y, width, h};
        w = std::max(0, w - width - gap);
        return strip;
    }

    /// `count` equal columns with `gap` between them; columns and rows differ by at most one unit where rounding asks
    /// for it.
    std::vector<Rect> columns(int count, int gap) const;
    /// `count` equal rows with `gap` between them; columns and rows differ by at most one unit where rounding asks for
    /// it.
    std::vector<Rect> rows(int count, int gap) const;
    /// A rectangle of this size in the middle of this one.
    Rect centred(int width, int height) const { return {x + (w - width) / 2, y + (h - height) / 2, width, height}; }
};

/// What two rectangles share; empty if they don't touch.
Rect intersection(const Rect& a, const Rect& b);

} // namespace casustafel::ui
