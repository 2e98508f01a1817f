#include "support/builders.h"

#include <gtest/gtest.h>

using namespace casustafel::core;
using namespace casustafel::support;
using namespace std::chrono_literals;

namespace {

const AgreementId first{"00000000-0000-4000-8000-000000000001"};

Table with_agreement(const ParticipantId& owner = therapist)
{
    Table table = Table::in_first_case();
    table.give(command::Propose{first_case, first, agreement_of(table.conference, owner)});
    table.give(command::ChooseTableCode{therapist, "4711"});
    return table;
}

command::Answer yes(command::Proof proof, int version = 1)
{
    return {first_case, {{first, version}}, therapist, std::move(proof), ConfirmationState::confirmed, {}, {}};
}

} // namespace

TEST(Agreements, count_on_after_the_highest_earlier_number)
{
    const Table table = with_agreement();
    EXPECT_EQ(find(table.conference, first_case)->agreements.front().number, 5);
}

TEST(Agreements, need_text_a_known_owner_and_a_day_that_is_not_over)
{
    Table table = with_agreement();
    const AgreementId other{"00000000-0000-4000-8000-000000000002"};
    const auto proposing = [&](auto change) {
        AgreementContent content = agreement_of(table.conference, therapist);
        change(content);
        return table.give(command::Propose{first_case, other, content});
    };
    EXPECT_EQ(proposing([](auto& c) { c.text = "  "; }), Refusal::text_missing);
    EXPECT_EQ(proposing([](auto& c) { c.text = "a\tb"; }), Refusal::text_not_clean);
    EXPECT_EQ(proposing([](auto& c) { c.text = std::string(20'001, 'a'); }), Refusal::text_not_clean);
    EXPECT_EQ(proposing([](auto& c) { c.owner->participant = ParticipantId{"x"}; }), Refusal::owner_unknown);
    EXPECT_EQ(proposing([](auto& c) { c.due = parse_date("2026-11-20"); }), Refusal::date_in_the_past);
    EXPECT_EQ(proposing([](auto& c) { c.mandate = Mandate::subject_to_consultation; }), Refusal::consult_date_missing);
    EXPECT_EQ(proposing([](auto& c) { c.mandate = Mandate::needs_decision; }), Refusal::decision_of_missing);
    EXPECT_EQ(table.give(command::Propose{second_case, other, agreement_of(table.conference, therapist)}),
              Refusal::case_not_open);
    EXPECT_EQ(table.give(command::Propose{first_case, first, agreement_of(table.conference, therapist)}),
              Refusal::already_there);
    AgreementContent secret = agreement_of(table.conference, landlord);
    secret.confidentiality = Confidentiality::police;
    EXPECT_EQ(table.give(command::Propose{first_case, other, secret}), Refusal::partner_not_cleared);
}

TEST(Confirmation, by_the_right_code_holds_the_digest_of_what_was_shown)
{
    Table table = with_agreement();
    ASSERT_EQ(table.give(yes(command::ByTableCode{"4711"})), std::nullopt);
    const Confirmation confirmation = table.confirmation(first);
    EXPECT_EQ(confirmation.state, ConfirmationState::confirmed);
    EXPECT_EQ(confirmation.how, ConfirmationHow::table_code);
    EXPECT_EQ(confirmation.of, PlainDigests{}.of_agreement(agreement_of(table.conference, therapist)));
}

TEST(Confirmation, waits_longer_after_each_wrong_code_from_the_third_and_forgets_after_a_right_one)
{
    Table table = with_agreement();
    for (int i = 0; i < 3; ++i) ASSERT_EQ(table.give(yes(command::ByTableCode{"0000"})), std::nullopt);
    EXPECT_EQ(table.confirmation(first).state, ConfirmationState::open);
    EXPECT_EQ(table.give(yes(command::ByTableCode{"4711"})), Refusal::code_must_wait);
    table.now += 10s;
    EXPECT_EQ(table.give(yes(command::ByTableCode{"4711"})), std::nullopt);
    EXPECT_EQ(attendance_of(table.conference, therapist).wrong_codes, 0);
    EXPECT_EQ(code_wait(2), 0s);
    EXPECT_EQ(code_wait(4), 30s);
    EXPECT_EQ(code_wait(100), 5min);
}

TEST(Confirmation, is_refused_to_others_in_other_versions_and_for_points_of_attention)
{
    Table table = with_agreement();
    auto answer = yes(command::Spoken{});
    answer.by = director;
    EXPECT_EQ(table.give(answer), Refusal::not_the_owner);
    EXPECT_EQ(table.give(yes(command::Spoken{}, 2)), Refusal::other_version);
    EXPECT_EQ(table.give(yes(command::BySignature{})), Refusal::signature_missing);
    AgreementContent without_date = agreement_of(table.conference, therapist);
    without_date.due.reset();
    table.give(command::Change{first_case, first, without_date});
    EXPECT_EQ(table.give(yes(command::Spoken{}, 2)), Refusal::incomplete_agreement);
    table.give(command::Withdraw{first_case, first, "Dubbel"});
    EXPECT_EQ(table.give(yes(command::Spoken{}, 2)), Refusal::withdrawn);
}

TEST(Confirmation, with_reserve_needs_a_reason_and_a_day_and_a_refusal_needs_a_reason)
{
    Table table = with_agreement();
    auto answer = yes(command::Spoken{});
    answer.state = ConfirmationState::reserved;
    EXPECT_EQ(table.give(answer), Refusal::reason_missing);
    answer.reason = "Eerst overleg met het team";
    EXPECT_EQ(table.give(answer), Refusal::answer_date_missing);
    answer.state = ConfirmationState::declined;
    EXPECT_EQ(table.give(answer), std::nullopt);
    EXPECT_EQ(table.confirmation(first).state, ConfirmationState::declined);
}

TEST(Confirmation, reopens_when_the_content_changes)
{
    Table table = with_agreement();
    table.give(yes(command::Spoken{}));
    ASSERT_EQ(table.give(command::Change{first_case, first, agreement_of(table.conference, therapist, "Anders")}),
              std::nullopt);
    EXPECT_EQ(table.confirmation(first).state, ConfirmationState::open);
    EXPECT_EQ(find(table.conference, first_case)->agreements.front().version, 2);
}

TEST(Confirmation, of_an_absent_owner_is_left_to_the_bureau)
{
    const Table table = with_agreement(landlord);
    EXPECT_EQ(table.confirmation(first).state, ConfirmationState::awaiting_absent);
}

TEST(Confirmation, of_the_bureau_itself_is_spoken_by_the_chair)
{
    Table table = with_agreement();
    AgreementContent content = agreement_of(table.conference, therapist);
    content.owner = Owner{{}, "Bureau", PartnerId{"zvh-rivierenkust"}};
    table.give(command::Change{first_case, first, content});
    auto answer = yes(command::Spoken{}, 2);
    answer.by = {};
    EXPECT_EQ(table.give(answer), std::nullopt);
    EXPECT_EQ(table.confirmation(first).state, ConfirmationState::confirmed);
}
