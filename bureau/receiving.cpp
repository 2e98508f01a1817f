#include "bureau/receiving.h"

#include "core/receipt.h"
#include "protocol/base64url.h"
#include "protocol/json.h"
#include "protocol/receipt_codec.h"
#include "seal/crypto.h"
#include "seal/jws.h"

namespace casustafel::bureau {

using core::Result;

Result<Stored> receive_minutes(RelayStore& store, const Receiving& how, std::string_view id, std::string_view device,
                               core::ByteView body, core::Instant now)
{
    const core::Digest digest = seal::sha256(body);
    const auto make = [&](const ReceiptOrder& order) -> Result<SignedReceipt> {
        core::Receipt receipt;
        receipt.stage = core::ReceiptStage::stored;
        receipt.minutes = core::MinutesId{std::string{id}};
        receipt.device = core::DeviceId{std::string{device}};
        // The relay can't see the sender's own count inside the envelope; it counts arrivals.
        receipt.minutes_seq = order.arrival_of_device;
        receipt.sha256 = digest;
        receipt.at = now;
        Result<nlohmann::json> document = protocol::read_json(protocol::write_receipt(receipt));
        if (!document) return std::unexpected(document.error());
        const std::int64_t now_s = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
        const seal::Frame frame{std::string{how.bureau_id}, {}, now_s, order.place.seq, order.place.prev,
                                std::move(*document)};
        Result<std::string> jws = seal::sign(how.receipt_key, seal::MessageType::receipt, frame);
        if (!jws) return std::unexpected(jws.error());
        return SignedReceipt{*jws, protocol::to_base64url(seal::sha256(core::bytes_of(*jws)))};
    };
    return store.put_minutes(id, device, body, digest, how.most_bytes, make);
}

} // namespace casustafel::bureau
