#include "support/builders.h"

#include <gtest/gtest.h>

using namespace casustafel::core;
using namespace casustafel::support;
using namespace std::chrono_literals;

namespace {

const AgreementId one{"00000000-0000-4000-8000-000000000001"};
const Strokes drawn{{{0, 0, 0}, {1, 1, 9}}};

/// The therapist is invited for the second case only; the first is open.
Table with_a_guest_of_one_case()
{
    Package package = example_package();
    package.participants[1].cases = std::vector{second_case};
    Table table;
    table.give(command::ImportPackage{package});
    for (const ParticipantId& id : {police_officer, therapist, director}) table.give(command::CheckIn{id});
    table.give(command::StartConference{});
    table.give(command::OpenCase{first_case});
    return table;
}

std::vector<Interval> intervals_of(const Table& table, const ParticipantId& id)
{
    return attendance_of(table.conference, id).intervals;
}

} // namespace

TEST(Applying, keeps_from_when_to_when_someone_was_at_the_table)
{
    Table table = Table::in_first_case();
    table.now += 10min;
    table.give(command::StepOut{therapist, {}});
    table.now += 10min;
    table.give(command::StepIn{therapist, {}});
    EXPECT_EQ(intervals_of(table, therapist),
              (std::vector<Interval>{{noon(), noon() + 10min, {}}, {noon() + 20min, std::nullopt, {}}}));
}

TEST(Applying, keeps_from_when_to_when_someone_was_out_of_one_case)
{
    Table table = Table::in_first_case();
    table.now += 10min;
    table.give(command::StepOut{therapist, first_case});
    table.now += 5min;
    table.give(command::StepIn{therapist, first_case});
    EXPECT_EQ(intervals_of(table, therapist),
              (std::vector<Interval>{{noon(), std::nullopt, {}}, {noon() + 10min, noon() + 15min, first_case}}));
}

TEST(Applying, lets_someone_into_a_case_they_were_not_invited_for_and_out_and_in_again)
{
    Table table = with_a_guest_of_one_case();
    EXPECT_FALSE(present_for(table.conference, therapist, first_case));
    for (int round = 0; round < 2; ++round) {
        table.now += 1min;
        ASSERT_EQ(table.give(command::StepIn{therapist, first_case}), std::nullopt);
        EXPECT_TRUE(present_for(table.conference, therapist, first_case));
        table.now += 1min;
        ASSERT_EQ(table.give(command::StepOut{therapist, first_case}), std::nullopt);
        EXPECT_FALSE(present_for(table.conference, therapist, first_case));
    }
    EXPECT_EQ(intervals_of(table, therapist), (std::vector<Interval>{{noon(), std::nullopt, {}},
                                                                     {noon() + 1min, noon() + 2min, first_case},
                                                                     {noon() + 3min, noon() + 4min, first_case}}));
}

TEST(Applying, keeps_someone_out_of_a_case_who_leaves_the_table_and_comes_back)
{
    Table table = Table::in_first_case();
    table.give(command::StepOut{therapist, first_case});
    table.give(command::StepOut{therapist, {}});
    table.give(command::CheckIn{therapist});
    EXPECT_FALSE(present_for(table.conference, therapist, first_case));
    EXPECT_TRUE(present_for(table.conference, therapist, second_case));
}

TEST(Applying, waits_for_an_owner_who_comes_in_and_leaves_it_to_the_bureau_when_they_go)
{
    Table table = Table::in_first_case();
    table.give(command::Propose{first_case, one, agreement_of(table.conference, therapist)});
    EXPECT_EQ(table.confirmation(one).state, ConfirmationState::open);
    table.give(command::StepOut{therapist, {}});
    EXPECT_EQ(table.confirmation(one).state, ConfirmationState::awaiting_absent);
    table.give(command::StepIn{therapist, {}});
    EXPECT_EQ(table.confirmation(one).state, ConfirmationState::open);
    table.give(command::StepOut{therapist, first_case});
    EXPECT_EQ(table.confirmation(one).state, ConfirmationState::awaiting_absent);
}

TEST(Applying, keeps_an_answer_when_its_owner_leaves)
{
    Table table = Table::in_first_case();
    table.give(command::Propose{first_case, one, agreement_of(table.conference, therapist)});
    table.give(
        command::Answer{first_case, {{one, 1}}, therapist, command::Spoken{}, ConfirmationState::confirmed, {}, {}});
    table.give(command::StepOut{therapist, {}});
    EXPECT_EQ(table.confirmation(one).state, ConfirmationState::confirmed);
}

