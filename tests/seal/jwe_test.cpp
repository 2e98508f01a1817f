#include "seal/parties.h"

#include <gtest/gtest.h>

namespace casustafel::seal {
namespace {

TEST(Jwe, both_recipients_open_the_minutes_and_read_what_was_sealed)
{
    const Parties parties;
    const auto envelope =
        seal_envelope(parties.device, MessageType::minutes, minutes_frame(), parties.minutes_recipients());
    ASSERT_TRUE(envelope) << envelope.error().detail;
    for (const DecryptionKey* key : {&parties.operational, &parties.recovery}) {
        const auto opened = open(envelope->jwe, MessageType::minutes, *key, parties.device_signers());
        ASSERT_TRUE(opened) << opened.error().detail;
        EXPECT_EQ(opened->message.frame.body, minutes_frame().body);
        EXPECT_EQ(opened->message.frame.seq, 7u);
        EXPECT_EQ(opened->recipients, sorted_kids(parties.minutes_recipients()));
        EXPECT_EQ(opened->message.frame.aud, opened->recipients);
    }
}

TEST(Jwe, every_size_of_message_gives_an_envelope_on_the_steps)
{
    const Parties parties;
    const auto sealed_size = [&](std::size_t text) {
        const auto envelope =
            seal_envelope(parties.desk, MessageType::package, package_frame({{"t", std::string(text, 'x')}}),
                          parties.package_recipients());
        EXPECT_TRUE(envelope);
        EXPECT_TRUE(open(envelope->jwe, MessageType::package, parties.device_opens, parties.desk_signers()));
        return envelope->jwe.size();
    };
    for (std::size_t text = 0; text < 40; ++text) EXPECT_EQ(sealed_size(1400 + text) % 4096, 0u) << text;
    for (std::size_t text = 40'000; text < 40'020; ++text) EXPECT_EQ(sealed_size(text) % 16384, 0u) << text;
    EXPECT_EQ(sealed_size(0), 4096u);
    EXPECT_EQ(padded_size(65536), 65536u);
    EXPECT_EQ(padded_size(65537), 81920u);
}

} // namespace
} // namespace casustafel::seal
