#pragma once

#include "core/result.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace casustafel::protocol {

/// How much a document from outside may ask of the reader.
struct JsonLimits {
    std::size_t most_bytes = 8U << 20;
    std::size_t most_depth = 32; ///< objects and arrays inside each other
};

/// The largest whole number that every JSON reader keeps exactly (RFC 7493 section 2.2); its negative is the smallest.
inline constexpr std::int64_t largest_json_integer = (std::int64_t{1} << 53) - 1;

/// Reads one JSON value as strictly as RFC 8259 and RFC 7493 allow, so that no two readers can see different documents
/// in the same bytes: valid UTF-8 without byte order mark, no name twice in an object, no lone surrogate, numbers
/// within ±(2^53 - 1) and not rounded to zero, nothing but white space around the value.
///
/// `Errc::corrupt` otherwise. The detail names the flaw and the byte offset at which it was noticed, never the content.
core::Result<nlohmann::json> read_json(std::string_view text, JsonLimits limits = {});

/// `value` in the one form that RFC 8785 (JCS) gives it: no white space, names in the order of their UTF-16 code units,
/// numbers as ECMAScript writes them. For values that `read_json` gave, or that hold valid UTF-8 and finite numbers
/// within its bounds: of others the result is text that `read_json` refuses or reads as the nearest double.
std::string canonical_json(const nlohmann::json& value);

} // namespace casustafel::protocol
