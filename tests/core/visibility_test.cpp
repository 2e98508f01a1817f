#include "core/visibility.h"

#include "support/builders.h"
#include "support/visibility_oracle.h"

#include <gtest/gtest.h>
#include <random>

using namespace casustafel::core;
using namespace casustafel::support;

namespace {

void let_in(Table& table, const ParticipantId& id)
{
    table.give(command::DeclareSecrecy{id, {{{0.1, 0.1, 0}, {0.5, 0.4, 30}}}});
    table.give(command::CheckIn{id});
}

/// One way in which somebody may sit at the table.
struct Seat {
    PartnerKind kind{};
    bool in_covenant{};
    std::optional<std::vector<Confidentiality>> clearances;
    std::optional<Date> on_file;
    bool signs_here{};
    Domain domain{};
};

std::vector<Seat> every_seat()
{
    using enum Confidentiality;
    const std::vector<std::optional<std::vector<Confidentiality>>> clearances{
        std::nullopt,
        std::vector<Confidentiality>{},
        std::vector{general},
        std::vector{care_secret},
        std::vector{police, justice},
        std::vector{general, care_secret, justice, police}};
    // Without, of today, just still valid, just expired, dated after the conference.
    const std::vector<std::optional<Date>> declarations{std::nullopt, parse_date("2026-11-21"),
                                                        parse_date("2026-11-11"), parse_date("2026-11-10"),
                                                        parse_date("2026-11-22")};
    std::vector<Seat> seats;
    for (const PartnerKind kind : {PartnerKind::permanent, PartnerKind::incidental})
        for (const bool in_covenant : {true, false})
            for (const auto& clearance : clearances)
                for (const auto& on_file : declarations)
                    for (const bool signs : {true, false})
                        for (const Domain domain : {Domain::care, Domain::safety})
                            seats.push_back({kind, in_covenant, clearance, on_file, signs, domain});
    return seats;
}

std::vector<std::optional<Audience>> every_audience()
{
    return {std::nullopt,
            Audience{},
            Audience{{PartnerId{"partner-0"}}, {}},
            Audience{{PartnerId{"partner-1"}}, {}},
            Audience{{}, {Domain::care}},
            Audience{{PartnerId{"partner-0"}}, {Domain::safety}},
            Audience{{PartnerId{"nobody"}}, {Domain::other}}};
}

Conference company_of(const std::vector<Seat>& seats)
{
    Package package = example_package();
    package.secrecy_declaration = SecrecyDeclarationText{"1", "Ik houd geheim.", 10};
    package.partners.clear();
    package.participants.clear();
    for (std::size_t n = 0; n < seats.size(); ++n) {
        const std::string number = std::to_string(n);
        const Seat& seat = seats[n];
        package.partners.push_back({PartnerId{"partner-" + number}, "P", seat.domain, seat.kind, seat.clearances,
                                    seat.in_covenant, std::nullopt});
        package.participants.push_back({ParticipantId{"person-" + number}, "D", "", PartnerId{"partner-" + number},
                                        seat.on_file, std::nullopt, std::nullopt, ""});
    }
    Table table;
    table.give(command::ImportPackage{package});
    for (std::size_t n = 0; n < seats.size(); ++n) {
        const ParticipantId id{"person-" + std::to_string(n)};
        if (seats[n].signs_here) table.give(command::DeclareSecrecy{id, {{{0, 0, 0}, {1, 1, 9}}}});
        table.give(command::CheckIn{id});
    }
    return table.conference;
}

/// How often something was shown, and how often masked.
struct Seen {
    int shown{};
    int masked{};
};

void compare(const Conference& conference, Seen& seen)
{
    for (const Confidentiality level :
         {Confidentiality::general, Confidentiality::care_secret, Confidentiality::justice, Confidentiality::police})
        for (const auto& audience : every_audience()) {
            const bool shown = !masked(conference, first_case, level, audience).has_value();
            ++(shown ? seen.shown : seen.masked);
            ASSERT_EQ(shown, everyone_may_see(conference, first_case, level, audience));
        }
}

} // namespace

TEST(Visibility, agrees_with_the_rule_written_twice_for_every_kind_of_person_alone)
{
    Seen seen;
    for (const Seat& seat : every_seat()) {
        compare(company_of({seat}), seen);
        ASSERT_FALSE(::testing::Test::HasFatalFailure());
    }
    EXPECT_GT(seen.shown, 1'000);
    EXPECT_GT(seen.masked, 1'000);
}

TEST(Visibility, agrees_with_the_rule_written_twice_for_companies_of_two_and_three)
{
    const std::vector<Seat> seats = every_seat();
    std::mt19937 random{20261121};
    std::uniform_int_distribution<std::size_t> any{0, seats.size() - 1};
    Seen seen;
    for (int n = 0; n < 3'000; ++n) {
        std::vector<Seat> company{seats[any(random)], seats[any(random)]};
        if (n % 2 == 0) company.push_back(seats[any(random)]);
        compare(company_of(company), seen);
        ASSERT_FALSE(::testing::Test::HasFatalFailure()) << n;
    }
    EXPECT_GT(seen.shown, 1'000);
    EXPECT_GT(seen.masked, 1'000);
}

TEST(Visibility, masks_everything_while_someone_has_not_declared)
{
    Package package = example_package();
    Table table;
    table.give(command::ImportPackage{package});
    table.give(command::CheckIn{landlord});
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::general, {}),
              (Mask{MaskReason::undeclared_partner, landlord}));
    table.give(command::DeclareSecrecy{landlord, {{{0, 0, 0}, {1, 1, 9}}}});
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::general, {}), std::nullopt);
}

TEST(Visibility, masks_police_data_while_a_guest_is_present_and_shows_it_again_after)
{
    Table table = Table::in_first_case();
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::police, {}), std::nullopt);
    let_in(table, landlord);
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::police, {}),
              (Mask{MaskReason::not_cleared, landlord}));
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::general, {}), std::nullopt);
    table.give(command::StepOut{landlord, first_case});
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::police, {}), std::nullopt);
    EXPECT_TRUE(masked(table.conference, second_case, Confidentiality::police, {}).has_value());
}

TEST(Visibility, asks_everyone_present_to_be_among_those_it_is_meant_for)
{
    Table table = Table::in_first_case();
    const Audience care{{PartnerId{"politie"}}, {Domain::care}};
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::general, care),
              (Mask{MaskReason::outside_audience, director}));
    table.give(command::StepOut{director, {}});
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::general, care), std::nullopt);
}

TEST(Visibility, an_audience_that_names_nobody_is_for_nobody)
{
    const Table table = Table::in_first_case();
    EXPECT_TRUE(masked(table.conference, first_case, Confidentiality::general, Audience{}).has_value());
}

TEST(Visibility, shows_the_chair_alone_nothing_but_general)
{
    Table table;
    table.give(command::ImportPackage{example_package()});
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::general, {}), std::nullopt);
    EXPECT_EQ(masked(table.conference, first_case, Confidentiality::justice, {}),
              (Mask{MaskReason::nobody_present, {}}));
}

TEST(Visibility, follows_the_clearances_of_the_package_before_the_default_of_the_kind)
{
    Partner partner = example_package().partners[0];
    EXPECT_TRUE(cleared(partner, Confidentiality::care_secret));
    partner.clearances = std::vector{Confidentiality::police};
    EXPECT_FALSE(cleared(partner, Confidentiality::care_secret));
    EXPECT_TRUE(cleared(partner, Confidentiality::general));
    partner.clearances.reset();
    partner.in_covenant = false;
    EXPECT_FALSE(cleared(partner, Confidentiality::police));
}
