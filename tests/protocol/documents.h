#pragma once

#include "core/facts.h"
#include "core/minutes.h"
#include "core/package.h"

#include <string>
#include <string_view>

namespace casustafel::test {

/// The example package of the protocol, as text.
std::string example_package_text();

/// Whether an independent validator (python3-jsonschema) finds `document` valid by `schema` ("package", "minutes",
/// "receipt").
bool valid_by_schema(std::string_view schema, const std::string& document);

/// Minutes in which every field has a value.
core::Minutes full_minutes();

} // namespace casustafel::test
