#include "firmware/device_log.h"
#include "journey/journey_fixture.h"
#include "journey/story.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

// The log of a device that was really used, judged by the commands of both sides.

namespace casustafel::journey {
namespace {

using testing::AllOf;
using testing::HasSubstr;

using AuditedDevice = ReadyDevice;

TEST_F(AuditedDevice, has_a_log_that_both_sides_call_sound_and_that_is_shown_to_who_can_open_the_device)
{
    {
        const auto hands = switch_on();
        Story story{*hands, secret, [](const std::string&, const std::string&) {}};
        story.hold_conference();
        const core::MinutesId minutes = story.seal();
        hands->wait_until("the relay's receipt", [&](const ui::Snapshot& now) {
            return !now.envelopes.empty() && now.envelopes.front().state >= core::EnvelopeState::sent;
        });
        bureau_.sync_desk();
        if (hands->has("afronden/nu")) hands->tap("afronden/nu");
        hands->wait_until("the desk's receipt", [&](const ui::Snapshot& now) {
            return now.envelopes.front().state == core::EnvelopeState::opened;
        });
    }
    std::ostringstream said;
    const auto sound = device::audit_verify_command(data(), desk(panel()), said);
    ASSERT_TRUE(sound) << sound.error().detail;
    EXPECT_THAT(said.str(), HasSubstr("the log is sound"));

    std::ostringstream shown;
    EXPECT_EQ(device::audit_show_command(data(), desk(panel()), core::Secret{"000000"}, shown).error().code,
              core::Errc::denied);
    EXPECT_EQ(shown.str(), "");
    ASSERT_TRUE(device::audit_show_command(data(), desk(panel()), core::Secret{secret}, shown));
    for (const char* action :
         {"started", "unlock", "case-opened", "agreement-proposed", "sealed", "head-signed", "conference-erased",
          "receipt-stored", "receipt-opened", "stopped", "log-verified", "log-shown"})
        EXPECT_THAT(shown.str(), HasSubstr("\"action\":\"" + std::string{action} + "\""));
    EXPECT_THAT(shown.str(), HasSubstr("bureau-root")) << "the bureau's own head came back in its receipt";

    const auto bureau = support::run(CASUSTAFEL_BUREAU_PROGRAM, {"audit", "verify", (temp_ / "bureau").string()});
    EXPECT_EQ(bureau.code, 0) << bureau.out;
    EXPECT_THAT(bureau.out, AllOf(HasSubstr("bureau: sound"), HasSubstr("device CT-0017: sound")));
}

} // namespace
} // namespace casustafel::journey
