#include "seal/parties.h"

namespace casustafel::seal {
namespace {

TEST(Jws, a_signed_message_verifies_and_is_the_same)
{
    const Parties parties;
    const Frame frame = minutes_frame({{"type", "casustafel/minutes"}, {"naam", "Fictief é"}});
    const auto jws = sign(parties.device, MessageType::minutes, frame);
    ASSERT_TRUE(jws);
    const auto verified = verify(*jws, MessageType::minutes, parties.device_signers());
    ASSERT_TRUE(verified) << verified.error().detail;
    EXPECT_EQ(verified->frame, frame);
    EXPECT_EQ(verified->kid, parties.device.public_key().kid());
    EXPECT_EQ(verified->jws, *jws);
    EXPECT_EQ(verified->jws_digest, sha256(core::bytes_of(*jws)));
}

} // namespace
} // namespace casustafel::seal
