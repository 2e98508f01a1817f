#include "ui/say.h"
#include "ui/screens/case_parts.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr int tile_padding_x = 20; // of Frame::tile
constexpr int tile_padding_y = 16;

struct Times {
    TextStyle planned;
    TextStyle passed;
    int box;   ///< the width of what was planned
    int timer; ///< of what has passed
};

Times times_of(const Frame& frame, const CaseView& view)
{
    const Font font = roomy(frame) ? Font::heading : Font::strong;
    return {{.font = Font::small, .colour = theme::bar_muted, .valign = VAlign::middle},
            {.font = font, .colour = theme::on_primary, .valign = VAlign::middle, .fit = Fit::one_line},
            frame.text_width(view.time_box, Font::small) + 2,
            frame.text_width(view.timer, font) + 2};
}

/// How long the case is at the table, and what was planned: at the right end of the bar.
void draw_timer(Frame& frame, Rect& row, const CaseView& view)
{
    const Times times = times_of(frame, view);
    frame.text(row.cut_right(times.box, 14), view.time_box, times.planned);
    frame.text(row.cut_right(times.timer, gap), view.timer, times.passed);
}

/// The case, and with larger text the time behind it.
void draw_title(Frame& frame, Rect line, const CaseView& view)
{
    const Font font = roomy(frame) ? Font::subheading : Font::strong;
    const Times times = times_of(frame, view);
    const int behind = roomy(frame) ? 0 : times.timer + 10 + times.box + 24;
    const int title = std::min(line.w - behind, frame.text_width(view.title, font) + 2);
    frame.text(line.cut_left(title, 24), view.title,
               {.font = font, .colour = theme::on_primary, .valign = VAlign::middle, .fit = Fit::shorten});
    if (roomy(frame)) return;
    frame.text(line.cut_left(times.timer, 10), view.timer, times.passed);
    frame.text(line.cut_left(times.box), view.time_box, times.planned);
}

/// Which case it is and who leads it; a touch appoints another case lead. Where chair and case lead don't fit beside
/// each other they stand under each other.
void draw_names(Frame& frame, Rect area, const CaseView& view, Intents& intents)
{
    if (frame.button("casus/regie", "", area.inset(0, 6),
                     {.kind = ButtonKind::bar_quiet, .spoken = fill(say::case_lead_change, {view.regie})}))
        intents.push_back(intent::OpenRecord{Sheet::case_lead, {}});
    constexpr int pencil = 22;
    const TextStyle style{.font = Font::small, .colour = theme::bar_muted, .valign = VAlign::middle, .fit = Fit::clamp};
    const auto width_of = [&](const Sentence& words) { return frame.text_width(words, Font::small) + 2; };
    const int line = frame.line_height(Font::small);
    const int room = area.w - pencil - 12;
    const bool beside = width_of(view.regie) <= room;
    const int wanted = beside ? width_of(view.regie) : std::max(width_of(view.chair), width_of(view.lead));
    const int title = beside ? 44 : frame.line_height(Font::strong);
    area = area.centred(area.w, title + (beside ? line : 2 * line));
    draw_title(frame, area.cut_top(title), view);
    Rect names = area.cut_left(std::min(room, wanted), 12);
    frame.icon(Icon::pencil, area.cut_left(pencil).centred(pencil, pencil), theme::bar_muted);
    if (beside || wanted > room) {
        frame.text(names, view.regie, style);
        return;
    }
    frame.text(names.cut_top(line), view.chair, style);
    frame.text(names, view.lead, style);
}

/// Who is at the table; with larger text as a number.
void draw_presence_button(Frame& frame, Rect& bar, const CaseView& view, Intents& intents)
{
    const std::string here = std::to_string(std::ranges::count(view.presence, true, &PresenceRow::here));
    const std::string_view label = roomy(frame) ? std::string_view{view.at_table} : std::string_view{here};
    if (bar_button(frame, bar, "casus/tafel", label,
                   {.kind = ButtonKind::bar, .icon = Icon::person, .spoken = view.at_table}))
        intents.push_back(intent::OpenSheet{.sheet = Sheet::presence});
}

