#pragma once

#include "board/board.h"
#include "core/ports.h"
#include "seal/device_sealer.h"
#include "storage/vault.h"

#include <filesystem>
#include <functional>

namespace casustafel::device {

/// What the vault in `folder` of this board is made of: each protector that the board takes.
storage::VaultParts vault_parts(const std::filesystem::path& folder, const board::Board& board);

/// Seals each conference's key to the recovery key that `sealer` knows, which may come later. It outlives the vault's
/// use.
storage::BureauCopy bureau_copy(std::function<const seal::DeviceSealer*()> sealer);

/// Whether `secret` may open a new vault of this board with `protector`: four to twelve digits for a PIN, twenty
/// characters or more for a passphrase; and whether the board takes that protector. Errc::rejected with the reason.
core::Result<> check_new_secret(const core::Secret& secret, const board::Board& board, std::string_view protector);

/// Whether what is typed for it is a PIN.
bool asks_for_pin(std::string_view protector);
/// Whether it needs something that a person plugs in.
bool needs_key(std::string_view protector);

/// Opens the vault for a technician's command. Errc::denied: the secret is wrong, or the wait isn't over.
core::Result<> unlock(storage::FileVault& vault, const core::Secret& secret, core::Instant at);

/// Reads all of a conference's database with its key, of a vault that is open. Errc::corrupt: it isn't what was
/// written.
core::Result<> read_through(storage::FileVault& vault, const core::ConferenceOnDevice& conference);

/// The device's private keys, read from the vault for each use. The vault outlives them. Recorder thread only.
seal::DeviceSecrets secrets_in(storage::FileVault& vault);

} // namespace casustafel::device
