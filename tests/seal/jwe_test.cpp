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

TEST(Jwe, the_sender_learns_the_digest_of_the_message_that_the_reader_finds_inside)
{
    const Parties parties;
    const auto envelope =
        seal_envelope(parties.device, MessageType::minutes, minutes_frame(), parties.minutes_recipients()).value();
    const auto opened = open(envelope.jwe, MessageType::minutes, parties.recovery, parties.device_signers()).value();
    EXPECT_EQ(envelope.jws_digest, opened.message.jws_digest);
    EXPECT_EQ(envelope.jws_digest, sha256(core::bytes_of(opened.message.jws)));
}

TEST(Jwe, the_same_message_gives_other_bytes_each_time)
{
    const Parties parties;
    const auto seal_once = [&] {
        const auto jwe =
            seal_envelope(parties.device, MessageType::minutes, minutes_frame(), parties.minutes_recipients())->jwe;
        return nlohmann::json::parse(jwe);
    };
    const auto first = seal_once();
    const auto second = seal_once();
    EXPECT_NE(first["iv"], second["iv"]);
    EXPECT_NE(first["ciphertext"], second["ciphertext"]);
    for (const std::size_t recipient : {0U, 1U}) {
        EXPECT_NE(first["recipients"][recipient]["encrypted_key"], second["recipients"][recipient]["encrypted_key"]);
        EXPECT_NE(first["recipients"][recipient]["header"]["epk"], second["recipients"][recipient]["header"]["epk"]);
    }
    EXPECT_NE(first["recipients"][0]["header"]["epk"], first["recipients"][1]["header"]["epk"]);
}

TEST(Jwe, is_canonical_json_but_for_the_white_space_that_fills_the_step)
{
    const Parties parties;
    const auto jwe =
        seal_envelope(parties.device, MessageType::minutes, minutes_frame(), parties.minutes_recipients())->jwe;
    ASSERT_EQ(jwe.back(), '}');
    const std::string text = jwe.substr(0, jwe.find_last_not_of(" }") + 1) + "}";
    EXPECT_EQ(protocol::canonical_json(nlohmann::json::parse(jwe)), text);
    EXPECT_LE(jwe.size() - text.size(), 2u);
}

TEST(Jwe, is_sealed_to_eight_recipients_and_no_more)
{
    const Parties parties;
    std::vector<PublicKey> recipients;
    for (const char* name : {"1", "2", "3", "4", "5", "6", "7", "8"})
        recipients.push_back(decryption_key(name).public_key());
    const auto envelope = seal_envelope(parties.device, MessageType::minutes, minutes_frame(), recipients).value();
    EXPECT_TRUE(open(envelope.jwe, MessageType::minutes, decryption_key("8"), parties.device_signers()));
    recipients.push_back(decryption_key("9").public_key());
    EXPECT_EQ(refusal(seal_envelope(parties.device, MessageType::minutes, minutes_frame(), recipients)),
              "JWE: more than 8 recipients");
}

TEST(Jwe, is_not_made_without_the_recovery_recipient_or_for_the_same_recipient_twice)
{
    const Parties parties;
    const PublicKey one = parties.operational.public_key();
    const auto judge = [&](MessageType type, const std::vector<PublicKey>& recipients) {
        return refusal(seal_envelope(parties.device, type, minutes_frame(), recipients));
    };
    EXPECT_EQ(judge(MessageType::minutes, {}), "JWE: a recipient is missing");
    EXPECT_EQ(judge(MessageType::minutes, {one}), "JWE: a recipient is missing");
    EXPECT_EQ(judge(MessageType::package, {}), "JWE: a recipient is missing");
    EXPECT_EQ(judge(MessageType::package, {one}), "accepted");
    EXPECT_EQ(refusal(encrypt("x", MessageType::minutes, std::vector{one, one})), "JWE: a recipient stands twice");
    EXPECT_EQ(judge(MessageType::minutes, {one, one}), "not to be signed: payload: wrong aud");
}

TEST(Jwe, is_only_for_packages_and_minutes)
{
    const Parties parties;
    for (const MessageType type : {MessageType::receipt, MessageType::keys, MessageType::order, MessageType::log_head})
        EXPECT_EQ(refusal(seal_envelope(parties.device, type, minutes_frame(), parties.minutes_recipients())),
                  "JWE: messages of this type are only signed");
}

TEST(Jwe, holds_what_fits_in_8_mib_and_no_more)
{
    const Parties parties;
    const auto seal_text = [&](std::size_t size) {
        return seal_envelope(parties.desk, MessageType::package, package_frame({{"t", std::string(size, 'x')}}),
                             parties.package_recipients());
    };
    const auto largest = seal_text(4'700'000);
    ASSERT_TRUE(largest) << largest.error().detail;
    EXPECT_LE(largest->jwe.size(), largest_message);
    EXPECT_TRUE(open(largest->jwe, MessageType::package, parties.device_opens, parties.desk_signers()));
    EXPECT_EQ(refusal(seal_text(4'800'000)), "JWE: larger than 8 MiB");
}

} // namespace
} // namespace casustafel::seal
