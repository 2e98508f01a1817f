#include "support/temp_dir.h"
#include "system/exit_code.h"
#include "system/file.h"

#include <gtest/gtest.h>

#include <sys/stat.h>

namespace casustafel::system {
namespace {

using core::Errc;
using support::TempDir;

mode_t mode_of(const std::filesystem::path& path)
{
    struct stat found{};
    ::stat(path.c_str(), &found);
    return found.st_mode & 0777;
}

TEST(SmallFile, is_replaced_whole_and_read_by_its_owner_only)
{
    const TempDir dir;
    ASSERT_TRUE(write_durably(dir / "one", "first"));
    ASSERT_TRUE(write_durably(dir / "one", "second"));
    EXPECT_EQ(*read_whole(dir / "one"), "second");
    EXPECT_EQ(mode_of(dir / "one"), 0600U);
    ASSERT_TRUE(write_durably(dir / "two", "for all", Readers::everyone));
    EXPECT_EQ(mode_of(dir / "two"), 0644U);
    EXPECT_FALSE(std::filesystem::exists(dir / "one.new"));
}

TEST(SmallFile, leaves_the_old_one_and_no_draft_when_it_can_t_be_written)
{
    const TempDir dir;
    std::filesystem::create_directory(dir / "taken");
    const auto done = write_durably(dir / "taken", "text");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, Errc::storage);
    EXPECT_NE(done.error().detail.find("taken"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(dir / "taken.new"));
    EXPECT_EQ(write_durably(dir / "nowhere/one", "text").error().code, Errc::not_found);
}

TEST(SmallFile, is_refused_when_it_is_not_there_or_too_large)
{
    const TempDir dir;
    EXPECT_EQ(read_whole(dir / "one").error().code, Errc::not_found);
    ASSERT_TRUE(write_durably(dir / "one", std::string(100, 'a')));
    EXPECT_EQ(read_whole(dir / "one", 99).error().code, Errc::corrupt);
    EXPECT_TRUE(read_whole(dir / "one", 100));
    EXPECT_EQ(read_whole(dir.path()).error().code, Errc::storage);
    EXPECT_TRUE(remove_durably(dir / "one"));
    EXPECT_TRUE(remove_durably(dir / "one")) << "gone is gone";
}

TEST(ExitCode, tells_a_wrong_command_line_from_a_failure)
{
    EXPECT_EQ(exit_code(Errc::not_found), exit_usage);
    EXPECT_EQ(exit_code(Errc::corrupt), exit_usage);
    EXPECT_EQ(exit_code(Errc::network), exit_failed);
    EXPECT_EQ(exit_code(Errc::full), exit_failed);
}

TEST(GrowingFile, is_written_from_anywhere_and_read_in_pieces)
{
    const TempDir dir;
    const std::string bytes(700'000, 'x');
    ASSERT_TRUE(write_at(dir / "half", 0, core::bytes_of(bytes)));
    ASSERT_TRUE(write_at(dir / "half", 699'999, core::bytes_of("yz")));
    EXPECT_EQ(mode_of(dir / "half"), 0600U);
    ASSERT_TRUE(rename_durably(dir / "half", dir / "whole"));
    std::string read;
    int pieces = 0;
    ASSERT_TRUE(read_pieces(dir / "whole", [&](core::ByteView piece) -> core::Result<> {
        read += core::text_of(piece);
        ++pieces;
        return {};
    }));
    EXPECT_GT(pieces, 1);
    EXPECT_EQ(read, bytes.substr(1) + "yz");
    EXPECT_EQ(read_pieces(dir / "whole", [](core::ByteView) -> core::Result<> { return core::fail(Errc::full, "no"); })
                  .error()
                  .code,
              Errc::full);
    EXPECT_EQ(read_pieces(dir / "none", {}).error().code, Errc::not_found);
    EXPECT_EQ(rename_durably(dir / "none", dir / "some").error().code, Errc::not_found);
    EXPECT_EQ(write_at(dir / "none" / "in it", 0, {}).error().code, Errc::not_found);
}

TEST(GrowingFile, is_never_written_through_a_link)
{
    const TempDir dir;
    ASSERT_TRUE(write_durably(dir / "other", "other"));
    std::filesystem::create_symlink(dir / "other", dir / "link");
    EXPECT_FALSE(write_at(dir / "link", 0, core::bytes_of("mine")));
    EXPECT_EQ(*read_whole(dir / "other"), "other");
}

} // namespace
} // namespace casustafel::system
