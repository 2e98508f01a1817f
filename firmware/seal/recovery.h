#pragma once

#include "core/bytes.h"
#include "core/ids.h"
#include "core/result.h"
#include "seal/keys.h"
#include "seal/secret.h"

#include <string>
#include <string_view>

// A conference's database key, sealed to the bureau's recovery key (docs/formats/recovery.md): while the conference
// lives, what was lost with a token or forgotten with a passphrase can still be opened at the bureau, and nowhere else.

namespace casustafel::seal {

/// A JWE of the key as a JWK (RFC 7517, section 7) for one recipient, in the bytes that the vault keeps: the texts that
/// never change left out. Errc::crypto: no randomness.
core::Result<core::Bytes> seal_for_recovery(const core::ConferenceId& conference, core::ByteView database_key,
                                            const PublicKey& recovery);

/// The thumbprint of the key that `kept` was sealed to; empty when it isn't what `seal_for_recovery` makes.
std::string recovery_recipient(core::ByteView kept);

/// The same as the JWE that any JOSE program opens, in general JSON serialization. Errc::corrupt: it isn't one.
core::Result<std::string> recovery_jwe(core::ByteView kept);

struct RecoveredKey {
    core::ConferenceId conference;
    SecretBytes database_key;
};

/// Opens `jwe` with the bureau's recovery key. Errc::corrupt: another form; Errc::denied: not for this key.
core::Result<RecoveredKey> open_recovery(std::string_view jwe, const DecryptionKey& recovery);

} // namespace casustafel::seal
