#include "ui/say.h"
#include "ui/screens/case_parts.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr int tile_padding_x = 20; // of Frame::tile
constexpr int tile_padding_y = 16;

/// Which case it is and who leads it; a touch appoints another case lead.
void draw_names(Frame& frame, Rect area, const CaseView& view, Intents& intents)
{
    if (frame.button("casus/regie", "", area.inset(0, 6),
                     {.kind = ButtonKind::bar_quiet, .spoken = fill(say::case_lead_change, {view.regie})}))
        intents.push_back(intent::OpenRecord{Sheet::case_lead, {}});
    area = area.inset(0, 10);
    Rect first = area.cut_top(44);
    const int title = std::min(first.w, frame.text_width(view.title, Font::subheading) + 2);
    frame.text(first.cut_left(title, 24), view.title,
               {.font = Font::subheading, .colour = theme::on_primary, .valign = VAlign::middle, .fit = Fit::shorten});
    for (const Sentence& label : view.pills) {
        if (first.w < frame.text_width(label, Font::small_strong) + 60) break;
        const Rect pill = frame.pill(first, label);
        first.cut_left(pill.w, 16);
    }
    const int names = std::min(area.w - 34, frame.text_width(view.regie, Font::small) + 2);
    frame.text(area.cut_left(names, 12), view.regie,
               {.font = Font::small, .colour = theme::bar_muted, .valign = VAlign::middle, .fit = Fit::shorten});
    frame.icon(Icon::pencil, area.cut_left(22).centred(22, 22), theme::bar_muted);
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
    if (bar_button(frame, bar, "casus/tafel", view.at_table, {.kind = ButtonKind::bar, .icon = Icon::person}))
        intents.push_back(intent::OpenSheet{.sheet = Sheet::presence});
    if (bar_button(frame, bar, "casus/zoek", say::search, {.kind = ButtonKind::bar, .icon = Icon::search}))
        intents.push_back(intent::Go{Screen::search});
    const int box = frame.text_width(view.time_box, Font::small);
    frame.text(bar.cut_right(box, 14), view.time_box,
               {.font = Font::small, .colour = theme::bar_muted, .valign = VAlign::middle});
    const int timer = frame.text_width(view.timer, Font::heading);
    frame.text(bar.cut_right(timer, gap), view.timer,
               {.font = Font::heading, .colour = theme::on_primary, .valign = VAlign::middle, .fit = Fit::one_line});
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
    inside.cut_top(frame.text(inside, numbered(row), {.font = Font::strong, .colour = colour}), 4);
    frame.text(inside, row.who, {.font = Font::small, .colour = theme::muted});
}

int agreement_row_height(const Frame& frame, const AgreementRow& row, int width)
{
    const Icon icon = row.mark.status == Status::ok ? Icon::check : Icon::none;
    const int text_width = width - 2 * tile_padding_x - 30 - frame.badge_width(row.mark.label, icon) - 14;
    if (row.line.masked_because) return line_height_of(frame, row.line, text_width) + 2 * tile_padding_y;
    return frame.text_height(numbered(row), Font::strong, text_width) + 4 +
           frame.text_height(row.who, Font::small, text_width) + 2 * tile_padding_y;
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

void draw_agreements(Frame& frame, Rect column, const CaseView& view, Intents& intents)
{
    Rect inside = frame.card(column);
    Rect head = inside.cut_top(48, 16);
    draw_saved(frame, head, view.saved);
    const int title = frame.text_width(say::agreements_today, Font::heading);
    frame.text({head.x, head.y, title + 4, head.h}, say::agreements_today,
               {.font = Font::heading, .valign = VAlign::middle, .fit = Fit::one_line});
    frame.badge({head.x + title + 20, head.y + 6}, std::to_string(view.agreements.size()), Status::neutral);
    const std::vector<Rect> bottom = inside.cut_bottom(button_height, 14).columns(2, 14);
    if (frame.button("casus/bevestigen", fill(say::confirm_count, {std::to_string(view.to_confirm)}), bottom[0],
                     {.enabled = !view.agreements.empty()}))
        intents.push_back(intent::Go{Screen::confirm});
    if (frame.button("casus/besluit", say::decide, bottom[1], {.icon_after = Icon::right}))
        intents.push_back(intent::Go{Screen::decision});
    if (frame.button("casus/nieuw", say::new_agreement, inside.cut_bottom(primary_height, 14),
                     {.kind = ButtonKind::primary, .icon = Icon::plus}))
        intents.push_back(intent::NewAgreement{});
    draw_room_control(frame, inside, view.in_room, intents);
    if (view.agreements.empty()) {
        frame.text(inside, say::agreements_none, {.colour = theme::muted});
        return;
    }
    frame.scroll("casus/afspraken", inside, [&](Rect content) {
        for (const AgreementRow& row : view.agreements)
            draw_agreement_row(frame, content.cut_top(agreement_row_height(frame, row, content.w), 14), row, intents);
        return content.y;
    });
}

} // namespace

void draw_case(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const CaseView view = case_view(snapshot, state);
    Rect body;
    draw_case_bar(frame, view, body, intents);
    draw_agreements(frame, body.cut_right(686, margin), view, intents);
    const std::vector<std::string> tabs{std::string{say::tab_overview}, std::string{say::tab_life_domains},
                                        std::string{say::tab_plan},     std::string{say::tab_network},
                                        std::string{say::tab_timeline}, std::string{say::tab_sharing}};
    if (const auto tab = frame.tabs("casus/tab", body.cut_top(72, gap), tabs, static_cast<std::size_t>(view.tab)))
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