void draw_case_bar(Frame& frame, const CaseView& view, Rect& body, Intents& intents)
{
    frame.fill(frame.area(), theme::background);
    const Rect ground{0, 0, frame.area().w, bar_height};
    frame.fill(ground, theme::primary);
    Rect bar = ground.inset(32, 0);
    if (bar_button(frame, bar, "casus/agenda", say::agenda, {.kind = ButtonKind::bar}))
        intents.push_back(intent::Go{Screen::today});
    if (bar_button(frame, bar, "afschermen", say::shield, {.kind = ButtonKind::bar, .icon = Icon::shield}))
        intents.push_back(intent::TogglePrivacy{});
    if (bar_button(frame, bar, "hulp", "?", {.kind = ButtonKind::bar, .spoken = say::help}))
        intents.push_back(intent::OpenSheet{.sheet = Sheet::help});
    draw_presence_button(frame, bar, view, intents);
    // Its sign alone, so that the names of who leads have room.
    if (bar_button(frame, bar, "casus/zoek", {},
                   {.kind = ButtonKind::bar, .icon = Icon::search, .spoken = say::search}))
        intents.push_back(intent::Go{Screen::search});
    if (roomy(frame)) draw_timer(frame, bar, view);
    draw_names(frame, bar, view, intents);
    body = frame.area();
    body.cut_top(bar_height + margin);
    body = {body.x + margin, body.y, body.w - 2 * margin, body.h - margin};
    if (!view.subject_here) return;
    const StatusColours calm = colours_of(Status::info);
    Rect strip = body.cut_top(60, gap);
    frame.panel(strip, calm.fill, calm.fill);
    strip = strip.inset(24, 0);
    frame.icon(Icon::person, strip.cut_left(28, 16).centred(26, 26), calm.text);
    frame.text(strip, say::subject_here, {.colour = calm.text, .valign = VAlign::middle});
}

std::string numbered(const AgreementRow& row)
{
    return std::to_string(row.number) + " · " + row.line.text;
}

Rect draw_agreement_mark(Frame& frame, Point corner, const AgreementRow& row)
{
    return frame.badge(corner, row.mark.label, row.mark.status,
                       row.mark.status == Status::ok ? Icon::check : Icon::none);
}

void draw_agreement_words(Frame& frame, Rect inside, const AgreementRow& row, Colour colour)
{
    inside.cut_top(frame.text(inside, numbered(row), {.font = Font::strong, .colour = colour}), 4);
    inside.cut_top(frame.text(inside, row.who, {.font = Font::small, .colour = theme::muted}));
    draw_warning(frame, inside, row.line.warning);
}

/// With larger or much text the mark stands under the words, or behind the last of them. Returns the y it reached.
int draw_tall_agreement(Frame& frame, Rect content, const AgreementRow& row, Intents& intents)
{
    constexpr int mark_height = 36;
    const int width = content.w - 2 * tile_padding_x - 26;
    const bool masked = row.line.masked_because.has_value();
    const int words = masked ? line_height_of(frame, row.line, width)
                             : frame.text_height(numbered(row), Font::strong, width) + 4 +
                                   frame.text_height(row.who, Font::small, width) +
                                   warning_height(frame, row.line.warning, width);
    const int badge = frame.badge_width(row.mark.label, row.mark.status == Status::ok ? Icon::check : Icon::none);
    const bool behind =
        !masked && row.line.warning.empty() && frame.last_line_width(row.who, Font::small, width) + 14 + badge <= width;
    const int height = words + (behind ? 4 : 8 + mark_height) + 2 * tile_padding_y;
    const Tile tile =
        frame.tile("afspraak/" + std::to_string(row.number), masked ? *row.line.masked_because : row.line.text,
                   content.cut_top(height, 12), {.enabled = !row.withdrawn && !masked});
    if (tile.activated) intents.push_back(intent::ChangeAgreement{row.id});
    Rect inside = tile.inside;
    frame.domain_bar(inside, row.domain);
    inside.cut_left(26);
    draw_agreement_mark(frame, {behind ? inside.right() - badge : inside.x, inside.bottom() - mark_height}, row);
    if (masked) {
        draw_line(frame, inside, row.line);
        return content.y;
    }
    const Colour colour = row.withdrawn ? theme::muted : theme::ink;
    draw_agreement_words(frame, inside, row, colour);
    return content.y;
}

