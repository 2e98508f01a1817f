#include "core/warnings.h"

#include "core/closing.h"
#include "core/plain_sheet.h"
#include "support/builders.h"

#include <algorithm>
#include <gtest/gtest.h>

using namespace casustafel::core;
using namespace casustafel::support;

namespace {

const AgreementId one{"00000000-0000-4000-8000-000000000001"};
const AgreementId two{"00000000-0000-4000-8000-000000000002"};
const Date today = *parse_date("2026-11-21");

const CaseState& now(const Table& table)
{
    return *find(table.conference, first_case);
}

/// The second agreement depends on or collides with `on`.
Table related(const AgreementId& on, RelationKind how)
{
    Table table = Table::in_first_case();
    table.give(command::Propose{first_case, one, agreement_of(table.conference, therapist)});
    AgreementContent content = agreement_of(table.conference, director);
    content.relates = {{on, how}};
    table.give(command::Propose{first_case, two, content});
    return table;
}

std::vector<Slip> slips(const AgreementId& slipped, SlipReason why, const AgreementId& warned)
{
    return {{slipped, why, {warned}}};
}

std::vector<GapKind> kinds(const std::vector<Gap>& gaps)
{
    std::vector<GapKind> all;
    for (const Gap& gap : gaps) all.push_back(gap.kind);
    return all;
}

} // namespace

TEST(Slips, warn_the_one_that_depends_on_what_was_withdrawn_refused_or_comes_later)
{
    Table table = related(one, RelationKind::depends_on);
    EXPECT_TRUE(relations_warned(now(table)).empty());
    AgreementContent later = agreement_of(table.conference, therapist);
    later.due = parse_date("2026-12-24");
    table.give(command::Change{first_case, one, later});
    EXPECT_EQ(relations_warned(now(table)), slips(one, SlipReason::due_later, two));
    table.give(command::Answer{
        first_case, {{one, 2}}, therapist, command::Spoken{}, ConfirmationState::declined, "Kan niet", {}});
    EXPECT_EQ(relations_warned(now(table)), slips(one, SlipReason::declined, two));
    table.give(command::Withdraw{first_case, one, "Vervalt"});
    EXPECT_EQ(relations_warned(now(table)), slips(one, SlipReason::withdrawn, two));
    table.give(command::Withdraw{first_case, two, "Vervalt"});
    EXPECT_TRUE(relations_warned(now(table)).empty()) << "nobody left to warn";
}

TEST(Slips, of_an_earlier_agreement_warn_the_ones_of_today)
{
    Table table = related(earlier_agreement, RelationKind::depends_on);
    table.give(command::RecordEarlier{first_case, earlier_agreement, Outcome::not_taken_up, {}, {}, {}, {}, {}});
    EXPECT_EQ(relations_warned(now(table)), slips(earlier_agreement, SlipReason::not_taken_up, two));
    table.give(command::RecordEarlier{
        first_case, earlier_agreement, Outcome::in_progress, "Ziek", {}, parse_date("2026-12-24"), {}, {}});
    EXPECT_EQ(relations_warned(now(table)), slips(earlier_agreement, SlipReason::due_later, two));
}

TEST(Slips, of_a_collision_warn_the_other_one_both_ways)
{
    Table table = related(one, RelationKind::conflicts_with);
    table.give(command::Withdraw{first_case, two, "Vervalt"});
    EXPECT_EQ(relations_warned(now(table)), slips(two, SlipReason::withdrawn, one));
    Table other = related(one, RelationKind::conflicts_with);
    other.give(command::Withdraw{first_case, one, "Vervalt"});
    EXPECT_EQ(relations_warned(now(other)), slips(one, SlipReason::withdrawn, two));
}

