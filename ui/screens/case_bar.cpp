#include "ui/say.h"
#include "ui/screens/case_parts.h"
#include "ui/screens/parts.h"

#include <algorithm>

// The bar of the case: which case it is, who leads it, how long it takes, who is at the table.

namespace casustafel::ui {

namespace {

struct Times {
    TextStyle planned;
    TextStyle passed;
    int box;   ///< the width of what was planned
    int timer; ///< of what has passed
};

/// As wide as the timer can be with so many digits: what stands behind it doesn't move when it does.
int timer_width(const Frame& frame, Sentence timer, Font font)
{
    int widest = 0;
    for (char digit = '0'; digit <= '9'; ++digit) {
        std::ranges::replace_if(timer, [](char c) { return c >= '0' && c <= '9'; }, digit);
        widest = std::max(widest, frame.text_width(timer, font));
    }
    return widest;
}

Times times_of(const Frame& frame, const CaseView& view)
{
    const Font font = roomy(frame) ? Font::heading : Font::strong;
    return {{.font = Font::small, .colour = theme::bar_muted, .valign = VAlign::middle},
            {.font = font, .colour = theme::on_primary, .valign = VAlign::middle, .fit = Fit::one_line},
            frame.text_width(view.time_box, Font::small) + 2,
            timer_width(frame, view.timer, font) + 2};
}

/// How long the case is at the table, and what was planned: at the right end of the bar.
void draw_timer(Frame& frame, Rect& row, const CaseView& view)
{
    const Times times = times_of(frame, view);
    frame.text(row.cut_right(times.box, 14), view.time_box, times.planned);
    frame.text(row.cut_right(times.timer, gap), view.timer, times.passed);
}

/// The case, and behind it with larger text the time, else `chair`.
void draw_title(Frame& frame, Rect line, const CaseView& view, const Sentence& chair)
{
    const bool wide = roomy(frame);
    const Font font = wide ? Font::subheading : Font::strong;
    const Times times = wide ? Times{} : times_of(frame, view);
    const int behind = wide ? 0 : times.timer + 10 + times.box + 24;
    const int title = std::min(line.w - behind, frame.text_width(view.title, font) + 2);
    frame.text(line.cut_left(title, 24), view.title,
               {.font = font, .colour = theme::on_primary, .valign = VAlign::middle, .fit = Fit::shorten});
    if (wide) {
        frame.text(line, chair,
                   {.font = Font::small, .colour = theme::bar_muted, .valign = VAlign::middle, .fit = Fit::shorten});
        return;
    }
    frame.text(line.cut_left(times.timer, 10), view.timer, times.passed);
    frame.text(line.cut_left(times.box), view.time_box, times.planned);
}

constexpr int pencil = 22;
constexpr int pencil_gap = 12;

int small_width(const Frame& frame, const Sentence& words)
{
    return frame.text_width(words, Font::small) + 2;
}

int lead_width(const Frame& frame, const CaseView& view)
{
    return view.led ? small_width(frame, view.lead) : frame.badge_width(view.lead, Icon::attention);
}

/// Who leads the case, or that nobody does; takes its room off the left of `line`.
void draw_lead(Frame& frame, Rect& line, const CaseView& view)
{
    const Rect slot = line.cut_left(std::min(line.w, lead_width(frame, view)), pencil_gap);
    if (view.led)
        frame.text(slot, view.lead,
                   {.font = Font::small, .colour = theme::bar_muted, .valign = VAlign::middle, .fit = Fit::clamp});
    else
        frame.badge({slot.x, slot.centre().y - 18}, view.lead, Status::attention, Icon::attention);
}

/// How the names stand in the bar: beside each other; else the chair behind the case, or the three of them under each
/// other. A case lead whose name is too long for a line has two.
struct Names {
    bool beside;
    bool above;
    int both; ///< the width of chair and case lead beside each other
    int title;
    int lead; ///< the height of the case lead
    int whole;
};

constexpr int between_names = 16;

Names names_of(const Frame& frame, const CaseView& view, int room)
{
    Names names{};
    const int line = frame.line_height(Font::small);
    const int chair = small_width(frame, view.chair);
    const int lead = lead_width(frame, view);
    const int sign = pencil_gap + pencil;
    names.both = view.led ? small_width(frame, view.regie) : chair + between_names + lead;
    names.beside = names.both + sign <= room;
    names.above = !names.beside && roomy(frame) && frame.text_width(view.title, Font::subheading) + 26 + chair <= room;
    names.title = names.beside || names.above ? 44 : frame.line_height(Font::strong);
    names.lead = names.beside || lead + sign <= room ? line : 2 * line;
    if (names.lead > line) names.title = frame.line_height(Font::subheading);
    names.whole = names.title + names.lead + (names.beside || names.above ? 0 : line);
    return names;
}

/// Which case it is and who leads it; a touch appoints another case lead.
void draw_names(Frame& frame, Rect area, const CaseView& view, const Names& names, Intents& intents)
{
    if (frame.button("casus/regie", "", area.inset(0, 6),
                     {.kind = ButtonKind::bar_quiet, .spoken = fill(say::case_lead_change, {view.regie})}))
        intents.push_back(intent::OpenRecord{Sheet::case_lead, {}});
    area = area.centred(area.w, names.whole);
    draw_title(frame, area.cut_top(names.title), view, names.above ? view.chair : Sentence{});
    const TextStyle style{
        .font = Font::small, .colour = theme::bar_muted, .valign = VAlign::middle, .fit = Fit::shorten};
    if (names.beside && view.led) {
        frame.text(area.cut_left(names.both, pencil_gap), view.regie, style);
    } else {
        if (names.beside)
            frame.text(area.cut_left(small_width(frame, view.chair), between_names), view.chair, style);
        else if (!names.above)
            frame.text(area.cut_top(frame.line_height(Font::small)), view.chair, style);
        Rect lead = area;
        lead.w -= pencil_gap + pencil;
        draw_lead(frame, lead, view);
        area.cut_left(lead.x - area.x);
    }
    frame.icon(Icon::pencil, Rect{area.x, area.y, pencil, area.h}.centred(pencil, pencil), theme::bar_muted);
}

/// Who is at the table; with larger text as a number.
std::string here_words(const Frame& frame, const CaseView& view)
{
    return roomy(frame) ? view.at_table : std::to_string(std::ranges::count(view.presence, true, &PresenceRow::here));
}

/// What the buttons and the time leave of the bar for the names.
int names_room(const Frame& frame, const CaseView& view, const std::string& here)
{
    int taken = bar_button_room(frame, say::agenda, {.kind = ButtonKind::bar}) + bar_button_room(frame, "?", {}) +
                bar_button_room(frame, say::shield, {.kind = ButtonKind::bar, .icon = Icon::shield}) +
                bar_button_room(frame, here, {.kind = ButtonKind::bar, .icon = Icon::person}) +
                bar_button_room(frame, {}, {.kind = ButtonKind::bar, .icon = Icon::search});
    const Times times = times_of(frame, view);
    if (roomy(frame)) taken += times.box + 14 + times.timer + gap;
    return frame.area().w - 2 * 32 - taken;
}

} // namespace

void draw_case_bar(Frame& frame, const CaseView& view, Rect& body, Intents& intents)
{
    const std::string here = here_words(frame, view);
    const Names names = names_of(frame, view, names_room(frame, view, here));
    frame.fill(frame.area(), theme::background);
    constexpr int above_and_below = 20;
    const Rect ground{0, 0, frame.area().w, std::max(frame.bar_height(), names.whole + above_and_below)};
    frame.fill(ground, theme::primary);
    Rect bar = ground.inset(32, 0);
    if (bar_button(frame, bar, "casus/agenda", say::agenda, {.kind = ButtonKind::bar}))
        intents.push_back(intent::Go{Screen::today});
    if (bar_button(frame, bar, "afschermen", say::shield, {.kind = ButtonKind::bar, .icon = Icon::shield}))
        intents.push_back(intent::TogglePrivacy{});
    if (bar_button(frame, bar, "hulp", "?", {.kind = ButtonKind::bar, .spoken = say::help}))
        intents.push_back(intent::OpenSheet{.sheet = Sheet::help});
    if (bar_button(frame, bar, "casus/tafel", here,
                   {.kind = ButtonKind::bar, .icon = Icon::person, .spoken = view.at_table}))
        intents.push_back(intent::OpenSheet{.sheet = Sheet::presence});
    // Its sign alone, so that the names of who leads have room.
    if (bar_button(frame, bar, "casus/zoek", {},
                   {.kind = ButtonKind::bar, .icon = Icon::search, .spoken = say::search}))
        intents.push_back(intent::Go{Screen::search});
    if (roomy(frame)) draw_timer(frame, bar, view);
    draw_names(frame, bar, view, names, intents);
    body = frame.area();
    body.cut_top(ground.h + margin);
    body = {body.x + margin, body.y, body.w - 2 * margin, body.h - margin};
    if (!view.subject_here) return;
    const StatusColours calm = colours_of(Status::info);
    Rect strip = body.cut_top(60, gap);
    frame.panel(strip, calm.fill, calm.fill);
    strip = strip.inset(24, 0);
    frame.icon(Icon::person, strip.cut_left(28, 16).centred(26, 26), calm.text);
    frame.text(strip, say::subject_here, {.colour = calm.text, .valign = VAlign::middle});
}

} // namespace casustafel::ui
