#include "core/case_mask.h"
#include "core/minutes.h"
#include "core/visibility.h"
#include "support/builders.h"

#include <gtest/gtest.h>

using namespace casustafel::core;
using namespace casustafel::support;

namespace {

const CaseId urgent_case{"13835f94-2e9e-518d-9c46-80ca1b41f0d9"};

Case urgent()
{
    Case one;
    one.id = urgent_case;
    one.label = "Gezin V.";
    one.question = "Waar slapen de kinderen vannacht?";
    one.time_box_minutes = 15;
    const Package package = example_package();
    for (Criterion criterion : package.cases[0].criteria) {
        criterion.motivation = "Gebleken aan tafel";
        one.criteria.push_back(criterion);
    }
    return one;
}

std::vector<CaseId> agenda(const Conference& conference)
{
    std::vector<CaseId> order;
    for (const CaseState& state : conference.cases) order.push_back(state.brief->id);
    return order;
}

std::optional<Refusal> adding(void (*change)(Case&))
{
    Table table = Table::in_first_case();
    Case one = urgent();
    change(one);
    return table.give(command::AddUrgentCase{one});
}

} // namespace

TEST(Agenda, follows_the_order_that_the_chair_wants_with_all_cases_once)
{
    Table table = Table::in_first_case();
    EXPECT_EQ(table.give(command::ReorderAgenda{{second_case}}), Refusal::order_incomplete);
    EXPECT_EQ(table.give(command::ReorderAgenda{{second_case, second_case}}), Refusal::order_incomplete);
    EXPECT_EQ(table.give(command::ReorderAgenda{{second_case, CaseId{"geen"}}}), Refusal::no_such_case);
    EXPECT_TRUE(table.ask(command::ReorderAgenda{{first_case, second_case}})->empty());
    ASSERT_EQ(table.give(command::ReorderAgenda{{second_case, first_case}}), std::nullopt);
    EXPECT_EQ(agenda(table.conference), (std::vector{second_case, first_case}));
    EXPECT_EQ(table.conference.open_case, first_case) << "a case that was started may move too";
    EXPECT_EQ(minutes_of(table.conference, {}).cases[0].case_id, second_case);
}

TEST(UrgentCase, is_added_with_its_four_criteria_tested_at_the_table)
{
    Table table = Table::in_first_case();
    ASSERT_EQ(table.give(command::AddUrgentCase{urgent()}), std::nullopt);
    const CaseState& added = *find(table.conference, urgent_case);
    EXPECT_TRUE(added.added_at_table);
    EXPECT_EQ(added.brief->criteria[0].by, "N. Aalbers");
    EXPECT_EQ(added.brief->criteria[0].on, parse_date("2026-11-21"));
    EXPECT_EQ(added.brief->informing.state, InformingState::to_inform);
    EXPECT_EQ(agenda(table.conference).back(), urgent_case);
    const MinutesCase minuted = minutes_of(table.conference, {}).cases[2];
    EXPECT_EQ(minuted.added, (MinutesAdded{"Gezin V.", "Waar slapen de kinderen vannacht?"}));
    ASSERT_EQ(minuted.criteria.size(), 4U);
    EXPECT_EQ(minuted.criteria[0].met, true);
    EXPECT_EQ(minuted.criteria[0].motivation, "Gebleken aan tafel");
}

TEST(UrgentCase, is_refused_without_label_question_time_or_ground)
{
    EXPECT_EQ(adding([](Case& one) { one.id = first_case; }), Refusal::already_there);
    EXPECT_EQ(adding([](Case& one) { one.label = " "; }), Refusal::text_missing);
    EXPECT_EQ(adding([](Case& one) { one.question.clear(); }), Refusal::text_missing);
    EXPECT_EQ(adding([](Case& one) { one.time_box_minutes = 0; }), Refusal::time_box_missing);
    EXPECT_EQ(adding([](Case& one) { one.criteria.pop_back(); }), Refusal::no_legal_ground);
    EXPECT_EQ(adding([](Case& one) { one.criteria[2].met = false; }), Refusal::no_legal_ground);
    EXPECT_EQ(adding([](Case& one) { one.criteria[2].met.reset(); }), Refusal::no_legal_ground);
    EXPECT_EQ(adding([](Case& one) { one.criteria[3].motivation.clear(); }), Refusal::motivation_missing);
    EXPECT_EQ(adding([](Case& one) { one.criteria[3].id = one.criteria[0].id; }), Refusal::no_such_criterion);
}

TEST(UrgentCase, brings_nothing_along_that_nobody_checked)
{
    Table table = Table::in_first_case();
    Case one = urgent();
    one.items.resize(1);
    one.earlier_agreements.resize(1);
    ASSERT_EQ(table.give(command::AddUrgentCase{one}), std::nullopt);
    EXPECT_TRUE(find(table.conference, urgent_case)->brief->items.empty());
    EXPECT_TRUE(find(table.conference, urgent_case)->brief->earlier_agreements.empty());
}

