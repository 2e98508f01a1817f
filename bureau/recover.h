#pragma once

#include "bureau/folder.h"
#include "core/minutes.h"
#include "core/result.h"

#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>

// Conferences of a device that nobody can unlock any more (docs/formats/recovery.md).

namespace casustafel::bureau {

/// Minutes as far as they got: nobody sealed or signed them.
struct RecoveredMinutes {
    core::Minutes minutes; ///< `sealed_at` is when the last thing was recorded
    core::Instant recovered_at{};
};

/// One JSON document, of a type of its own, so that no program takes it for sealed minutes.
std::string write_recovered(const RecoveredMinutes& recovered);
core::Result<RecoveredMinutes> read_recovered(std::string_view document);

/// Opens each conference that `casustafel rescue --to` put on the stick with the recovery key in DIR/offline, and keeps
/// its minutes in the desk's database. What can't be opened is named on `out` and doesn't stop the rest; then the
/// result is Errc::refused.
core::Result<> recover_command(const Folder& folder, const std::filesystem::path& stick, std::ostream& out);

} // namespace casustafel::bureau
