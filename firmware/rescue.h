#pragma once

#include "board/board.h"
#include "core/ports.h"
#include "core/result.h"

#include <filesystem>
#include <iosfwd>

namespace casustafel::device {

/// Sets aside every conference, and the store of waiting packages, that can't be read any more, under names that begin
/// with `aside-` and the moment, so that the device can work on; nothing is deleted. Writes a sentence for each part.
/// Needs the secret, because only the keys tell a damaged database from a sound one. Errc::denied: the secret is wrong
/// or the wait isn't over.
core::Result<> rescue_device(const std::filesystem::path& data, const board::Board& board, const core::Secret& secret,
                             core::Instant now, std::ostream& out);

/// Puts on a stick what the bureau can still open, of a device that nobody can unlock any more: sealed envelopes, and
/// of each conference its encrypted database and the key sealed to the bureau (docs/formats/recovery.md). Needs no
/// secret, and deletes nothing on the device. Errc::refused: a conference has no copy of its key; the rest was put on
/// it.
core::Result<> rescue_to_stick(const std::filesystem::path& data, const board::Board& board,
                               const std::filesystem::path& stick, std::ostream& out);

} // namespace casustafel::device
