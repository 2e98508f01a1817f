#pragma once

#include "core/receipt.h"
#include "core/result.h"

#include <string>
#include <string_view>

namespace casustafel::protocol {

/// Writes the receipt document (the body of a receipt message) by receipt.schema.json.
std::string write_receipt(const core::Receipt& receipt);

/// Reads it strictly; the detail of the error names the first flaw by path.
core::Result<core::Receipt> read_receipt(std::string_view text);

} // namespace casustafel::protocol
