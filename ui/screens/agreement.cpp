#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"
#include "ui/views/agreement_views.h"

#include <algorithm>
#include <array>

namespace casustafel::ui {

namespace {

/// What the agreement wasn't saved for, under the caption of the part it is about, which comes in sight. Returns the
/// height.
int draw_flaw_of(Frame& frame, const Rect& content, const AgreementView& view, AgreementPart part)
{
    if (view.flawed != part) return 0;
    frame.reveal(view.flaw_number, content);
    return draw_flaw(frame, content, view.flaw);
}

/// A caption, and under it what is wrong with its part.
void draw_head(Frame& frame, Rect& content, std::string_view caption, const AgreementView& view, AgreementPart part)
{
    const Rect whole = content;
    content.cut_top(frame.caption(content, caption), 10);
    if (view.flawed != part) return;
    frame.reveal(view.flaw_number, whole);
    content.cut_top(draw_flaw(frame, content, view.flaw));
}

/// Phrases to begin with; one that stands in the text already is taken out by a touch. Returns the height.
int draw_phrases(Frame& frame, const Rect& content, const AgreementView& view, bool typing, Intents& intents)
{
    int x = content.x;
    int y = content.y;
    const int chip_height = std::max(64, frame.mm(12));
    for (std::size_t n = 0; n < view.phrases.size(); ++n) {
        const Choice& phrase = view.phrases[n];
        const int width = std::min(content.w, frame.chip_width(phrase.label));
        if (x > content.x && x + width > content.right()) {
            if (typing) break; // the keyboard takes the room of the other rows; the day must stay in sight
            x = content.x;
            y += chip_height + 12;
        }
        if (frame.chip("nieuw/zin/" + std::to_string(n), phrase.label, {x, y, width, chip_height}, phrase.selected))
            intents.push_back(intent::Append{Field::agreement_text, phrase.label});
        x += width + 12;
    }
    return y + chip_height - content.y;
}

/// Left: what and when, in `room` units of height. Returns the y it reached.
int draw_what_and_when(Frame& frame, Rect content, int room, const AgreementView& view, bool in_front, Intents& intents)
{
    const bool flawed = view.flawed == AgreementPart::what;
    if (flawed) frame.reveal(view.flaw_number, content);
    const FieldExtras extras{
        .most = room, .takes_keys = in_front, .flaw = flawed ? std::string_view{view.flaw} : std::string_view{}};
    content.cut_top(draw_field(frame, content, "nieuw/tekst", say::what, Field::agreement_text, view.text, intents,
                               say::what_hint, true, extras),
                    14);
    const bool typing = !frame.editing().empty();
    if (!view.phrases.empty()) content.cut_top(draw_phrases(frame, content, view, typing, intents), gap);
    draw_head(frame, content, say::when, view, AgreementPart::when);
    content.cut_top(draw_dates(frame, content, "nieuw/datum", view.dates, DateField::due, intents), 12);
    content.cut_top(frame.text(content, view.due_sentence, {.colour = theme::muted}), gap);
    if (typing) return content.y;
    content.cut_top(draw_flaw_of(frame, content, view, AgreementPart::more));
    const Tile more = frame.tile("nieuw/meer", say::more_button, content.cut_top(104), {.role = Role::button});
    Rect inside = more.inside;
    frame.icon(Icon::right, inside.cut_right(32, 8).centred(30, 30), theme::primary);
    inside = inside.centred(inside.w, frame.line_height(Font::strong) + frame.line_height(Font::small) + 4);
    frame.text(inside.cut_top(frame.line_height(Font::strong), 4), say::more_button, {.font = Font::strong});
    frame.text(inside, view.more, {.font = Font::small, .colour = theme::muted, .fit = Fit::shorten});
    if (more.activated) intents.push_back(intent::OpenSheet{.sheet = Sheet::more});
    return content.y + gap;
}

/// Who isn't here confirms later; that is said with the organisation.
PersonView owner_person(const OwnerTile& one)
{
    PersonView person = one.person;
    if (!person.here) person.organisation = fill(say::confirms_later, {person.organisation});
    return person;
}

int owner_height(const Frame& frame, const OwnerTile& one, int width)
{
    const int chosen_sign = one.selected ? 40 : 0;
    return std::max(92, 32 + person_height(frame, owner_person(one), width - 40 - chosen_sign));
}

void draw_owner(Frame& frame, Rect rect, const OwnerTile& one, Intents& intents)
{
    const std::string id = one.person.id.empty() ? "bureau" : one.person.id.value();
    const Tile tile = frame.tile("nieuw/wie/" + id, one.person.name, rect, {.selected = one.selected});
    Rect inside = tile.inside;
    if (one.selected) frame.icon(Icon::check, inside.cut_right(32, 8).centred(30, 30), theme::primary);
    draw_person(frame, inside, owner_person(one), !one.person.here);
    if (tile.activated) intents.push_back(intent::SelectOwner{one.owner});
}

constexpr int least_owner = 340; ///< the width in which a name stands well

/// Who does it. Returns the y it reached.
int draw_owners(Frame& frame, Rect content, const AgreementView& view, Intents& intents)
{
    draw_head(frame, content, say::who, view, AgreementPart::who);
    const auto beside = static_cast<std::size_t>(std::min(2, columns_in(content.w, least_owner)));
    const int width = beside == 1 ? content.w : (content.w - 14) / 2;
    for (std::size_t n = 0; n < view.owners.size(); n += beside) {
        int height = 0;
        for (std::size_t i = 0; i < beside && n + i < view.owners.size(); ++i)
            height = std::max(height, owner_height(frame, view.owners[n + i], width));
        const std::vector<Rect> tiles = content.cut_top(height, 12).columns(static_cast<int>(beside), 14);
        for (std::size_t i = 0; i < beside && n + i < view.owners.size(); ++i)
            draw_owner(frame, tiles[i], view.owners[n + i], intents);
    }
    return content.y - 12;
}

constexpr int mandate_gap = 12;

/// As many mandates beside each other as have room for their words in two lines.
int mandate_columns(const Frame& frame, const AgreementView& view, int width)
{
    int columns = static_cast<int>(view.mandates.size());
    const auto fit = [&](const auto& one) {
        const int room = (width - (columns - 1) * mandate_gap) / columns - 32;
        return frame.text_height(one.second.label, Font::strong, room) <= 2 * frame.line_height(Font::strong);
    };
    while (columns > 1 && !std::ranges::all_of(view.mandates, fit)) --columns;
    return columns;
}

int caption_height(const Frame& frame)
{
    return frame.line_height(Font::small_strong) + 10;
}

/// What the mandate and what belongs to it take.
int mandate_height(const Frame& frame, const AgreementView& view, int width)
{
    const int columns = mandate_columns(frame, view, width);
    const int rows = (static_cast<int>(view.mandates.size()) + columns - 1) / columns;
    int height = caption_height(frame) + rows * (button_height + mandate_gap) - mandate_gap;
    const int flaw = view.flaw.empty() ? 0 : marks_height(frame, width, std::array{Mark{view.flaw, Status::wrong}});
    if (!view.consult_dates.empty()) {
        std::vector<FlowButton> buttons = numbered_buttons({}, view.consult_dates);
        buttons.push_back({{}, Sentence{say::other_day}});
        height += gap + caption_height(frame) + (view.flawed == AgreementPart::answer_before ? flaw : 0) +
                  flow_height(frame, width, buttons) + 10 + frame.text_height(view.consult_sentence, Font::body, width);
    }
    if (view.asks_decision_of)
        height += gap + caption_height(frame) + (view.flawed == AgreementPart::decision_of ? flaw : 0) + 76;
    return height;
}

void draw_mandates(Frame& frame, Rect& content, const AgreementView& view, Intents& intents)
{
    content.cut_top(frame.caption(content, say::mandate), 10);
    const auto columns = static_cast<std::size_t>(mandate_columns(frame, view, content.w));
    for (std::size_t n = 0; n < view.mandates.size(); n += columns) {
        const std::vector<Rect> slots =
            content.cut_top(button_height, mandate_gap).columns(static_cast<int>(columns), mandate_gap);
        for (std::size_t i = n; i < std::min(n + columns, view.mandates.size()); ++i) {
            const auto& [mandate, choice] = view.mandates[i];
            if (frame.button("nieuw/mandaat/" + std::to_string(i), choice.label, slots[i - n],
                             {.selected = choice.selected}))
                intents.push_back(intent::SelectMandate{mandate});
        }
    }
    content.y -= mandate_gap; // none below the last row
    content.h += mandate_gap;
}

/// Under which mandate, and what that asks. Returns the y it reached.
int draw_mandate(Frame& frame, Rect content, const AgreementView& view, Intents& intents)
{
    draw_mandates(frame, content, view, intents);
    if (!view.consult_dates.empty()) {
        content.cut_top(gap);
        draw_head(frame, content, say::answer_before, view, AgreementPart::answer_before);
        content.cut_top(
            draw_dates(frame, content, "nieuw/antwoord", view.consult_dates, DateField::consult_by, intents), 10);
        content.cut_top(frame.text(content, view.consult_sentence, {.colour = theme::muted}));
    }
    if (view.asks_decision_of) {
        content.cut_top(gap);
        const bool flawed = view.flawed == AgreementPart::decision_of;
        if (flawed) frame.reveal(view.flaw_number, content);
        content.cut_top(
            draw_field(frame, content, "nieuw/wiens", say::whose_decision, Field::decision_of, view.decision_of,
                       intents, say::whose_decision_hint, false,
                       {.capital = true, .flaw = flawed ? std::string_view{view.flaw} : std::string_view{}}));
    }
    return content.y;
}

/// Right: who, and under which mandate. What is agreed on it stays in sight below the people, as long as that leaves
/// them room.
void draw_who(Frame& frame, Rect column, const AgreementView& view, Intents& intents)
{
    constexpr int least_of_people = 240;
    const int mandate = mandate_height(frame, view, column.w);
    if (column.h - mandate - gap >= least_of_people) {
        Rect foot = column.cut_bottom(mandate, gap);
        frame.scroll(
            "nieuw/rechts", column, [&](Rect content) { return draw_owners(frame, content, view, intents); },
            ScrollPlace::forgotten);
        draw_mandate(frame, foot, view, intents);
        return;
    }
    frame.scroll(
        "nieuw/rechts", column,
        [&](Rect content) {
            content.cut_top(draw_owners(frame, content, view, intents) - content.y, gap);
            frame.reveal(view.mandate_number, content);
            return draw_mandate(frame, content, view, intents);
        },
        ScrollPlace::forgotten);
}

} // namespace

void draw_agreement(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const AgreementView view = agreement_view(snapshot, state);
    Rect body;
    const ButtonStyle save{.kind = ButtonKind::bar_white, .enabled = view.missing.empty(), .icon_after = Icon::check};
    const ButtonStyle dark{.kind = ButtonKind::bar};
    Rect bar = draw_bar(frame, view.title, view.missing, body, intents,
                        bar_button_room(frame, view.save_label, save) + bar_button_room(frame, say::cancel, dark) +
                            (view.changing ? bar_button_room(frame, say::withdraw, dark) : 0));
    if (bar_button(frame, bar, "nieuw/vastleggen", view.save_label, save)) intents.push_back(intent::SaveAgreement{});
    if (bar_button(frame, bar, "nieuw/annuleren", say::cancel, dark))
        intents.push_back(intent::Go{state.agreement.back_to});
    if (view.changing && bar_button(frame, bar, "nieuw/intrekken", say::withdraw, dark))
        intents.push_back(intent::OpenSheet{.sheet = Sheet::withdraw});
    const bool in_front = state.sheet == Sheet::none && !state.leaving; // a sheet has a keyboard of its own
    if (in_front) reserve_keyboard(frame, body);
    const Rect what = frame.cut_far_side(body, (body.w - margin) / 2, margin);
    frame.scroll(
        "nieuw/links", what,
        [&](Rect content) { return draw_what_and_when(frame, content, what.h, view, in_front, intents); },
        ScrollPlace::forgotten);
    draw_who(frame, body, view, intents);
    if (in_front) draw_keyboard(frame);
}

} // namespace casustafel::ui
