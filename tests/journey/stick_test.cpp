#include "firmware/folder_stick.h"
#include "seal/crypto.h"
#include "support/temp_dir.h"

#include <gtest/gtest.h>

#include <fstream>

// A stick as a folder, pulled and spoiled in each way.

namespace casustafel::device {
namespace {

using core::Errc;

const core::MinutesId minutes{"aaaaaaaa-0000-4000-8000-00000000000a"};
const core::Bytes bytes{'{', '}'};

class UsbStick : public testing::Test {
protected:
    void plug_in() { std::filesystem::create_directories(mounted() / "casustafel"); }
    std::filesystem::path mounted() const { return dir_ / "stick"; }
    std::filesystem::path file() const { return mounted() / "casustafel/outbox" / (minutes.value() + ".jwe.json"); }
    support::TempDir dir_;
    FolderStick stick_{mounted()};
};

TEST_F(UsbStick, has_whole_envelopes_under_their_name_and_nothing_else)
{
    plug_in();
    ASSERT_TRUE(stick_.put(minutes, bytes));
    ASSERT_TRUE(stick_.put(minutes, bytes)) << "again is fine";
    EXPECT_TRUE(std::filesystem::exists(file()));
    int files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator{file().parent_path()}) ++files;
    EXPECT_EQ(files, 1);
    ASSERT_TRUE(stick_.put(minutes, core::Bytes{'[', ']'})) << "a spoiled file is replaced";
    EXPECT_EQ(std::filesystem::file_size(file()), 2U);
}

TEST_F(UsbStick, that_is_not_the_bureau_s_is_left_alone)
{
    std::filesystem::create_directories(mounted());
    EXPECT_FALSE(stick_.present());
    EXPECT_EQ(stick_.put(minutes, bytes).error().code, Errc::not_found);
    EXPECT_TRUE(std::filesystem::is_empty(mounted()));
}

TEST_F(UsbStick, may_be_pulled_or_unwritable_at_any_time)
{
    plug_in();
    ASSERT_TRUE(stick_.put(minutes, bytes));
    std::filesystem::remove_all(mounted());
    EXPECT_FALSE(stick_.present());
    EXPECT_FALSE(stick_.put(minutes, bytes));
    EXPECT_TRUE(stick_.packages()->empty());
    EXPECT_TRUE(stick_.receipts()->empty());
    plug_in();
    std::ofstream{mounted() / "casustafel/outbox"} << "a file where a folder should be";
    EXPECT_EQ(stick_.put(minutes, bytes).error().code, Errc::storage);
    // A folder under the draft's name: the write itself fails.
    std::filesystem::remove(mounted() / "casustafel/outbox");
    std::filesystem::create_directories(file().string() + ".new");
    EXPECT_FALSE(stick_.put(minutes, bytes));
    EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(UsbStick, gives_packages_named_after_their_bytes_and_receipts_by_minutes)
{
    plug_in();
    std::filesystem::create_directories(mounted() / "casustafel/inbox");
    std::filesystem::create_directories(mounted() / "casustafel/receipts");
    std::ofstream{mounted() / "casustafel/inbox/one.jwe.json"} << "{}";
    std::ofstream{mounted() / "casustafel/inbox/other.txt"} << "not ours";
    std::ofstream{mounted() / "casustafel/inbox/huge.jwe.json"} << std::string((8U << 20) + 1, 'a');
    std::ofstream{mounted() / "casustafel/receipts" / (minutes.value() + ".opened.jws")} << "a.b.c\n";
    const auto packages = stick_.packages();
    ASSERT_TRUE(packages);
    ASSERT_EQ(packages->size(), 1U);
    EXPECT_EQ(packages->front().bytes, bytes);
    EXPECT_EQ(packages->front().item.sha256, seal::sha256(bytes));
    EXPECT_TRUE(packages->front().item.id.starts_with("stick-"));
    const auto receipts = stick_.receipts();
    ASSERT_TRUE(receipts);
    ASSERT_EQ(receipts->size(), 1U);
    EXPECT_EQ(receipts->front().minutes, minutes);
    EXPECT_EQ(receipts->front().jws, "a.b.c");
}

} // namespace
} // namespace casustafel::device
