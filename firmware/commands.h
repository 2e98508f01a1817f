#pragma once

#include "board/board.h"
#include "core/ports.h"
#include "core/result.h"
#include "firmware/journal.h"

#include <filesystem>
#include <iosfwd>
#include <optional>

namespace casustafel::device {

struct SetupOptions {
    std::filesystem::path data;
    std::filesystem::path provision; ///< the file that the bureau made for this device
    board::Board board;
    core::Secret secret;     ///< what opens the vault from now on
    std::string protector{}; ///< with which of the board's protectors; empty: the first
};

/// Makes a device of an empty folder (see set_up), or goes on with a setup that broke off, with the same secret.
/// Errc::conflict: it is set up already. `log` gets a sentence per step.
core::Result<> set_up_device(const SetupOptions& options, const Log& log);

/// Looks at everything the device keeps, changes nothing of it, and writes a sentence for each part. Only with the
/// secret can it read the conferences themselves. False when a part isn't as it should be, or the secret is wrong.
bool check_device(const std::filesystem::path& data, const board::Board& board,
                  const std::optional<core::Secret>& secret, std::ostream& out);

} // namespace casustafel::device