void draw_agreement_row(Frame& frame, Rect rect, const AgreementRow& row, Intents& intents)
{
    const std::string spoken = row.line.masked_because ? *row.line.masked_because : row.line.text;
    const Tile tile = frame.tile("afspraak/" + std::to_string(row.number), spoken, rect,
                                 {.enabled = !row.withdrawn && !row.line.masked_because});
    if (tile.activated) intents.push_back(intent::ChangeAgreement{row.id});
    Rect inside = tile.inside;
    frame.domain_bar(inside, row.domain);
    inside.cut_left(30);
    const Icon icon = row.mark.status == Status::ok ? Icon::check : Icon::none;
    const Rect badge = frame.badge_right({inside.right(), inside.centre().y}, row.mark.label, row.mark.status, icon);
    inside.w = badge.x - inside.x - 14;
    if (row.line.masked_because) {
        draw_line(frame, inside, row.line);
        return;
    }
    const Colour colour = row.withdrawn ? theme::muted : theme::ink;
    draw_agreement_words(frame, inside, row, colour);
}

/// Whether the mark stands beside the words: not with larger text, and not when that would make a pillar of them.
bool mark_beside(const Frame& frame, const AgreementRow& row, int width)
{
    if (!roomy(frame)) return false;
    constexpr int most_lines = 4;
    const int words = width - 2 * tile_padding_x - 30 - frame.badge_width(row.mark.label) - 14;
    return row.line.masked_because ||
           frame.text_height(numbered(row), Font::strong, words) <= most_lines * frame.line_height(Font::strong);
}

int agreement_row_height(const Frame& frame, const AgreementRow& row, int width)
{
    const Icon icon = row.mark.status == Status::ok ? Icon::check : Icon::none;
    const int text_width = width - 2 * tile_padding_x - 30 - frame.badge_width(row.mark.label, icon) - 14;
    if (row.line.masked_because) return line_height_of(frame, row.line, text_width) + 2 * tile_padding_y;
    return frame.text_height(numbered(row), Font::strong, text_width) + 4 +
           frame.text_height(row.who, Font::small, text_width) + warning_height(frame, row.line.warning, text_width) +
           2 * tile_padding_y;
}

/// At the right end of `row`.
void draw_saved(Frame& frame, Rect row, const Mark& saved)
{
    const Colour colour = saved.status == Status::wrong ? colours_of(Status::wrong).text : theme::muted;
    const Icon icon = saved.status == Status::ok      ? Icon::check
                      : saved.status == Status::wrong ? Icon::attention
                                                      : Icon::none;
    if (icon != Icon::none) frame.icon(icon, row.cut_right(24, 8).centred(24, 24), colour);
    frame.text(row, saved.label,
               {.font = Font::small, .colour = colour, .align = Align::right, .valign = VAlign::middle});
}

/// How many there are and whether they are saved; that stands under it where it doesn't fit beside it.
void draw_agreements_head(Frame& frame, Rect& inside, const CaseView& view)
{
    const Font font = roomy(frame) ? Font::heading : Font::subheading;
    const std::string_view words = roomy(frame) ? say::agreements_today : say::agreements;
    const std::string number = std::to_string(view.agreements.size());
    const int title = frame.text_width(words, font);
    const int saved = frame.text_width(view.saved.label, Font::small) + 24 + 8;
    const bool beside = title + 20 + frame.badge_width(number) + 14 + saved <= inside.w;
    Rect head = inside.cut_top(roomy(frame) ? 48 : 40, roomy(frame) ? 16 : beside ? 10 : 0);
    draw_saved(frame, beside ? head : inside.cut_top(30, 10), view.saved);
    frame.text({head.x, head.y, title + 4, head.h}, words,
               {.font = font, .valign = VAlign::middle, .fit = Fit::one_line});
    frame.badge({head.x + title + (roomy(frame) ? 20 : 12), head.centre().y - 18}, number, Status::neutral);
}

