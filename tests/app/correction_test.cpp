#include "app/recording_fixture.h"

#include <gmock/gmock.h>

// Sealed minutes are put right by a document of its own, sealed and sent like them, as long as they are still shown.

namespace casustafel::app {
namespace {

using core::EnvelopeState;
using testing::IsEmpty;
using testing::SizeIs;

const core::MinutesId fresh{"0b6f8a52-51c6-4f0e-9a0b-3f7f3c5d9a12"};

class Correcting : public Recording {
protected:
    Correcting() { world.hold_conference(); }
    Answer correct(std::string text = "De afspraak is van 4 december")
    {
        world.handle(Correct{900, {fresh, first_case, std::move(text)}});
        return world.published()->answers.back();
    }
};

TEST_F(Correcting, goes_to_the_bureau_in_an_envelope_of_its_own_that_follows_on_the_minutes)
{
    const core::MinutesId minutes = world.seal();
    world.for_courier();
    ASSERT_TRUE(correct().accepted());
    EXPECT_EQ(world.envelope(fresh).state, EnvelopeState::sealed);
    EXPECT_EQ(world.envelope(fresh).seq, world.envelope(minutes).seq + 1);
    EXPECT_THAT(world.for_courier(), SizeIs(1));
    const auto opened = world.opened(fresh);
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(opened->corrects, minutes);
    EXPECT_EQ(opened->cases.front().correction, "De afspraak is van 4 december");
    const auto before = world.opened(minutes);
    ASSERT_TRUE(before);
    EXPECT_EQ(opened->audit.head, before->audit.head) << "the chain of the conference that both are about";
    EXPECT_EQ(opened->audit.entries, before->audit.entries);
    EXPECT_EQ(opened->audit.log->signed_head, before->audit.log->signed_head);
    EXPECT_TRUE(opened->audit.log->lines.empty()) << "they went with the minutes";
    EXPECT_EQ(opened->package_id, before->package_id);
}

TEST_F(Correcting, is_made_once_however_often_it_is_asked)
{
    world.seal();
    ASSERT_TRUE(correct().accepted());
    ASSERT_TRUE(correct().accepted());
    EXPECT_THAT(world.published()->envelopes, SizeIs(2));
}

TEST_F(Correcting, is_refused_before_sealing_and_after_locking)
{
    EXPECT_EQ(correct().rejected->why, core::Refusal::not_sealed);
    world.seal();
    EXPECT_EQ(correct(" ").rejected->why, core::Refusal::text_missing);
    world.handle(Lock{});
    world.unlock();
    EXPECT_TRUE(correct().fault) << "the device knows nothing of the case any more: the bureau corrects";
    EXPECT_THAT(world.published()->envelopes, SizeIs(1));
}

TEST_F(Correcting, leaves_nothing_but_a_whole_envelope_when_the_power_is_cut)
{
    world.seal();
    world.power.cut_at(2, true);
    correct();
    ASSERT_TRUE(world.power.is_cut());
    world.switch_on();
    for (const core::Envelope& envelope : world.published()->envelopes)
        EXPECT_TRUE(world.opened(envelope.minutes)) << envelope.minutes.value();
    EXPECT_THAT(world.published()->conferences, IsEmpty());
}

} // namespace
} // namespace casustafel::app
