#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr int tile_padding = 20; ///< at the left and at the right of what stands in a tile

int choices_width(const Frame& frame)
{
    return std::max(72, frame.mm(12));
}

/// Who isn't there, and may be checked in with a touch.
bool is_away(const AttendanceTile& one)
{
    return one.dimmed && one.mark.label == say::absent;
}

/// The person with what stands under the name.
PersonView person_of(const AttendanceTile& one)
{
    PersonView person = one.person;
    // Beside the choices there is no room for a mark next to the name.
    if (is_away(one)) person.organisation = one.mark.label + "\n" + person.organisation;
    return person;
}

int tile_height(const Frame& frame, const AttendanceTile& one, int width)
{
    constexpr int least_height = 124; // who comes in moves nobody
    const bool away = is_away(one);
    const int inner = width - 2 * tile_padding - (away ? choices_width(frame) + 8 : 0);
    return std::max(least_height, 32 + person_height(frame, person_of(one), inner, away ? nullptr : &one.mark));
}

void draw_tile(Frame& frame, Rect rect, const AttendanceTile& one, Intents& intents)
{
    const std::string name = "aanwezig/" + one.person.id.value();
    const bool away = is_away(one);
    const Mark* mark = away ? nullptr : &one.mark;
    const int choices = choices_width(frame);
    // Who isn't there may be replaced, or sign first, without being checked in.
    if (away && frame.button(name + "/meer", say::more, rect.cut_right(choices, 8)))
        intents.push_back(intent::OpenSheet{.sheet = Sheet::person, .person = one.person.id});
    const Tile tile = frame.tile(name, one.person.name + ", " + one.mark.label, rect);
    draw_person(frame, tile.inside, person_of(one), one.dimmed, mark);
    if (tile.activated) {
        // Who isn't there yet is one tap away from being there; everyone else has choices.
        if (away && !one.signs_first)
            intents.push_back(intent::Perform{core::command::CheckIn{one.person.id}});
        else
            intents.push_back(intent::OpenSheet{.sheet = Sheet::person, .person = one.person.id});
    }
}

/// People, as many beside each other as have room; returns the y it reached.
int draw_tiles(Frame& frame, Rect content, const std::vector<AttendanceTile>& tiles, Intents& intents)
{
    constexpr int least_width = 420;
    const auto beside = static_cast<std::size_t>(columns_in(content.w, least_width));
    const int width = (content.w - static_cast<int>(beside - 1) * 14) / static_cast<int>(beside);
    for (std::size_t n = 0; n < tiles.size(); n += beside) {
        const std::size_t end = std::min(n + beside, tiles.size());
        int height = 0;
        for (std::size_t i = n; i < end; ++i) height = std::max(height, tile_height(frame, tiles[i], width));
        const std::vector<Rect> row = content.cut_top(height, 14).columns(static_cast<int>(beside), 14);
        for (std::size_t i = n; i < end; ++i) draw_tile(frame, row[i - n], tiles[i], intents);
    }
    return content.y;
}

void draw_column_head(Frame& frame, Rect head, const AttendanceColumn& column)
{
    frame.domain_bar(head.cut_left(14, 14), column.domain);
    frame.text(head, column.title, {.font = Font::subheading, .valign = VAlign::middle});
}

/// On a screen with little room the columns stand under each other.
void draw_stacked(Frame& frame, const Rect& body, const AttendanceView& view, Intents& intents)
{
    frame.scroll("aanwezig/mensen", body, [&](Rect content) {
        for (const AttendanceColumn& column : view.columns) {
            draw_column_head(frame, content.cut_top(40, 16), column);
            content.y = draw_tiles(frame, content, column.tiles, intents);
            content.cut_top(14);
        }
        return content.y;
    });
}

} // namespace

void draw_attendance(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const AttendanceView view = attendance_view(snapshot, state);
    Rect body;
    Rect bar = draw_bar(frame, say::attendance, view.subtitle, body, intents);
    const ButtonStyle white{.kind = ButtonKind::bar_white, .icon_after = Icon::right};
    if (!view.started) {
        if (bar_button(frame, bar, "aanwezig/start", say::start, white))
            intents.push_back(intent::Perform{core::command::StartConference{}});
        if (bar_button(frame, bar, "aanwezig/agenda", say::agenda, {.kind = ButtonKind::bar}))
            intents.push_back(intent::Go{Screen::today});
    } else if (bar_button(frame, bar, "aanwezig/agenda", say::to_agenda, white)) {
        intents.push_back(intent::Go{Screen::today});
    }
    Rect side = frame.cut_hand_side(body, roomy(frame) ? 470 : std::max(380, body.w * 3 / 10), margin);
    const int rows = jumps_height(frame, side.w - 56, view.readiness);
    Rect ready = frame.card(side.cut_top(std::min(side.h - button_height - gap, 56 + 56 + rows), gap));
    frame.text(ready.cut_top(40, 16), view.started ? say::in_order_question : say::ready_question,
               {.font = Font::subheading});
    frame.scroll("aanwezig/klaar", ready, [&](Rect content) {
        return content.y + draw_jumps(frame, content, "aanwezig/klaar", view.readiness, intents);
    });
    if (frame.button("aanwezig/toevoegen", say::add_participant, side.cut_top(button_height), {.icon = Icon::plus}))
        intents.push_back(intent::OpenSheet{.sheet = Sheet::add});
    if (!roomy(frame)) return draw_stacked(frame, body, view, intents);
    const std::vector<Rect> columns = body.columns(static_cast<int>(view.columns.size()), gap);
    for (std::size_t n = 0; n < view.columns.size(); ++n) {
        Rect column = columns[n];
        draw_column_head(frame, column.cut_top(40, 16), view.columns[n]);
        frame.scroll("aanwezig/kolom" + std::to_string(n), column,
                     [&](Rect content) { return draw_tiles(frame, content, view.columns[n].tiles, intents); });
    }
}