/// With larger text what can be taken back stands beside the button, if it fits there, and the list gets the room.
Rect place_for_new(Frame& frame, Rect& inside, const CaseView& view, int height, Intents& intents)
{
    constexpr int undo_width = 210;
    Rect row = inside.cut_bottom(roomy(frame) ? primary_height : height, 14);
    const bool beside =
        !roomy(frame) && !view.undo.empty() && undo_height(frame, view.undo, undo_width) <= std::max(height, 80);
    if (beside) undo_button(frame, frame.cut_far_side(row, undo_width, 12), view.undo, intents);
    draw_room_control(frame, inside, view.in_room, intents);
    if (!beside) draw_undo(frame, inside, view.undo, intents);
    return row;
}

void draw_agreements(Frame& frame, Rect column, const CaseView& view, Intents& intents)
{
    Rect inside = frame.card(column);
    if (!roomy(frame)) inside = column.inset(18, 14);
    draw_agreements_head(frame, inside, view);
    // With larger text a lower button still takes a finger, and the list gets the room.
    const int low = std::max(72, frame.mm(12) + 1);
    const std::vector<Rect> bottom = inside.cut_bottom(roomy(frame) ? button_height : low, 14).columns(2, 14);
    if (frame.button("casus/bevestigen", fill(say::confirm_count, {std::to_string(view.to_confirm)}), bottom[0],
                     {.enabled = !view.agreements.empty()}))
        intents.push_back(intent::Go{Screen::confirm});
    if (frame.button("casus/besluit", say::decide, bottom[1], {.icon_after = roomy(frame) ? Icon::right : Icon::none}))
        intents.push_back(intent::Go{Screen::decision});
    if (frame.button("casus/nieuw", say::new_agreement, place_for_new(frame, inside, view, low, intents),
                     {.kind = ButtonKind::primary, .icon = Icon::plus}))
        intents.push_back(intent::NewAgreement{});
    if (view.agreements.empty()) {
        frame.text(inside, say::agreements_none, {.colour = theme::muted});
        return;
    }
    frame.scroll("casus/afspraken", inside, [&](Rect content) {
        for (const AgreementRow& row : view.agreements) {
            if (mark_beside(frame, row, content.w))
                draw_agreement_row(frame, content.cut_top(agreement_row_height(frame, row, content.w), 14), row,
                                   intents);
            else
                content.y = draw_tall_agreement(frame, content, row, intents);
        }
        return content.y;
    });
}

} // namespace

void draw_case(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const CaseView view = case_view(snapshot, state);
    Rect body;
    draw_case_bar(frame, view, body, intents);
    // With larger text the tabs take the width of the screen.
    Rect tabs_row = roomy(frame) ? Rect{} : body.cut_top(72, gap);
    draw_agreements(
        frame,
        frame.cut_hand_side(body, roomy(frame) ? 686 : std::max(480, body.w * 2 / 5), roomy(frame) ? margin : gap),
        view, intents);
    if (roomy(frame)) tabs_row = body.cut_top(72, gap);
    const std::vector<std::string> tabs{std::string{say::tab_overview}, std::string{say::tab_life_domains},
                                        std::string{say::tab_plan},     std::string{say::tab_network},
                                        std::string{say::tab_timeline}, std::string{say::tab_sharing}};
    if (const auto tab = frame.tabs("casus/tab", tabs_row, tabs, static_cast<std::size_t>(view.tab)))
        intents.push_back(intent::SelectTab{static_cast<CaseTab>(*tab)});
    frame.scroll("casus/inhoud" + std::to_string(static_cast<int>(view.tab)), body, [&](Rect content) {
        switch (view.tab) {
        case CaseTab::overview:
            return draw_overview(frame, content, view, intents);
        case CaseTab::life_domains:
            return draw_life_domains(frame, content, view);
        case CaseTab::plan:
            return draw_plan(frame, content, view, intents);
        case CaseTab::network:
            return draw_network(frame, content, view);
        case CaseTab::timeline:
            return draw_timeline(frame, content, view);
        case CaseTab::sharing:
            return draw_sharing(frame, content, view, intents);
        }
        return content.y;
    });
}

} // namespace casustafel::ui
