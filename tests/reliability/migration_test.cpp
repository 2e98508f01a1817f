#include "storage/schema.h"
#include "support/disk_log.h"
#include "support/temp_dir.h"
#include "support/trials.h"

#include <gtest/gtest.h>

// The power goes at every write, sync, delete and truncate while a file of an older program becomes one of this
// program.

namespace casustafel::reliability {
namespace {

using support::DiskReplay;
using support::Survives;
using support::TempDir;

struct Kind {
    std::string name;
    std::span<const sql::Migration> steps;
    bool encrypted{};
    std::string insert; ///< one row that a file of the first step can hold
    std::string count;
};

std::vector<Kind> kinds()
{
    return {
        {"ledger", storage::ledger_steps, true, "INSERT INTO fact (seq, at_ms, body) VALUES (1, 1795000000000, x'aa')",
         "SELECT count(*) FROM fact"},
        {"outbox", storage::outbox_steps, false,
         "INSERT INTO envelope (seq, minutes, conference, sha256, inner_sha256, state, sealed_at_ms, refused_because,"
         " bytes) VALUES (1, 'm', 'c', zeroblob(32), zeroblob(32), 'sealed', 1795000000000, '', x'aa')",
         "SELECT count(*) FROM envelope"},
        {"inbox", storage::inbox_steps, false, "INSERT INTO key_set (one, jws) VALUES (1, 'jws')",
         "SELECT count(*) FROM key_set"},
        {"device", storage::device_steps, true, "INSERT INTO secret (name, body) VALUES ('signing', x'aa')",
         "SELECT count(*) FROM secret"},
    };
}

const core::Bytes& key()
{
    static const core::Bytes bytes(48, 0x5a);
    return bytes;
}

core::Result<sql::Database> open(const std::filesystem::path& folder, const Kind& kind, const std::string& vfs = {})
{
    return sql::Database::open(folder / "old.db",
                               {.raw_key = kind.encrypted ? core::ByteView{key()} : core::ByteView{}, .vfs = vfs});
}

/// A file as a program made it that knew no more than these steps; with a row unless it knew none.
void make_old(const std::filesystem::path& folder, const Kind& kind, std::size_t known_steps)
{
    auto database = open(folder, kind);
    ASSERT_TRUE(database);
    ASSERT_TRUE(sql::migrate(*database, kind.steps.first(known_steps)));
    if (known_steps == 0) return;
    ASSERT_TRUE(database->execute(kind.insert));
}

struct Outcome {
    std::uint64_t tried{};
    std::uint64_t failed{};
};

void expect_whole(const std::filesystem::path& folder, const Kind& kind, std::size_t known_steps,
                  const std::string& where, Outcome& outcome)
{
    ++outcome.tried;
    auto database = open(folder, kind);
    const auto migrated = database ? sql::migrate(*database, kind.steps) : std::unexpected(database.error());
    const auto rows = migrated ? database->integer(kind.count) : std::unexpected(migrated.error());
    const auto version = migrated ? database->integer("PRAGMA user_version") : std::unexpected(migrated.error());
    const bool whole = rows && version && *version == kind.steps.back().version && *rows == (known_steps > 0 ? 1 : 0) &&
                       (known_steps > 0 || database->execute(kind.insert));
    if (whole) return;
    ++outcome.failed;
    ADD_FAILURE() << where << ": " << (migrated ? "rows are gone" : migrated.error().detail);
}

TEST(PowerCut, at_any_moment_of_bringing_an_older_file_forward_leaves_one_that_is_whole)
{
    Outcome outcome;
    for (const Kind& kind : kinds()) {
        for (std::size_t known = 0; known < kind.steps.size(); ++known) {
            const TempDir dir;
            make_old(dir.path(), kind, known);
            support::DiskLog disk{dir.path()};
            {
                auto database = open(dir.path(), kind, disk.vfs());
                ASSERT_TRUE(database);
                ASSERT_TRUE(sql::migrate(*database, kind.steps));
            }
            DiskReplay replay{disk.at_first()};
            for (std::size_t events = 0;; ++events) {
                const auto chances = static_cast<std::uint32_t>(support::trials(1, 20));
                for (std::uint32_t seed = 0; seed < 2 + chances; ++seed) {
                    const TempDir after;
                    replay.put_survivors(after.path(),
                                         seed == 0   ? Survives::nothing
                                         : seed == 1 ? Survives::everything
                                                     : Survives::some,
                                         seed);
                    expect_whole(after.path(), kind, known,
                                 kind.name + " of step " + std::to_string(known) + ", cut after " +
                                     std::to_string(events),
                                 outcome);
                }
                if (events == disk.events().size()) break;
                replay.advance(disk.events()[events]);
            }
        }
    }
    EXPECT_GE(outcome.tried, 300U) << "too little was written to prove anything";
    support::publish({.id = "migrations",
                      .what = "power cuts while files of older programs are brought forward",
                      .tried = outcome.tried,
                      .failed = outcome.failed,
                      .control = {}});
}

} // namespace
} // namespace casustafel::reliability
