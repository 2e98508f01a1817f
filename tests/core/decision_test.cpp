#include "core/minutes.h"
#include "support/builders.h"

#include <gtest/gtest.h>

using namespace casustafel::core;
using namespace casustafel::support;

namespace {

Decision of_kind(DecisionKind kind)
{
    Decision decision;
    decision.kind = kind;
    return decision;
}

Decision continuing()
{
    Decision decision = of_kind(DecisionKind::continued);
    decision.next_on = parse_date("2026-12-05");
    return decision;
}

Decision closing()
{
    Decision decision = of_kind(DecisionKind::close);
    decision.result = CloseResult::manageable;
    decision.reason = "Rustig sinds mei";
    decision.closing = {{CriterionId{"stabiel"}, true, {}}};
    return decision;
}

command::RecordEarlier outcome(Outcome how)
{
    command::RecordEarlier command;
    command.in_case = first_case;
    command.agreement = earlier_agreement;
    command.outcome = how;
    return command;
}

} // namespace

TEST(Decisions, each_kind_names_what_it_lacks)
{
    Table table = Table::in_first_case();
    for (const DecisionKind kind : {DecisionKind::continued, DecisionKind::escalate, DecisionKind::scale_down,
                                    DecisionKind::close, DecisionKind::not_discussed})
        EXPECT_EQ(table.give(command::Decide{first_case, of_kind(kind)}), Refusal::decision_incomplete);
    Decision accepted = of_kind(DecisionKind::scale_down);
    accepted.to = "Sociaal team Oosterveld";
    accepted.handover = Handover::accepted;
    EXPECT_EQ(table.ask(command::Decide{first_case, accepted}).error().about, "accepted_by");
    Decision far = continuing();
    far.ave_phase = 5;
    EXPECT_EQ(table.ask(command::Decide{first_case, far}).error().about, "ave_phase");
}

TEST(Decisions, a_case_is_not_left_without_one)
{
    Table table = Table::in_first_case();
    EXPECT_EQ(table.give(command::LeaveCase{first_case}), Refusal::decision_missing);
    EXPECT_EQ(table.give(command::Decide{first_case, continuing()}), std::nullopt);
    EXPECT_EQ(table.give(command::LeaveCase{first_case}), std::nullopt);
    EXPECT_EQ(table.give(command::RecordConclusion{first_case, "Ja"}), Refusal::case_decided);
    EXPECT_EQ(table.give(command::OpenCase{first_case}), std::nullopt);
}

TEST(Decisions, a_case_is_closed_only_when_nothing_is_left_open)
{
    Table table = Table::in_first_case();
    EXPECT_EQ(table.give(command::Decide{first_case, closing()}), Refusal::open_agreements_left);
    ASSERT_EQ(table.give(outcome(Outcome::done)), std::nullopt);
    ASSERT_EQ(table.give(command::Decide{first_case, closing()}), std::nullopt);
}

TEST(Decisions, what_changed_after_closing_is_looked_at_again_on_leaving)
{
    Table table = Table::in_first_case();
    table.give(outcome(Outcome::done));
    ASSERT_EQ(table.give(command::Decide{first_case, closing()}), std::nullopt);
    const AgreementId late{"00000000-0000-4000-8000-000000000009"};
    table.give(command::Propose{first_case, late, agreement_of(table.conference, therapist)});
    EXPECT_EQ(table.give(command::LeaveCase{first_case}), Refusal::open_agreements_left);
    table.give(command::Withdraw{first_case, late, "Toch niet"});
    EXPECT_EQ(table.give(command::LeaveCase{first_case}), std::nullopt);
}

TEST(Decisions, an_earlier_agreement_is_handed_over_to_one_of_today)
{
    Table table = Table::in_first_case();
    const AgreementId next{"00000000-0000-4000-8000-000000000009"};
    table.give(command::Propose{first_case, next, agreement_of(table.conference, therapist)});
    table.give(
        command::Answer{first_case, {{next, 1}}, therapist, command::Spoken{}, ConfirmationState::confirmed, {}, {}});
    auto on = outcome(Outcome::in_progress);
    on.followed_by = next;
    ASSERT_EQ(table.give(on), std::nullopt);
    EXPECT_EQ(table.give(command::Decide{first_case, closing()}), std::nullopt);
}

