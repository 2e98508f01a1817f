#include "core/audit.h"
#include "core/visibility.h"
#include "support/builders.h"

#include <algorithm>
#include <array>
#include <functional>
#include <gtest/gtest.h>
#include <random>

using namespace casustafel::core;
using namespace casustafel::support;

namespace {

/// Any wish of anyone at any moment, sensible or not.
class Wishes {
public:
    explicit Wishes(unsigned seed) : random_{seed} {}

    Command next(const Conference& conference)
    {
        switch (pick(12)) {
        case 0:
            return command::CheckIn{anyone()};
        case 1:
            return command::StepOut{anyone(), pick(2) == 0 ? CaseId{} : any_case()};
        case 2:
            return command::StepIn{anyone(), pick(2) == 0 ? CaseId{} : any_case()};
        case 3:
            return command::DeclareSecrecy{anyone(), {{{0, 0, 0}, {1, 1, 9}}}};
        case 4:
            return command::OpenCase{any_case()};
        case 5:
            return command::Propose{any_case(), any_agreement(), agreement_of(conference, anyone())};
        case 6:
            return command::Change{any_case(), any_agreement(),
                                   agreement_of(conference, anyone(), "Versie " + std::to_string(pick(9)))};
        case 7:
            return command::Withdraw{any_case(), any_agreement(), "Vervalt"};
        case 8:
            return command::ChooseTableCode{anyone(), "1234"};
        case 9:
            return answer();
        case 10: {
            Decision decision;
            decision.next_on = parse_date("2026-12-05");
            return command::Decide{any_case(), decision};
        }
        default:
            return command::LeaveCase{any_case()};
        }
    }

private:
    int pick(int below) { return std::uniform_int_distribution{0, below - 1}(random_); }
    ParticipantId anyone()
    {
        return std::array{police_officer, therapist, director, landlord}[static_cast<std::size_t>(pick(4))];
    }
    CaseId any_case() { return pick(4) == 0 ? second_case : first_case; }
    AgreementId any_agreement() { return AgreementId{"a-" + std::to_string(pick(8))}; }
    Command answer()
    {
        command::Proof proof = command::Spoken{};
        if (pick(2) == 0) proof = command::ByTableCode{pick(2) == 0 ? "1234" : "4321"};
        return command::Answer{
            any_case(), {{any_agreement(), 1 + pick(3)}}, anyone(), proof, ConfirmationState::confirmed, {}, {}};
    }

    std::mt19937 random_;
};

void expect_sound(const Conference& conference)
{
    for (const CaseState& state : conference.cases) {
        EXPECT_EQ(std::ranges::adjacent_find(state.agreements, std::greater_equal{}, &Agreement::number),
                  state.agreements.end());
        for (const Agreement& one : state.agreements) {
            if (one.confirmation.state != ConfirmationState::confirmed) continue;
            EXPECT_EQ(one.confirmation.of, PlainDigests{}.of_agreement(one.content));
            EXPECT_EQ(one.confirmation.version, one.version);
        }
        for (const Confidentiality level : {Confidentiality::general, Confidentiality::care_secret,
                                            Confidentiality::justice, Confidentiality::police}) {
            if (masked(conference, state.brief.id, level, {})) continue;
            for (const ParticipantId& id : present_for(conference, state.brief.id))
                EXPECT_TRUE(cleared(*find(conference, find(conference, id)->partner), level));
        }
    }
    if (conference.open_case.empty()) return;
    for (const ParticipantId& id : present_for(conference, conference.open_case))
        EXPECT_FALSE(must_declare_secrecy(conference, id));
}

} // namespace

TEST(AnyConference, keeps_its_promises_whatever_is_asked)
{
    std::size_t facts = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        Table table = Table::in_first_case();
        Wishes wishes{seed};
        for (int step = 0; step < 150; ++step) {
            table.now += std::chrono::seconds{7};
            const std::uint64_t before = table.conference.fact_count;
            const bool refused = table.give(wishes.next(table.conference)).has_value();
            if (refused) {
                EXPECT_EQ(table.conference.fact_count, before);
            }
            expect_sound(table.conference);
            ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed << ", step " << step;
        }
        EXPECT_EQ(fold(table.facts), table.conference);
        facts += table.facts.size();
    }
    EXPECT_GT(facts, 1'000U) << "the wishes were hardly ever granted: nothing was tested";
}

TEST(AuditLines, name_ids_and_never_case_text)
{
    Table table = Table::in_first_case();
    table.give(command::Propose{first_case, AgreementId{"a-1"}, agreement_of(table.conference, therapist, "GEHEIM")});
    table.give(command::Withdraw{first_case, AgreementId{"a-1"}, "GEHEIM"});
    ASSERT_GT(table.facts.size(), 5U);
    for (const Recorded& recorded : table.facts) {
        const std::string line = audit_line(recorded);
        EXPECT_FALSE(line.empty());
        EXPECT_EQ(line.find("GEHEIM"), std::string::npos);
        EXPECT_EQ(line.find('\n'), std::string::npos);
    }
    EXPECT_NE(audit_line(table.facts.back()).find("a-1"), std::string::npos);
}
