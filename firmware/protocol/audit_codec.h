#pragma once

#include "core/audit.h"
#include "core/result.h"

#include <string>
#include <string_view>

namespace casustafel::protocol {

/// Writes a line of the log in canonical form (RFC 8785), docs/formats/audit-line.md. What couldn't stand in an id is
/// written as `_`, so that a line can't carry a sentence.
std::string write_audit_entry(const core::AuditEntry& entry);

/// Reads what `write_audit_entry` writes and nothing else; the detail of the error names the first flaw by path.
core::Result<core::AuditEntry> read_audit_entry(std::string_view line);

} // namespace casustafel::protocol