TEST(Readiness, names_what_keeps_the_table_from_starting_well)
{
    Package package = example_package();
    package.cases[0].case_lead = director;
    package.cases[1].criteria[0].met.reset();
    Table table;
    table.give(command::ImportPackage{package});
    table.give(command::CheckIn{police_officer});
    table.give(command::ChooseTableCode{police_officer, "1234"});
    table.give(command::CheckIn{landlord});
    const std::vector<Readiness> expected{
        {ReadinessKind::domain_missing, Domain::care, {}, {}, {}},
        {ReadinessKind::domain_missing, Domain::municipal, {}, {}, {}},
        {ReadinessKind::declaration_to_sign, {}, {}, landlord, {}},
        {ReadinessKind::code_to_choose, {}, {}, landlord, {}},
        {ReadinessKind::case_lead_absent, {}, first_case, director, {}},
        {ReadinessKind::overdue_owner_absent, {}, first_case, therapist, earlier_agreement},
        {ReadinessKind::ground_missing, {}, second_case, {}, {}},
        {ReadinessKind::no_case_lead, {}, second_case, {}, {}},
    };
    EXPECT_EQ(readiness(table.conference, today), expected);
    table.give(command::CheckIn{therapist});
    table.give(command::Substitute{director, ParticipantId{"p-invaller"}, "I. Invaller", ""});
    for (const Readiness& left : readiness(table.conference, today)) {
        EXPECT_NE(left.kind, ReadinessKind::domain_missing);
        EXPECT_NE(left.kind, ReadinessKind::case_lead_absent) << "the substitute is there";
        EXPECT_NE(left.kind, ReadinessKind::overdue_owner_absent);
    }
}

TEST(ClosingGaps, name_all_that_is_missing_until_the_decision_can_be_recorded)
{
    Table table = Table::in_first_case();
    table.give(command::Propose{first_case, one, agreement_of(table.conference, therapist)});
    AgreementContent point = agreement_of(table.conference, director);
    point.due.reset();
    table.give(command::Propose{first_case, two, point});
    Decision decision;
    decision.kind = DecisionKind::close;
    EXPECT_EQ(kinds(closing_gaps(table.conference, first_case, decision)),
              (std::vector{GapKind::field, GapKind::field, GapKind::closing_criterion, GapKind::earlier_agreement,
                           GapKind::agreement, GapKind::attention_point}));
    decision.result = CloseResult::manageable;
    decision.reason = "Rustig";
    decision.closing = {{CriterionId{"stabiel"}, false, ""}};
    table.give(command::RecordEarlier{first_case, earlier_agreement, Outcome::done, {}, {}, {}, {}, {}});
    table.give(command::Withdraw{first_case, two, "Niet nodig"});
    EXPECT_EQ(kinds(closing_gaps(table.conference, first_case, decision)),
              (std::vector{GapKind::closing_motivation, GapKind::agreement}));
    EXPECT_EQ(closing_gaps(table.conference, first_case, decision).back().agreement, one);
    decision.closing[0].motivation = "Drie maanden is genoeg";
    table.give(
        command::Answer{first_case, {{one, 1}}, therapist, command::Spoken{}, ConfirmationState::confirmed, {}, {}});
    EXPECT_TRUE(closing_gaps(table.conference, first_case, decision).empty());
    EXPECT_EQ(table.give(command::Decide{first_case, decision}), std::nullopt);
}

TEST(PlainSheet, holds_only_what_the_person_may_see_in_the_words_of_the_agreements)
{
    Table table = Table::in_first_case();
    table.give(command::AppointCaseLead{first_case, director});
    table.give(command::Propose{first_case, one, agreement_of(table.conference, therapist)});
    AgreementContent secret = agreement_of(table.conference, director, "Let op de verkoop");
    secret.confidentiality = Confidentiality::police;
    table.give(command::Propose{first_case, two, secret});
    const std::string sheet = plain_sheet_draft(table.conference, first_case);
    EXPECT_NE(sheet.find("Op 21 november 2026 hebben wij"), std::string::npos) << sheet;
    EXPECT_NE(sheet.find("1. Belt de woonbegeleider.\n   Wie doet dit? Deelnemer ggz van Partner ggz.\n"
                         "   Wanneer is het klaar? Op 1 december 2026 of eerder.\n   Let op: dit is nog niet zeker.\n"),
              std::string::npos)
        << sheet;
    EXPECT_EQ(sheet.find("verkoop"), std::string::npos);
    EXPECT_NE(sheet.find("Vraag het aan Deelnemer gemeente van Partner gemeente."), std::string::npos) << sheet;
    ASSERT_EQ(table.give(command::RecordPlainSheet{first_case, sheet}), std::nullopt);
    EXPECT_EQ(now(table).plain_sheet, sheet);
    EXPECT_EQ(table.give(command::RecordPlainSheet{first_case, " "}), Refusal::text_missing);
}

TEST(PlainSheet, says_when_there_is_nothing_new)
{
    const Table table = Table::in_first_case();
    EXPECT_NE(plain_sheet_draft(table.conference, first_case).find("Er zijn nu geen nieuwe afspraken."),
              std::string::npos);
    EXPECT_EQ(plain_sheet_draft(table.conference, CaseId{"geen"}), "");
}
