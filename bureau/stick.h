#pragma once

#include "bureau/folder.h"
#include "core/result.h"

#include <filesystem>
#include <iosfwd>
#include <string>

// The USB stick as the bureau handles it (protocol.md, 'USB stick'), where the relay is.

namespace casustafel::bureau {

/// Takes the envelopes from DIR/casustafel/outbox as if `device` had sent them: the relay keeps each with its receipt,
/// and the desk opens them at its next sync. One that can't be taken is named on `out` and doesn't stop the rest; then
/// the result is Errc::refused.
core::Result<> stick_import_command(const Folder& folder, const std::filesystem::path& stick, const std::string& device,
                                    std::ostream& out);

/// Puts what waits in the inbox of `device`, and the newest receipt of each of its minutes, into DIR/casustafel. Makes
/// that folder: from then on it is a stick of the bureau.
core::Result<> stick_export_command(const Folder& folder, const std::filesystem::path& stick, const std::string& device,
                                    std::ostream& out);

} // namespace casustafel::bureau
