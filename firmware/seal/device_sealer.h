#pragma once

#include "core/decide.h"
#include "core/ports.h"
#include "seal/key_set.h"
#include "seal/keys.h"
#include "seal/secret.h"

#include <functional>
#include <optional>
#include <string>

namespace casustafel::seal {

/// SHA-256 digests of what people confirm (core::Digests).
class TableDigests final : public core::Digests {
public:
    core::Digest of_agreement(const core::AgreementContent& content) const override;
    core::Digest of_code(const core::ConferenceId& conference, const core::ParticipantId& participant,
                         std::string_view code) const override;
};

/// What a device knows of its bureau and of itself; no secret in it.
struct DeviceTrust {
    core::DeviceId device;
    std::string bureau_id;
    PublicKey root;
};

/// Where the device's private keys are kept: 32-byte scalars, readable only while the vault is unlocked.
struct DeviceSecrets {
    std::function<core::Result<SecretBytes>()> signing;
    std::function<core::Result<SecretBytes>()> decryption;
};

/// Makes and opens messages with the device's keys, which it reads for each use and doesn't keep.
class DeviceSealer final : public core::Sealer {
public:
    /// `keep_keys` makes the newest key set durable. `keys` is the one kept before, or empty.
    /// Errc::corrupt or denied when the kept key set isn't the bureau's.
    static core::Result<DeviceSealer> create(DeviceTrust trust, DeviceSecrets secrets, std::string_view keys,
                                             std::function<core::Result<>(std::string_view)> keep_keys);

    core::Result<SealedMinutes> seal(const core::Minutes& minutes, const core::Outbox::Next& next,
                                     core::Instant now) override;
    core::Result<core::Package> open_package(core::ByteView envelope, core::Instant now) override;
    core::Result<core::Receipt> verify_receipt(std::string_view jws) override;
    core::Result<> take_keys(std::string_view jws) override;

    /// The newest recovery key of the bureau; nothing without a key set. Recorder thread only.
    std::optional<PublicKey> recovery_key() const;
    /// Signs a head of the device's log with its signing key, for storage::LogFormat. Needs an unlocked vault.
    struct SignedLogHead {
        std::string jws;
        std::string jwk; ///< the public key
    };
    core::Result<SignedLogHead> sign_log_head(const core::LogHead& head, std::uint64_t number,
                                              const std::string& previous, core::Instant at) const;

private:
    DeviceSealer(DeviceTrust trust, DeviceSecrets secrets, std::function<core::Result<>(std::string_view)> keep_keys);

    core::Result<KeySet> current() const;

    DeviceTrust trust_;
    DeviceSecrets secrets_;
    std::function<core::Result<>(std::string_view)> keep_keys_;
    std::optional<KeySet> keys_;
};

} // namespace casustafel::seal
