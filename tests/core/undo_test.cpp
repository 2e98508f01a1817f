#include "support/builders.h"

#include <gtest/gtest.h>

using namespace casustafel::core;
using namespace casustafel::support;

namespace {

const AgreementId one{"00000000-0000-4000-8000-000000000001"};
const AgreementId two{"00000000-0000-4000-8000-000000000002"};

const CaseState& now(const Table& table)
{
    return *find(table.conference, first_case);
}

std::optional<Refusal> undo(Table& table)
{
    table.now += std::chrono::seconds{1};
    return table.give(command::Undo{});
}

Table with_two_agreements()
{
    Table table = Table::in_first_case();
    table.give(command::Propose{first_case, one, agreement_of(table.conference, therapist)});
    table.give(command::Propose{first_case, two, agreement_of(table.conference, therapist)});
    return table;
}

std::optional<Refusal> agree(Table& table, std::vector<command::Answer::Shown> shown)
{
    table.now += std::chrono::seconds{1};
    return table.give(command::Answer{
        first_case, std::move(shown), therapist, command::Spoken{}, ConfirmationState::confirmed, {}, {}});
}

} // namespace

TEST(Undo, withdraws_what_was_proposed_and_then_goes_one_further_back)
{
    Table table = with_two_agreements();
    EXPECT_EQ(table.conference.last_action, (LastAction{ActionKind::proposed, first_case, {two}}));
    ASSERT_EQ(undo(table), std::nullopt);
    EXPECT_EQ(now(table).agreements[1].withdrawn_at, table.now);
    EXPECT_EQ(now(table).agreements[1].withdrawn_because, "Ongedaan gemaakt");
    EXPECT_FALSE(now(table).agreements[0].withdrawn_at.has_value());
    ASSERT_EQ(undo(table), std::nullopt);
    EXPECT_TRUE(now(table).agreements[0].withdrawn_at.has_value());
    EXPECT_EQ(undo(table), Refusal::nothing_to_undo);
}

TEST(Undo, of_a_change_is_a_new_version_that_says_what_it_said_before)
{
    Table table = with_two_agreements();
    const AgreementContent before = now(table).agreements[0].content;
    agree(table, {{one, 1}});
    table.give(command::Change{first_case, one, agreement_of(table.conference, therapist, "Belt de huisarts")});
    ASSERT_EQ(undo(table), std::nullopt);
    const Agreement& agreement = now(table).agreements[0];
    EXPECT_EQ(agreement.content, before);
    EXPECT_EQ(agreement.version, 3);
    EXPECT_EQ(agreement.confirmation.state, ConfirmationState::open) << "nobody confirmed this version";
    ASSERT_EQ(undo(table), std::nullopt);
    EXPECT_EQ(now(table).agreements[0].confirmation.state, ConfirmationState::open);
}

TEST(Undo, takes_back_all_answers_that_were_given_in_one_go)
{
    Table table = with_two_agreements();
    agree(table, {{one, 1}, {two, 1}});
    EXPECT_EQ(table.conference.last_action, (LastAction{ActionKind::answered, first_case, {one, two}}));
    ASSERT_EQ(undo(table), std::nullopt);
    for (const Agreement& agreement : now(table).agreements)
        EXPECT_EQ(agreement.confirmation.state, ConfirmationState::open);
    EXPECT_EQ(table.conference.last_action->what, ActionKind::proposed);
}

TEST(Undo, gives_an_earlier_answer_back_to_the_same_version_only)
{
    Table table = with_two_agreements();
    agree(table, {{one, 1}});
    const Confirmation agreed = now(table).agreements[0].confirmation;
    table.now += std::chrono::seconds{1};
    ASSERT_EQ(table.give(command::Answer{
                  first_case, {{one, 1}}, therapist, command::Spoken{}, ConfirmationState::declined, "Kan niet", {}}),
              std::nullopt);
    ASSERT_EQ(undo(table), std::nullopt);
    EXPECT_EQ(now(table).agreements[0].confirmation, agreed);
}

TEST(Undo, brings_back_what_was_recorded_before)
{
    Table table = Table::in_first_case();
    const PartnerId ggz{"ggz"};
    const CaseState before = now(table);
    Decision decision;
    decision.next_on = parse_date("2026-12-05");
    for (const Command& command :
         std::vector<Command>{command::RecordEarlier{first_case, earlier_agreement, Outcome::done, {}, {}, {}, {}, {}},
                              command::RecordNoPerspective{first_case, PerspectiveOf::subject, "Niet bereikt"},
                              command::RecordPerspective{first_case, PerspectiveOf::subject, "Wil rust", ggz},
                              command::RecordWithheld{first_case, ggz, "", WithheldGround::other, ""},
                              command::RecordSignal{first_case, BottleneckId{"wachtlijst"}, ""},
                              command::RecordZsmAdvice{first_case, "", {}, {}, "Niet nodig"},
                              command::RecordInforming{first_case, InformingState::postponed, {}, "Te vroeg"},
                              command::Decide{first_case, decision}})
        ASSERT_EQ(table.give(command), std::nullopt);
    for (int n = 0; n < 8; ++n) ASSERT_EQ(undo(table), std::nullopt) << n;
    EXPECT_EQ(now(table), before);
    EXPECT_EQ(undo(table), Refusal::nothing_to_undo);
}

TEST(Undo, leaves_alone_what_was_withdrawn_and_what_another_case_did)
{
    Table table = with_two_agreements();
    agree(table, {{one, 1}, {two, 1}});
    table.give(command::Withdraw{first_case, two, "Dubbel", therapist});
    EXPECT_EQ(table.conference.last_action, (LastAction{ActionKind::answered, first_case, {one}}));
    ASSERT_EQ(undo(table), std::nullopt);
    EXPECT_EQ(now(table).agreements[0].confirmation.state, ConfirmationState::open);
    EXPECT_EQ(now(table).agreements[1].withdrawn_because, "Dubbel");
    Decision decision;
    decision.next_on = parse_date("2026-12-05");
    table.give(command::Decide{first_case, decision});
    ASSERT_EQ(table.give(command::LeaveCase{first_case}), std::nullopt);
    EXPECT_EQ(undo(table), Refusal::nothing_to_undo);
}

TEST(Undo, goes_no_further_back_than_twenty_actions)
{
    Table table = Table::in_first_case();
    for (int n = 0; n < 25; ++n)
        table.give(command::RecordPerspective{first_case, PerspectiveOf::subject, "Wil " + std::to_string(n),
                                              PartnerId{"ggz"}});
    for (int n = 0; n < 20; ++n) ASSERT_EQ(undo(table), std::nullopt);
    EXPECT_EQ(now(table).perspective[0].text, "Wil 4");
    EXPECT_EQ(undo(table), Refusal::nothing_to_undo);
    EXPECT_EQ(fold(table.facts), table.conference);
}
