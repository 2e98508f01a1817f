#include "support/builders.h"

#include <gtest/gtest.h>

using namespace casustafel::core;
using namespace casustafel::support;

namespace {

const AgreementId one{"00000000-0000-4000-8000-000000000001"};
const AgreementId two{"00000000-0000-4000-8000-000000000002"};

Package with_lists()
{
    Package package = example_package();
    package.life_domains = {{LifeDomainId{"wonen"}, "Wonen"}};
    package.cases[0].goals = {{GoalId{"goal-1"}, "Een eigen plek", {}}};
    return package;
}

Table table_with_lists()
{
    Table table;
    table.give(command::ImportPackage{with_lists()});
    for (const ParticipantId& id : {police_officer, therapist, director}) table.give(command::CheckIn{id});
    table.give(command::StartConference{});
    table.give(command::OpenCase{first_case});
    return table;
}

} // namespace

TEST(AgreementNumbers, go_on_after_a_withdrawn_one_and_start_again_in_each_case)
{
    Table table = Table::in_first_case();
    table.give(command::Propose{first_case, one, agreement_of(table.conference, therapist)});
    table.give(command::Withdraw{first_case, one, "Dubbel"});
    table.give(command::Propose{first_case, two, agreement_of(table.conference, therapist)});
    EXPECT_EQ(find(*find(table.conference, first_case), two)->number, 6);
    EXPECT_EQ(table.give(command::Propose{first_case, one, agreement_of(table.conference, therapist)}),
              Refusal::already_there);
    Decision decision;
    decision.next_on = parse_date("2026-12-05");
    table.give(command::Decide{first_case, decision});
    table.give(command::LeaveCase{first_case});
    table.give(command::OpenCase{second_case});
    const AgreementId three{"00000000-0000-4000-8000-000000000003"};
    table.give(command::Propose{second_case, three, agreement_of(table.conference, therapist)});
    EXPECT_EQ(find(*find(table.conference, second_case), three)->number, 1);
}

TEST(AgreementReferences, name_only_what_is_there)
{
    Table table = table_with_lists();
    const auto proposing = [&](auto change) {
        AgreementContent content = agreement_of(table.conference, therapist);
        change(content);
        return table.ask(command::Propose{first_case, one, content});
    };
    const auto refused = [&](auto change) {
        const auto asked = proposing(change);
        return asked ? std::optional<Refusal>{} : asked.error().why;
    };
    EXPECT_EQ(refused([](auto& c) { c.goal = GoalId{"geen"}; }), Refusal::reference_unknown);
    EXPECT_EQ(refused([](auto& c) { c.life_domain = LifeDomainId{"geen"}; }), Refusal::reference_unknown);
    EXPECT_EQ(refused([](auto& c) { c.audience = Audience{{PartnerId{"ggz"}, PartnerId{"geen"}}, {}}; }),
              Refusal::reference_unknown);
    EXPECT_EQ(refused([](auto& c) { c.relates = {{one, RelationKind::depends_on}}; }), Refusal::reference_unknown);
    EXPECT_EQ(
        refused([](auto& c) { c.relates = std::vector<Relation>(21, {earlier_agreement, RelationKind::depends_on}); }),
        Refusal::reference_unknown);
    EXPECT_EQ(refused([](auto& c) {
                  c.goal = GoalId{"goal-1"};
                  c.life_domain = LifeDomainId{"wonen"};
                  c.audience = Audience{{PartnerId{"ggz"}}, {}};
                  c.relates = {{earlier_agreement, RelationKind::conflicts_with}};
              }),
              std::nullopt);
}

TEST(AgreementOwners, are_one_person_of_one_organisation_under_their_own_name)
{
    Table table = Table::in_first_case();
    const auto proposing = [&](Owner owner) {
        AgreementContent content = agreement_of(table.conference, therapist);
        content.owner = std::move(owner);
        return table.give(command::Propose{first_case, one, content});
    };
    EXPECT_EQ(proposing({therapist, "Deelnemer ggz", PartnerId{"politie"}}), Refusal::owner_unknown);
    EXPECT_EQ(proposing({therapist, "Een ander", PartnerId{"ggz"}}), Refusal::owner_unknown);
    EXPECT_EQ(proposing({{}, "Deelnemer ggz", PartnerId{"ggz"}}), Refusal::owner_unknown);
    EXPECT_EQ(proposing({{}, "", PartnerId{"zvh-rivierenkust"}}), Refusal::owner_unknown);
    EXPECT_EQ(proposing({{}, "Bureau", PartnerId{"zvh-rivierenkust"}}), std::nullopt);
}

TEST(AgreementOwners, may_read_what_they_promise)
{
    Table table = Table::in_first_case();
    AgreementContent content = agreement_of(table.conference, therapist);
    content.audience = Audience{{}, {Domain::safety}};
    EXPECT_EQ(table.give(command::Propose{first_case, one, content}), Refusal::partner_not_cleared);
    content.audience->domains.push_back(Domain::care);
    EXPECT_EQ(table.give(command::Propose{first_case, one, content}), std::nullopt);
}

TEST(AgreementTexts, are_well_formed_and_at_most_twenty_thousand_characters)
{
    Table table = Table::in_first_case();
    const auto proposing = [&](std::string text) {
        const auto asked =
            table.ask(command::Propose{first_case, one, agreement_of(table.conference, therapist, text)});
        return asked ? std::optional<Refusal>{} : asked.error().why;
    };
    std::string widest;
    for (int n = 0; n < 20'000; ++n) widest += "\xE2\x82\xAC"; // euro signs
    EXPECT_EQ(proposing(widest), std::nullopt);
    EXPECT_EQ(proposing(widest + "a"), Refusal::text_not_clean);
    EXPECT_EQ(proposing("een\ntwee \xF0\x9F\x98\x80"), std::nullopt);
    for (const char* wrong : {"a\x01", "a\x7F", "a\r\n", "a\xC2\x85", "a\xC0\xAF", "a\xE0\x80\xAF", "a\xED\xA0\x80",
                              "a\xF4\x90\x80\x80", "a\xF5\x80\x80\x80", "a\x80", "a\xE2\x82"})
        EXPECT_EQ(proposing(wrong), Refusal::text_not_clean) << wrong;
}

TEST(Withdrawing, keeps_the_agreement_with_when_and_why_and_is_done_once)
{
    Table table = Table::in_first_case();
    table.give(command::Propose{first_case, one, agreement_of(table.conference, therapist)});
    table.now += std::chrono::minutes{1};
    ASSERT_EQ(table.give(command::Withdraw{first_case, one, "Dubbel"}), std::nullopt);
    ASSERT_EQ(table.give(command::Withdraw{first_case, one, "Nog eens"}), std::nullopt);
    const Agreement& gone = find(table.conference, first_case)->agreements.front();
    EXPECT_EQ(gone.withdrawn_at, noon() + std::chrono::minutes{1});
    EXPECT_EQ(gone.withdrawn_because, "Dubbel");
}
