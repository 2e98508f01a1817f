#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

/// Larger text was asked for: fewer things fit beside each other.
bool narrow(const Frame& frame)
{
    return frame.area().w < 1920;
}

void draw_choices(Frame& frame, Rect body, const AgendaView& view, Intents& intents)
{
    if (!view.notice.empty()) {
        Rect notice = frame.card(body.cut_top(120, gap));
        frame.text(notice, view.notice, {.colour = colours_of(Status::wrong).text, .valign = VAlign::middle});
    }
    if (view.choices.empty()) {
        frame.text(body.cut_top(60), view.empty, {.font = Font::heading});
        return;
    }
    for (std::size_t n = 0; n < view.choices.size(); ++n) {
        const Tile tile = frame.tile("agenda/kies/" + std::to_string(n), view.choices[n].when, body.cut_top(130, gap));
        frame.text(tile.inside, view.choices[n].when, {.font = Font::heading, .valign = VAlign::middle});
        if (tile.activated) intents.push_back(intent::OpenConference{view.choices[n].id});
    }
}

void draw_open(Frame& frame, const Rect& button, const AgendaRow& row, bool started, Intents& intents)
{
    const ButtonStyle style{.enabled = started, .icon_after = Icon::right};
    const std::string name = "agenda/open/" + std::to_string(row.number);
    if (frame.button(name, row.action, button, style)) {
        if (row.current)
            intents.push_back(intent::Go{Screen::in_case});
        else if (row.needs_ground)
            intents.push_back(intent::OpenSheet{.sheet = Sheet::criteria, .in_case = row.id});
        else if (row.open)
            intents.push_back(intent::Perform{*row.open});
    }
}

void draw_row(Frame& frame, Rect rect, const AgendaRow& row, bool started, Intents& intents)
{
    frame.panel(rect, row.current ? theme::soft : theme::surface, row.current ? theme::primary : theme::line, 18,
                row.current ? 3 : 2);
    Rect inside = rect.inset(28, 20);
    frame.text(inside.cut_left(56, 8), std::to_string(row.number),
               {.font = Font::title, .colour = theme::muted, .valign = VAlign::middle});
    draw_open(frame, inside.cut_right(180, gap).centred(180, button_height), row, started, intents);
    frame.text(inside.cut_right(150, gap), row.time,
               {.colour = theme::muted, .align = Align::right, .valign = VAlign::middle});
    Rect text = inside.centred(inside.w, frame.line_height(Font::heading) + frame.line_height(Font::body));
    Rect first = text.cut_top(frame.line_height(Font::heading));
    for (const Mark& mark : row.marks) {
        const Rect badge = frame.badge_right({first.right(), first.centre().y}, mark.label, mark.status,
                                             mark.status == Status::ok ? Icon::check : Icon::none);
        first.w = std::max(0, badge.x - first.x - gap);
    }
    frame.text(first, row.label, {.font = Font::heading, .fit = Fit::shorten});
    frame.text(text, row.question, {.colour = theme::muted, .fit = Fit::shorten});
}

/// With larger text nothing is left out: the question wraps and the marks stand under it. Returns the y it reached.
int draw_tall_row(Frame& frame, Rect content, const AgendaRow& row, bool started, Intents& intents)
{
    constexpr int number_width = 64;
    constexpr int button_width = 180;
    const int width = content.w - 56 - number_width - button_width - gap;
    const int heading = frame.line_height(Font::heading);
    const int question = frame.text_height(row.question, Font::body, width);
    const int foot = 48;
    const Rect rect = content.cut_top(40 + heading + question + foot, 18);
    frame.panel(rect, row.current ? theme::soft : theme::surface, row.current ? theme::primary : theme::line, 18,
                row.current ? 3 : 2);
    Rect inside = rect.inset(28, 20);
    frame.text(inside.cut_left(number_width), std::to_string(row.number),
               {.font = Font::title, .colour = theme::muted, .valign = VAlign::middle});
    draw_open(frame, inside.cut_right(button_width, gap).centred(button_width, button_height), row, started, intents);
    frame.text(inside.cut_top(heading), row.label, {.font = Font::heading, .fit = Fit::shorten});
    frame.text(inside.cut_top(question), row.question, {.colour = theme::muted});
    int x = inside.x;
    for (const Mark& mark : row.marks)
        x = frame
                .badge({x, inside.bottom() - 36}, mark.label, mark.status,
                       mark.status == Status::ok ? Icon::check : Icon::none)
                .right() +
            12;
    frame.text({x, inside.bottom() - 36, std::max(0, inside.right() - x), 36}, row.time,
               {.colour = theme::muted, .valign = VAlign::middle, .fit = Fit::shorten});
    return content.y;
}

