#include "app/recording_fixture.h"

#include <gmock/gmock.h>

// Packages that come in, and the end of their term.

namespace casustafel::app {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::SizeIs;

TEST_F(Recording, keeps_a_package_that_comes_while_locked_and_imports_it_after_unlocking)
{
    world.arrive(world.package());
    EXPECT_EQ(world.published()->waiting_packages, 1);
    EXPECT_THAT(world.published()->conferences, IsEmpty());
    world.switch_on();
    EXPECT_EQ(world.published()->waiting_packages, 1) << "it survives switching off";
    world.unlock();
    EXPECT_EQ(world.published()->waiting_packages, 0);
    EXPECT_THAT(world.published()->conferences, SizeIs(1));
    EXPECT_THAT(world.published()->notices, IsEmpty());
}

TEST_F(Recording, tells_conferences_apart_by_their_header_and_only_while_unlocked)
{
    world.arrive(world.package());
    world.unlock();
    ASSERT_THAT(world.published()->headers, SizeIs(1)) << "without opening the conference";
    EXPECT_FALSE(world.published()->conference);
    EXPECT_EQ(world.published()->headers[0].room, "De Meent");
    EXPECT_EQ(world.published()->headers[0].legal_basis.kind, core::LegalBasisKind::wgs_case);
    world.open_conference();
    EXPECT_TRUE(world.published()->conference);
    world.handle(CloseConference{});
    EXPECT_FALSE(world.published()->conference);
    world.handle(Lock{});
    EXPECT_THAT(world.published()->headers, IsEmpty());
    world.unlock();
    EXPECT_THAT(world.published()->headers, SizeIs(1));
}

TEST_F(Recording, refuses_a_damaged_package_and_leaves_earlier_data_alone)
{
    world.open_conference();
    core::Bytes bytes = world.package([](nlohmann::json& one) { one["id"] = "aaaaaaaa-0000-4000-8000-000000000001"; });
    bytes[bytes.size() / 2] ^= 1;
    world.arrive(bytes, "package-2");
    EXPECT_EQ(last_notice(), Notice::package_damaged);
    EXPECT_EQ(world.published()->waiting_packages, 0);
    ASSERT_TRUE(world.published()->conference);
    EXPECT_EQ(world.published()->conference->package.id.value(), "f631dc90-0a28-54be-8e18-88d643ae30a9");
}

TEST_F(Recording, refuses_a_package_by_a_stranger_or_for_another_device)
{
    world.unlock();
    world.arrive(world.package([](nlohmann::json& one) { one["device_ids"] = {"CT-0099"}; }));
    EXPECT_EQ(world.published()->notices.size(), 1U);
    world.parties.desk = seal::signing_key("somebody else");
    world.arrive(world.package(), "package-2");
    EXPECT_EQ(world.published()->notices.size(), 2U);
    EXPECT_EQ(last_notice(), Notice::package_damaged);
    EXPECT_THAT(world.published()->conferences, IsEmpty());
}

TEST_F(Recording, says_that_a_package_is_past_its_end)
{
    world.unlock();
    world.arrive(world.package([](nlohmann::json& one) { one["expires_at"] = "2026-11-21T12:59:59+01:00"; }));
    EXPECT_EQ(last_notice(), Notice::package_expired);
    EXPECT_THAT(world.published()->conferences, IsEmpty());
}

TEST_F(Recording, takes_a_package_that_comes_again_for_the_same_one)
{
    world.hold_conference();
    const auto before = world.published()->conference->fact_count;
    world.arrive(world.package(), "package-2");
    EXPECT_EQ(world.published()->conference->fact_count, before);
    EXPECT_THAT(world.published()->notices, IsEmpty());
    EXPECT_THAT(world.published()->conferences, SizeIs(1));
}

TEST_F(Recording, replaces_a_package_until_the_conference_starts)
{
    const auto newer = [](const char* id) {
        return [id](nlohmann::json& one) {
            one["id"] = id;
            one["conference"]["room"] = "De Oude Zaal";
        };
    };
    world.open_conference();
    world.arrive(world.package(newer("aaaaaaaa-0000-4000-8000-000000000001")), "package-2");
    EXPECT_EQ(world.published()->conference->package.conference.room, "De Oude Zaal");
    world.perform(core::command::CheckIn{core::ParticipantId{"r-hoekstra"}});
    world.perform(core::command::StartConference{});
    world.arrive(world.package(newer("aaaaaaaa-0000-4000-8000-000000000002")), "package-3");
    EXPECT_EQ(last_notice(), Notice::package_for_started_conference);
    EXPECT_EQ(world.published()->conference->package.id.value(), "aaaaaaaa-0000-4000-8000-000000000001");
}

TEST_F(Recording, lets_a_package_wait_until_there_are_keys_to_judge_it)
{
    world.has_keys = false;
    world.switch_on();
    world.unlock();
    world.arrive(world.package());
    EXPECT_EQ(world.published()->waiting_packages, 1);
    EXPECT_THAT(world.published()->notices, IsEmpty());
    world.handle(KeysArrived{world.key_set(5, world.now + 24h)});
    EXPECT_EQ(world.published()->waiting_packages, 0);
    EXPECT_THAT(world.published()->conferences, SizeIs(1));
}

TEST_F(Recording, moves_the_term_with_the_package_that_replaces_another)
{
    world.open_conference();
    const auto later = [](nlohmann::json& one) {
        one["id"] = "aaaaaaaa-0000-4000-8000-000000000001";
        one["expires_at"] = "2026-12-20T00:00:00+01:00";
    };
    world.arrive(world.package(later), "package-2");
    ASSERT_THAT(world.published()->conferences, SizeIs(1));
    EXPECT_EQ(world.published()->conferences.front().expires_at, *core::parse_instant("2026-12-20T00:00:00+01:00"));
    ASSERT_TRUE(world.published()->conference);
    EXPECT_FALSE(world.perform(core::command::CheckIn{core::ParticipantId{"r-hoekstra"}}).fault) << "still writable";
}

TEST_F(Recording, erases_a_conference_past_its_term_once_it_is_unlocked)
{
    world.open_conference();
    world.now = *core::parse_instant("2026-11-28T00:00:00+01:00");
    world.switch_on();
    EXPECT_THAT(world.published()->conferences, SizeIs(1)) << "locked, it could be one that was sealed just now";
    world.unlock();
    EXPECT_THAT(world.published()->conferences, IsEmpty());
}

TEST_F(Recording, imports_a_package_whose_first_fact_the_power_cut_off)
{
    int cuts = 0;
    for (int nth = 1; cuts < 12; ++nth, ++cuts) {
        RecorderWorld other;
        other.switch_on();
        other.unlock();
        const core::Bytes package = other.package();
        other.power.cut_at(nth, true);
        other.arrive(package);
        if (!other.power.is_cut()) break;
        other.power.restore();
        other.switch_on();
        other.unlock();
        other.arrive(package); // the relay gives it again, or it waited here
        ASSERT_THAT(other.published()->conferences, SizeIs(1)) << "cut " << nth;
        other.handle(OpenConference{conference_id});
        ASSERT_TRUE(other.published()->conference) << "cut " << nth;
        EXPECT_EQ(other.published()->conference->cases.size(), 3U) << "cut " << nth;
    }
    EXPECT_GE(cuts, 3);
}

} // namespace
} // namespace casustafel::app
