#include "board/secrets.h"

#include "support/temp_dir.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>

namespace casustafel::board {
namespace {

using Secret = std::array<std::uint8_t, secret_bytes>;
using support::TempDir;

Secret device_secret_in(const std::filesystem::path& folder)
{
    Secret secret{};
    FileSecrets secrets{folder};
    EXPECT_TRUE(secrets.device_secret(secret));
    return secret;
}

Secret answer_in(const std::filesystem::path& folder, std::string_view challenge)
{
    Secret answer{};
    FileSecrets secrets{folder};
    EXPECT_TRUE(secrets.token_answer(core::bytes_of(challenge), answer));
    return answer;
}

TEST(FileSecrets, are_made_once_and_stay_the_same)
{
    const TempDir dir;
    const Secret first = device_secret_in(dir.path());
    EXPECT_NE(first, Secret{});
    EXPECT_EQ(device_secret_in(dir.path()), first);
    const TempDir other;
    EXPECT_NE(device_secret_in(other.path()), first);
    EXPECT_EQ(std::filesystem::status(dir / "device.secret").permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(FileSecrets, answer_each_challenge_differently_and_always_the_same)
{
    const TempDir dir;
    const Secret answer = answer_in(dir.path(), "salt");
    EXPECT_EQ(answer_in(dir.path(), "salt"), answer);
    EXPECT_NE(answer_in(dir.path(), "zout"), answer);
    EXPECT_NE(device_secret_in(dir.path()), answer);
}

TEST(FileSecrets, that_are_damaged_are_refused_and_not_replaced)
{
    const TempDir dir;
    std::ofstream{dir / "device.secret"} << "too short";
    Secret secret{};
    FileSecrets secrets{dir.path()};
    EXPECT_EQ(secrets.device_secret(secret).error().code, core::Errc::corrupt);
    EXPECT_EQ(std::filesystem::file_size(dir / "device.secret"), 9u);
    FileSecrets nowhere{dir / "no-such-folder"};
    EXPECT_FALSE(nowhere.device_secret(secret));
}

} // namespace
} // namespace casustafel::board
