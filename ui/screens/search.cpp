#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"
#include "ui/views/search_view.h"

namespace casustafel::ui {

namespace {

constexpr int tile_padding_x = 20; // of Frame::tile
constexpr int tile_padding_y = 16;
constexpr int what_width = 300;

int row_height(const Frame& frame, const FoundRow& row, int width)
{
    const int room = width - 2 * tile_padding_x - what_width - gap;
    const int source = row.source.empty() ? 0 : frame.text_height(row.source, Font::small, room) + 4;
    return std::max(frame.text_height(row.text, Font::body, room) + source + 2 * tile_padding_y, frame.mm(12.0));
}

void draw_row(Frame& frame, Rect rect, const FoundRow& row, const std::string& name, Intents& intents)
{
    const Tile tile = frame.tile(name, row.what + ": " + row.text, rect);
    if (tile.activated) intents.push_back(intent::JumpToCase{.in_case = row.in_case, .tab = row.tab});
    Rect inside = tile.inside;
    frame.text(inside.cut_right(what_width, gap), row.what,
               {.font = Font::small_strong, .colour = theme::muted, .align = Align::right, .valign = VAlign::middle});
    inside.cut_top(frame.text(inside, row.text, {.marks = row.marks}), 4);
    if (!row.source.empty())
        frame.text(inside, row.source, {.font = Font::small, .colour = theme::muted, .marks = row.source_marks});
}

} // namespace

void draw_search(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const SearchView view = search_view(snapshot, state);
    if (view.typed.empty() && frame.editing().empty() && state.sheet == Sheet::none)
        frame.edit("zoek/veld"); // nothing else can be done here
    Rect body;
    Rect bar = draw_bar(frame, say::search_title, {}, body, intents);
    if (bar_button(frame, bar, "zoek/terug", say::back, {.kind = ButtonKind::bar, .icon = Icon::left}))
        intents.push_back(intent::Go{state.search_from});
    reserve_keyboard(frame, body);
    body.cut_top(draw_field(frame, body, "zoek/veld", {}, Field::search, view.typed, intents, say::search_hint), gap);
    body.cut_top(frame.text(body, view.summary, {.colour = theme::muted}), gap);
    frame.scroll("zoek/gevonden", body, [&](Rect content) {
        int number = 0;
        for (const FoundGroup& group : view.groups) {
            const Rect head = content.cut_top(frame.line_height(Font::subheading), 12);
            frame.text(head, group.label, {.font = Font::subheading});
            if (group.mark)
                frame.badge({head.x + frame.text_width(group.label, Font::subheading) + 20, head.y}, group.mark->label,
                            group.mark->status);
            for (const FoundRow& row : group.rows)
                draw_row(frame, content.cut_top(row_height(frame, row, content.w), 10), row,
                         "zoek/" + std::to_string(number++), intents);
            content.cut_top(gap);
        }
        return content.y;
    });
    draw_keyboard(frame);
}

} // namespace casustafel::ui
