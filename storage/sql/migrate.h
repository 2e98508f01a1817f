#pragma once

#include "storage/sql/database.h"

#include <span>

namespace casustafel::sql {

/// One step of a schema. A released step is never edited; a change is a new step.
struct Migration {
    int version;       ///< what user_version becomes; the steps count up by one
    int readable_from; ///< the oldest program (its newest step) that may still open the file afterwards
    const char* statements;
};

/// Brings `database` to the newest of `steps`, each in a transaction of its own together with user_version and
/// `schema_info.readable_from` (step 1 makes that table). A file of a newer program is opened as it is when its
/// `readable_from` allows, else refused: Errc::refused with a sentence that names both versions.
core::Result<> migrate(Database& database, std::span<const Migration> steps);

} // namespace casustafel::sql
