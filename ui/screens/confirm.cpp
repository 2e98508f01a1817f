#include "ui/say.h"
#include "ui/screens/confirm_parts.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <algorithm>
#include <iterator>

namespace casustafel::ui {

namespace {

constexpr int pad_width = 500;
constexpr int pad_height = 470;

/// A button that reads one's own agreements aloud.
void draw_read_aloud(Frame& frame, const Rect& place, const ConfirmView& view)
{
    if (!frame.button("bevestigen/voorlezen", say::read_aloud, place)) return;
    std::string words;
    for (const ConfirmAgreement& one : view.agreements) words += one.text + ". " + one.terms + ". ";
    frame.say(words);
}

/// The question, and where there is room beside it the button that reads aloud.
void draw_prompt(Frame& frame, Rect& inside, const ConfirmView& view)
{
    const bool reads = roomy(frame) && !view.agreements.empty();
    const int button = reads ? frame.button_width(say::read_aloud) : 0;
    const Font font = roomy(frame) ? Font::title : Font::heading;
    const int height = frame.text_height(view.prompt, font, inside.w - (reads ? button + gap : 0));
    Rect head = inside.cut_top(std::max(reads ? button_height : 0, height), gap);
    if (reads) draw_read_aloud(frame, head.cut_right(button, gap).centred(button, button_height), view);
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
    const bool key_below = !roomy(frame) || view.mode == AnswerMode::reserve; // the key would break the word
    if (key_below) {
        const Rect below = keys.cut_bottom(button_height, 12);
        if (frame.button("bevestigen/pad/ok", answer, below, {.kind = ButtonKind::primary, .enabled = complete}) ||
            (complete && frame.submitted()))
            intents.push_back(intent::SaveAnswer{});
    }
    const auto key =
        frame.pad("bevestigen/pad", keys,
                  {.right = key_below ? std::string{} : answer, .digits_enabled = may, .right_enabled = complete});
    if (!key) return;
    if (key->kind == PadKey::Kind::digit) intents.push_back(intent::PressDigit{key->digit});
    if (key->kind == PadKey::Kind::left) intents.push_back(intent::ClearDigits{});
    if (key->kind == PadKey::Kind::right) intents.push_back(intent::SaveAnswer{});
}

/// Above the pad or the box stands what they are for, or what has to be filled in before.
void draw_asked_and_proof(Frame& frame, Rect area, const ConfirmView& view, Intents& intents)
{
    const bool asks_more = !view.missing.empty();
    const Colour colour = asks_more ? colours_of(Status::attention).text : theme::ink;
    const std::string_view asked = asks_more    ? std::string_view{view.missing}
                                   : view.signs ? std::string_view{say::sign_here}
                                                : std::string_view{say::enter_code};
    area.cut_top(frame.text(area, asked, {.font = Font::strong, .colour = colour, .align = Align::centre}), 8);
    if (view.signs && !view.has_code)
        area.cut_top(frame.text(area, say::no_code, {.font = Font::small, .colour = theme::muted}), 12);
    if (!view.signs) {
        const Rect dots = area.cut_top(44, 12);
        frame.pin_dots({dots.x, dots.y}, view.digits, 4, dots.w);
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

std::string_view proof_explained(const ConfirmView& view)
{
    return !view.has_code ? say::no_code : view.signs ? say::sign_explained : say::code_explained;
}

/// What the proof asks of the person; what went wrong takes the place of how it works, or the last button would leave
/// the screen. Returns the height.
int draw_proof_words(Frame& frame, Rect area, const ConfirmView& view)
{
    const int top = area.y;
    area.cut_top(frame.text(area, view.signs ? say::sign_here : say::enter_code, {.font = Font::heading}), 12);
    const bool wrong = !view.trouble.empty();
    area.cut_top(frame.text(area, wrong ? std::string_view{view.trouble} : proof_explained(view),
                            {.colour = wrong ? colours_of(Status::wrong).text : theme::muted}),
                 16);
    return area.y - top;
}

/// Returns the height.
int draw_trouble(Frame& frame, const Rect& area, const ConfirmView& view)
{
    return view.trouble.empty() ? 0 : frame.text(area, view.trouble, {.colour = colours_of(Status::wrong).text}) + 12;
}

std::vector<OtherWay> other_answers(const ConfirmView& view)
{
    const bool may = view.may_answer && !view.open.empty();
    return {{{"bevestigen/voorbehoud", Sentence{say::with_reserve}, false, may},
             intent::SelectAnswerMode{AnswerMode::reserve}},
            {{"bevestigen/nietakkoord", Sentence{say::disagree}, false, may},
             intent::SelectAnswerMode{AnswerMode::decline}}};
}

std::vector<OtherWay> way_back()
{
    return {{{"bevestigen/terug", Sentence{say::back}, false, true}, intent::SelectAnswerMode{AnswerMode::agree}}};
}

/// Whether somebody may prove with a signature or by the chair who it is that answers.
bool may_prove_otherwise(const ConfirmView& view)
{
    return view.may_answer && (view.mode != AnswerMode::agree || !view.open.empty());
}

void draw_agreeing(Frame& frame, Rect left, const ConfirmView& view, Intents& intents)
{
    const Rect right = frame.cut_hand_side(left, pad_width, margin);
    left.cut_top(draw_proof_words(frame, left, view));
    if (!view.signs) {
        frame.pin_dots({left.x, left.y}, view.digits, 4);
        left.cut_top(44, 12);
    }
    left.cut_top(8);
    std::vector<OtherWay> ways = other_answers(view);
    add_proofs(view, may_prove_otherwise(view), ways);
    draw_other_ways(frame, left, ways, intents);
    draw_proof(frame, right, view, intents);
}

/// The bureau has nobody at the table: the chair records its answer. Returns the height.
int draw_spoken(Frame& frame, Rect area, Intents& intents)
{
    const int top = area.y;
    area.cut_top(frame.text(area, say::bureau_spoken, {.colour = theme::muted}), gap);
    if (frame.button("bevestigen/mondeling", say::bureau_agrees, area.cut_top(primary_height),
                     {.kind = ButtonKind::primary}))
        intents.push_back(intent::SaveAnswer{true});
    return area.y - top;
}

/// The caption of the days, with the day that was chosen: beside it, or under it where there is no room.
int draw_day_caption(Frame& frame, Rect area, const ConfirmView& view)
{
    const int caption = frame.text_width(say::answer_before, Font::small_strong);
    const int day = frame.text_width(view.date_sentence, Font::body);
    if (caption + gap + day > area.w) {
        const int height = frame.caption(area, say::answer_before) + 6;
        area.cut_top(height);
        return height + frame.text(area, view.date_sentence, {.colour = theme::muted});
    }
    Rect row = area.cut_top(frame.line_height(Font::body));
    frame.text(row.cut_right(day), view.date_sentence, {.colour = theme::muted, .valign = VAlign::middle});
    frame.caption(row.centred(row.w, frame.line_height(Font::small_strong)), say::answer_before);
    return frame.line_height(Font::body);
}

/// The reason, and for a reserve the day of the answer. Returns the height.
int draw_reason(Frame& frame, Rect area, const ConfirmView& view, Intents& intents)
{
    const int top = area.y;
    const bool reserve = view.mode == AnswerMode::reserve;
    area.cut_top(draw_field(frame, area, "bevestigen/reden", reserve ? say::why_reserve : say::why_disagree,
                            Field::answer_reason, view.reason, intents, say::conclusion_hint, true),
                 16);
    if (!reserve) return area.y - top;
    area.cut_top(draw_day_caption(frame, area, view), 10);
    area.cut_top(draw_dates(frame, area, "bevestigen/datum", view.dates, DateField::answer_by, intents));
    return area.y - top;
}

/// Met voorbehoud or niet akkoord: the reason, the date, and the proof that it is the owner who says so.
void draw_objection(Frame& frame, Rect area, const ConfirmView& view, Intents& intents)
{
    if (!frame.editing().empty()) { // the keyboard takes the room of the pad
        frame.scroll(
            "bevestigen/bezwaar", area,
            [&](Rect content) { return content.y + draw_reason(frame, content, view, intents); },
            ScrollPlace::forgotten);
        return;
    }
    constexpr int above_pad = 100; // what is asked and the dots
    Rect right = frame.cut_hand_side(area, pad_width, margin);
    right.cut_top(std::max(0, right.h - pad_height - above_pad)); // the keys are as large as they are for agreeing
    std::vector<OtherWay> ways = way_back();
    add_proofs(view, may_prove_otherwise(view), ways);
    const int rows = ways.size() > 2 ? 2 * button_height + 12 : button_height;
    draw_other_ways(frame, area.cut_bottom(rows, gap), ways, intents);
    if (!view.trouble.empty()) {
        const int lines = frame.text_height(view.trouble, Font::body, area.w);
        frame.text(area.cut_bottom(lines, 12), view.trouble, {.colour = colours_of(Status::wrong).text});
    }
    frame.scroll(
        "bevestigen/bezwaar", area,
        [&](Rect content) { return content.y + draw_reason(frame, content, view, intents); }, ScrollPlace::forgotten);
    draw_asked_and_proof(frame, right, view, intents);
}

/// What the owner is asked, with larger text. Returns the y it reached.
int draw_narrow_words(Frame& frame, Rect content, const ConfirmView& view, Intents& intents)
{
    content.cut_top(draw_trouble(frame, content, view));
    const bool typing = !frame.editing().empty();
    if (!typing || view.only_spoken) draw_prompt(frame, content, view);
    // Who objects has read it: the reason and the day come first.
    if (view.mode != AnswerMode::agree && !view.only_spoken)
        content.cut_top(draw_reason(frame, content, view, intents), gap);
    content.y = draw_own_agreements(frame, content, view) + 4;
    if (view.only_spoken) return content.y + draw_spoken(frame, content, intents);
    if (typing) return content.y;
    if (!view.agreements.empty())
        draw_read_aloud(frame, {content.x, content.y, frame.button_width(say::read_aloud), button_height}, view);
    content.cut_top(button_height, gap);
    if (view.mode == AnswerMode::agree)
        content.cut_top(frame.text(content, proof_explained(view), {.colour = theme::muted}), 16);
    std::vector<OtherWay> proofs;
    add_proofs(view, may_prove_otherwise(view), proofs);
    return content.y + draw_other_ways(frame, content, proofs, intents);
}

/// A scroll area for each owner: the next one's words begin at their top.
std::string of_selected(std::string_view area, const ConfirmView& view)
{
    const auto selected = std::ranges::find_if(view.people, &ConfirmPerson::selected);
    return std::string{area} + "/" + (selected == view.people.end() ? std::string{} : selected->person.id.value());
}

/// With larger text the words scroll beside the pad, which stays where it is, and so do the other answers.
void draw_beside_pad(Frame& frame, Rect inside, const ConfirmView& view, Intents& intents)
{
    if (!view.only_spoken && frame.editing().empty()) { // the keyboard takes the room of the pad
        draw_asked_and_proof(frame, frame.cut_hand_side(inside, inside.w * 9 / 20, margin), view, intents);
        const std::vector<OtherWay> ways = view.mode == AnswerMode::agree ? other_answers(view) : way_back();
        std::vector<FlowButton> buttons;
        std::ranges::transform(ways, std::back_inserter(buttons), &OtherWay::button);
        draw_other_ways(frame, inside.cut_bottom(flow_height(frame, inside.w, buttons), gap), ways, intents);
    }
    frame.scroll(
        of_selected("bevestigen/antwoord", view), inside,
        [&](Rect content) { return draw_narrow_words(frame, content, view, intents); }, ScrollPlace::forgotten);
}

/// What the answer needs below the agreements; those have the rest.
int answer_room(const Frame& frame, const ConfirmView& view)
{
    constexpr int reason_typed = 190; // a caption, a field and what is between
    if (!frame.editing().empty()) return reason_typed;
    return view.mode == AnswerMode::reserve ? pad_height + 120 : pad_height;
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
    const ButtonStyle on{.kind = ButtonKind::bar_white, .icon = Icon::left};
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
        frame.scroll(
            of_selected("bevestigen/eigen", view), inside,
            [&](Rect content) { return draw_own_agreements(frame, content, view); }, ScrollPlace::forgotten);
        draw_keyboard(frame);
        return;
    }
    // What the agreements don't use is for an objection; the pad stays where it is.
    const int most = std::max(0, inside.h - answer_room(frame, view) - gap);
    const bool takes_rest = view.only_spoken || view.mode != AnswerMode::agree;
    const int list = takes_rest ? std::min(most, own_agreements_height(frame, inside.w, view)) : most;
    frame.scroll(
        of_selected("bevestigen/eigen", view), inside.cut_top(list, gap),
        [&](Rect content) { return draw_own_agreements(frame, content, view); }, ScrollPlace::forgotten);
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
