#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "seal/jws.h"
#include "seal/keys.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::seal {

/// What a key in a set may be used for.
enum class KeyUse : std::uint8_t {
    desk_signature,    ///< packages, `opened` and `refused` receipts, orders
    relay_receipt,     ///< `stored` receipts
    operational,       ///< minutes are sealed to it; the desk opens them
    recovery,          ///< minutes are sealed to it; kept offline
    device_signature,  ///< signs minutes
    device_encryption, ///< packages are sealed to it
};

struct ListedKey {
    PublicKey key;
    KeyUse use;
    bool operator==(const ListedKey&) const = default;
};

/// Whose keys a set lists.
enum class KeySetOwner : std::uint8_t { bureau, device };

/// The public keys of a bureau (signed by its root) or of a device (signed by its own signing key).
struct KeySet {
    KeySetOwner owner = KeySetOwner::bureau;
    std::string id;        ///< of the bureau or device
    std::uint64_t seq = 0; ///< only upwards
    std::int64_t nbf = 0;  ///< seconds since 1970: not valid before
    std::int64_t exp = 0;  ///< not valid from then on
    std::vector<ListedKey> keys;

    /// The keys for one use, in the order of the set.
    std::vector<PublicKey> keys_for(KeyUse use) const;
    /// The same with the owner's id, for `verify` and `open`.
    std::vector<Signer> signers_for(KeyUse use) const;
    bool operator==(const KeySet&) const = default;
};

/// The set as a signed message (`casustafel-keys+jws`). `Errc::crypto` for a set that no receiver would take.
core::Result<std::string> sign_key_set(const SigningKey& key, const KeySet& set, std::int64_t now_s);

struct VerifiedKeySet {
    KeySet set;
    core::Digest jws_digest;
};

/// A bureau's set, if `root` signed it for its own id and its `seq` isn't below the highest one seen (`Errc::denied`).
/// Whether it is in force is asked with `in_force`: an expired set may still be sealed to while offline.
core::Result<VerifiedKeySet> verify_key_set(std::string_view jws, const Signer& root, std::uint64_t highest_seq_seen);

/// A device's own set, if a signing key in it signed it and it names `device_id`. That it is this device's is the
/// caller's to know: from its certificate the first time, later from the signing key known already.
core::Result<VerifiedKeySet> verify_device_key_set(std::string_view jws, std::string_view device_id,
                                                   std::uint64_t highest_seq_seen);

/// Whether signatures may be judged by `set` at `now_s`: `Errc::denied` before `nbf` and from `exp` on.
core::Result<> in_force(const KeySet& set, std::int64_t now_s);

} // namespace casustafel::seal
