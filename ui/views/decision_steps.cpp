#include "ui/views/decision_steps.h"

#include "core/closing.h"
#include "core/text.h"
#include "ui/say.h"

#include <algorithm>

// What each kind of decision asks, part by part, with how it stands (domain rules 8 and 9).

namespace casustafel::ui {

using namespace core;

namespace {

class Steps {
public:
    Steps(const Conference& conference, const CaseState& state, const State& local)
        : conference_{conference}, state_{state}, local_{local}, draft_{local.decision}
    {
    }

    std::vector<DecisionStep> take();

private:
    /// Something that this decision can't do without.
    void ask(DecisionPart part, bool there, Sentence label)
    {
        steps_.push_back({part, {std::move(label), there ? Status::ok : Status::attention}, !there, {}});
    }
    void ask(DecisionPart part, bool there, std::string_view label) { ask(part, there, Sentence{label}); }
    void typed(DecisionPart part, Field field, std::string_view label) { ask(part, !blank(local_.text(field)), label); }

    void escalating();
    void scaling_down();
    void closing();
    void ending();
    void count_loose_ends();
    void list_points(bool blocks);
    void list_slips();
    void loose_ends(bool must_end);
    void informing(bool required);

    const Conference& conference_;
    const CaseState& state_;
    const State& local_;
    const Decision& draft_;
    std::vector<DecisionStep> steps_;
    int unconfirmed_ = 0;
    int points_ = 0;
    int disputed_ = 0;
    int not_agreed_ = 0;
    int without_outcome_ = 0;
    int not_ended_ = 0;
};

void Steps::count_loose_ends()
{
    const auto of_kind = [](const std::vector<Gap>& gaps, GapKind kind) {
        return static_cast<int>(std::ranges::count(gaps, kind, &Gap::kind));
    };
    const std::vector<Gap> ends = core::loose_ends(state_);
    const std::vector<Gap> waiting = core::unanswered(state_);
    points_ = of_kind(ends, GapKind::attention_point);
    not_agreed_ = of_kind(ends, GapKind::agreement);
    not_ended_ = of_kind(ends, GapKind::earlier_agreement);
    unconfirmed_ = of_kind(waiting, GapKind::agreement);
    without_outcome_ = of_kind(waiting, GapKind::earlier_agreement);
    for (const Agreement& one : state_.agreements)
        if (!one.withdrawn_at && one.content.complete() && one.confirmation.state == ConfirmationState::declined)
            ++disputed_;
}

/// Each point of attention by itself, one touch from being completed; one that may not be read leads to the case.
void Steps::list_points(bool blocks)
{
    for (const Agreement& one : state_.agreements) {
        if (one.withdrawn_at || one.content.complete()) continue;
        const CaseLine line = agreement_line(conference_, state_, one);
        Sentence label =
            fill(say::point_row, {std::to_string(one.number), line.masked_because ? *line.masked_because : line.text});
        if (!line.masked_because && !one.content.owner) label += " · " + Sentence{say::who_is_missing};
        if (!line.masked_because && !one.content.due) label += " · " + Sentence{say::when_is_missing};
        steps_.push_back({line.masked_because ? DecisionPart::points : DecisionPart::none,
                          {std::move(label), Status::attention},
                          blocks,
                          line.masked_because ? AgreementId{} : one.id});
    }
}

/// What slipped, and leads to the first agreement that is touched and may be read.
void Steps::list_slips()
{
    for (const Slip& slip : relations_warned(state_)) {
        AgreementId touched;
        for (const AgreementId& id : slip.warned)
            if (const Agreement* one = find(state_, id);
                touched.empty() && one && !agreement_line(conference_, state_, *one).masked_because)
                touched = id;
        steps_.push_back({DecisionPart::none,
                          {slip_words(conference_, state_, slip), Status::attention},
                          false,
                          std::move(touched)});
    }
}

/// `must_end`: closing leaves nothing behind; the other decisions only say what still waits.
void Steps::loose_ends(bool must_end)
{
    const bool scaling_down = draft_.kind == DecisionKind::scale_down;
    const bool guided = must_end || scaling_down;
    const int earlier = must_end ? not_ended_ : without_outcome_;
    const auto add = [&](DecisionPart part, int number, const Plural& words, bool blocks) {
        if (number > 0) steps_.push_back({part, {count(number, words), Status::attention}, blocks, {}});
    };
    if (earlier == 0 && guided)
        steps_.push_back({DecisionPart::earlier, {Sentence{say::step_earlier}, Status::ok}, false, {}});
    else if (must_end)
        add(DecisionPart::earlier, earlier, say::to_end_count, true);
    else
        add(DecisionPart::earlier, earlier, say::earlier_count, scaling_down);
    list_points(guided);
    if (must_end) {
        add(DecisionPart::agreements, not_agreed_, say::not_agreed_count, true);
    } else {
        add(DecisionPart::agreements, unconfirmed_, say::unconfirmed_count, scaling_down);
        add(DecisionPart::agreements, disputed_, say::disputed_count, false);
    }
    const int today = points_ + (must_end ? not_agreed_ : unconfirmed_ + disputed_);
    if (guided && today == 0)
        steps_.push_back({DecisionPart::agreements, {Sentence{say::step_agreements}, Status::ok}, false, {}});
    list_slips();
}

void Steps::informing(bool required)
{
    const bool settled = informing_settled(state_);
    steps_.push_back({DecisionPart::informing,
                      {Sentence{say::step_informing}, settled ? Status::ok : Status::attention},
                      required && !settled,
                      {}});
}

void Steps::escalating()
{
    ask(DecisionPart::escalation_kind, draft_.escalation_kind.has_value(), say::step_escalation_kind);
    typed(DecisionPart::escalate_to, Field::decision_to, say::step_escalate_to);
    typed(DecisionPart::question, Field::decision_question, say::step_question);
    ask(DecisionPart::by, !draft_.by.empty(), say::step_by);
    ask(DecisionPart::answer_by, draft_.answer_by.has_value(), say::step_answer_by);
}

void Steps::scaling_down()
{
    typed(DecisionPart::receiver, Field::decision_to, say::step_receiver);
    if (draft_.handover == Handover::accepted)
        typed(DecisionPart::handover, Field::decision_accepted_by, say::step_accepted_by);
    else
        ask(DecisionPart::handover, draft_.handover.has_value(), say::step_handover);
    ending();
    // What isn't met may be let go of, but not without saying why.
    if (std::ranges::any_of(draft_.closing, [](const ClosingTest& one) { return !one.met; }))
        typed(DecisionPart::reason, Field::decision_reason, say::step_reason);
    loose_ends(false);
    informing(true);
}

void Steps::closing()
{
    ask(DecisionPart::result, draft_.result.has_value(), say::step_result);
    typed(DecisionPart::reason, Field::decision_reason, say::step_reason);
    ending();
    loose_ends(true);
    informing(true);
    steps_.push_back({DecisionPart::none, {Sentence{say::step_retention}, Status::ok}, false, {}});
}

/// The criteria and the goals.
void Steps::ending()
{
    const auto answered = [](const auto& asked, const auto& answers, auto id) {
        return std::ranges::count_if(
            asked, [&](const auto& one) { return std::ranges::find(answers, one.id, id) != answers.end(); });
    };
    const auto add = [&](DecisionPart part, std::string_view label, std::ptrdiff_t number, std::size_t all) {
        const auto total = static_cast<std::ptrdiff_t>(all);
        if (total > 0) ask(part, number == total, fill(label, {std::to_string(number), std::to_string(total)}));
    };
    const auto& criteria = conference_.package.closing_criteria;
    add(DecisionPart::closing, say::step_closing, answered(criteria, draft_.closing, &ClosingTest::id),
        criteria.size());
    const auto& goals = state_.brief->goals;
    add(DecisionPart::goals, say::step_goals, answered(goals, draft_.goals, &GoalResult::id), goals.size());
}

std::vector<DecisionStep> Steps::take()
{
    count_loose_ends();
    if (!local_.decision_started) {
        loose_ends(false);
        informing(false);
        return std::move(steps_);
    }
    switch (draft_.kind) {
    case DecisionKind::continued:
        ask(DecisionPart::next_on, draft_.next_on.has_value(), say::step_next_on);
        loose_ends(false);
        informing(false);
        break;
    case DecisionKind::escalate:
        escalating();
        loose_ends(false);
        informing(false);
        break;
    case DecisionKind::scale_down:
        scaling_down();
        break;
    case DecisionKind::close:
        closing();
        break;
    case DecisionKind::not_discussed:
        typed(DecisionPart::reason, Field::decision_reason, say::step_reason);
        break;
    }
    return std::move(steps_);
}

} // namespace

std::vector<DecisionStep> decision_steps(const Conference& conference, const CaseState& state, const State& local)
{
    return Steps{conference, state, local}.take();
}

} // namespace casustafel::ui