TEST(EarlierAgreements, could_not_needs_its_bottleneck_and_a_new_day_its_reason)
{
    Table table = Table::in_first_case();
    EXPECT_EQ(table.give(outcome(Outcome::open)), Refusal::outcome_is_open);
    EXPECT_EQ(table.give(outcome(Outcome::unable)), Refusal::bottleneck_missing);
    auto unable = outcome(Outcome::unable);
    unable.bottleneck = BottleneckId{"onbekend"};
    EXPECT_EQ(table.give(unable), Refusal::bottleneck_unknown);
    auto later = outcome(Outcome::in_progress);
    later.new_due = parse_date("2026-12-24");
    EXPECT_EQ(table.give(later), Refusal::reason_missing);
    later.reason = "Formulier kwijt";
    EXPECT_EQ(table.give(later), std::nullopt);
}

TEST(Informing, is_an_agreement_like_any_other_or_has_a_reason)
{
    Table table = Table::in_first_case();
    EXPECT_EQ(table.give(command::RecordInforming{first_case, InformingState::to_inform, {}, {}}),
              Refusal::informing_needs_agreement);
    EXPECT_EQ(table.give(command::RecordInforming{first_case, InformingState::postponed, {}, {}}),
              Refusal::reason_missing);
}

TEST(Sealing, waits_for_the_open_case_and_then_refuses_everything)
{
    Table table = Table::in_first_case();
    const MinutesId minutes{"00000000-0000-4000-8000-0000000000aa"};
    EXPECT_EQ(table.give(command::Seal{minutes}), Refusal::case_still_open);
    table.give(command::Decide{first_case, continuing()});
    table.give(command::LeaveCase{first_case});
    ASSERT_EQ(table.give(command::Seal{minutes}), std::nullopt);
    EXPECT_EQ(table.give(command::CheckIn{landlord}), Refusal::already_sealed);
}

TEST(Minutes, tell_who_was_there_what_was_promised_and_what_was_not_discussed)
{
    Table table = Table::in_first_case();
    const AgreementId kept{"00000000-0000-4000-8000-000000000001"};
    const AgreementId dropped{"00000000-0000-4000-8000-000000000002"};
    table.give(command::Propose{first_case, kept, agreement_of(table.conference, therapist)});
    table.give(command::Propose{first_case, dropped, agreement_of(table.conference, director)});
    table.give(command::Withdraw{first_case, dropped, "Dubbel"});
    table.give(command::StepOut{police_officer, {}});
    table.now += std::chrono::minutes{30};
    table.give(command::Decide{first_case, continuing()});
    table.give(command::LeaveCase{first_case});
    ASSERT_EQ(table.give(command::Seal{MinutesId{"m"}}), std::nullopt);

    const Minutes minutes = minutes_of(table.conference, {});

    ASSERT_EQ(minutes.cases.size(), 2U);
    EXPECT_TRUE(minutes.cases[0].discussed);
    ASSERT_EQ(minutes.cases[0].agreements.size(), 1U);
    EXPECT_EQ(minutes.cases[0].agreements[0].id, kept);
    EXPECT_EQ(minutes.cases[0].minutes_spent, 30.0);
    EXPECT_EQ(minutes.cases[0].present, (std::vector{therapist, director}));
    EXPECT_FALSE(minutes.cases[1].discussed);
    EXPECT_EQ(minutes.cases[1].decision.kind, DecisionKind::not_discussed);
    EXPECT_FALSE(minutes.cases[1].decision.reason.empty());
    EXPECT_TRUE(minutes.absent_domains.empty());
    for (const MinutesAttendance& one : minutes.attendance)
        for (const Interval& interval : one.intervals) EXPECT_TRUE(interval.until.has_value());
}
