#include "seal/device_sealer.h"

#include "protocol/agreement_codec.h"
#include "protocol/base64url.h"
#include "protocol/json.h"
#include "protocol/minutes_codec.h"
#include "protocol/package_codec.h"
#include "protocol/receipt_codec.h"
#include "seal/crypto.h"
#include "seal/jwe.h"
#include "seal/jws.h"
#include "seal/log_head.h"

#include <chrono>

namespace casustafel::seal {

using core::Errc;

namespace {

std::int64_t seconds(core::Instant at)
{
    return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count();
}

} // namespace

core::Digest TableDigests::of_agreement(const core::AgreementContent& content) const
{
    return sha256(core::bytes_of(protocol::canonical_content(content)));
}

core::Digest TableDigests::of_code(const core::ConferenceId& conference, const core::ParticipantId& participant,
                                   std::string_view code) const
{
    const std::string bound =
        "casustafel table code\n" + conference.value() + "\n" + participant.value() + "\n" + std::string{code};
    return sha256(core::bytes_of(bound));
}

DeviceSealer::DeviceSealer(DeviceTrust trust, DeviceSecrets secrets,
                           std::function<core::Result<>(std::string_view)> keep_keys)
    : trust_{std::move(trust)}, secrets_{std::move(secrets)}, keep_keys_{std::move(keep_keys)}
{
}

core::Result<DeviceSealer> DeviceSealer::create(DeviceTrust trust, DeviceSecrets secrets, std::string_view keys,
                                                std::function<core::Result<>(std::string_view)> keep_keys)
{
    DeviceSealer sealer{std::move(trust), std::move(secrets), std::move(keep_keys)};
    if (keys.empty()) return sealer;
    auto kept = verify_key_set(keys, {sealer.trust_.bureau_id, sealer.trust_.root}, 0);
    if (!kept) return std::unexpected(kept.error());
    sealer.keys_ = std::move(kept->set);
    return sealer;
}

core::Result<KeySet> DeviceSealer::current() const
{
    if (!keys_) return core::fail(Errc::not_found, "no key set of the bureau yet");
    return *keys_;
}

std::optional<PublicKey> DeviceSealer::recovery_key() const
{
    const std::vector<PublicKey> keys = keys_ ? keys_->keys_for(KeyUse::recovery) : std::vector<PublicKey>{};
    if (keys.empty()) return std::nullopt;
    return keys.back();
}

core::Result<> DeviceSealer::take_keys(std::string_view jws)
{
    auto offered = verify_key_set(jws, {trust_.bureau_id, trust_.root}, keys_ ? keys_->seq : 0);
    if (!offered) return std::unexpected(offered.error());
    if (keys_ && offered->set == *keys_) return {};
    if (keys_ && offered->set.seq == keys_->seq) return core::fail(Errc::denied, "key set: same seq, other keys");
    if (const auto kept = keep_keys_(jws); !kept) return kept;
    keys_ = std::move(offered->set);
    return {};
}

core::Result<core::Sealer::SealedMinutes> DeviceSealer::seal(const core::Minutes& minutes,
                                                             const core::Outbox::Next& next, core::Instant now)
{
    const auto keys = current();
    if (!keys) return std::unexpected(keys.error());
    // An expired set is still sealed to: better to an old key than not at all (protocol.md, 'Parties and keys').
    std::vector<PublicKey> recipients = keys->keys_for(KeyUse::operational);
    const std::vector<PublicKey> recovery = keys->keys_for(KeyUse::recovery);
    if (recipients.empty() || recovery.empty())
        return core::fail(Errc::denied, "the key set lacks an operational or a recovery key");
    recipients.insert(recipients.end(), recovery.begin(), recovery.end());

    const auto scalar = secrets_.signing();
    if (!scalar) return std::unexpected(scalar.error());
    const auto key = SigningKey::from_scalar(*scalar);
    if (!key) return std::unexpected(key.error());

    const auto body = protocol::read_json(protocol::write_minutes(minutes));
    if (!body) return std::unexpected(body.error());
    Frame frame;
    frame.iss = trust_.device.value();
    frame.iat = seconds(now);
    frame.seq = next.seq;
    if (next.previous_inner) frame.prev = protocol::to_base64url(*next.previous_inner);
    frame.body = *body;
    const auto envelope = seal_envelope(*key, MessageType::minutes, std::move(frame), recipients);
    if (!envelope) return std::unexpected(envelope.error());
    const core::ByteView bytes = core::bytes_of(envelope->jwe);
    return SealedMinutes{{bytes.begin(), bytes.end()}, sha256(bytes), envelope->jws_digest};
}

core::Result<core::Package> DeviceSealer::open_package(core::ByteView envelope, core::Instant now)
{
    const auto keys = current();
    if (!keys) return std::unexpected(keys.error());
    // Sealing to an expired set is better than not sealing; believing a signature by it isn't.
    if (const auto valid = in_force(*keys, seconds(now)); !valid)
        return core::fail(Errc::not_found, valid.error().detail);
    const auto scalar = secrets_.decryption();
    if (!scalar) return std::unexpected(scalar.error());
    const auto own = DecryptionKey::from_scalar(*scalar);
    if (!own) return std::unexpected(own.error());
    const auto opened =
        open(core::text_of(envelope), MessageType::package, *own, keys->signers_for(KeyUse::desk_signature));
    if (!opened) return std::unexpected(opened.error());
    auto package = protocol::read_package(opened->message.frame.body.dump());
    if (!package) return std::unexpected(package.error());
    if (package->bureau.id.value() != trust_.bureau_id)
        return core::fail(Errc::denied, "bureau.id is een ander bureau");
    if (const auto fits = protocol::check_for(*package, trust_.device, now); !fits)
        return std::unexpected(fits.error());
    return package;
}

core::Result<core::Receipt> DeviceSealer::verify_receipt(std::string_view jws)
{
    const auto keys = current();
    if (!keys) return std::unexpected(keys.error());
    std::vector<Signer> signers = keys->signers_for(KeyUse::desk_signature);
    const std::vector<Signer> relay = keys->signers_for(KeyUse::relay_receipt);
    signers.insert(signers.end(), relay.begin(), relay.end());
    const auto verified = verify(jws, MessageType::receipt, signers);
    if (!verified) return std::unexpected(verified.error());
    auto receipt = protocol::read_receipt(verified->frame.body.dump());
    if (!receipt) return std::unexpected(receipt.error());
    receipt->number = verified->frame.seq;
    // The relay may say that it has the bytes; only the desk can say that it opened or refused them.
    const bool by_relay = std::ranges::any_of(relay, [&](const Signer& one) { return one.key.kid() == verified->kid; });
    if (by_relay != (receipt->stage == core::ReceiptStage::stored))
        return core::fail(Errc::denied, "the receipt is signed by the wrong key for its stage");
    return receipt;
}

core::Result<DeviceSealer::SignedLogHead> DeviceSealer::sign_log_head(const core::LogHead& head, std::uint64_t number,
                                                                      const std::string& previous,
                                                                      core::Instant at) const
{
    const auto scalar = secrets_.signing();
    if (!scalar) return std::unexpected(scalar.error());
    const auto key = SigningKey::from_scalar(*scalar);
    if (!key) return std::unexpected(key.error());
    auto jws = seal::sign_log_head(*key, trust_.device.value(), head, number, previous, at);
    if (!jws) return std::unexpected(jws.error());
    return SignedLogHead{std::move(*jws), key->public_key().jwk_text()};
}

} // namespace casustafel::seal
