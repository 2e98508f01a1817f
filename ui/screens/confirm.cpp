#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr int pad_width = 500;
constexpr int pad_height = 470;

/// With larger text nothing of a person is left out: the mark stands under the words. Returns the y it reached.
int draw_tall_person(Frame& frame, Rect content, const ConfirmPerson& one, Intents& intents)
{
    constexpr int sign = 64;
    const int width = content.w - 40 - sign - 16;
    const int name = frame.text_height(one.person.name, Font::strong, width);
    const int summary = frame.text_height(one.summary, Font::small, width);
    const int height = std::max(108, 32 + name + summary + (one.mark ? 44 : 0));
    const Tile tile = frame.tile("bevestigen/wie/" + one.person.id.value(), one.person.name,
                                 content.cut_top(height, 14), {.selected = one.selected});
    if (tile.activated) intents.push_back(intent::SelectPerson{one.person.id});
    Rect inside = tile.inside.centred(tile.inside.w, name + summary + (one.mark ? 44 : 0));
    frame.avatar(inside.cut_left(sign, 16).centred(sign, sign), one.person.initials, one.person.domain);
    frame.text(inside.cut_top(name), one.person.name, {.font = Font::strong});
    frame.text(inside.cut_top(summary, 8), one.summary, {.font = Font::small, .colour = theme::muted});
    if (one.mark) frame.badge({inside.x, inside.y}, one.mark->label, one.mark->status);
    return content.y;
}

int draw_person_tile(Frame& frame, Rect content, const ConfirmPerson& one, Intents& intents)
{
    PersonView person = one.person;
    person.organisation = one.summary;
    const Mark* mark = one.mark ? &*one.mark : nullptr;
    const int height = std::max(108, 32 + person_height(frame, person, content.w - 40, mark));
    const Tile tile = frame.tile("bevestigen/wie/" + one.person.id.value(), one.person.name,
                                 content.cut_top(height, 14), {.selected = one.selected});
    draw_person(frame, tile.inside, person, false, mark);
    if (tile.activated) intents.push_back(intent::SelectPerson{one.person.id});
    return content.y;
}

void draw_people(Frame& frame, Rect side, const ConfirmView& view, Intents& intents)
{
    draw_room_control(frame, side, view.in_room, intents);
    if (frame.editing().empty()) draw_undo(frame, side, view.undo, intents);
    side.cut_top(frame.caption(side, say::people_caption), 12);
    frame.scroll("bevestigen/mensen", side, [&](Rect content) {
        for (const ConfirmPerson& one : view.people)
            content.y = roomy(frame) ? draw_person_tile(frame, content, one, intents)
                                     : draw_tall_person(frame, content, one, intents);
        return content.y;
    });
}

int draw_own_agreements(Frame& frame, Rect content, const ConfirmView& view)
{
    for (const ConfirmAgreement& one : view.agreements) {
        const bool below = one.mark && !roomy(frame); // beside them it would make a pillar of the words
        const int badge = one.mark && !below ? frame.badge_width(one.mark->label) + 20 : 0;
        const int width = content.w - 56 - badge;
        const int height = frame.text_height(one.text, Font::strong, width) + 6 +
                           frame.text_height(one.terms, Font::body, width) + 52 + (below ? 46 : 0);
        const Rect rect = content.cut_top(height, 16);
        frame.panel(rect, theme::surface, theme::line);
        Rect inside = rect.inset(28, 24);
        if (below)
            frame.badge({inside.x, inside.bottom() - 36}, one.mark->label, one.mark->status);
        else if (one.mark)
            frame.badge_right({inside.right(), inside.centre().y}, one.mark->label, one.mark->status);
        inside.w = width;
        inside.cut_top(frame.text(inside, one.text, {.font = Font::strong}), 6);
        frame.text(inside, one.terms, {.colour = theme::muted});
    }
    return content.y;
}

