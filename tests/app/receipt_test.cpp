#include "app/recording_fixture.h"

#include <gmock/gmock.h>

#include <fstream>

// What the relay and the desk say about an envelope.

namespace casustafel::app {
namespace {

using namespace std::chrono_literals;
using core::EnvelopeState;
using core::ReceiptStage;
using testing::IsEmpty;
using testing::SizeIs;

class Delivering : public Recording {
protected:
    Delivering()
    {
        world.hold_conference();
        minutes = world.seal();
        world.for_courier();
    }
    void hear(const std::string& receipt) { world.handle(ReceiptArrived{minutes, receipt}); }
    EnvelopeState state() const { return world.envelope(minutes).state; }

    core::MinutesId minutes;
};

TEST_F(Delivering, marks_as_sent_what_the_relay_stored_though_it_can_t_know_the_number_inside)
{
    hear(world.receipt(world.envelope(minutes), ReceiptStage::stored));
    EXPECT_EQ(state(), EnvelopeState::sent);
    EXPECT_TRUE(world.opened(minutes)) << "the bytes stay until the desk has opened them";
}

TEST_F(Delivering, erases_the_envelope_when_the_desk_has_proven_that_it_opened_these_bytes)
{
    hear(world.receipt(world.envelope(minutes), ReceiptStage::opened));
    EXPECT_EQ(state(), EnvelopeState::opened);
    EXPECT_FALSE(world.opened(minutes));
}

TEST_F(Delivering, erases_nothing_for_a_receipt_about_other_bytes)
{
    const core::Envelope envelope = world.envelope(minutes);
    hear(world.receipt(envelope, ReceiptStage::opened, [](core::Receipt& one) { one.sha256[0] ^= 1; }));
    hear(world.receipt(envelope, ReceiptStage::opened, [](core::Receipt& one) { (*one.inner_sha256)[0] ^= 1; }));
    hear(world.receipt(envelope, ReceiptStage::opened, [](core::Receipt& one) { one.minutes_seq += 1; }));
    hear(world.receipt(envelope, ReceiptStage::opened,
                       [](core::Receipt& one) { one.device = core::DeviceId{"CT-0099"}; }));
    EXPECT_EQ(state(), EnvelopeState::sealed);
    EXPECT_TRUE(world.opened(minutes));
}

TEST_F(Delivering, erases_nothing_for_a_receipt_by_the_wrong_key)
{
    const core::Receipt opened = world.receipt_for(world.envelope(minutes), ReceiptStage::opened);
    hear(world.receipt_by(world.relay, opened));
    hear(world.receipt_by(seal::signing_key("somebody else"), opened));
    hear("not even a receipt");
    EXPECT_EQ(state(), EnvelopeState::sealed);
    EXPECT_TRUE(world.opened(minutes));
}

TEST_F(Delivering, keeps_the_reason_of_a_refusal_and_the_envelope_with_it)
{
    hear(world.receipt(world.envelope(minutes), ReceiptStage::refused));
    EXPECT_EQ(state(), EnvelopeState::refused);
    EXPECT_EQ(world.envelope(minutes).refused_because, "onleesbaar");
    EXPECT_TRUE(world.opened(minutes));
}

TEST_F(Delivering, offers_what_waits_again_after_switching_on_without_anyone_unlocking)
{
    world.switch_on();
    const auto offers = world.for_courier();
    ASSERT_THAT(offers, SizeIs(1));
    const auto* offer = std::get_if<Offer>(&offers.front());
    ASSERT_TRUE(offer);
    EXPECT_EQ(offer->minutes, minutes);
    EXPECT_FALSE(offer->already_stored);
}

TEST_F(Delivering, tries_again_at_each_start_what_the_relay_would_not_take)
{
    world.handle(DeliveryRefused{minutes, "409"});
    EXPECT_EQ(state(), EnvelopeState::refused);
    EXPECT_THAT(world.envelope(minutes).refused_because, IsEmpty()) << "the screen has its own words";
    world.switch_on();
    const auto offers = world.for_courier();
    ASSERT_THAT(offers, SizeIs(1));
    EXPECT_FALSE(std::get<Offer>(offers.front()).already_stored);
    hear(world.receipt(world.envelope(minutes), ReceiptStage::stored));
    EXPECT_EQ(state(), EnvelopeState::sent);
    hear(world.receipt(world.envelope(minutes), ReceiptStage::refused));
    hear(world.receipt(world.envelope(minutes), ReceiptStage::stored));
    EXPECT_EQ(state(), EnvelopeState::refused) << "the desk's word isn't undone by the relay's";
}

TEST_F(Delivering, removes_what_a_power_cut_left_of_an_erased_conference)
{
    hear(world.receipt(world.envelope(minutes), ReceiptStage::opened));
    const auto orphan = storage::FileVault::database_file(world.folder(), conference_id);
    std::ofstream{orphan} << "the power went between the key and the file";
    world.switch_on();
    EXPECT_FALSE(std::filesystem::exists(orphan));
    EXPECT_THAT(world.for_courier(), IsEmpty()) << "it was opened long ago";
}

TEST_F(Delivering, never_erases_unsent_minutes_however_late_it_gets)
{
    world.now += 24h * 365;
    world.switch_on();
    EXPECT_EQ(state(), EnvelopeState::sealed);
    EXPECT_TRUE(world.opened(minutes));
}

TEST_F(Delivering, gives_the_courier_the_stored_bytes_unchanged_each_time)
{
    world.handle(WantEnvelope{minutes});
    world.handle(WantEnvelope{minutes});
    const auto messages = world.for_courier();
    ASSERT_THAT(messages, SizeIs(2));
    const auto& first = std::get<EnvelopeReady>(messages[0]);
    const auto& second = std::get<EnvelopeReady>(messages[1]);
    ASSERT_TRUE(first.bytes && second.bytes);
    EXPECT_EQ(*first.bytes, *second.bytes);
    EXPECT_EQ(seal::sha256(*first.bytes), world.envelope(minutes).sha256);
}

} // namespace
} // namespace casustafel::app
