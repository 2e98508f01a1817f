#include "ui/frame.h"
#include "ui/frame_state.h"

#include <algorithm>
#include <vector>

namespace casustafel::ui {

namespace {

constexpr std::int64_t slide_ms = 150;
constexpr int slide_way = 60;
constexpr std::int64_t toast_ms = 4000;
constexpr int scroll_bar_width = 6;

/// Brings `rect` in sight within the scroll area that is being drawn, once for each number; 0 for never.
void scroll_to(Frame::State& s, std::uint64_t number, const Rect& rect, ScrollState::To to)
{
    if (number == 0 || s.scrollers.empty() || s.io.revealed == number) return;
    s.io.revealed = number;
    if (s.io.scrolls[s.scrollers.back()].bring_in(rect, to)) s.unsettled = true;
}

/// Where this frame has what can be touched.
std::vector<Rect> touchable(const Frame::State& s)
{
    int top = 0;
    for (const Target& target : s.targets) top = std::max(top, target.layer);
    std::vector<Rect> places;
    for (const Target& target : s.targets)
        if (target.enabled && target.layer == top) places.push_back(target.rect);
    return places;
}

/// How much of `others` lies under `place`.
std::int64_t covered_by(const Rect& place, const std::vector<Rect>& others)
{
    std::int64_t covered = 0;
    for (const Rect& other : others) {
        const Rect shared = intersection(place, other);
        if (!shared.empty()) covered += std::int64_t{shared.w} * shared.h;
    }
    return covered;
}

/// Where a sentence of that size covers the least of `others`, above `floor`: as low and as much in the middle as can
/// be, at last over the title in the bar.
Rect place_for(const std::vector<Rect>& others, const Rect& area, int bar, int floor, int width, int height)
{
    constexpr int edge = 20;
    constexpr int step = 40;
    Rect best;
    std::int64_t least = 0;
    const int middle = (area.w - width) / 2;
    std::vector<int> tops;
    for (int y = floor - edge - height; y > bar; y -= step) tops.push_back(y);
    tops.push_back(std::max(0, (bar - height) / 2));
    for (const int y : tops)
        for (int away = 0; middle - away >= edge; away += step)
            for (const int x : {middle - away, middle + away}) {
                const Rect place{x, y, width, height};
                const std::int64_t covered = covered_by(place, others);
                if (!best.empty() && covered >= least) continue;
                best = place;
                least = covered;
                if (least == 0) return best;
            }
    return best;
}

} // namespace

bool ScrollState::bring_in(const Rect& part, To to)
{
    const int above = rect.y - part.y;
    const int below = std::min(part.bottom() - rect.bottom(), -above);
    const int way = to == To::top || above > 0 ? -above : std::max(0, below);
    if (way == 0) return false;
    offset = std::max(0, offset + way); // at the end of the list the frame that draws it stops
    speed = 0;
    return true;
}

void Frame::scroll(std::string_view name, const Rect& rect, const std::function<int(Rect content)>& draw,
                   ScrollPlace place)
{
    State& s = *state_;
    ScrollState& scroll = s.io.scrolls[std::string{name}];
    scroll.rect = intersection(rect, s.clips.back());
    scroll.layer = s.layer;
    scroll.place = s.layer > 0 ? ScrollPlace::forgotten : place;
    s.scrolls_drawn.insert(std::string{name});
    s.push_clip(rect);
    s.scrollers.emplace_back(name);
    const int top = rect.y - scroll.offset;
    const int reached = draw({rect.x, top, rect.w, 1'000'000});
    s.scrollers.pop_back();
    s.pop_clip();

    scroll.content = reached - top;
    const int highest = std::max(0, scroll.content - rect.h);
    if (scroll.offset > highest) {
        scroll.offset = highest; // the content became shorter
        s.unsettled = true;
    }
    if (highest == 0) return;
    const int height = std::max(40, rect.h * rect.h / scroll.content);
    const int y = rect.y + (rect.h - height) * scroll.offset / highest;
    fill({rect.right() + 9, y, scroll_bar_width, height}, theme::masked, scroll_bar_width / 2);
}

void Frame::reveal(std::uint64_t number, const Rect& rect)
{
    scroll_to(*state_, number, rect, ScrollState::To::top);
}

void Frame::bring_in(std::uint64_t number, const Rect& rect)
{
    scroll_to(*state_, number, rect, ScrollState::To::nearest);
}

bool Frame::sheet(std::string_view name, const Rect& rect, const std::function<void(Rect inside)>& draw)
{
    State& s = *state_;
    const std::string key{name};
    const auto [entry, is_new] = s.io.sheets.try_emplace(key);
    SheetState& sheet = entry->second;
    if (is_new) {
        sheet.since_ms = s.now_ms;
        s.io.presses.clear(); // what was held below is let go
    }
    const std::int64_t elapsed = s.now_ms - sheet.since_ms;
    int shift = 0;
    if (!s.canvas.wishes.calm && elapsed < slide_ms) {
        shift = static_cast<int>(slide_way * (slide_ms - elapsed) / slide_ms);
        s.moving = true;
    }
    sheet.rect = rect.moved(0, shift);
    const int below = s.layer;
    for (const std::string& drawn : s.sheets_drawn) s.layer = std::max(s.layer, s.io.sheets[drawn].layer);
    sheet.layer = ++s.layer;
    s.sheets_drawn.insert(key);
    fill(area(), theme::shade);
    panel(sheet.rect, theme::surface, theme::surface, 20, 0);
    draw(sheet.rect.inset(28));
    s.layer = below;
    return s.dismissed == key;
}

void Frame::toast(std::string_view words, Status status)
{
    State& s = *state_;
    s.toasted = true;
    if (s.io.toast != words) {
        s.io.toast = words;
        s.io.toast_ms = s.now_ms;
        if (s.canvas.wishes.speech) say(words);
    }
    const std::int64_t until = s.io.toast_ms + toast_ms;
    if (words.empty() || s.now_ms >= until) return;
    s.ask(until);
    const int width = std::min(area().w - 200, text_width(words, Font::strong) + 96);
    const int height = std::max(84, text_height(words, Font::strong, width - 48) + 32);
    // It stays where it is, unless it came to lie over what can be touched.
    Rect& rect = s.io.toast_at;
    const std::vector<Rect> others = touchable(s);
    if (rect.w != width || rect.h != height || rect.bottom() > s.floor || covered_by(rect, others) > 0)
        rect = place_for(others, area(), bar_height(), s.floor, width, height);
    const Colour colour = status == Status::neutral ? theme::ink : colours_of(status).text;
    fill(rect, colour, 20);
    text(rect.inset(24, 0), words,
         {.font = Font::strong, .colour = theme::surface, .align = Align::centre, .valign = VAlign::middle});
}

} // namespace casustafel::ui
