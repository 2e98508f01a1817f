#include "ui/say.h"
#include "ui/screens/decision_parts.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"

#include <algorithm>
#include <array>

namespace casustafel::ui {

namespace {

using core::DecisionKind;

const std::string& text_of(const DecisionView& view, Field field)
{
    static const std::string nothing;
    const auto found = view.texts.find(field);
    return found == view.texts.end() ? nothing : found->second;
}

void set(const DecisionView& view, Intents& intents, auto change)
{
    core::Decision next = view.draft;
    change(next);
    intents.push_back(intent::SetDecision{next});
}

int draw_text(Frame& frame, Rect content, std::string_view name, std::string_view caption, Field field,
              DecisionPart part, const DecisionView& view, Intents& intents, std::string_view hint)
{
    at_part(frame, content, part, view);
    return draw_field(frame, content, name, caption, field, text_of(view, field), intents, hint) + 16;
}

int draw_continue(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    const int top = content.y;
    at_part(frame, content, DecisionPart::next_on, view);
    content.cut_top(draw_dates(frame, content, "besluit/datum", view.next_dates, DateField::next_on, intents), 16);
    if (view.draft.next_on)
        content.cut_top(
            frame.text(content, fill(say::up_to, {long_date(*view.draft.next_on)}), {.colour = theme::muted}), 16);
    content.cut_top(frame.text(content, say::could_scale_down, {.colour = theme::muted}), 16);
    return content.y - top;
}

/// The AVE ladder, for who uses it.
int draw_phase(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    const int top = content.y;
    content.cut_top(frame.caption(content, say::ave_phase), 10);
    std::optional<std::size_t> chosen;
    std::vector<FlowButton> buttons{{"besluit/fase/0", Sentence{say::phase_unknown}, !view.draft.ave_phase}};
    for (int phase = 1; phase <= 4; ++phase)
        buttons.push_back({"besluit/fase/" + std::to_string(phase), fill(say::phase_number, {std::to_string(phase)}),
                           view.draft.ave_phase == phase});
    content.cut_top(draw_flow(frame, content, buttons, chosen), 16);
    if (chosen)
        set(view, intents, [&](core::Decision& d) {
            d.ave_phase = *chosen == 0 ? std::nullopt : std::optional{static_cast<int>(*chosen)};
        });
    return content.y - top;
}

/// The steps up, from near to far: nobody begins at the top.
constexpr std::array steps_up{say::to_owner, say::to_manager, say::to_network_manager, say::to_board};

int draw_addressees(Frame& frame, const Rect& content, const DecisionView& view, Intents& intents)
{
    std::vector<FlowButton> buttons;
    buttons.reserve(steps_up.size());
    for (const Text& one : steps_up)
        buttons.push_back({"besluit/aan/" + std::to_string(buttons.size()), Sentence{one},
                           text_of(view, Field::decision_to) == one.dutch()});
    std::optional<std::size_t> chosen;
    const int height = draw_flow(frame, content, buttons, chosen);
    if (chosen) intents.push_back(intent::Type{Field::decision_to, std::string{steps_up[*chosen].dutch()}});
    return height;
}

/// Who was told that it is asked higher up.
int draw_informed(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    const int top = content.y;
    content.cut_top(frame.caption(content, say::escalate_informed), 10);
    std::vector<FlowButton> buttons;
    buttons.reserve(steps_up.size());
    for (const Text& one : steps_up)
        buttons.push_back({"besluit/weet/" + std::to_string(buttons.size()), Sentence{one},
                           std::ranges::contains(view.draft.informed, one.dutch())});
    std::optional<std::size_t> chosen;
    content.cut_top(draw_flow(frame, content, buttons, chosen), 16);
    if (chosen)
        set(view, intents, [&](core::Decision& d) {
            const std::string who{steps_up[*chosen].dutch()};
            if (std::erase(d.informed, who) == 0) d.informed.push_back(who);
        });
    return content.y - top;
}

int draw_escalate(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    const int top = content.y;
    at_part(frame, content, DecisionPart::escalation_kind, view);
    content.cut_top(frame.caption(content, say::escalate_kind), 10);
    std::optional<std::size_t> chosen;
    std::vector<FlowButton> buttons;
    for (const auto kind : {core::EscalationKind::not_delivered, core::EscalationKind::system_problem})
        buttons.push_back(
            {"besluit/aard/" + std::to_string(buttons.size()), words(kind), view.draft.escalation_kind == kind});
    content.cut_top(draw_flow(frame, content, buttons, chosen), 16);
    if (chosen)
        set(view, intents, [&](core::Decision& d) {
            d.escalation_kind =
                *chosen == 0 ? core::EscalationKind::not_delivered : core::EscalationKind::system_problem;
        });
    content.cut_top(draw_text(frame, content, "besluit/aan", say::escalate_to, Field::decision_to,
                              DecisionPart::escalate_to, view, intents, say::escalate_to_hint));
    if (frame.editing().empty()) content.cut_top(draw_addressees(frame, content, view, intents), 16);
    content.cut_top(draw_text(frame, content, "besluit/vraag", say::escalate_question, Field::decision_question,
                              DecisionPart::question, view, intents, say::escalate_question_hint));
    at_part(frame, content, DecisionPart::by, view);
    content.cut_top(frame.caption(content, say::escalate_by), 10);
    buttons.clear();
    chosen.reset();
    for (const OwnerTile& one : view.escalators)
        buttons.push_back({"besluit/door/" + one.person.id.value(), one.person.name, one.selected});
    content.cut_top(draw_flow(frame, content, buttons, chosen), 16);
    if (chosen) set(view, intents, [&](core::Decision& d) { d.by = view.escalators[*chosen].person.id; });
    at_part(frame, content, DecisionPart::answer_by, view);
    content.cut_top(frame.caption(content, say::answer_before), 10);
    content.cut_top(
        draw_dates(frame, content, "besluit/antwoord", view.answer_dates, DateField::decision_answer_by, intents), 16);
    content.cut_top(draw_informed(frame, content, view, intents));
    content.cut_top(draw_phase(frame, content, view, intents));
    return content.y - top;
}

int draw_criteria(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    const int top = content.y;
    at_part(frame, content, DecisionPart::closing, view);
    content.cut_top(frame.caption(content, say::closing_criteria), 10);
    for (std::size_t n = 0; n < view.closing.size(); ++n) {
        const ClosingRow& row = view.closing[n];
        Rect line = content.cut_top(76, 8);
        const std::string name = "besluit/criterium/" + std::to_string(n);
        const std::vector<Rect> answers = line.cut_right(260, gap).columns(2, 12);
        const auto answer = [&](bool met) {
            set(view, intents, [&](core::Decision& d) {
                std::erase_if(d.closing, [&](const core::ClosingTest& one) { return one.id == row.id; });
                d.closing.push_back({row.id, met, {}});
            });
        };
        if (frame.button(name + "/ja", say::yes, answers[0], {.selected = row.met == true})) answer(true);
        if (frame.button(name + "/nee", say::no, answers[1], {.selected = row.met == false})) answer(false);
        frame.text(line, row.label, {.valign = VAlign::middle});
    }
    return content.y - top + 8;
}

int draw_goals(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    const int top = content.y;
    if (view.goals.empty()) return 0;
    at_part(frame, content, DecisionPart::goals, view);
    content.cut_top(frame.caption(content, say::goals), 10);
    constexpr std::array states{core::GoalState::reached, core::GoalState::partly, core::GoalState::not_reached};
    for (std::size_t g = 0; g < view.goals.size(); ++g) {
        content.cut_top(frame.text(content, view.goals[g].label), 8);
        std::vector<FlowButton> buttons;
        buttons.reserve(states.size());
        std::optional<std::size_t> chosen;
        for (std::size_t n = 0; n < states.size(); ++n)
            buttons.push_back({"besluit/doel/" + std::to_string(g) + "/" + std::to_string(n), words(states[n]),
                               view.goals[g].state == states[n]});
        content.cut_top(draw_flow(frame, content, buttons, chosen), 14);
        if (chosen)
            set(view, intents, [&](core::Decision& d) {
                std::erase_if(d.goals, [&](const core::GoalResult& one) { return one.id == view.goals[g].id; });
                d.goals.push_back({view.goals[g].id, states[*chosen]});
            });
    }
    return content.y - top;
}

int draw_scale_down(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    const int top = content.y;
    content.cut_top(draw_text(frame, content, "besluit/ontvanger", say::receiving, Field::decision_to,
                              DecisionPart::receiver, view, intents, say::receiving_hint));
    at_part(frame, content, DecisionPart::handover, view);
    content.cut_top(frame.caption(content, say::accepted_by), 10);
    std::optional<std::size_t> chosen;
    const std::vector<FlowButton> states{
        {"besluit/overdracht/0", Sentence{say::not_yet_accepted}, view.draft.handover == core::Handover::pending},
        {"besluit/overdracht/1", Sentence{say::accepted}, view.draft.handover == core::Handover::accepted}};
    content.cut_top(draw_flow(frame, content, states, chosen), 16);
    if (chosen)
        set(view, intents,
            [&](core::Decision& d) { d.handover = *chosen == 0 ? core::Handover::pending : core::Handover::accepted; });
    if (view.draft.handover == core::Handover::accepted)
        content.cut_top(draw_field(frame, content, "besluit/aanvaard", say::step_accepted_by,
                                   Field::decision_accepted_by, text_of(view, Field::decision_accepted_by), intents),
                        16);
    content.cut_top(draw_criteria(frame, content, view, intents));
    content.cut_top(draw_goals(frame, content, view, intents));
    content.cut_top(draw_text(frame, content, "besluit/waarom", say::why, Field::decision_reason, DecisionPart::reason,
                              view, intents, say::reason_hint));
    content.cut_top(frame.caption(content, say::monitor_until), 10);
    content.cut_top(
        draw_dates(frame, content, "besluit/volgen", view.monitor_dates, DateField::monitored_until, intents), 16);
    return content.y - top;
}

int draw_close(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    const int top = content.y;
    at_part(frame, content, DecisionPart::result, view);
    content.cut_top(frame.caption(content, say::close_result), 10);
    constexpr std::array results{core::CloseResult::manageable, core::CloseResult::not_complex,
                                 core::CloseResult::moved, core::CloseResult::deceased, core::CloseResult::other};
    std::optional<std::size_t> chosen;
    std::vector<FlowButton> buttons;
    buttons.reserve(results.size());
    for (std::size_t n = 0; n < results.size(); ++n)
        buttons.push_back(
            {"besluit/resultaat/" + std::to_string(n), words(results[n]), view.draft.result == results[n]});
    content.cut_top(draw_flow(frame, content, buttons, chosen), 16);
    if (chosen) set(view, intents, [&](core::Decision& d) { d.result = results[*chosen]; });
    content.cut_top(draw_text(frame, content, "besluit/waarom", say::why, Field::decision_reason, DecisionPart::reason,
                              view, intents, say::reason_hint));
    content.cut_top(draw_criteria(frame, content, view, intents));
    content.cut_top(draw_goals(frame, content, view, intents));
    return content.y - top;
}

int draw_informing(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    const int top = content.y;
    at_part(frame, content, DecisionPart::informing, view);
    content.cut_top(frame.caption(content, say::informing_caption), 10);
    frame.badge({content.x, content.y}, view.informing.label, view.informing.status);
    content.cut_top(36, 16);
    if (view.informing_settled && view.informing.status != Status::attention) return content.y - top;
    std::optional<std::size_t> chosen;
    const std::vector<FlowButton> buttons{{"besluit/informeren/0", Sentence{say::informed_done}, false},
                                          {"besluit/informeren/1", Sentence{say::informing_agreement}, false}};
    content.cut_top(draw_flow(frame, content, buttons, chosen), 16);
    if (chosen == 0U) intents.push_back(intent::SaveInforming{core::InformingState::informed});
    if (chosen == 1U) intents.push_back(intent::NewAgreement{true, std::string{say::informing_text.dutch()}, {}});
    const std::string& reason = text_of(view, Field::informing_reason);
    Rect later = content;
    const int width = frame.button_width(say::informing_later);
    const Rect button = later.cut_right(width, gap);
    constexpr int field = 76;
    const int height = draw_field(frame, later, "besluit/uitstel", say::informing_reason_caption,
                                  Field::informing_reason, reason, intents, say::informing_reason_hint);
    if (frame.button("besluit/informeren/2", say::informing_later, {button.x, content.y + height - field, width, field},
                     {.enabled = !reason.empty()}))
        intents.push_back(intent::SaveInforming{core::InformingState::postponed});
    content.cut_top(height, 16);
    return content.y - top;
}

int draw_fields(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    switch (view.draft.kind) {
    case DecisionKind::continued:
        return draw_continue(frame, content, view, intents);
    case DecisionKind::escalate:
        return draw_escalate(frame, content, view, intents);
    case DecisionKind::scale_down:
        return draw_scale_down(frame, content, view, intents);
    case DecisionKind::close:
        return draw_close(frame, content, view, intents);
    case DecisionKind::not_discussed:
        return draw_text(frame, content, "besluit/waarom", say::why, Field::decision_reason, DecisionPart::reason, view,
                         intents, say::reason_hint);
    }
    return 0;
}

void draw_kinds(Frame& frame, Rect column, const DecisionView& view, Intents& intents)
{
    if (view.shown && frame.editing().empty() &&
        frame.button("besluit/verberg", say::hide_decision, column.cut_bottom(button_height, gap)))
        intents.push_back(intent::ShowDecisions{false});
    frame.scroll("besluit/soorten", column, [&](Rect content) {
        for (std::size_t n = 0; n < view.kinds.size(); ++n) {
            const DecisionKindTile& one = view.kinds[n];
            const int explained = frame.text_height(one.explanation, Font::small, content.w - 56);
            const int words = frame.line_height(Font::strong) + explained;
            const Tile tile = frame.tile("besluit/soort/" + std::to_string(n), one.label,
                                         content.cut_top(std::max(126, words + 32), 16), {.selected = one.selected});
            Rect inside = tile.inside.inset(8, 0);
            inside = inside.centred(inside.w, words);
            frame.text(inside.cut_top(frame.line_height(Font::strong)), one.label, {.font = Font::strong});
            frame.text(inside, one.explanation, {.font = Font::small, .colour = theme::muted});
            if (tile.activated) set(view, intents, [&](core::Decision& d) { d.kind = one.kind; });
        }
        return content.y;
    });
}

/// What belongs to the kind that was chosen. Returns the y it reached.
int draw_kind_fields(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    if (!view.chosen) return content.y;
    content.cut_top(draw_fields(frame, content, view, intents), 8);
    if (view.draft.kind != DecisionKind::not_discussed) content.cut_top(draw_informing(frame, content, view, intents));
    return content.y;
}

void draw_chosen(Frame& frame, Rect inside, const DecisionView& view, Intents& intents)
{
    inside.cut_top(frame.text(inside, view.heading, {.font = Font::title}), gap);
    if (view.chosen)
        frame.scroll(
            fields_of(view), inside, [&](Rect content) { return draw_kind_fields(frame, content, view, intents); },
            ScrollPlace::forgotten);
    else
        frame.text(inside, say::choose_decision_first, {.colour = theme::muted});
}

/// With larger text what is still needed stands under what was chosen; how much that is, and the way there, above it.
/// Returns the y it reached.
int draw_stacked(Frame& frame, Rect content, const DecisionView& view, Intents& intents)
{
    content.cut_top(frame.text(content, view.heading, {.font = Font::heading}), gap);
    if (view.chosen && view.to_do > 0) {
        const std::array left{
            JumpRow{{count(view.to_do, say::steps_left), Status::attention}, intent::ShowPart{DecisionPart::steps}}};
        content.cut_top(draw_jumps(frame, content, "besluit/stappen", left, intents), 6);
    }
    if (view.chosen) content.y = draw_kind_fields(frame, content, view, intents) + gap;
    content.y = draw_steps(frame, content, view, intents) + gap;
    return draw_answer(frame, content, view, intents);
}

/// The answer to the table's question stays in sight below the steps; while somebody types all of it scrolls.
void draw_side(Frame& frame, Rect side, const DecisionView& view, Intents& intents)
{
    const bool typing = !frame.editing().empty();
    const Rect below = typing ? Rect{} : side.cut_bottom(answer_height(frame), gap);
    frame.scroll("besluit/zijkant", side, [&](Rect content) {
        content.y = draw_steps(frame, content, view, intents);
        return typing ? draw_answer(frame, {content.x, content.y + gap, content.w, content.h}, view, intents)
                      : content.y;
    });
    // After the steps here too, or the Tab key would never come to them.
    if (!typing) draw_answer(frame, below, view, intents);
}

/// It was recorded; which one it is stays off the screen until the chair shows it.
void draw_hidden(Frame& frame, Rect body, Intents& intents)
{
    Rect inside = frame.card(body.centred(1000, 380));
    inside.cut_top(frame.text(inside, say::decision_recorded, {.font = Font::title}), gap);
    inside.cut_top(frame.text(inside, say::decision_hidden, {.colour = theme::muted}), 2 * gap);
    if (frame.button("besluit/toon", say::show_decision, inside.cut_top(primary_height), {.kind = ButtonKind::primary}))
        intents.push_back(intent::ShowDecisions{true});
}

} // namespace

void draw_decision(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const DecisionView view = decision_view(snapshot, state);
    Rect body;
    const ButtonStyle save{.kind = ButtonKind::bar_white, .icon_after = Icon::check};
    const ButtonStyle back{.kind = ButtonKind::bar, .icon = Icon::left};
    Rect bar = draw_bar(frame, view.title, view.decided_as, body, intents,
                        (view.hidden ? 0 : bar_button_room(frame, say::save, save)) +
                            bar_button_room(frame, say::back_to_case, back));
    if (!view.hidden && bar_button(frame, bar, "besluit/vastleggen", say::save, save))
        intents.push_back(intent::SaveDecision{});
    if (bar_button(frame, bar, "besluit/casus", say::back_to_case, back))
        intents.push_back(intent::Go{Screen::in_case});
    if (view.hidden) return draw_hidden(frame, body, intents);
    const bool in_front = state.sheet == Sheet::none && !state.leaving; // a sheet has a keyboard of its own
    if (in_front) reserve_keyboard(frame, body);
    draw_kinds(frame, frame.cut_far_side(body, roomy(frame) ? 430 : 380, margin), view, intents);
    if (roomy(frame)) {
        draw_side(frame, frame.cut_hand_side(body, 500, margin), view, intents);
        draw_chosen(frame, frame.card(body), view, intents);
    } else {
        frame.panel(body, theme::surface, theme::line);
        frame.scroll(
            fields_of(view), body.inset(20, 16),
            [&](Rect content) { return draw_stacked(frame, content, view, intents); }, ScrollPlace::forgotten);
    }
    if (in_front) draw_keyboard(frame);
}

} // namespace casustafel::ui
