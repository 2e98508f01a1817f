#include "core/audit.h"
#include "core/minutes.h"
#include "core/visibility.h"
#include "support/builders.h"
#include "support/visibility_oracle.h"
#include "wishes.h"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>
#include <set>
#include <span>

using namespace casustafel::core;
using namespace casustafel::support;

namespace {

void expect_agreements_sound(const CaseState& state)
{
    EXPECT_EQ(std::ranges::adjacent_find(state.agreements, std::greater_equal{}, &Agreement::number),
              state.agreements.end())
        << "numbers are unique and go up";
    for (const Agreement& one : state.agreements) {
        const Confirmation& answer = one.confirmation;
        const bool answered = answer.state == ConfirmationState::confirmed ||
                              answer.state == ConfirmationState::reserved ||
                              answer.state == ConfirmationState::declined;
        EXPECT_EQ(answered, answer.of.has_value());
        if (!answered) continue;
        EXPECT_EQ(answer.of, PlainDigests{}.of_agreement(one.content));
        EXPECT_EQ(answer.version, one.version);
        EXPECT_EQ(answer.by, one.content.owner->participant);
        EXPECT_EQ(answer.reason.empty() && answer.state != ConfirmationState::confirmed, false);
    }
}

void expect_visibility_sound(const Conference& conference, const CaseState& state)
{
    const CaseId& id = state.brief->id;
    EXPECT_EQ(present_for(conference, id), at_the_table(conference, id));
    const std::vector<std::optional<Audience>> audiences{std::nullopt, Audience{}, Audience{{}, {Domain::care}},
                                                         Audience{{PartnerId{"gemeente"}}, {Domain::safety}}};
    for (const Confidentiality level :
         {Confidentiality::general, Confidentiality::care_secret, Confidentiality::justice, Confidentiality::police})
        for (const auto& audience : audiences)
            EXPECT_EQ(!masked(conference, id, level, audience), everyone_may_see(conference, id, level, audience));
}

void expect_sound(const Conference& conference)
{
    std::set<AgreementId> ids;
    for (const CaseState& state : conference.cases) {
        expect_agreements_sound(state);
        expect_visibility_sound(conference, state);
        for (const Agreement& one : state.agreements) EXPECT_TRUE(ids.insert(one.id).second) << "an id came twice";
    }
    for (const Participant& person : conference.participants) {
        EXPECT_TRUE(conference.attendance.contains(person.id));
        const auto& intervals = attendance_of(conference, person.id).intervals;
        const auto running = std::ranges::count_if(
            intervals, [](const Interval& one) { return one.in_case.empty() && !one.until.has_value(); });
        const bool here = attendance_of(conference, person.id).state == PresenceState::present;
        EXPECT_EQ(running, here && !conference.sealed_at ? 1 : 0);
    }
    if (conference.open_case.empty()) return;
    const auto& allowed = conference.package.conference.legal_basis.allowed_partners;
    for (const ParticipantId& id : present_for(conference, conference.open_case)) {
        EXPECT_FALSE(must_declare_secrecy(conference, id));
        if (allowed) {
            EXPECT_TRUE(std::ranges::contains(*allowed, find(conference, id)->partner));
        }
    }
    const CaseState& open = *find(conference, conference.open_case);
    for (const Criterion& criterion : open.brief->criteria) {
        const auto recorded = open.criteria.find(criterion.id);
        EXPECT_TRUE(recorded == open.criteria.end() ? criterion.met == true : recorded->second.met);
    }
}

/// What was there stays there: agreements by id and number, versions only grow, what was withdrawn stays so.
void expect_nothing_lost(const Conference& before, const Conference& after)
{
    if (before.sealed_at) {
        EXPECT_EQ(before, after);
    }
    for (const CaseState& state : before.cases)
        for (const Agreement& old : state.agreements) {
            const CaseState* same_case = find(after, state.brief->id);
            ASSERT_NE(same_case, nullptr);
            const Agreement* now = find(*same_case, old.id);
            ASSERT_NE(now, nullptr);
            EXPECT_EQ(now->number, old.number);
            EXPECT_GE(now->version, old.version);
            EXPECT_EQ(now->content == old.content, now->version == old.version);
            if (old.withdrawn_at) {
                EXPECT_EQ(*now, old);
            }
        }
    for (const Participant& person : before.participants)
        if (before.started_at) {
            EXPECT_NE(find(after, person.id), nullptr);
        }
}

/// What was answered stays answered, unless a fact says about this agreement that it changed or was taken back.
void expect_answers_kept(const Conference& before, const Conference& after, std::span<const Recorded> facts)
{
    std::set<AgreementId> named;
    for (const Recorded& one : facts) {
        if (const auto* changed = std::get_if<fact::AgreementChanged>(&one.fact)) named.insert(changed->agreement);
        if (const auto* answered = std::get_if<fact::Answered>(&one.fact)) named.insert(answered->agreement);
        if (const auto* undone = std::get_if<fact::Undone>(&one.fact))
            named.insert(undone->agreements.begin(), undone->agreements.end());
    }
    for (const CaseState& state : before.cases)
        for (const Agreement& old : state.agreements) {
            if (!old.confirmation.of || named.contains(old.id)) continue;
            EXPECT_EQ(find(*find(after, state.brief->id), old.id)->confirmation, old.confirmation);
        }
}

/// The list for undoing speaks of the open case, and its end is what is undone next.
void expect_undo_sound(const Conference& conference)
{
    EXPECT_LE(conference.actions.size(), 20U);
    EXPECT_EQ(conference.last_action.has_value(), !conference.actions.empty());
    for (const Action& action : conference.actions) EXPECT_EQ(action.what.in_case, conference.open_case);
    if (conference.last_action) {
        EXPECT_EQ(*conference.last_action, conference.actions.back().what);
    }
}

void expect_minutes_whole(const Conference& conference)
{
    const Minutes minutes = minutes_of(conference, {});
    ASSERT_EQ(minutes.cases.size(), conference.cases.size());
    EXPECT_EQ(minutes.attendance.size(), conference.participants.size());
    for (const MinutesAttendance& person : minutes.attendance)
        for (const Interval& interval : person.intervals) EXPECT_TRUE(interval.until.has_value());
    for (std::size_t n = 0; n < minutes.cases.size(); ++n) {
        std::set<AgreementId> named;
        for (const Agreement& one : minutes.cases[n].agreements) {
            named.insert(one.id);
        }
        for (const EarlierAgreement& one : conference.cases[n].brief->earlier_agreements) named.insert(one.id);
        const auto stands = [&](const AgreementId& id) { return id.empty() || named.contains(id); };
        for (const Agreement& one : minutes.cases[n].agreements)
            for (const Relation& relation : one.content.relates) EXPECT_TRUE(stands(relation.to));
        for (const MinutesEarlier& one : minutes.cases[n].earlier) EXPECT_TRUE(stands(one.followed_by));
        EXPECT_TRUE(stands(minutes.cases[n].informing.agreement));
        EXPECT_EQ(minutes.cases[n].minutes_spent.has_value(), minutes.cases[n].opened_at.has_value());
    }
}

/// What a run of wishes led to.
struct Lived {
    std::set<std::size_t> kinds; ///< of facts
    int granted{};
    bool sealed{};
};

void live_through(unsigned seed, int wishes, Lived& run)
{
    std::mt19937 random{seed};
    Table table;
    table.give(command::ImportPackage{any_package(random)});
    Wishes wish{random};
    for (int step = 0; step < wishes; ++step) {
        table.now += std::chrono::seconds{7};
        const Conference before = table.conference;
        const std::size_t known = table.facts.size();
        const Command command = wish.next(before);
        const auto asked = table.ask(command);
        EXPECT_EQ(table.conference, before) << "asking changes nothing";
        const bool refused = table.give(command).has_value();
        EXPECT_EQ(refused, !asked.has_value());
        if (refused) {
            EXPECT_EQ(table.conference, before);
        } else {
            ++run.granted;
        }
        expect_sound(table.conference);
        expect_nothing_lost(before, table.conference);
        expect_answers_kept(before, table.conference, std::span{table.facts}.subspan(known));
        expect_undo_sound(table.conference);
        ASSERT_FALSE(::testing::Test::HasFailure())
            << "seed " << seed << ", step " << step << ", command " << command.index();
    }
    EXPECT_EQ(fold(table.facts), table.conference);
    EXPECT_EQ(minutes_of(fold(table.facts), {}), minutes_of(table.conference, {}));
    for (const Recorded& one : table.facts) run.kinds.insert(one.fact.index());
    if (!table.conference.sealed_at) return;
    run.sealed = true;
    expect_minutes_whole(table.conference);
}

} // namespace

TEST(AnyConference, keeps_its_promises_whatever_is_asked)
{
    Lived run;
    int sealed = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        run.sealed = false;
        live_through(seed, 500, run);
        if (HasFatalFailure()) return;
        if (run.sealed) ++sealed;
    }
    // Thirty thousand wishes that are all refused would prove nothing.
    EXPECT_GT(run.granted, 5'000);
    EXPECT_EQ(run.kinds.size(), std::variant_size_v<Fact>) << "some kind of fact never came about";
    EXPECT_GT(sealed, 5);
}