namespace {

Sentence about(const AttendanceView& view)
{
    return view.chosen.organisation + " · " + view.chosen_kind;
}

int person_sheet_height(const Frame& frame, const AttendanceView& view, int width)
{
    const int actions = 2 + (view.must_declare ? 1 : 0);
    return 56 + 72 + gap + frame.text_height(about(view), Font::body, width) + gap + actions * (button_height + 14);
}

void draw_person_sheet(Frame& frame, Rect inside, const AttendanceView& view, Intents& intents)
{
    inside = sheet_head(frame, inside, view.chosen.name, intents);
    inside.cut_top(frame.text(inside, about(view), {.colour = theme::muted}), gap);
    const auto action = [&](std::string_view name, std::string_view label, bool enabled, ButtonKind kind) {
        return frame.button(name, label, inside.cut_top(button_height, 14), {.kind = kind, .enabled = enabled});
    };
    if (view.must_declare && action("persoon/tekenen", say::sign_declaration, true, ButtonKind::primary))
        intents.push_back(intent::OpenSheet{.sheet = Sheet::declare, .person = view.chosen.id});
    if (view.chosen_here) {
        if (action("persoon/code", view.code_action, true,
                   view.must_declare ? ButtonKind::secondary : ButtonKind::primary))
            intents.push_back(intent::OpenSheet{.sheet = Sheet::code, .person = view.chosen.id});
        if (action("persoon/weg", say::steps_out, true, ButtonKind::secondary))
            intents.push_back(intent::Perform{core::command::StepOut{view.chosen.id, {}}});
        return;
    }
    if (action("persoon/aanwezig", say::is_here, view.may_be_replaced, ButtonKind::primary))
        intents.push_back(intent::Perform{core::command::CheckIn{view.chosen.id}});
    if (action("persoon/vervangen", say::someone_else, view.may_be_replaced, ButtonKind::secondary))
        intents.push_back(intent::OpenSheet{.sheet = Sheet::substitute, .person = view.chosen.id});
}

void draw_code_sheet(Frame& frame, Rect inside, const AttendanceView& view, Intents& intents)
{
    inside = sheet_head(frame, inside, view.chosen.name, intents);
    // The keys stay where they are, whatever is said above them.
    const int most =
        std::max(frame.text_height(say::code_first, Font::body, inside.w), 2 * frame.line_height(Font::body));
    const Rect said = inside.cut_top(most, gap);
    if (view.code_trouble.empty())
        frame.text(said, view.code_prompt);
    else
        draw_flaw(frame, said, view.code_trouble);
    const Rect dots = inside.cut_top(44, gap);
    frame.pin_dots({dots.x, dots.y}, view.digits, 4, dots.w);
    const auto key = frame.pad("code", inside.centred(std::min(600, inside.w), inside.h),
                               {.right = std::string{say::okay}, .right_enabled = view.digits == 4});
    if (!key) return;
    if (key->kind == PadKey::Kind::digit) intents.push_back(intent::PressDigit{key->digit});
    if (key->kind == PadKey::Kind::left) intents.push_back(intent::ClearDigits{});
    if (key->kind == PadKey::Kind::right) intents.push_back(intent::SaveCode{});
}

void draw_declaration_sheet(Frame& frame, Rect inside, const AttendanceView& view, Intents& intents)
{
    inside = sheet_head(frame, inside, fill(say::declaration_title, {view.chosen.name}), intents);
    inside.cut_top(frame.text(inside, view.declaration), gap);
    const std::vector<Rect> buttons = inside.cut_bottom(primary_height, gap).columns(2, gap);
    if (const auto drawn = frame.signature("verklaring/vlak", inside, view.strokes))
        intents.push_back(intent::Draw{*drawn, inside});
    if (frame.button("verklaring/wis", say::clear, buttons[0])) intents.push_back(intent::Draw{{}, inside});
    if (frame.button("verklaring/ok", say::i_declare, buttons[1],
                     {.kind = ButtonKind::primary, .enabled = !view.strokes.empty()}))
        intents.push_back(intent::SaveDeclaration{});
}

// Nobody knows the name of who comes unexpected: there are no words to offer.

int draw_name_field(Frame& frame, const Rect& area, std::string_view name, const AttendanceView& view, Intents& intents)
{
    return draw_field(frame, area, name, say::name, Field::person_name, view.name, intents, {}, false,
                      {.capital = true, .offers = false});
}

int draw_function_field(Frame& frame, const Rect& area, std::string_view name, const AttendanceView& view,
                        Intents& intents)
{
    return draw_field(frame, area, name, say::function, Field::person_function, view.function, intents, {}, false,
                      {.offers = false});
}

int substitute_sheet_height(const Frame& frame)
{
    const int field = frame.line_height(Font::small_strong) + 10 + 76;
    return 56 + 72 + gap + 2 * (field + gap) + button_height;
}

void draw_substitute_sheet(Frame& frame, Rect inside, const AttendanceView& view, Intents& intents)
{
    inside = sheet_head(frame, inside, fill(say::comes_instead_of, {view.chosen.name}), intents);
    Rect form = inside;
    form.cut_top(draw_name_field(frame, form, "vervanger/naam", view, intents), gap);
    form.cut_top(draw_function_field(frame, form, "vervanger/functie", view, intents), gap);
    if (draw_primary(frame, form.cut_top(button_height), "vervanger/ok", say::is_here, view.missing))
        intents.push_back(intent::SaveSubstitute{});
}

void draw_add_sheet(Frame& frame, Rect inside, const AttendanceView& view, Intents& intents)
{
    inside = sheet_head(frame, inside, say::who_joins, intents);
    const bool fresh = view.partner.empty();
    if (draw_primary(frame, inside.cut_bottom(button_height, gap), "nieuwe/ok", say::add, view.missing))
        intents.push_back(intent::SaveParticipant{});
    frame.scroll("nieuwe", inside, [&](Rect content) {
        const std::vector<Rect> halves = Rect{content.x, content.y, content.w, 120}.columns(2, gap);
        const int height = draw_name_field(frame, halves[0], "nieuwe/naam", view, intents);
        draw_function_field(frame, halves[1], "nieuwe/functie", view, intents);
        content.cut_top(height, gap);
        content.cut_top(frame.caption(content, say::organisation), 10);
        std::vector<FlowButton> buttons{{"nieuwe/partner/anders", Sentence{say::other_organisation}, fresh}};
        for (std::size_t n = 0; n < view.partners.size(); ++n)
            buttons.push_back({"nieuwe/partner/" + std::to_string(n), view.partners[n].second,
                               view.partner == view.partners[n].first});
        if (fresh)
            content.cut_top(draw_field(frame, content, "nieuwe/organisatie", {}, Field::partner_name, view.partner_name,
                                       intents, say::other_organisation, false, {.capital = true, .offers = false}),
                            14);
        std::optional<std::size_t> chosen;
        content.cut_top(draw_flow(frame, content, buttons, chosen), gap);
        if (chosen)
            intents.push_back(
                intent::SelectPartner{*chosen == 0 ? core::PartnerId{} : view.partners[*chosen - 1].first});
        return content.y;
    });
}

} // namespace

