#include "storage/schema.h"

#include "storage/keys.h"
#include "storage/outbox.h"
#include "storage/package_store.h"
#include "support/temp_dir.h"

#include <gtest/gtest.h>

#include <sstream>
#include <vector>

namespace casustafel::storage {
namespace {

std::vector<std::int64_t> numbers_in(const std::string& text)
{
    std::vector<std::int64_t> numbers;
    std::istringstream in{text};
    for (std::string one; std::getline(in, one, '.');) numbers.push_back(std::stoll(one));
    return numbers;
}

TEST(Schema, says_at_which_step_the_files_are_that_this_program_makes)
{
    ASSERT_TRUE(check_cipher());
    const support::TempDir dir;
    ASSERT_TRUE(SqlOutbox::open(dir.path()));
    ASSERT_TRUE(SqlPackageStore::open(dir.path()));
    const auto steps = numbers_in(schema());
    const auto readable = numbers_in(schema_readable_from());
    ASSERT_EQ(steps.size(), 5U);
    ASSERT_EQ(readable.size(), 5U);
    for (const auto& [file, place] : {std::pair{"queue.db", 1U}, {"inbox.db", 2U}}) {
        auto database = sql::Database::open(dir / file, {});
        ASSERT_TRUE(database) << file;
        EXPECT_EQ(*database->integer("PRAGMA user_version"), steps[place]) << file;
        EXPECT_EQ(*database->integer("SELECT readable_from FROM schema_info"), readable[place]) << file;
    }
    for (std::size_t place = 0; place < 5; ++place) EXPECT_LE(readable[place], steps[place]);
}

} // namespace
} // namespace casustafel::storage
