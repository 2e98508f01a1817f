#include "support/builders.h"

#include <gtest/gtest.h>

using namespace casustafel::core;
using namespace casustafel::support;

namespace {

const Strokes drawn{{{0.1, 0.1, 0}, {0.5, 0.4, 30}}};

Table before_start()
{
    Table table;
    table.give(command::ImportPackage{example_package()});
    return table;
}

} // namespace

TEST(Presence, nothing_can_be_asked_before_a_package_and_only_one_is_imported)
{
    Table table;
    EXPECT_EQ(table.give(command::CheckIn{therapist}), Refusal::not_started);
    EXPECT_EQ(table.give(command::ImportPackage{example_package()}), std::nullopt);
    EXPECT_EQ(table.give(command::ImportPackage{example_package()}), Refusal::already_there);
}

TEST(Presence, a_package_past_its_end_is_refused)
{
    Table table;
    Package package = example_package();
    package.expires_at = table.now;
    EXPECT_EQ(table.give(command::ImportPackage{package}), Refusal::expired_package);
}

TEST(Presence, a_newer_package_keeps_who_came_in_and_is_refused_after_the_start)
{
    Table table = before_start();
    const ParticipantId guest{"p-gast"};
    Participant person;
    person.id = guest;
    person.name = "G. Gast";
    person.partner = PartnerId{"ggz"};
    ASSERT_EQ(table.give(command::AddParticipant{person, {}}), std::nullopt);
    ASSERT_EQ(table.give(command::CheckIn{therapist}), std::nullopt);
    Package newer = example_package();
    newer.id = PackageId{"f631dc90-0a28-54be-8e18-88d643ae30a2"};
    Package foreign = newer;
    foreign.conference.id = ConferenceId{"another"};
    EXPECT_EQ(table.give(command::ReplacePackage{foreign}), Refusal::other_conference);
    EXPECT_EQ(table.give(command::ReplacePackage{newer}), std::nullopt);
    EXPECT_EQ(table.conference.package.id, newer.id);
    EXPECT_NE(find(table.conference, guest), nullptr);
    EXPECT_EQ(attendance_of(table.conference, therapist).state, PresenceState::present);
    table.give(command::StartConference{});
    newer.id = PackageId{"f631dc90-0a28-54be-8e18-88d643ae30a3"};
    EXPECT_EQ(table.give(command::ReplacePackage{newer}), Refusal::already_started);
}

TEST(Presence, an_undeclared_guest_keeps_cases_closed_and_out_of_an_open_one)
{
    Table table = Table::in_first_case();
    EXPECT_EQ(table.give(command::CheckIn{landlord}), Refusal::secrecy_not_declared);
    EXPECT_EQ(table.give(command::DeclareSecrecy{landlord, {}}), Refusal::signature_missing);
    EXPECT_EQ(table.give(command::DeclareSecrecy{therapist, drawn}), Refusal::nothing_to_declare);
    EXPECT_EQ(table.give(command::DeclareSecrecy{landlord, drawn}), std::nullopt);
    EXPECT_EQ(table.give(command::CheckIn{landlord}), std::nullopt);
}

TEST(Presence, a_declaration_from_before_does_not_count_when_it_is_for_one_conference)
{
    Package package = example_package();
    package.participants[3].secrecy_declared_on = parse_date("2026-11-20");
    package.secrecy_declaration = SecrecyDeclarationText{"1", "Ik houd geheim.", 0};
    Table once;
    once.give(command::ImportPackage{package});
    EXPECT_TRUE(must_declare_secrecy(once.conference, landlord));
    package.secrecy_declaration->valid_days = 30;
    Table longer;
    longer.give(command::ImportPackage{package});
    EXPECT_FALSE(must_declare_secrecy(longer.conference, landlord));
}

TEST(Presence, who_is_added_brings_no_declaration_and_a_new_partner_is_a_guest)
{
    Table table = before_start();
    Participant person;
    person.id = ParticipantId{"p-school"};
    person.name = "S. School";
    person.partner = PartnerId{"school"};
    person.secrecy_declared_on = parse_date("2026-11-21");
    Partner school;
    school.id = person.partner;
    school.name = "School De Kade";
    school.clearances = std::vector{Confidentiality::police};
    ASSERT_EQ(table.give(command::AddParticipant{person, school}), std::nullopt);
    EXPECT_TRUE(must_declare_secrecy(table.conference, person.id));
    EXPECT_EQ(find(table.conference, school.id)->kind, PartnerKind::incidental);
    EXPECT_FALSE(find(table.conference, school.id)->clearances.has_value());
}

TEST(Presence, a_substitute_takes_the_invitation_over_but_not_from_someone_at_the_table)
{
    Table table = before_start();
    const ParticipantId stand_in{"p-invaller"};
    ASSERT_EQ(table.give(command::Substitute{therapist, stand_in, "I. Invaller", ""}), std::nullopt);
    EXPECT_EQ(find(table.conference, stand_in)->partner, PartnerId{"ggz"});
    EXPECT_EQ(attendance_of(table.conference, therapist).state, PresenceState::replaced);
    EXPECT_EQ(attendance_of(table.conference, stand_in).state, PresenceState::present);
    table.give(command::CheckIn{director});
    EXPECT_EQ(table.give(command::Substitute{director, ParticipantId{"x"}, "X", ""}), Refusal::not_absent);
}

TEST(Presence, stepping_out_of_one_case_leaves_the_rest_and_can_be_undone)
{
    Table table = Table::in_first_case();
    ASSERT_EQ(table.give(command::StepOut{therapist, first_case}), std::nullopt);
    EXPECT_FALSE(present_for(table.conference, therapist, first_case));
    EXPECT_TRUE(present_for(table.conference, therapist, second_case));
    ASSERT_EQ(table.give(command::StepIn{therapist, first_case}), std::nullopt);
    EXPECT_TRUE(present_for(table.conference, therapist, first_case));
}

TEST(CaseOpening, is_refused_without_legal_ground_until_the_outcome_is_recorded)
{
    Package package = example_package();
    package.cases[0].criteria[2].met.reset();
    Table table;
    table.give(command::ImportPackage{package});
    EXPECT_EQ(table.give(command::OpenCase{first_case}), Refusal::not_started);
    table.give(command::CheckIn{director});
    table.give(command::StartConference{});
    EXPECT_EQ(table.give(command::OpenCase{first_case}), Refusal::no_legal_ground);
    const CriterionId criterion{"gevolg"};
    EXPECT_EQ(table.give(command::RecordCriterion{first_case, criterion, true, ""}), Refusal::motivation_missing);
    EXPECT_EQ(table.give(command::RecordCriterion{first_case, criterion, true, "Drie aangiften"}), std::nullopt);
    EXPECT_EQ(table.give(command::OpenCase{first_case}), std::nullopt);
    EXPECT_EQ(table.give(command::OpenCase{second_case}), Refusal::another_case_open);
}

TEST(CaseOpening, is_refused_while_someone_present_is_not_on_the_list_of_the_basis)
{
    Package package = example_package();
    package.conference.legal_basis.allowed_partners = {PartnerId{"gemeente"}};
    Table table;
    table.give(command::ImportPackage{package});
    table.give(command::CheckIn{director});
    table.give(command::CheckIn{police_officer});
    table.give(command::StartConference{});
    EXPECT_EQ(table.give(command::OpenCase{first_case}), Refusal::partner_not_on_basis);
    table.give(command::StepOut{police_officer, {}});
    EXPECT_EQ(table.give(command::OpenCase{first_case}), std::nullopt);
}