void draw_attendance_sheet(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const AttendanceView view = attendance_view(snapshot, state);
    Rect room = frame.area();
    reserve_keyboard(frame, room);
    const bool typing = !frame.editing().empty();
    const auto sheet = [&](int width, int height, auto content) {
        const Rect rect = room.centred(std::min(width, room.w - 80), std::min(height, room.h - 40));
        if (frame.sheet("deelnemer", rect, [&](Rect inside) { content(frame, inside, view, intents); }))
            intents.push_back(intent::CloseSheet{});
    };
    switch (state.sheet) {
    case Sheet::person:
        sheet(820, person_sheet_height(frame, view, std::min(820, room.w - 80) - 56), draw_person_sheet);
        break;
    case Sheet::code:
        sheet(820, 900, draw_code_sheet);
        break;
    case Sheet::declare:
        sheet(1200, 880, draw_declaration_sheet);
        break;
    case Sheet::substitute:
        sheet(1000, substitute_sheet_height(frame), draw_substitute_sheet);
        break;
    case Sheet::add:
        sheet(1500, typing ? 560 : 940, draw_add_sheet);
        break;
    case Sheet::none:
    case Sheet::outcome:
    case Sheet::criteria:
    case Sheet::presence:
    case Sheet::withdraw:
    case Sheet::case_lead:
    case Sheet::perspective:
    case Sheet::withheld:
    case Sheet::zsm_advice:
    case Sheet::signal:
    case Sheet::plain_sheet:
    case Sheet::calendar:
    case Sheet::more:
    case Sheet::skip:
    case Sheet::urgent:
    case Sheet::correction:
    case Sheet::unfinished:
    case Sheet::help:
    case Sheet::display:
    case Sheet::room:
        break;
    }
    draw_keyboard(frame);
}

} // namespace casustafel::ui
