#include "storage/sql/database.h"
#include "storage/sql/migrate.h"
#include "support/temp_dir.h"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <iterator>

namespace casustafel::sql {
namespace {

using core::Errc;
using support::TempDir;

core::Bytes key_of(std::uint8_t fill)
{
    return core::Bytes(48, fill);
}

std::string raw_bytes(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

TEST(Database, runs_on_sqlcipher_4)
{
    const auto version = cipher_version();
    ASSERT_TRUE(version) << version.error().detail;
    EXPECT_TRUE(version->starts_with("4."));
}

TEST(Database, keeps_values_of_every_kind)
{
    const TempDir dir;
    auto db = Database::open(dir / "a.db", {});
    ASSERT_TRUE(db) << db.error().detail;
    ASSERT_TRUE(db->execute("CREATE TABLE t (a INTEGER, b TEXT, c BLOB, d TEXT)"));
    auto insert = db->prepare("INSERT INTO t VALUES (?, ?, ?, ?)");
    ASSERT_TRUE(insert);
    const core::Bytes blob{0, 1, 255};
    ASSERT_TRUE(insert->run({std::int64_t{7}, "zeven", core::ByteView{blob}, nullptr}));
    ASSERT_TRUE(insert->run({std::int64_t{8}, "", core::ByteView{}, "x"}));
    auto select = db->prepare("SELECT * FROM t WHERE a >= ? ORDER BY a");
    ASSERT_TRUE(select);
    const auto row = select->first({std::int64_t{7}});
    ASSERT_TRUE(row && *row);
    EXPECT_EQ(select->integer(0), 7);
    EXPECT_EQ(select->text(1), "zeven");
    EXPECT_EQ(select->blob(2), blob);
    EXPECT_TRUE(select->is_null(3));
    ASSERT_TRUE(*select->next());
    EXPECT_EQ(select->text(1), "");
    EXPECT_FALSE(select->is_null(2));
    EXPECT_FALSE(*select->next());
}

TEST(Database, has_the_pragmas_of_the_design)
{
    const TempDir dir;
    const auto key = key_of(3);
    auto db = Database::open(dir / "a.db", {.raw_key = key});
    ASSERT_TRUE(db) << db.error().detail;
    EXPECT_EQ(*db->text("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(*db->integer("PRAGMA synchronous"), 2);
    EXPECT_EQ(*db->integer("PRAGMA secure_delete"), 1);
    EXPECT_EQ(*db->integer("PRAGMA temp_store"), 2);
    EXPECT_EQ(*db->integer("PRAGMA trusted_schema"), 0);
    EXPECT_EQ(*db->integer("PRAGMA cell_size_check"), 1);
    EXPECT_EQ(*db->integer("PRAGMA foreign_keys"), 1);
    EXPECT_EQ(*db->text("PRAGMA locking_mode"), "exclusive");
    EXPECT_EQ(*db->text("PRAGMA cipher_memory_security"), "1");
    ASSERT_TRUE(db->execute("CREATE TABLE t (a)"));
    EXPECT_FALSE(std::filesystem::exists(dir / "a.db-shm"));
    EXPECT_FALSE(db->execute("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = ''"));
}

TEST(Database, is_not_readable_without_its_key)
{
    const TempDir dir;
    const std::string canary = "KANARIE-tekst-die-nergens-staat";
    const auto key = key_of(1);
    for (const bool encrypted : {true, false}) {
        const auto file = dir / (encrypted ? "secret.db" : "plain.db");
        auto db = Database::open(file, {.raw_key = encrypted ? core::ByteView{key} : core::ByteView{}});
        ASSERT_TRUE(db) << db.error().detail;
        ASSERT_TRUE(db->execute("CREATE TABLE t (a)"));
        auto insert = db->prepare("INSERT INTO t VALUES (?)");
        ASSERT_TRUE(insert->run({canary}));
        // The plain file is the control: the search does find what is there.
        const std::string all = raw_bytes(file) + raw_bytes(file.string() + "-wal");
        EXPECT_EQ(all.contains(canary), !encrypted);
        EXPECT_EQ(all.contains("SQLite format 3"), !encrypted);
    }
    const auto wrong = key_of(2);
    EXPECT_EQ(Database::open(dir / "secret.db", {.raw_key = wrong}).error().code, Errc::corrupt);
    EXPECT_EQ(Database::open(dir / "secret.db", {}).error().code, Errc::corrupt);
    auto again = Database::open(dir / "secret.db", {.raw_key = key});
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(*again->text("SELECT a FROM t"), canary);
}

TEST(Database, belongs_to_one_program_when_exclusive)
{
    const TempDir dir;
    auto db = Database::open(dir / "a.db", {});
    ASSERT_TRUE(db->execute("CREATE TABLE t (a)"));
    EXPECT_FALSE(Database::open(dir / "a.db", {}));
}

TEST(Database, says_what_is_missing)
{
    const TempDir dir;
    EXPECT_EQ(Database::open(dir / "none.db", {.create = false}).error().code, Errc::not_found);
    EXPECT_EQ(Database::open(dir / "a.db", {.raw_key = core::bytes_of("short")}).error().code, Errc::crypto);
}

TEST(Transaction, rolls_back_unless_committed)
{
    const TempDir dir;
    auto db = Database::open(dir / "a.db", {});
    ASSERT_TRUE(db->execute("CREATE TABLE t (a UNIQUE)"));
    {
        auto transaction = Transaction::begin(*db);
        ASSERT_TRUE(transaction);
        ASSERT_TRUE(db->execute("INSERT INTO t VALUES (1)"));
    }
    EXPECT_EQ(*db->integer("SELECT count(*) FROM t"), 0);
    auto transaction = Transaction::begin(*db);
    ASSERT_TRUE(db->execute("INSERT INTO t VALUES (1)"));
    ASSERT_TRUE(transaction->commit());
    EXPECT_EQ(*db->integer("SELECT count(*) FROM t"), 1);
    EXPECT_EQ(db->execute("INSERT INTO t VALUES (1)").error().code, Errc::conflict);
}

constexpr Migration first{1, 1, R"sql(
    CREATE TABLE schema_info (readable_from INTEGER NOT NULL);
    INSERT INTO schema_info VALUES (1);
    CREATE TABLE note (body TEXT NOT NULL);
)sql"};
constexpr Migration second{2, 1, "CREATE TABLE extra (body TEXT);"};
constexpr Migration third{3, 3, "ALTER TABLE note RENAME COLUMN body TO words;"};
constexpr Migration broken{2, 1, "CREATE TABLE half (a); CREATE TABLE half (a);"};

TEST(Migration, brings_an_older_file_forward_and_keeps_what_it_held)
{
    const TempDir dir;
    auto db = Database::open(dir / "a.db", {});
    ASSERT_TRUE(migrate(*db, std::array{first}));
    ASSERT_TRUE(db->execute("INSERT INTO note VALUES ('oud')"));
    ASSERT_TRUE(migrate(*db, std::array{first, second, third}));
    EXPECT_EQ(*db->text("SELECT words FROM note"), "oud");
    EXPECT_EQ(*db->integer("PRAGMA user_version"), 3);
    EXPECT_EQ(*db->integer("SELECT readable_from FROM schema_info"), 3);
    ASSERT_TRUE(migrate(*db, std::array{first, second, third}));
}

TEST(Migration, lets_an_older_program_in_only_when_the_file_allows_it)
{
    const TempDir dir;
    auto db = Database::open(dir / "a.db", {});
    ASSERT_TRUE(migrate(*db, std::array{first, second}));
    EXPECT_TRUE(migrate(*db, std::array{first}));
    ASSERT_TRUE(migrate(*db, std::array{first, second, third}));
    const auto refused = migrate(*db, std::array{first, second});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::refused);
    EXPECT_EQ(refused.error().detail,
              "the file has version 3 and needs a program that knows version 3 or newer; this one knows 2");
}

TEST(Migration, that_fails_leaves_the_file_as_it_was)
{
    const TempDir dir;
    auto db = Database::open(dir / "a.db", {});
    ASSERT_TRUE(migrate(*db, std::array{first}));
    ASSERT_FALSE(migrate(*db, std::array{first, broken}));
    EXPECT_EQ(*db->integer("PRAGMA user_version"), 1);
    EXPECT_EQ(*db->integer("SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), 0);
}

} // namespace
} // namespace casustafel::sql