/// The question, and a button that reads one's own agreements aloud.
void draw_prompt(Frame& frame, Rect& inside, const ConfirmView& view)
{
    const int button = view.agreements.empty() ? 0 : frame.button_width(say::read_aloud);
    const bool beside = inside.w > 600;
    const Font font = roomy(frame) ? Font::title : Font::heading;
    const int height = frame.text_height(view.prompt, font, beside ? inside.w - button - gap : inside.w);
    Rect head = inside.cut_top(std::max(beside && button > 0 ? button_height : 0, height), gap);
    const Rect place = beside ? head.cut_right(button, gap).centred(button, button_height)
                              : inside.cut_top(button > 0 ? button_height : 0, button > 0 ? gap : 0);
    if (button > 0 && frame.button("bevestigen/voorlezen", say::read_aloud, {place.x, place.y, button, place.h})) {
        std::string words;
        for (const ConfirmAgreement& one : view.agreements) words += one.text + ". " + one.terms + ". ";
        frame.say(words);
    }
    frame.text(head, view.prompt, {.font = font, .valign = VAlign::middle});
}

/// What the button says with which the owner answers.
std::string_view answer_label(AnswerMode mode)
{
    switch (mode) {
    case AnswerMode::agree:
        return say::agree;
    case AnswerMode::reserve:
        return say::save_reserve;
    case AnswerMode::decline:
        return say::not_agreed;
    }
    return {};
}

void draw_signing(Frame& frame, Rect area, const ConfirmView& view, Intents& intents)
{
    const std::vector<Rect> buttons = area.cut_bottom(button_height, 14).columns(2, 14);
    if (view.strokes.empty())
        frame.text(area, say::draw_here, {.colour = theme::muted, .align = Align::centre, .valign = VAlign::middle});
    if (const auto drawn = frame.signature("bevestigen/vlak", area, view.strokes))
        intents.push_back(intent::Draw{*drawn, area});
    if (frame.button("bevestigen/wis", say::clear, buttons[0])) intents.push_back(intent::Draw{{}, area});
    if (frame.button("bevestigen/ok", answer_label(view.mode), buttons[1],
                     {.kind = ButtonKind::primary, .enabled = view.may_save}))
        intents.push_back(intent::SaveAnswer{});
}

/// The proof that it is the owner who answers: their code, or a drawn signature for want of one or for choice.
void draw_proof(Frame& frame, const Rect& area, const ConfirmView& view, Intents& intents)
{
    if (view.signs) return draw_signing(frame, area, view, intents);
    const bool may = view.may_answer && !view.open.empty();
    const bool complete = view.may_save && may && view.digits == 4;
    const std::string answer{answer_label(view.mode)};
    Rect keys = area;
    if (!roomy(frame)) { // the key would break the word
        const Rect below = keys.cut_bottom(button_height, 12);
        if (frame.button("bevestigen/pad/ok", answer, below, {.kind = ButtonKind::primary, .enabled = complete}) ||
            (complete && frame.submitted()))
            intents.push_back(intent::SaveAnswer{});
    }
    const auto key =
        frame.pad("bevestigen/pad", keys,
                  {.right = roomy(frame) ? answer : std::string{}, .digits_enabled = may, .right_enabled = complete});
    if (!key) return;
    if (key->kind == PadKey::Kind::digit) intents.push_back(intent::PressDigit{key->digit});
    if (key->kind == PadKey::Kind::left) intents.push_back(intent::ClearDigits{});
    if (key->kind == PadKey::Kind::right) intents.push_back(intent::SaveAnswer{});
}

/// The digits that were typed stand above the pad.
void draw_dots_and_proof(Frame& frame, Rect area, const ConfirmView& view, Intents& intents)
{
    if (!view.signs) {
        const Rect dots = area.cut_top(44, 12);
        frame.pin_dots({dots.centre().x - 115, dots.y}, view.digits, 4);
    }
    draw_proof(frame, area, view, intents);
}

/// Other ways to answer, each under its own name.
struct OtherWay {
    FlowButton button;
    Intent leads_to;
};

int draw_other_ways(Frame& frame, const Rect& area, std::span<const OtherWay> ways, Intents& intents)
{
    std::vector<FlowButton> buttons;
    buttons.reserve(ways.size());
    for (const OtherWay& one : ways) buttons.push_back(one.button);
    std::optional<std::size_t> chosen;
    const int height = draw_flow(frame, area, buttons, chosen);
    if (chosen) intents.push_back(ways[*chosen].leads_to);
    return height;
}

/// Who has a code may sign all the same, and the other way round.
void add_proofs(const ConfirmView& view, bool may, std::vector<OtherWay>& ways)
{
    if (view.has_code)
        ways.push_back(
            {{"bevestigen/handtekening", Sentence{view.signs ? say::by_code : say::by_signature}, false, may},
             intent::SelectProof{!view.signs}});
    ways.push_back({{"bevestigen/mondeling", Sentence{say::spoken}, false, view.may_prove}, intent::SaveAnswer{true}});
}

