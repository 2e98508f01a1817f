#pragma once

#include "storage/sql/migrate.h"

#include <span>

namespace casustafel::bureau {

/// The relay's tables (docs/formats/bureau-store.md).
std::span<const sql::Migration> relay_schema();

} // namespace casustafel::bureau
