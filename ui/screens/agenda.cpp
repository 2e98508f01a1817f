#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"
#include "ui/views/agenda_views.h"

#include <algorithm>
#include <array>

namespace casustafel::ui {

namespace {

constexpr int open_width = 180;

/// A key that moves a case; no smaller than a finger.
int key_side(const Frame& frame)
{
    return std::max(button_height, frame.mm(12) + 1);
}

/// One conference: when, where and on which basis; returns the y it reached. What can't be read can't be opened.
int draw_choice(Frame& frame, Rect content, const ConferenceRow& one, std::size_t n, Intents& intents)
{
    const ButtonStyle open{.icon_after = Icon::right};
    const int button = one.readable ? frame.button_width(say::open, open) : 0;
    const int badge = one.basis.empty() ? 0 : frame.badge_width(one.basis) + gap;
    const int width = content.w - 56 - badge - (one.readable ? button + gap : 0);
    const int when = frame.text_height(one.when, Font::heading, width);
    const Mark broken{one.about, Status::wrong};
    const int about = one.about.empty() ? 0
                      : one.readable    ? frame.text_height(one.about, Font::body, width) + 6
                                        : marks_height(frame, width, {&broken, 1});
    const int covenant = one.covenant.empty() ? 0 : frame.text_height(one.covenant, Font::small, width) + 6;
    const Rect rect = content.cut_top(std::max(130, when + about + covenant + 56), gap);
    const Tile tile = frame.tile("agenda/kies/" + std::to_string(n), one.when + ", " + one.about + ", " + one.basis,
                                 rect, {.enabled = one.readable});
    if (tile.activated) intents.push_back(intent::OpenConference{one.id});
    Rect inside = rect.inset(28, 0);
    if (one.readable) {
        Rect sign = inside.cut_right(button, gap);
        frame.icon(Icon::right, sign.cut_right(26, 10).centred(26, 26), theme::primary);
        frame.text(sign, say::open,
                   {.font = Font::strong, .colour = theme::primary, .align = Align::right, .valign = VAlign::middle});
    }
    if (!one.basis.empty()) frame.badge_right({inside.right(), inside.centre().y}, one.basis, Status::info);
    inside = Rect{inside.x, inside.y, width, inside.h}.centred(width, when + about + covenant);
    frame.text(inside.cut_top(when, about > 0 ? 6 : 0), one.when, {.font = Font::heading});
    if (!one.readable)
        draw_marks(frame, inside, {&broken, 1});
    else if (about > 0)
        frame.text(inside.cut_top(about), one.about);
    if (covenant > 0) frame.text(inside, one.covenant, {.font = Font::small, .colour = theme::muted});
    return content.y;
}

void draw_choices(Frame& frame, Rect body, const AgendaView& view, Intents& intents)
{
    if (!view.notice.empty()) {
        const Mark notice{view.notice, Status::wrong};
        const int height = marks_height(frame, body.w - 56, {&notice, 1}) + 42;
        draw_marks(frame, frame.card(body.cut_top(height, gap)), {&notice, 1});
    }
    if (view.choices.empty()) {
        body.cut_top(frame.text(body, view.empty, {.font = Font::heading}), 12);
        frame.text(body, say::conference_comes, {.colour = theme::muted});
        return;
    }
    if (!view.apart.empty()) body.cut_top(frame.text(body, view.apart, {.colour = theme::muted}), gap);
    frame.scroll("agenda/keuze", body, [&](Rect content) {
        for (std::size_t n = 0; n < view.choices.size(); ++n)
            content.y = draw_choice(frame, content, view.choices[n], n, intents);
        return content.y;
    });
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

/// When it should begin stands under how long it takes.
void draw_time(Frame& frame, const Rect& slot, const AgendaRow& row)
{
    const bool two = !row.around.empty();
    Rect lines = slot.centred(slot.w, frame.line_height(Font::body) + (two ? frame.line_height(Font::small) : 0));
    frame.text(lines.cut_top(frame.line_height(Font::body)), row.time,
               {.colour = theme::muted, .align = Align::right, .fit = Fit::shorten});
    if (two)
        frame.text(lines, row.around,
                   {.font = Font::small, .colour = theme::muted, .align = Align::right, .fit = Fit::shorten});
}

/// Moves a case on the agenda, instead of opening it; takes its keys from the right of `inside`.
void draw_order(Frame& frame, Rect& inside, const AgendaRow& row, Intents& intents)
{
    const int side = key_side(frame);
    const auto key = [&](std::string_view what, Icon icon, std::string_view spoken, bool enabled, int by) {
        const Rect rect = inside.cut_right(side, 12).centred(side, side);
        if (frame.button("agenda/" + std::string{what} + "/" + std::to_string(row.number), {}, rect,
                         {.enabled = enabled, .icon = icon, .spoken = spoken}))
            intents.push_back(intent::MoveCase{row.id, by});
    };
    key("omlaag", Icon::down, fill(say::move_down, {row.label}), row.may_move_down, 1);
    key("omhoog", Icon::up, fill(say::move_up, {row.label}), row.may_move_up, -1);
}

/// How much of a row what is done with it takes; with larger text skipping stands in a line of its own.
int actions_width(const Frame& frame, const AgendaRow& row, const AgendaView& view)
{
    if (!view.ordering) return open_width;
    const int keys = 2 * (key_side(frame) + 12);
    return !roomy(frame) || !row.may_skip ? keys : keys + frame.button_width(say::skip) + gap;
}

void draw_skip(Frame& frame, const Rect& button, const AgendaRow& row, Intents& intents)
{
    if (frame.button("agenda/niet/" + std::to_string(row.number), say::skip, button))
        intents.push_back(intent::OpenSheet{.sheet = Sheet::skip, .in_case = row.id});
}

void draw_actions(Frame& frame, Rect actions, const AgendaRow& row, const AgendaView& view, Intents& intents)
{
    if (!view.ordering) return draw_open(frame, actions.centred(actions.w, button_height), row, view.started, intents);
    draw_order(frame, actions, row, intents);
    if (row.may_skip && roomy(frame)) draw_skip(frame, actions.centred(actions.w, button_height), row, intents);
}

constexpr int mark_height = 36;

Icon icon_of(const Mark& mark)
{
    return mark.status == Status::ok ? Icon::check : Icon::none;
}

Sentence time_of(const AgendaRow& row)
{
    return row.around.empty() ? row.time : row.time + " · " + row.around;
}

/// The marks and the time beside each other, or under each other where that is too wide.
int foot_height(const Frame& frame, const AgendaRow& row, int width)
{
    int wanted = frame.text_width(time_of(row), Font::body);
    for (const Mark& mark : row.marks) wanted += frame.badge_width(mark.label, icon_of(mark)) + 12;
    return wanted <= width || row.marks.empty() ? mark_height : mark_height + 6 + frame.line_height(Font::body);
}

/// With larger text there is no room beside the words: the marks and the time stand under them.
void draw_row_foot(Frame& frame, Rect foot, const AgendaRow& row)
{
    Rect first = foot;
    for (const Mark& mark : row.marks)
        first.cut_left(frame.badge({first.x, first.y}, mark.label, mark.status, icon_of(mark)).w, 12);
    const Rect time = foot.h > mark_height ? foot.cut_bottom(frame.line_height(Font::body)) : first;
    frame.text(time, time_of(row), {.colour = theme::muted, .valign = VAlign::middle, .fit = Fit::shorten});
}

/// The question of a case: a long one is folded until somebody wants to read on.
struct Question {
    int lines_height; ///< of what is shown of it
    bool folds;       ///< it is too long to be shown whole at once

    int height(const Frame& frame) const { return lines_height + (folds ? frame.line_height(Font::small_strong) : 0); }
};

Question measure_question(const Frame& frame, const AgendaRow& row, int width)
{
    constexpr int most_lines = 4;
    const int whole = frame.text_height(row.question, Font::body, width);
    const int most = most_lines * frame.line_height(Font::body);
    return {row.unfolded ? whole : std::min(whole, most), whole > most};
}

/// A touch anywhere on a long question shows all of it, or less again.
void draw_question(Frame& frame, Rect area, const AgendaRow& row, const Question& question, Intents& intents)
{
    if (question.folds) {
        const Tile tile = frame.tile("agenda/vraag/" + std::to_string(row.number),
                                     row.unfolded ? say::read_less : say::read_on, area, {.line = false});
        if (tile.activated) intents.push_back(intent::UnfoldQuestion{row.unfolded ? core::CaseId{} : row.id});
    }
    frame.text(area.cut_top(question.lines_height), row.question, {.colour = theme::muted, .fit = Fit::clamp});
    if (!question.folds) return;
    frame.icon(row.unfolded ? Icon::up : Icon::down, area.cut_left(22, 8).centred(20, 20), theme::primary);
    frame.text(area, row.unfolded ? say::read_less : say::read_on,
               {.font = Font::small_strong, .colour = theme::primary, .valign = VAlign::middle, .fit = Fit::shorten});
}

/// A case with its whole question. Returns the y it reached.
int draw_row(Frame& frame, Rect content, const AgendaRow& row, const AgendaView& view, Intents& intents)
{
    constexpr int number_width = 64;
    constexpr int time_width = 190;
    const bool tall = !roomy(frame);
    const bool skips_below = tall && view.ordering && row.may_skip;
    const int actions = actions_width(frame, row, view);
    const int beside = actions + gap + (tall ? 0 : time_width + gap);
    const int heading = frame.line_height(Font::heading);
    const int width = content.w - 56 - number_width - beside;
    const Question question = measure_question(frame, row, width);
    const int foot = foot_height(frame, row, width);
    const int below = (tall ? 12 + foot : 0) + (skips_below ? 16 + button_height : 0);
    const Rect rect = content.cut_top(std::max(130, 40 + heading + question.height(frame) + below), 18);
    frame.panel(rect, row.current ? theme::soft : theme::surface, row.current ? theme::primary : theme::line, 18,
                row.current ? 3 : 2);
    Rect inside = rect.inset(28, 20);
    frame.text(inside.cut_left(number_width), std::to_string(row.number),
               {.font = Font::title, .colour = theme::muted, .valign = VAlign::middle});
    if (skips_below) {
        Rect line = inside.cut_bottom(button_height, 16);
        draw_skip(frame, line.cut_left(frame.button_width(say::skip)), row, intents);
    }
    draw_actions(frame, inside.cut_right(actions, gap), row, view, intents);
    if (tall)
        draw_row_foot(frame, inside.cut_bottom(foot, 12), row);
    else
        draw_time(frame, inside.cut_right(time_width, gap), row);
    Rect words = inside.centred(inside.w, heading + question.height(frame));
    Rect first = words.cut_top(heading);
    for (const Mark& mark : tall ? std::vector<Mark>{} : row.marks) {
        const Rect badge = frame.badge_right({first.right(), first.centre().y}, mark.label, mark.status, icon_of(mark));
        first.w = std::max(0, badge.x - first.x - gap);
    }
    frame.text(first, row.label, {.font = Font::heading, .fit = Fit::shorten});
    draw_question(frame, words, row, question, intents);
    return content.y;
}

/// What the conference is held under.
std::string small_print(const AgendaView& view)
{
    return view.basis + (view.covenant.empty() ? "" : "\n" + view.covenant);
}

constexpr int side_gap = 14;

/// Heights of what is beside the list.
struct Side {
    int company;
    int time;
    int kept;
    int small;
    int whole;
};

/// What the time says: how much is left, or by how much it is passed.
const Sentence& spoken_for(const AgendaView& view)
{
    return view.too_late.empty() ? view.planned : view.too_late;
}

/// That all is kept, or as what it is that it isn't.
Mark saved_mark(const AgendaView& view)
{
    return {view.saved, Status::wrong};
}

Side measure_side(const Frame& frame, const AgendaView& view, int width)
{
    const int inside = width - 56;
    Side side{};
    side.company = 56 + 48 + frame.text_height(view.at_table, Font::body, inside) + 20 + button_height;
    side.time = 56 + 48 + frame.text_height(spoken_for(view), Font::body, inside) + 48 + 18;
    const int saved = view.not_saved ? marks_height(frame, inside, std::array{saved_mark(view)})
                                     : frame.text_height(view.saved, Font::body, inside);
    side.kept = 56 + 48 + 8 + saved + frame.text_height(view.connection, Font::body, inside);
    side.small = frame.text_height(small_print(view), Font::small, width);
    side.whole = side.company + side.time + side.kept + side.small + 3 * side_gap;
    return side;
}

/// What can be done with the list, under it.
void draw_foot(Frame& frame, Rect& body, const AgendaView& view, Intents& intents)
{
    if (view.sealed) return;
    const std::vector<Rect> slots = body.cut_bottom(button_height, gap).columns(2, gap);
    if (view.ordering) {
        if (frame.button("agenda/volgorde", say::order_done, slots[0], {.kind = ButtonKind::primary}))
            intents.push_back(intent::ToggleOrdering{});
    } else if (frame.button("agenda/volgorde", say::order, slots[0], {.enabled = !view.rows.empty()})) {
        intents.push_back(intent::ToggleOrdering{});
    }
    if (frame.button("agenda/spoed", say::urgent, slots[1], {.icon = Icon::plus}))
        intents.push_back(intent::OpenSheet{.sheet = Sheet::urgent});
}

/// Leaving the conference, in the same row as what can be done with the list: it is always in sight.
void draw_leave(Frame& frame, Rect& side, const AgendaView& view, Intents& intents)
{
    const std::vector<Rect> slots =
        side.cut_bottom(button_height, gap).columns(view.may_choose_another ? 2 : 1, side_gap);
    if (view.may_choose_another && frame.button("agenda/ander", say::other_conference, slots.front()))
        intents.push_back(intent::CloseConference{});
    if (frame.button("agenda/vergrendel", say::lock, slots.back(), {.icon = Icon::lock}))
        intents.push_back(intent::LockNow{});
}

/// How much of the time that was planned is used.
void draw_progress(Frame& frame, Rect track, double progress)
{
    frame.panel(track, theme::background, theme::line, 9);
    track.w = static_cast<int>(track.w * progress);
    if (track.w > 18) frame.fill(track, theme::primary, 9);
}

/// What is beside the list; returns the y it reached.
int draw_side(Frame& frame, Rect side, const AgendaView& view, Intents& intents)
{
    const Side heights = measure_side(frame, view, side.w);
    Rect company = frame.card(side.cut_top(heights.company, side_gap));
    frame.text(company.cut_top(40, 8), view.at_table_title, {.font = Font::subheading});
    company.cut_top(frame.text(company, view.at_table), gap);
    if (frame.button("agenda/aanwezigheid", say::attendance, company.cut_top(button_height),
                     {.kind = view.started ? ButtonKind::secondary : ButtonKind::primary}))
        intents.push_back(intent::Go{Screen::attendance});

    Rect time = frame.card(side.cut_top(heights.time, side_gap));
    frame.text(time.cut_top(40, 8), say::time, {.font = Font::subheading});
    const int planned = frame.text_height(spoken_for(view), Font::body, time.w);
    frame.text(time.cut_top(planned), spoken_for(view),
               {.colour = view.too_late.empty() ? theme::ink : colours_of(Status::attention).text});
    frame.text(time.cut_top(34, 14), view.time, {.fit = Fit::shorten});
    draw_progress(frame, time.cut_top(18), view.progress);

    Rect kept = frame.card(side.cut_top(heights.kept, side_gap));
    frame.text(kept.cut_top(40, 8), say::kept_here, {.font = Font::subheading});
    if (view.not_saved)
        kept.cut_top(draw_marks(frame, kept, std::array{saved_mark(view)}), 4);
    else
        kept.cut_top(frame.text(kept, view.saved), 4);
    frame.text(kept, view.connection, {.colour = theme::muted});
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
        if (bar_button(frame, bar, "agenda/vergrendel", say::lock, {.kind = ButtonKind::bar, .icon = Icon::lock}))
            intents.push_back(intent::LockNow{});
        draw_choices(frame, body, view, intents);
        return;
    }
    if (bar_button(frame, bar, "agenda/afronden", say::finish,
                   {.kind = ButtonKind::bar_white, .enabled = view.started, .icon_after = Icon::right}))
        intents.push_back(intent::Go{Screen::seal});
    if (bar_button(frame, bar, "agenda/zoek", say::search, {.kind = ButtonKind::bar, .icon = Icon::search}))
        intents.push_back(intent::Go{Screen::search});
    Rect side = frame.cut_hand_side(body, roomy(frame) ? 520 : 440, margin);
    draw_leave(frame, side, view, intents);
    if (measure_side(frame, view, side.w).whole > side.h)
        frame.scroll("agenda/zijde", side, [&](Rect content) { return draw_side(frame, content, view, intents); });
    else
        draw_side(frame, side, view, intents);
    if (!view.started)
        body.cut_top(
            frame.text(body, view.rows.empty() ? Sentence{} : Sentence{say::not_started_yet}, {.colour = theme::muted}),
            gap);
    draw_foot(frame, body, view, intents);
    if (view.rows.empty()) frame.text(body, view.empty, {.font = Font::heading, .colour = theme::muted});
    frame.scroll("agenda/rijen", body, [&](Rect content) {
        for (const AgendaRow& row : view.rows) content.y = draw_row(frame, content, row, view, intents);
        return content.y;
    });
}

} // namespace casustafel::ui