/// What the proof asks of the person; what went wrong takes the place of how it works, or the last button would leave
/// the screen. Returns the height.
int draw_proof_words(Frame& frame, Rect area, const ConfirmView& view, std::string_view trouble)
{
    const int top = area.y;
    area.cut_top(frame.text(area, view.signs ? say::sign_here : say::enter_code, {.font = Font::heading}), 12);
    const std::string_view explained = !view.has_code ? say::no_code
                                       : view.signs   ? say::sign_explained
                                                      : say::code_explained;
    if (trouble.empty())
        area.cut_top(frame.text(area, explained, {.colour = theme::muted}), 16);
    else
        area.cut_top(frame.text(area, trouble, {.colour = colours_of(Status::wrong).text}), 16);
    return area.y - top;
}

/// Returns the height.
int draw_trouble(Frame& frame, const Rect& area, const ConfirmView& view)
{
    return view.trouble.empty() ? 0 : frame.text(area, view.trouble, {.colour = colours_of(Status::wrong).text}) + 12;
}

std::vector<OtherWay> ways_beside_agreeing(const ConfirmView& view)
{
    const bool may = view.may_answer && !view.open.empty();
    std::vector<OtherWay> ways{
        {{"bevestigen/voorbehoud", Sentence{say::with_reserve}, false, may},
         intent::SelectAnswerMode{AnswerMode::reserve}},
        {{"bevestigen/nietakkoord", Sentence{say::disagree}, false, may},
         intent::SelectAnswerMode{AnswerMode::decline}},
    };
    add_proofs(view, may, ways);
    return ways;
}

std::vector<OtherWay> ways_beside_objecting(const ConfirmView& view)
{
    std::vector<OtherWay> ways{
        {{"bevestigen/terug", Sentence{say::back}, false, true}, intent::SelectAnswerMode{AnswerMode::agree}}};
    add_proofs(view, view.may_answer, ways);
    return ways;
}

void draw_agreeing(Frame& frame, Rect left, const ConfirmView& view, Intents& intents)
{
    const Rect right = frame.cut_hand_side(left, pad_width, margin);
    left.cut_top(draw_proof_words(frame, left, view, view.trouble));
    if (!view.signs) {
        frame.pin_dots({left.x, left.y}, view.digits, 4);
        left.cut_top(44, 12);
    }
    left.cut_top(8);
    draw_other_ways(frame, left, ways_beside_agreeing(view), intents);
    draw_proof(frame, right, view, intents);
}

/// The bureau has nobody at the table: the chair records its answer. Returns the height.
int draw_spoken(Frame& frame, Rect area, Intents& intents)
{
    const int top = area.y;
    area.cut_top(frame.text(area, say::bureau_spoken, {.colour = theme::muted}), gap);
    if (frame.button("bevestigen/mondeling", say::spoken, area.cut_top(primary_height), {.kind = ButtonKind::primary}))
        intents.push_back(intent::SaveAnswer{true});
    return area.y - top;
}

/// The reason, and for a reserve the day of the answer. Returns the height.
int draw_reason(Frame& frame, Rect area, const ConfirmView& view, Intents& intents)
{
    const int top = area.y;
    const bool reserve = view.mode == AnswerMode::reserve;
    area.cut_top(draw_field(frame, area, "bevestigen/reden", reserve ? say::why_reserve : say::why_disagree,
                            Field::answer_reason, view.reason, intents, say::reason_hint),
                 16);
    if (!reserve) return area.y - top;
    area.cut_top(frame.caption(area, say::answer_before), 10);
    area.cut_top(draw_dates(frame, area, "bevestigen/datum", view.dates, DateField::answer_by, intents), 10);
    area.cut_top(frame.text(area, view.date_sentence, {.colour = theme::muted}));
    return area.y - top;
}