TEST(Applying, adds_up_the_time_of_a_case_that_is_opened_twice)
{
    Table table = Table::in_first_case();
    Decision decision;
    decision.next_on = parse_date("2026-12-05");
    table.now += 10min;
    table.give(command::Decide{first_case, decision});
    table.give(command::LeaveCase{first_case});
    table.now += 30min;
    table.give(command::OpenCase{first_case});
    table.now += 5min;
    table.give(command::LeaveCase{first_case});
    const CaseState& state = *find(table.conference, first_case);
    EXPECT_EQ(state.spent, 15min);
    EXPECT_EQ(state.opened_at, noon());
    EXPECT_EQ(state.closed_at, noon() + 45min);
}

TEST(Applying, counts_no_time_when_the_clock_was_set_back)
{
    Table table = Table::in_first_case();
    table.now -= 1h;
    Decision decision;
    decision.next_on = parse_date("2026-12-05");
    table.give(command::Decide{first_case, decision});
    table.give(command::LeaveCase{first_case});
    EXPECT_EQ(find(table.conference, first_case)->spent, 0ms);
}

TEST(Applying, notes_who_was_at_the_table_when_a_case_was_opened)
{
    const Table table = with_a_guest_of_one_case();
    const auto& opened = std::get<fact::CaseOpened>(table.facts.back().fact);
    EXPECT_EQ(opened.present, (std::vector{police_officer, director}));
}

TEST(Applying, nothing_happens_when_the_wish_is_already_fulfilled)
{
    Table table = Table::in_first_case();
    table.give(command::Propose{first_case, one, agreement_of(table.conference, therapist)});
    table.give(command::RecordConclusion{first_case, "Ja"});
    table.give(command::StepOut{director, first_case});
    table.give(command::RecordCriterion{first_case, CriterionId{"gevolg"}, true, "Drie aangiften"});
    const command::RecordEarlier done{first_case, earlier_agreement, Outcome::done, {}, {}, {}, {}, {}};
    table.give(done);
    table.give(command::RecordInforming{first_case, InformingState::to_inform, one, {}});
    const Conference before = table.conference;
    const std::vector<Command> again{
        command::CheckIn{therapist},
        command::StartConference{},
        command::OpenCase{first_case},
        command::RecordConclusion{first_case, "Ja"},
        command::StepOut{director, first_case},
        command::StepOut{landlord, {}},
        command::StepIn{therapist, first_case},
        command::StepIn{therapist, {}},
        command::RecordCriterion{first_case, CriterionId{"gevolg"}, true, "Drie aangiften"},
        command::Change{first_case, one, agreement_of(table.conference, therapist)},
        done,
        command::RecordInforming{first_case, InformingState::to_inform, one, {}}};
    for (const Command& command : again) EXPECT_EQ(table.give(command), std::nullopt) << command.index();
    EXPECT_EQ(table.conference, before);
}

TEST(Substitutes, of_an_undeclared_organisation_stay_out_of_an_open_case)
{
    Table table = Table::in_first_case();
    const command::Substitute stand_in{landlord, ParticipantId{"p-invaller"}, "I. Invaller", ""};
    EXPECT_EQ(table.give(stand_in), Refusal::secrecy_not_declared);
}

TEST(Substitutes, of_an_organisation_outside_the_basis_stay_out_of_an_open_case)
{
    Package package = example_package();
    package.conference.legal_basis.allowed_partners = std::vector{PartnerId{"gemeente"}};
    Table table;
    table.give(command::ImportPackage{package});
    table.give(command::CheckIn{director});
    table.give(command::StartConference{});
    table.give(command::OpenCase{first_case});
    const command::Substitute stand_in{therapist, ParticipantId{"p-invaller"}, "I. Invaller", ""};
    EXPECT_EQ(table.give(stand_in), Refusal::partner_not_on_basis);
}

TEST(Substitutes, do_not_inherit_the_declaration_of_whom_they_stand_in_for)
{
    Table table;
    table.give(command::ImportPackage{example_package()});
    table.give(command::DeclareSecrecy{landlord, drawn});
    const ParticipantId stand_in{"p-invaller"};
    ASSERT_EQ(table.give(command::Substitute{landlord, stand_in, "I. Invaller", ""}), std::nullopt);
    EXPECT_TRUE(must_declare_secrecy(table.conference, stand_in));
    EXPECT_EQ(table.give(command::CheckIn{landlord}), Refusal::not_absent);
}