/// What the conference is held under.
std::string small_print(const AgendaView& view)
{
    return view.basis + (view.covenant.empty() ? "" : "\n" + view.covenant);
}

/// Heights of what is beside the list.
struct Side {
    int company;
    int kept;
    int small;
    int whole;
};

constexpr int time_height = 184;

Side measure_side(const Frame& frame, const AgendaView& view, int width)
{
    const int inside = width - 56;
    Side side{};
    side.company = 56 + 48 + frame.text_height(view.at_table, Font::body, inside) + 20 + button_height;
    side.kept = 56 + 48 + 8 + frame.text_height(view.saved, Font::body, inside) +
                frame.text_height(view.connection, Font::body, inside);
    side.small = frame.text_height(small_print(view), Font::small, width);
    side.whole = side.company + time_height + side.kept + side.small + button_height + 4 * gap;
    return side;
}

/// What is beside the list; returns the y it reached.
int draw_side(Frame& frame, Rect side, const AgendaView& view, Intents& intents)
{
    const Side heights = measure_side(frame, view, side.w);
    Rect company = frame.card(side.cut_top(heights.company, gap));
    frame.text(company.cut_top(40, 8), view.at_table_title, {.font = Font::subheading});
    company.cut_top(frame.text(company, view.at_table), gap);
    if (frame.button("agenda/aanwezigheid", say::attendance, company.cut_top(button_height),
                     {.kind = view.started ? ButtonKind::secondary : ButtonKind::primary}))
        intents.push_back(intent::Go{Screen::attendance});

    Rect time = frame.card(side.cut_top(time_height, gap));
    frame.text(time.cut_top(40, 8), say::time, {.font = Font::subheading});
    frame.text(time.cut_top(34, 14), view.time, {.fit = Fit::shorten});
    Rect track = time.cut_top(18);
    frame.fill(track, theme::line, 9);
    track.w = static_cast<int>(track.w * view.progress);
    if (track.w > 18) frame.fill(track, theme::primary, 9);

    Rect kept = frame.card(side.cut_top(heights.kept, gap));
    frame.text(kept.cut_top(40, 8), say::kept_here, {.font = Font::subheading});
    kept.cut_top(frame.text(kept, view.saved), 4);
    frame.text(kept, view.connection, {.colour = theme::muted});

    // In a list that scrolls there is no bottom: the button follows what is above it.
    const bool endless = side.h > frame.area().h;
    if (frame.button("agenda/vergrendel", say::lock,
                     endless ? side.cut_top(button_height, gap) : side.cut_bottom(button_height, gap),
                     {.icon = Icon::lock}))
        intents.push_back(intent::LockNow{});
    frame.text(side.cut_top(heights.small), small_print(view), {.font = Font::small, .colour = theme::muted});
    return side.y;
}

} // namespace

void draw_agenda(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const AgendaView view = agenda_view(snapshot, state);
    Rect body;
    Rect bar = draw_bar(frame, view.title, view.subtitle, body, intents);
    if (!snapshot.conference) {
        if (bar_button(frame, bar, "agenda/vergrendel", say::lock, {.kind = ButtonKind::bar}))
            intents.push_back(intent::LockNow{});
        draw_choices(frame, body, view, intents);
        return;
    }
    if (bar_button(frame, bar, "agenda/afronden", say::finish,
                   {.kind = ButtonKind::bar_white, .enabled = view.started, .icon_after = Icon::right}))
        intents.push_back(intent::Go{Screen::seal});
    if (bar_button(frame, bar, "agenda/zoek", say::search, {.kind = ButtonKind::bar, .icon = Icon::search}))
        intents.push_back(intent::Go{Screen::search});
    Rect side = frame.cut_hand_side(body, narrow(frame) ? 440 : 500, margin);
    if (narrow(frame) || measure_side(frame, view, side.w).whole > side.h)
        frame.scroll("agenda/zijde", side, [&](Rect content) { return draw_side(frame, content, view, intents); });
    else
        draw_side(frame, side, view, intents);
    if (!view.started)
        body.cut_top(
            frame.text(body, view.rows.empty() ? Sentence{} : Sentence{say::not_started_yet}, {.colour = theme::muted}),
            gap);
    frame.scroll("agenda/rijen", body, [&](Rect content) {
        for (const AgendaRow& row : view.rows) {
            if (narrow(frame))
                content.y = draw_tall_row(frame, content, row, view.started, intents);
            else
                draw_row(frame, content.cut_top(130, 18), row, view.started, intents);
        }
        return content.y;
    });
}

} // namespace casustafel::ui