/// Met voorbehoud or niet akkoord: the reason, the date, and the proof that it is the owner who says so.
void draw_objection(Frame& frame, Rect area, const ConfirmView& view, Intents& intents)
{
    if (!frame.editing().empty()) { // the keyboard takes the room of the pad
        frame.scroll("bevestigen/bezwaar", area,
                     [&](Rect content) { return content.y + draw_reason(frame, content, view, intents); });
        return;
    }
    Rect right = frame.cut_hand_side(area, pad_width, margin);
    const std::vector<OtherWay> ways = ways_beside_objecting(view);
    const int rows = ways.size() > 2 ? 2 * button_height + 12 : button_height;
    draw_other_ways(frame, area.cut_bottom(rows, gap), ways, intents);
    if (!view.trouble.empty()) {
        const int lines = frame.text_height(view.trouble, Font::body, area.w);
        frame.text(area.cut_bottom(lines, 12), view.trouble, {.colour = colours_of(Status::wrong).text});
    }
    frame.scroll("bevestigen/bezwaar", area,
                 [&](Rect content) { return content.y + draw_reason(frame, content, view, intents); });
    draw_dots_and_proof(frame, right, view, intents);
}

/// With larger text the words scroll beside the pad, which stays where it is.
void draw_beside_pad(Frame& frame, Rect inside, const ConfirmView& view, Intents& intents)
{
    const bool agreeing = view.mode == AnswerMode::agree;
    const bool proves = !view.only_spoken && frame.editing().empty(); // the keyboard takes the room of the pad
    if (proves) draw_dots_and_proof(frame, frame.cut_hand_side(inside, inside.w * 9 / 20, margin), view, intents);
    frame.scroll("bevestigen/antwoord", inside, [&](Rect content) {
        content.cut_top(draw_trouble(frame, content, view));
        if (proves || view.only_spoken) {
            draw_prompt(frame, content, view);
            content.y = draw_own_agreements(frame, content, view) + 8;
        }
        if (view.only_spoken) return content.y + draw_spoken(frame, content, intents);
        if (!agreeing) content.cut_top(draw_reason(frame, content, view, intents), gap);
        if (!proves) return content.y;
        if (agreeing) content.cut_top(draw_proof_words(frame, content, view, {}));
        const auto ways = agreeing ? ways_beside_agreeing(view) : ways_beside_objecting(view);
        return content.y + draw_other_ways(frame, content, ways, intents);
    });
}

} // namespace

void draw_confirm(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const ConfirmView view = confirm_view(snapshot, state);
    Rect body;
    const ButtonStyle back{.kind = ButtonKind::bar, .icon = Icon::left};
    // Who came here from sealing for one answer goes back in one touch.
    const core::CaseState* one = case_on_screen(snapshot);
    const bool from_sealing = state.back_to == Screen::seal && one && one->decision;
    const ButtonStyle on{.kind = ButtonKind::bar_white};
    Rect bar = draw_bar(frame, view.title, say::each_confirms, body, intents,
                        bar_button_room(frame, say::back_to_case, back) +
                            (from_sealing ? bar_button_room(frame, say::back_to_sealing, on) : 0));
    if (bar_button(frame, bar, "bevestigen/casus", say::back_to_case, back))
        intents.push_back(intent::Go{Screen::in_case});
    if (from_sealing && bar_button(frame, bar, "bevestigen/afronden", say::back_to_sealing, on))
        intents.push_back(intent::LeaveCase{});
    reserve_keyboard(frame, body);
    draw_people(frame,
                frame.cut_far_side(body, roomy(frame) ? 540 : frame.area().w / 4 + 20, roomy(frame) ? margin : gap),
                view, intents);
    Rect inside = frame.card(body);
    if (!roomy(frame) && !view.open.empty()) {
        draw_beside_pad(frame, inside, view, intents);
        draw_keyboard(frame);
        return;
    }
    draw_prompt(frame, inside, view);
    if (view.open.empty()) {
        frame.scroll("bevestigen/eigen", inside,
                     [&](Rect content) { return draw_own_agreements(frame, content, view); });
        draw_keyboard(frame);
        return;
    }
    if (frame.editing().empty()) {
        const int answer = view.mode == AnswerMode::reserve ? pad_height + 60 : pad_height;
        Rect list = inside.cut_top(std::max(0, inside.h - answer - gap), gap);
        frame.scroll("bevestigen/eigen", list, [&](Rect content) { return draw_own_agreements(frame, content, view); });
    }
    if (view.only_spoken) {
        draw_spoken(frame, inside, intents);
        draw_keyboard(frame);
        return;
    }
    if (view.mode == AnswerMode::agree)
        draw_agreeing(frame, inside, view, intents);
    else
        draw_objection(frame, inside, view, intents);
    draw_keyboard(frame);
}

} // namespace casustafel::ui
