#include "ui/geometry.h"

#include <utility>

namespace casustafel::ui {

namespace {

// The i-th of `count` parts of `length` with `gap` between them, as start and size; the parts together take all of it.
std::pair<int, int> part(int length, int count, int gap, int i)
{
    const int room = length - gap * (count - 1);
    const int begin = room * i / count;
    const int end = room * (i + 1) / count;
    return {begin + gap * i, end - begin};
}

} // namespace

std::vector<Rect> Rect::columns(int count, int gap) const
{
    std::vector<Rect> parts;
    for (int i = 0; i < count; ++i) {
        const auto [begin, size] = part(w, count, gap, i);
        parts.push_back({x + begin, y, size, h});
    }
    return parts;
}

std::vector<Rect> Rect::rows(int count, int gap) const
{
    std::vector<Rect> parts;
    for (int i = 0; i < count; ++i) {
        const auto [begin, size] = part(h, count, gap, i);
        parts.push_back({x, y + begin, w, size});
    }
    return parts;
}

Rect intersection(const Rect& a, const Rect& b)
{
    const int x = std::max(a.x, b.x);
    const int y = std::max(a.y, b.y);
    return {x, y, std::max(0, std::min(a.right(), b.right()) - x), std::max(0, std::min(a.bottom(), b.bottom()) - y)};
}

} // namespace casustafel::ui
