#include "support/builders.h"

#include <gtest/gtest.h>

using namespace casustafel::core;
using namespace casustafel::support;

namespace {

const PartnerId ggz{"ggz"};

const CaseState& now(const Table& table)
{
    return *find(table.conference, first_case);
}

} // namespace

TEST(CaseLead, is_the_one_appointed_at_the_table_else_the_one_of_the_package)
{
    Package package = example_package();
    package.cases[0].case_lead = therapist;
    Table table;
    table.give(command::ImportPackage{package});
    EXPECT_EQ(case_lead_of(now(table)), therapist);
    ASSERT_EQ(table.give(command::AppointCaseLead{first_case, director}), std::nullopt);
    EXPECT_EQ(case_lead_of(now(table)), director);
    EXPECT_TRUE(table.ask(command::AppointCaseLead{first_case, director})->empty()) << "already so";
    EXPECT_EQ(table.give(command::AppointCaseLead{first_case, ParticipantId{"wie"}}), Refusal::no_such_participant);
    ASSERT_EQ(table.give(command::AppointCaseLead{first_case, therapist}), std::nullopt);
    EXPECT_EQ(case_lead_of(now(table)), therapist) << "back to the package's";
}

TEST(CaseLead, is_nobody_who_still_has_to_sign_for_secrecy)
{
    Table table = Table::in_first_case();
    EXPECT_EQ(table.give(command::AppointCaseLead{first_case, landlord}), Refusal::secrecy_not_declared);
}

TEST(Perspective, takes_the_place_of_what_the_same_source_said_before)
{
    Table table = Table::in_first_case();
    const PartnerId council{"gemeente"};
    table.give(command::RecordPerspective{first_case, PerspectiveOf::subject, "Wil naar huis", ggz});
    table.give(command::RecordPerspective{first_case, PerspectiveOf::subject, "Wil rust", council});
    table.give(command::RecordPerspective{first_case, PerspectiveOf::subject, "Wil werken", ggz});
    EXPECT_EQ(now(table).perspective, (std::vector<Perspective>{{PerspectiveOf::subject, "Wil werken", ggz},
                                                                {PerspectiveOf::subject, "Wil rust", council}}));
    EXPECT_EQ(table.give(command::RecordPerspective{first_case, PerspectiveOf::subject, " ", ggz}),
              Refusal::text_missing);
    EXPECT_EQ(table.give(command::RecordPerspective{first_case, PerspectiveOf::subject, "Rust", PartnerId{"geen"}}),
              Refusal::reference_unknown);
}

TEST(Perspective, that_is_missing_needs_a_reason_until_there_is_one)
{
    Table table = Table::in_first_case();
    const command::RecordNoPerspective none{first_case, PerspectiveOf::relatives, "Niet bereikt"};
    EXPECT_EQ(table.give(command::RecordNoPerspective{first_case, PerspectiveOf::relatives, ""}),
              Refusal::reason_missing);
    ASSERT_EQ(table.give(none), std::nullopt);
    EXPECT_EQ(now(table).no_perspective.at(PerspectiveOf::relatives), "Niet bereikt");
    EXPECT_TRUE(table.ask(none)->empty());
    table.give(command::RecordPerspective{first_case, PerspectiveOf::relatives, "Zijn moe", ggz});
    EXPECT_TRUE(now(table).no_perspective.empty());
    EXPECT_EQ(table.give(none), Refusal::already_there);
}

TEST(Withheld, is_recorded_with_its_ground_and_what_could_be_shared)
{
    Table table = Table::in_first_case();
    const command::RecordWithheld asked{first_case, ggz, "Diagnose", WithheldGround::medical_secrecy,
                                        "Er is begeleiding"};
    ASSERT_EQ(table.give(asked), std::nullopt);
    ASSERT_EQ(table.give(asked), std::nullopt);
    EXPECT_EQ(now(table).withheld,
              (std::vector<Withheld>{{ggz, "Diagnose", WithheldGround::medical_secrecy, "Er is begeleiding"}}));
    EXPECT_EQ(table.give(command::RecordWithheld{first_case, PartnerId{"geen"}, "", WithheldGround::other, ""}),
              Refusal::reference_unknown);
}

TEST(ZsmAdvice, is_whole_or_says_why_there_is_none)
{
    Table table = Table::in_first_case();
    const auto until = parse_date("2027-02-01");
    const auto give = [&](std::string text, ParticipantId author, std::optional<Date> day, std::string none) {
        return table.give(
            command::RecordZsmAdvice{first_case, std::move(text), std::move(author), day, std::move(none)});
    };
    EXPECT_EQ(give("", {}, {}, ""), Refusal::advice_incomplete);
    EXPECT_EQ(give("Bel eerst", {}, until, ""), Refusal::advice_incomplete);
    EXPECT_EQ(give("Bel eerst", police_officer, until, "Niet nodig"), Refusal::advice_incomplete) << "one or the other";
    EXPECT_EQ(give("Bel eerst", ParticipantId{"wie"}, until, ""), Refusal::no_such_participant);
    EXPECT_EQ(give("Bel eerst", police_officer, parse_date("2026-11-20"), ""), Refusal::date_in_the_past);
    ASSERT_EQ(give("", {}, {}, "Niet nodig"), std::nullopt);
    EXPECT_EQ(now(table).zsm_advice, (TableAdvice{"", {}, {}, "Niet nodig"}));
    ASSERT_EQ(give("Bel eerst", police_officer, until, ""), std::nullopt);
    EXPECT_EQ(now(table).zsm_advice, (TableAdvice{"Bel eerst", police_officer, until, ""}));
}

TEST(Signal, names_a_bottleneck_of_the_package)
{
    Table table = Table::in_first_case();
    const command::RecordSignal signal{first_case, BottleneckId{"wachtlijst"}, "Weer vol"};
    ASSERT_EQ(table.give(signal), std::nullopt);
    ASSERT_EQ(table.give(signal), std::nullopt);
    EXPECT_EQ(now(table).signals, (std::vector<Signal>{{BottleneckId{"wachtlijst"}, "Weer vol"}}));
    EXPECT_EQ(table.give(command::RecordSignal{first_case, BottleneckId{}, ""}), Refusal::bottleneck_missing);
    EXPECT_EQ(table.give(command::RecordSignal{first_case, BottleneckId{"geen"}, ""}), Refusal::bottleneck_unknown);
}

TEST(TableRecord, is_made_only_of_the_case_on_screen)
{
    Table table = Table::in_first_case();
    EXPECT_EQ(table.give(command::RecordPerspective{second_case, PerspectiveOf::subject, "Wil rust", ggz}),
              Refusal::case_not_open);
    EXPECT_EQ(table.give(command::RecordSignal{second_case, BottleneckId{"wachtlijst"}, ""}), Refusal::case_not_open);
}
