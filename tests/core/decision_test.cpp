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

TEST(Decisions, a_case_is_scaled_down_only_when_all_that_was_asked_is_answered)
{
    Table table = Table::in_first_case();
    const AgreementId next{"00000000-0000-4000-8000-000000000009"};
    table.give(command::Propose{first_case, next, agreement_of(table.conference, therapist)});
    Decision down = of_kind(DecisionKind::scale_down);
    down.to = "Sociaal team Oosterveld";
    down.handover = Handover::pending;
    EXPECT_EQ(table.ask(command::Decide{first_case, down}).error(),
              (Rejection{Refusal::decision_incomplete, "closing"}));
    down.closing = {{CriterionId{"stabiel"}, false, {}}};
    EXPECT_EQ(table.give(command::Decide{first_case, down}), Refusal::motivation_missing);
    down.closing[0].motivation = "Drie maanden is genoeg";
    EXPECT_EQ(table.give(command::Decide{first_case, down}), Refusal::open_agreements_left) << "the earlier one";
    table.give(outcome(Outcome::in_progress));
    EXPECT_EQ(table.give(command::Decide{first_case, down}), Refusal::open_agreements_left) << "nobody answered yet";
    table.give(command::Answer{
        first_case, {{next, 1}}, therapist, command::Spoken{}, ConfirmationState::declined, "Kan niet", {}});
    ASSERT_EQ(table.give(command::Decide{first_case, down}), std::nullopt)
        << "what goes on or is disputed goes along to who receives the case";
    const AgreementId point{"00000000-0000-4000-8000-00000000000a"};
    AgreementContent vague = agreement_of(table.conference, therapist);
    vague.due.reset();
    table.give(command::Propose{first_case, point, vague});
    EXPECT_EQ(table.give(command::LeaveCase{first_case}), Refusal::open_agreements_left);
}

TEST(Decisions, a_case_is_not_scaled_down_before_each_goal_and_the_informing_is_settled)
{
    Package package = example_package();
    package.cases[1].informing.state = InformingState::to_inform;
    package.cases[1].goals = {{GoalId{"00000000-0000-4000-8000-0000000000b1"}, "Een eigen plek", {}}};
    Table table;
    table.give(command::ImportPackage{package});
    table.give(command::CheckIn{therapist});
    table.give(command::StartConference{});
    table.give(command::OpenCase{second_case});
    Decision down = of_kind(DecisionKind::scale_down);
    down.to = "Sociaal team Oosterveld";
    down.handover = Handover::accepted;
    down.accepted_by = "T. Ontvanger";
    down.closing = {{CriterionId{"stabiel"}, true, {}}};
    EXPECT_EQ(table.ask(command::Decide{second_case, down}).error(),
              (Rejection{Refusal::decision_incomplete, "goals"}));
    down.goals = {{package.cases[1].goals[0].id, GoalState::partly}};
    EXPECT_EQ(table.give(command::Decide{second_case, down}), Refusal::informing_missing);
    table.give(command::RecordInforming{second_case, InformingState::informed, {}, {}});
    EXPECT_EQ(table.give(command::Decide{second_case, down}), std::nullopt);
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

TEST(Decisions, a_case_is_not_closed_over_an_earlier_agreement_that_was_put_off)
{
    Table table = Table::in_first_case();
    auto later = outcome(Outcome::partly);
    later.reason = "Wachtlijst";
    later.new_due = parse_date("2026-12-24");
    ASSERT_EQ(table.give(later), std::nullopt);
    EXPECT_EQ(table.give(command::Decide{first_case, closing()}), Refusal::open_agreements_left);
}

TEST(Decisions, name_only_what_is_there_in_words_that_the_minutes_can_hold)
{
    Table table = Table::in_first_case();
    const auto deciding = [&](auto change) {
        Decision decision = continuing();
        change(decision);
        return table.give(command::Decide{first_case, decision});
    };
    EXPECT_EQ(deciding([](Decision& d) { d.closing = {{CriterionId{"geen"}, true, {}}}; }), Refusal::reference_unknown);
    EXPECT_EQ(deciding([](Decision& d) { d.goals = {{GoalId{"geen"}, {}}}; }), Refusal::reference_unknown);
    EXPECT_EQ(deciding([](Decision& d) { d.by = ParticipantId{"niemand"}; }), Refusal::no_such_participant);
    EXPECT_EQ(deciding([](Decision& d) { d.informed = {" "}; }), Refusal::text_not_clean);
    EXPECT_EQ(deciding([](Decision& d) { d.closing = {{CriterionId{"stabiel"}, true, "\x01"}}; }),
              Refusal::text_not_clean);
    EXPECT_EQ(deciding([](Decision& d) { d.next_on = parse_date("2026-11-20"); }), Refusal::date_in_the_past);
    EXPECT_EQ(deciding([](Decision& d) { d.next_on = parse_date("2026-11-21"); }), std::nullopt) << "today counts";
}

TEST(Informing, is_looked_at_again_on_leaving)
{
    Table table = Table::in_first_case();
    const AgreementId talk{"00000000-0000-4000-8000-000000000009"};
    table.give(command::Propose{first_case, talk, agreement_of(table.conference, therapist)});
    ASSERT_EQ(table.give(command::RecordInforming{first_case, InformingState::to_inform, talk, {}}), std::nullopt);
    table.give(command::Withdraw{first_case, talk, "Dubbel"});
    table.give(command::Decide{first_case, continuing()});
    EXPECT_EQ(table.give(command::LeaveCase{first_case}), Refusal::informing_needs_agreement);
    table.give(command::RecordInforming{first_case, InformingState::informed, {}, {}});
    EXPECT_EQ(table.give(command::LeaveCase{first_case}), std::nullopt);
}

TEST(LegalGround, is_not_taken_away_under_a_case_that_is_on_screen)
{
    Table table = Table::in_first_case();
    const command::RecordCriterion unmet{first_case, CriterionId{"gevolg"}, false, "Eén melding"};
    EXPECT_EQ(table.give(unmet), Refusal::case_still_open);
    table.give(command::Decide{first_case, continuing()});
    table.give(command::LeaveCase{first_case});
    EXPECT_EQ(table.give(unmet), std::nullopt);
    EXPECT_EQ(table.give(command::OpenCase{first_case}), Refusal::no_legal_ground);
}
