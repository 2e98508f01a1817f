#include "storage/sql/migrate.h"

namespace casustafel::sql {

namespace {

core::Result<> take(Database& database, const Migration& step)
{
    auto transaction = Transaction::begin(database);
    if (!transaction) return std::unexpected(transaction.error());
    if (auto done = database.execute(step.statements); !done) return done;
    if (auto done = database.execute("UPDATE schema_info SET readable_from = " + std::to_string(step.readable_from) +
                                     ";"
                                     "PRAGMA user_version = " +
                                     std::to_string(step.version));
        !done)
        return done;
    return transaction->commit();
}

} // namespace

core::Result<> migrate(Database& database, std::span<const Migration> steps)
{
    const std::int64_t newest = steps.empty() ? 0 : steps.back().version;
    const auto version = database.integer("PRAGMA user_version");
    if (!version) return std::unexpected(version.error());
    if (*version > newest) {
        const auto readable_from = database.integer("SELECT readable_from FROM schema_info");
        if (!readable_from) return std::unexpected(readable_from.error());
        if (*readable_from <= newest) return {};
        return core::fail(core::Errc::refused, "the file has version " + std::to_string(*version) +
                                                   " and needs a program that knows version " +
                                                   std::to_string(*readable_from) + " or newer; this one knows " +
                                                   std::to_string(newest));
    }
    for (const Migration& step : steps) {
        if (step.version <= *version) continue;
        if (auto done = take(database, step); !done) return done;
    }
    return {};
}

} // namespace casustafel::sql
