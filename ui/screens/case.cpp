#include "ui/say.h"
#include "ui/screens/case_parts.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr int tile_padding_x = 20; // of Frame::tile
constexpr int tile_padding_y = 16;

std::string number_mark(const AgreementRow& row)
{
    return std::to_string(row.number) + " · ";
}

std::string numbered(const AgreementRow& row)
{
    return number_mark(row) + row.line.text;
}

/// A hidden agreement still has its number: others refer to it.
void draw_hidden_agreement(Frame& frame, Rect inside, const AgreementRow& row)
{
    frame.text(inside.cut_left(frame.text_width(number_mark(row), Font::strong)), number_mark(row),
               {.font = Font::strong, .colour = theme::muted});
    draw_line(frame, inside, row.line);
}

int hidden_height(const Frame& frame, const AgreementRow& row, int width)
{
    return line_height_of(frame, row.line, width - frame.text_width(number_mark(row), Font::strong));
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
    const int words = masked ? hidden_height(frame, row, width)
                             : frame.text_height(numbered(row), Font::strong, width) + 4 +
                                   frame.text_height(row.who, Font::small, width) +
                                   warning_height(frame, row.line.warning, width);
    const int badge = frame.badge_width(row.mark.label, row.mark.status == Status::ok ? Icon::check : Icon::none);
    const bool behind =
        !masked && row.line.warning.empty() && frame.last_line_width(row.who, Font::small, width) + 14 + badge <= width;
    // Beside one of several lines the mark must not touch the line above that.
    const bool under_line = behind && frame.text_height(row.who, Font::small, width) > frame.line_height(Font::small);
    const int height = words + (under_line ? 12 : behind ? 4 : 8 + mark_height) + 2 * tile_padding_y;
    const Tile tile =
        frame.tile("afspraak/" + std::to_string(row.number), masked ? *row.line.masked_because : row.line.text,
                   content.cut_top(height, 12), {.enabled = !row.withdrawn && !masked});
    if (tile.activated) intents.push_back(intent::ChangeAgreement{row.id});
    Rect inside = tile.inside;
    frame.domain_bar(inside, row.domain);
    inside.cut_left(26);
    draw_agreement_mark(frame, {behind ? inside.right() - badge : inside.x, inside.bottom() - mark_height}, row);
    if (masked) {
        draw_hidden_agreement(frame, inside, row);
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
    if (row.line.masked_because) return draw_hidden_agreement(frame, inside, row);
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
    if (row.line.masked_because) return hidden_height(frame, row, text_width) + 2 * tile_padding_y;
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
    const std::string number = std::to_string(view.agreement_count);
    const int saved = frame.text_width(view.saved.label, Font::small) + 24 + 8;
    const auto fits = [&](std::string_view words) {
        return frame.text_width(words, font) + 20 + frame.badge_width(number) + 14 + saved <= inside.w;
    };
    const std::string_view words =
        roomy(frame) || fits(say::agreements_today) ? say::agreements_today : say::agreements;
    const int title = frame.text_width(words, font);
    const bool beside = fits(words);
    Rect head = inside.cut_top(roomy(frame) ? 48 : 40, roomy(frame) ? 16 : beside ? 10 : 0);
    draw_saved(frame, beside ? head : inside.cut_top(30, 10), view.saved);
    frame.text({head.x, head.y, title + 4, head.h}, words,
               {.font = font, .valign = VAlign::middle, .fit = Fit::one_line});
    frame.badge({head.x + title + (roomy(frame) ? 20 : 12), head.centre().y - 18}, number, Status::neutral);
}

/// With larger text what can be taken back stands beside the button, if it fits there, and the list gets the room.
Rect place_for_new(Frame& frame, Rect& inside, const CaseView& view, int height, Intents& intents)
{
    constexpr int undo_width = 188;
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
            // Once more where the screen has another layout.
            const auto layout = static_cast<std::uint64_t>(frame.area().w);
            frame.reveal(row.revealed == 0 ? 0 : row.revealed + layout, content);
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
        frame.cut_hand_side(body, roomy(frame) ? 686 : std::max(520, body.w * 2 / 5), roomy(frame) ? margin : gap),
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
