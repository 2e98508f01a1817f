#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

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

void draw_row(Frame& frame, Rect rect, const AgendaRow& row, bool started, Intents& intents)
{
    frame.panel(rect, row.current ? theme::soft : theme::surface, row.current ? theme::primary : theme::line, 18,
                row.current ? 3 : 2);
    Rect inside = rect.inset(28, 20);
    frame.text(inside.cut_left(56, 8), std::to_string(row.number),
               {.font = Font::title, .colour = theme::muted, .valign = VAlign::middle});
    const ButtonStyle style{.enabled = started, .icon_after = Icon::right};
    const std::string name = "agenda/open/" + std::to_string(row.number);
    const Rect button = inside.cut_right(180, gap).centred(180, button_height);
    if (frame.button(name, row.action, button, style)) {
        if (row.current)
            intents.push_back(intent::Go{Screen::in_case});
        else if (row.needs_ground)
            intents.push_back(intent::OpenSheet{.sheet = Sheet::criteria, .in_case = row.id});
        else if (row.open)
            intents.push_back(intent::Perform{*row.open});
    }
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

void draw_side(Frame& frame, Rect side, const AgendaView& view, Intents& intents)
{
    const int company_height = frame.text_height(view.at_table, Font::body, side.w - 56);
    Rect company = frame.card(side.cut_top(56 + 48 + company_height + 20 + button_height, gap));
    frame.text(company.cut_top(40, 8), view.at_table_title, {.font = Font::subheading});
    company.cut_top(frame.text(company, view.at_table), gap);
    if (frame.button("agenda/aanwezigheid", say::attendance, company.cut_top(button_height),
                     {.kind = view.started ? ButtonKind::secondary : ButtonKind::primary}))
        intents.push_back(intent::Go{Screen::attendance});

    Rect time = frame.card(side.cut_top(184, gap));
    frame.text(time.cut_top(40, 8), say::time, {.font = Font::subheading});
    frame.text(time.cut_top(34, 14), view.time, {.fit = Fit::shorten});
    Rect track = time.cut_top(18);
    frame.fill(track, theme::line, 9);
    track.w = static_cast<int>(track.w * view.progress);
    if (track.w > 18) frame.fill(track, theme::primary, 9);

    const int rows = frame.text_height(view.saved, Font::body, side.w - 56) +
                     frame.text_height(view.connection, Font::body, side.w - 56);
    Rect kept = frame.card(side.cut_top(56 + 48 + 8 + rows, gap));
    frame.text(kept.cut_top(40, 8), say::kept_here, {.font = Font::subheading});
    kept.cut_top(frame.text(kept, view.saved), 4);
    frame.text(kept, view.connection, {.colour = theme::muted});

    const std::string small = view.basis + (view.covenant.empty() ? "" : "\n" + view.covenant);
    const int small_height = frame.text_height(small, Font::small, side.w);
    if (side.h > small_height + 2 * gap + button_height) {
        if (frame.button("agenda/vergrendel", say::lock, side.cut_bottom(button_height, gap), {.icon = Icon::lock}))
            intents.push_back(intent::LockNow{});
        frame.text(side.cut_top(small_height), small, {.font = Font::small, .colour = theme::muted});
    }
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
    draw_side(frame, body.cut_right(500, margin), view, intents);
    if (!view.started)
        body.cut_top(
            frame.text(body, view.rows.empty() ? Sentence{} : Sentence{say::not_started_yet}, {.colour = theme::muted}),
            gap);
    frame.scroll("agenda/rijen", body, [&](Rect content) {
        for (const AgendaRow& row : view.rows) draw_row(frame, content.cut_top(130, 18), row, view.started, intents);
        return content.y;
    });
}

} // namespace casustafel::ui