TEST(Subject, at_the_table_sees_nothing_but_what_is_general_and_for_everybody)
{
    Table table = Table::in_first_case();
    const auto mask = [&](Confidentiality level, const std::optional<Audience>& audience) {
        return masked(table.conference, first_case, level, audience);
    };
    EXPECT_EQ(mask(Confidentiality::police, {}), std::nullopt);
    ASSERT_EQ(table.give(command::SeatSubject{first_case}), std::nullopt);
    const Mask because{MaskReason::subject_at_table, {}};
    EXPECT_EQ(mask(Confidentiality::police, {}), because);
    EXPECT_EQ(mask(Confidentiality::care_secret, {}), because);
    EXPECT_EQ(mask(Confidentiality::general, Audience{{}, {Domain::care, Domain::safety, Domain::municipal}}), because);
    EXPECT_EQ(mask(Confidentiality::general, {}), std::nullopt);
    EXPECT_EQ(masked(table.conference, second_case, Confidentiality::police, {}), std::nullopt) << "another case";
    ASSERT_EQ(table.give(command::UnseatSubject{first_case}), std::nullopt);
    EXPECT_EQ(mask(Confidentiality::police, {}), std::nullopt);
    EXPECT_TRUE(table.ask(command::UnseatSubject{first_case})->empty());
    EXPECT_EQ(table.give(command::SeatSubject{second_case}), Refusal::case_not_open);
}

TEST(Subject, at_the_table_is_not_shown_what_relatives_told_in_confidence)
{
    Table table = Table::in_first_case();
    Item told;
    told.section = Section::perspective_relatives;
    Item own = told;
    own.section = Section::perspective_subject;
    EXPECT_EQ(masked(table.conference, first_case, told), std::nullopt);
    EXPECT_EQ(masked(table.conference, first_case, PerspectiveOf::relatives), std::nullopt);
    ASSERT_EQ(table.give(command::SeatSubject{first_case}), std::nullopt);
    const Mask because{MaskReason::subject_at_table, {}};
    EXPECT_EQ(masked(table.conference, first_case, told), because) << "though it is general";
    EXPECT_EQ(CaseMask(table.conference, first_case).of(told), because);
    EXPECT_EQ(masked(table.conference, first_case, PerspectiveOf::relatives), because);
    EXPECT_EQ(masked(table.conference, first_case, own), std::nullopt);
    EXPECT_EQ(masked(table.conference, first_case, PerspectiveOf::subject), std::nullopt);
    EXPECT_EQ(masked(table.conference, second_case, told), std::nullopt) << "another case";
}

TEST(ReplacedPackage, is_neither_older_nor_meant_for_another_one)
{
    Table table;
    Package first = example_package();
    first.issued_at = noon() - std::chrono::hours{24};
    table.give(command::ImportPackage{first});
    Package next = first;
    next.id = PackageId{"f631dc90-0a28-54be-8e18-88d643ae30a2"};
    next.issued_at -= std::chrono::minutes{1};
    EXPECT_EQ(table.give(command::ReplacePackage{next}), Refusal::older_package);
    next.issued_at += std::chrono::hours{1};
    next.replaces = PackageId{"f631dc90-0a28-54be-8e18-88d643ae30a7"};
    EXPECT_EQ(table.give(command::ReplacePackage{next}), Refusal::replaces_other_package);
    next.replaces = first.id;
    EXPECT_EQ(table.give(command::ReplacePackage{next}), std::nullopt);
}

TEST(ReplacedPackage, keeps_what_the_table_recorded_of_cases_that_are_still_in_it)
{
    Table table;
    Package first = example_package();
    first.cases[0].criteria[1].met.reset();
    table.give(command::ImportPackage{first});
    const CriterionId criterion = first.cases[0].criteria[1].id;
    table.give(command::RecordCriterion{first_case, criterion, true, "Gebleken"});
    table.give(command::AppointCaseLead{second_case, director});
    table.give(command::AddUrgentCase{urgent()});
    Package next = first;
    next.id = PackageId{"f631dc90-0a28-54be-8e18-88d643ae30a2"};
    next.cases.pop_back();
    ASSERT_EQ(table.give(command::ReplacePackage{next}), std::nullopt);
    EXPECT_EQ(agenda(table.conference), (std::vector{first_case, urgent_case}));
    EXPECT_EQ(find(table.conference, first_case)->criteria.at(criterion), (CriterionResult{true, "Gebleken"}));
    next.id = PackageId{"f631dc90-0a28-54be-8e18-88d643ae30a3"};
    next.cases[0].criteria[1].id = CriterionId{"anders"};
    ASSERT_EQ(table.give(command::ReplacePackage{next}), std::nullopt);
    EXPECT_TRUE(find(table.conference, first_case)->criteria.empty()) << "that question isn't asked any more";
}
