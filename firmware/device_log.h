#pragma once

#include "board/board.h"
#include "core/audit.h"
#include "firmware/journal.h"
#include "seal/device_sealer.h"
#include "storage/device_log.h"
#include "storage/vault.h"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>

namespace casustafel::device {

/// How the device's log is opened.
struct DeviceLogOptions {
    std::filesystem::path folder;
    board::Board board;
    std::function<core::Instant()> clock{now};
    /// Signs heads; nothing: who opens it can't.
    std::function<core::Result<seal::DeviceSealer::SignedLogHead>(const core::LogHead&, std::uint64_t number,
                                                                  const std::string& previous, core::Instant at)>
        sign{};
    std::string vfs{};
};

/// Errc::corrupt: damaged; it is kept.
core::Result<std::unique_ptr<storage::SqlDeviceLog>> open_device_log(const DeviceLogOptions& options);

/// The same; one that is damaged is set aside, and the new one begins by saying so. `log` gets a line then.
core::Result<std::unique_ptr<storage::SqlDeviceLog>> open_or_renew_device_log(const DeviceLogOptions& options,
                                                                              const Log& log);

/// Has a vault's ledgers write their lines as the log wants them, and bring them to it. The log outlives the vault.
void tie(storage::VaultParts& parts, storage::SqlDeviceLog& log);

/// One line for what a command did in a device's folder that no other program holds.
core::Result<> note_in_log(const std::filesystem::path& folder, const board::Board& board,
                           const core::AuditEvent& event);

/// The same of a command that opened the vault, or couldn't.
core::Result<> note_unlocking(const std::filesystem::path& folder, const board::Board& board,
                              const core::Result<>& unlocked);

/// Judges the log and says how it is in one sentence; then adds that it was looked at. Needs no secret. Errc::corrupt:
/// an entry isn't what it was; the sentence names the first.
core::Result<> audit_verify_command(const std::filesystem::path& folder, const board::Board& board, std::ostream& out);

/// Writes every line, after its number. Takes what opens the device (SR-28), and is itself a line of the log first.
core::Result<> audit_show_command(const std::filesystem::path& folder, const board::Board& board,
                                  const core::Secret& secret, std::ostream& out);

} // namespace casustafel::device
