#include "seal/log_head.h"

#include "protocol/base64url.h"
#include "protocol/json.h"
#include "protocol/object_reader.h"
#include "seal/crypto.h"

#include <chrono>

namespace casustafel::seal {

using core::Errc;

core::Result<std::string> sign_log_head(const SigningKey& key, std::string_view device, const core::LogHead& head,
                                        std::uint64_t number, std::string_view previous, core::Instant at)
{
    Frame frame;
    frame.iss = device;
    frame.iat = std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count();
    frame.seq = number;
    if (!previous.empty()) frame.prev = protocol::to_base64url(sha256(core::bytes_of(previous)));
    frame.body = {
        {"type", "casustafel/log-head"}, {"version", 1}, {"size", head.size}, {"root", core::to_hex(head.root)}};
    return sign(key, MessageType::log_head, frame);
}

core::Result<LogHeadMessage> read_log_head(std::string_view jws, std::span<const Signer> trusted)
{
    const auto verified = verify(jws, MessageType::log_head, trusted);
    if (!verified) return std::unexpected(verified.error());
    LogHeadMessage message;
    message.number = verified->frame.seq;
    message.previous = verified->frame.prev;
    protocol::Flaw flaw;
    {
        protocol::ObjectReader reader{verified->frame.body, "", flaw};
        reader.constant("type", "casustafel/log-head");
        if (reader.integer("version", 0, 1'000'000) != 1) reader.flaw("version", "kent dit programma niet");
        message.head.size = static_cast<std::uint64_t>(reader.integer("size", 0, protocol::largest_json_integer));
        message.head.root = reader.digest("root");
    }
    if (flaw.found()) return core::fail(Errc::corrupt, flaw.sentence());
    return message;
}

} // namespace casustafel::seal
