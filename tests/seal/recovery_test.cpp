#include "seal/recovery.h"

#include "seal/parties.h"

#include <gtest/gtest.h>

namespace casustafel::seal {
namespace {

using core::Errc;

const core::ConferenceId conference{"13835f94-2e9e-518d-9c46-80ca1b41f0d1"};

core::Bytes a_key()
{
    return random_bytes(48);
}

TEST(Recovery, gives_the_database_key_and_its_conference_to_who_has_the_recovery_key_alone)
{
    const Parties parties;
    const core::Bytes key = a_key();
    const auto kept = seal_for_recovery(conference, key, parties.recovery.public_key());
    ASSERT_TRUE(kept) << kept.error().detail;
    EXPECT_EQ(recovery_recipient(*kept), parties.recovery.public_key().kid());
    const auto jwe = recovery_jwe(*kept);
    ASSERT_TRUE(jwe);
    const auto opened = open_recovery(*jwe, parties.recovery);
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(opened->conference, conference);
    EXPECT_TRUE(std::ranges::equal(opened->database_key, key));
    EXPECT_EQ(open_recovery(*jwe, parties.operational).error().code, Errc::denied);
    EXPECT_EQ(open_recovery(*jwe, parties.device_opens).error().code, Errc::denied);
}

TEST(Recovery, fits_one_sector_with_the_longest_id_that_it_takes)
{
    constexpr std::size_t room = 470;
    const Parties parties;
    const core::ConferenceId longest{std::string(90, 'a')};
    const auto kept = seal_for_recovery(longest, a_key(), parties.recovery.public_key());
    ASSERT_TRUE(kept) << kept.error().detail;
    EXPECT_LE(8 + longest.value().size() + 8 + 8 + kept->size(), room);
    EXPECT_EQ(open_recovery(*recovery_jwe(*kept), parties.recovery)->conference, longest);
    for (const char* id : {"", "a\"b", "a b", "a\\b"})
        EXPECT_EQ(seal_for_recovery(core::ConferenceId{id}, a_key(), parties.recovery.public_key()).error().code,
                  Errc::rejected);
    EXPECT_FALSE(seal_for_recovery(core::ConferenceId{std::string(91, 'a')}, a_key(), parties.recovery.public_key()));
}

TEST(Recovery, opens_nothing_of_which_a_byte_was_changed)
{
    const Parties parties;
    const auto kept = seal_for_recovery(conference, a_key(), parties.recovery.public_key());
    for (std::size_t at = 0; at < kept->size(); ++at) {
        core::Bytes changed = *kept;
        changed[at] ^= 1;
        const auto jwe = recovery_jwe(changed);
        EXPECT_FALSE(jwe && open_recovery(*jwe, parties.recovery)) << "byte " << at;
    }
    for (std::size_t size = 0; size < kept->size(); ++size) {
        const auto jwe = recovery_jwe(core::ByteView{*kept}.first(size));
        EXPECT_FALSE(jwe && open_recovery(*jwe, parties.recovery)) << size << " bytes";
    }
}

TEST(Recovery, is_no_envelope_and_no_envelope_is_one)
{
    const Parties parties;
    const auto kept = seal_for_recovery(conference, a_key(), parties.recovery.public_key());
    EXPECT_EQ(open(*recovery_jwe(*kept), MessageType::package, parties.recovery, parties.device_signers()).error().code,
              Errc::corrupt);
    const auto minutes =
        seal_envelope(parties.device, MessageType::minutes, minutes_frame(), parties.minutes_recipients());
    EXPECT_EQ(open_recovery(minutes->jwe, parties.recovery).error().code, Errc::corrupt);
}

} // namespace
} // namespace casustafel::seal
