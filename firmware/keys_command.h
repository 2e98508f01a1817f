#pragma once

#include "board/board.h"
#include "core/result.h"
#include "core/secret.h"
#include "core/time.h"

#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <string>

namespace casustafel::device {

/// A change of who can unlock a device. Empty `protector`: the board's first.
struct NewKey {
    core::Secret known;  ///< opens the device now
    core::Secret secret; ///< opens it from now on
    std::string protector;
};

/// Writes a line for each key of the device: its number and what it is; then how many wrong attempts were counted and
/// until when the next one waits. Works while locked.
core::Result<> list_keys(const std::filesystem::path& data, const board::Board& board, core::Instant now,
                         std::ostream& out);
/// A second key beside those that are there. Errors as storage::add_key.
core::Result<> add_key(const std::filesystem::path& data, const board::Board& board, const NewKey& key,
                       core::Instant now, std::ostream& out);
/// Another one in the place of the key that `known` opens. Errors as storage::change_key.
core::Result<> change_key(const std::filesystem::path& data, const board::Board& board, const NewKey& key,
                          core::Instant now, std::ostream& out);
/// Errors as storage::remove_key.
core::Result<> remove_key(const std::filesystem::path& data, const board::Board& board, const core::Secret& known,
                          std::size_t number, core::Instant now, std::ostream& out);

} // namespace casustafel::device
