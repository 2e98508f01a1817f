#include "core/correction.h"
#include "support/builders.h"

#include <gtest/gtest.h>

using namespace casustafel::core;
using namespace casustafel::support;

namespace {

const MinutesId sealed{"00000000-0000-4000-8000-0000000000aa"};
const MinutesId fresh{"00000000-0000-4000-8000-0000000000ab"};

Table sealed_table()
{
    Table table = Table::in_first_case();
    table.give(command::Propose{first_case, AgreementId{"00000000-0000-4000-8000-000000000001"},
                                agreement_of(table.conference, therapist)});
    Decision decision;
    decision.next_on = parse_date("2026-12-05");
    table.give(command::Decide{first_case, decision});
    table.give(command::LeaveCase{first_case});
    table.give(command::Seal{sealed});
    return table;
}

Refusal refusal_of(const Table& table, const Correction& correction)
{
    return correction_of(table.conference, correction, {}, table.now).error().why;
}

} // namespace

TEST(Corrections, are_minutes_of_their_own_that_name_what_they_correct_and_tell_only_that)
{
    const Table table = sealed_table();
    const MinutesContext context{DeviceId{"CT-0017"}, "test", "chair", true, {}};
    const Instant later = table.now + std::chrono::minutes{4};
    const auto made = correction_of(table.conference, {fresh, first_case, "Het is 4 december"}, context, later);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->id, fresh);
    EXPECT_EQ(made->corrects, sealed);
    EXPECT_EQ(made->conference_id, table.conference.package.conference.id);
    EXPECT_EQ(made->sealed_at, later);
    EXPECT_TRUE(made->attendance.empty());
    ASSERT_EQ(made->cases.size(), 1U);
    EXPECT_EQ(made->cases[0].case_id, first_case);
    EXPECT_EQ(made->cases[0].correction, "Het is 4 december");
    EXPECT_TRUE(made->cases[0].agreements.empty()) << "they were sealed once";
    EXPECT_EQ(minutes_of(table.conference, context).cases[0].correction, "") << "what was sealed doesn't change";
}

TEST(Corrections, need_sealed_minutes_a_case_and_words)
{
    EXPECT_EQ(refusal_of(Table::in_first_case(), {fresh, first_case, "Anders"}), Refusal::not_sealed);
    const Table table = sealed_table();
    EXPECT_EQ(refusal_of(table, {fresh, first_case, " "}), Refusal::text_missing);
    EXPECT_EQ(refusal_of(table, {fresh, first_case, "\x01"}), Refusal::text_not_clean);
    EXPECT_EQ(refusal_of(table, {fresh, CaseId{"geen"}, "Anders"}), Refusal::no_such_case);
}
