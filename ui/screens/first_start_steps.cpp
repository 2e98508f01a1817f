#include "ui/journal_words.h"
#include "ui/say.h"
#include "ui/screens/first_start_parts.h"

#include <algorithm>
#include <utility>

namespace casustafel::ui::first_start {

namespace {

/// What setting up does, one after another: done, going on or where it stopped, still to come.
std::vector<Mark> progress_marks(const Facts& facts)
{
    using Step = std::pair<Text, Progress>;
    std::vector<Mark> marks;
    bool first = true;
    for (const auto& [what, done] :
         {Step{say::first_make_keys, Progress::keys_made}, Step{say::first_enrol, Progress::enrolled},
          Step{say::first_publish, Progress::finished}}) {
        const bool is_done = facts.progress >= done;
        const Status open = !first ? Status::neutral : facts.failure ? Status::wrong : Status::now;
        marks.push_back({Sentence{what}, is_done ? Status::ok : open});
        first = first && is_done;
    }
    return marks;
}

std::string_view words(Failure why)
{
    switch (why) {
    case Failure::other_secret:
        return say::first_other_secret;
    case Failure::code_refused:
        return say::first_code_refused;
    case Failure::no_bureau:
        return say::first_no_bureau;
    case Failure::keys_refused:
        return say::first_keys_refused;
    case Failure::file_unusable:
        return say::first_file_unusable;
    case Failure::disk:
        return say::first_disk;
    case Failure::something_else:
        return say::first_something_else;
    }
    return {};
}

std::string_view heading_of(const State& state, const Facts& facts)
{
    if (facts.resumes) return facts.pin ? say::first_earlier_pin : say::first_earlier_passphrase;
    if (state.step == Step::repeat) return facts.pin ? say::first_repeat_pin : say::first_type_again;
    return facts.pin ? say::first_choose_pin : say::first_note_down;
}

std::string_view explanation_of(const State& state, const Facts& facts)
{
    if (facts.resumes) return say::first_earlier_how;
    if (state.step == Step::repeat) return facts.pin ? say::first_repeat_how : say::first_type_again_how;
    return facts.pin ? say::first_choose_pin_how : say::first_note_how;
}

/// Heading, explanation and what went wrong; returns what is left.
Rect draw_question(Frame& frame, Rect inside, const State& state, const Facts& facts)
{
    inside.cut_top(frame.text(inside, heading_of(state, facts), {.font = Font::title}), 12);
    inside.cut_top(frame.text(inside, explanation_of(state, facts), {.colour = theme::muted}), gap);
    if (state.differs) inside.cut_top(draw_flaw(frame, inside, say::first_differs));
    return inside;
}

void draw_pin(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents)
{
    Rect words = frame.cut_far_side(body, body.w / 2, margin);
    Rect inside = frame.card(words);
    Rect row = inside.cut_bottom(button_height, gap);
    if (draw_back(frame, row, "eerst/terug")) intents.emplace_back(intent::GoBack{});
    inside = draw_question(frame, inside, state, facts);
    const auto key =
        draw_secret_pad(frame, "eerst/pin", body, state.typed.size(),
                        {.right = std::string{say::first_go_on}, .right_enabled = may_go_on(state, facts)});
    if (!key) return;
    if (key->kind == PadKey::Kind::digit) intents.emplace_back(intent::PressDigit{key->digit});
    if (key->kind == PadKey::Kind::left) intents.emplace_back(intent::ClearDigits{});
    if (key->kind == PadKey::Kind::right) intents.emplace_back(intent::GoOn{});
}

/// The passphrase in letters that can be read from across a table, and what to do with it.
void draw_proposal(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents)
{
    Rect inside = frame.card(body);
    Rect row = inside.cut_bottom(primary_height, gap);
    const int wide = std::max(320, frame.button_width(say::first_noted));
    if (frame.button("eerst/verder", say::first_noted, frame.cut_hand_side(row, wide, gap),
                     {.kind = ButtonKind::primary}))
        intents.emplace_back(intent::GoOn{});
    const ButtonStyle back{.icon = Icon::left};
    row = row.centred(row.w, button_height);
    if (frame.button("eerst/terug", say::back, row.cut_left(frame.button_width(say::back, back), gap), back))
        intents.emplace_back(intent::GoBack{});
    if (frame.button("eerst/andere", say::first_another, row.cut_left(frame.button_width(say::first_another), gap)))
        intents.emplace_back(intent::ProposeAnother{});
    inside = draw_question(frame, inside, state, facts);
    inside.cut_top(gap);
    const int height = frame.text_height(state.proposal.view(), Font::title, inside.w - 2 * margin) + 2 * margin;
    const Rect paper = inside.cut_top(std::max(160, height));
    frame.panel(paper, theme::soft, theme::line);
    frame.text(paper.inset(margin), state.proposal.view(),
               {.font = Font::title, .align = Align::centre, .valign = VAlign::middle});
}

void draw_passphrase(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents)
{
    constexpr int field_height = 80;
    if (frame.editing().empty()) frame.edit("eerst/zin"); // nothing else is typed here
    reserve_keyboard(frame, body);
    Rect inside = frame.card(body);
    Rect row = inside.cut_bottom(button_height, gap);
    const int wide = std::max(roomy(frame) ? 320 : 0, frame.button_width(say::first_go_on));
    const bool enough = may_go_on(state, facts);
    const bool pressed = frame.button("eerst/verder", say::first_go_on, frame.cut_hand_side(row, wide, gap),
                                      {.kind = ButtonKind::primary, .enabled = enough});
    const ButtonStyle back{.icon = Icon::left};
    if (frame.button("eerst/terug", say::back, frame.cut_far_side(row, frame.button_width(say::back, back), gap), back))
        intents.emplace_back(intent::GoBack{});
    // With large text the keyboard leaves room for what is asked, and for the field between the buttons.
    const int words = frame.text_height(heading_of(state, facts), Font::title, inside.w) + 12 +
                      frame.text_height(explanation_of(state, facts), Font::body, inside.w) + gap + 48;
    Rect box = row;
    if (inside.h >= words + field_height) {
        inside = draw_question(frame, inside, state, facts);
        box = inside.cut_top(field_height);
    } else {
        inside.cut_top(frame.text(inside, heading_of(state, facts), {.font = Font::subheading}), 12);
        if (state.differs) draw_flaw(frame, inside, say::first_differs);
    }
    SecretKeys keys = frame.secret_field("eerst/zin", box, state.typed.size(), say::type_passphrase);
    if (!keys.empty()) intents.emplace_back(intent::TypeSecret{std::move(keys)});
    if (enough && (pressed || frame.submitted())) intents.emplace_back(intent::GoOn{});
    draw_keyboard(frame);
}

/// Once more, or back; only back where once more comes to the same.
void draw_ways_on(Frame& frame, Rect row, Failure why, Intents& intents)
{
    const bool again = may_try_again(why);
    const ButtonStyle back{.kind = again ? ButtonKind::secondary : ButtonKind::primary, .icon = Icon::left};
    Rect place = frame.cut_hand_side(row, std::max(320, frame.button_width(say::first_try_again)), gap);
    if (again) {
        if (frame.button("eerst/opnieuw", say::first_try_again, place, {.kind = ButtonKind::primary}))
            intents.emplace_back(intent::TryAgain{});
        place = row.centred(row.w, button_height).cut_left(frame.button_width(say::back, back));
    }
    if (frame.button("eerst/terug", say::back, place, back)) intents.emplace_back(intent::GoBack{});
}

} // namespace

void draw_secret(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents)
{
    if (facts.pin) return draw_pin(frame, body, state, facts, intents);
    if (state.step == Step::choose) return draw_proposal(frame, body, state, facts, intents);
    draw_passphrase(frame, body, state, facts, intents);
}

void draw_busy(Frame& frame, const Rect& body, const Facts& facts, Intents& intents)
{
    const Rect card = body.centred(std::min(1100, body.w), std::min(760, body.h));
    Rect inside = frame.card(card);
    if (facts.failure) draw_ways_on(frame, inside.cut_bottom(primary_height, gap), *facts.failure, intents);
    inside.cut_top(
        frame.text(inside, facts.failure ? say::first_stopped : say::first_setting_up, {.font = Font::title}), gap);
    const std::vector<Mark> steps = progress_marks(facts);
    frame.scroll("eerst/voortgang", inside, [&](Rect content) {
        content.cut_top(draw_marks(frame, content, steps), gap);
        if (!facts.failure) {
            content.cut_top(frame.text(content, say::unlocking, {.colour = theme::muted}));
            return content.y;
        }
        content.cut_top(frame.text(content, words(*facts.failure), {.font = Font::subheading}), 12);
        content.cut_top(frame.text(content, fill(say::first_detail, {in_words(facts.detail)}),
                                   {.font = Font::small, .colour = theme::muted}));
        return content.y;
    });
}

} // namespace casustafel::ui::first_start
