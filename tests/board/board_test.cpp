#include "board/board.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace casustafel::board {
namespace {

using core::Errc;

const std::string good = "# a comment\n"
                         "ID=proef-1\n"
                         "NAME=Proefbord met scherm\n"
                         "\n"
                         "PANEL_WIDTH_MM=200\n"
                         "PANEL_HEIGHT_MM=100\n"
                         "PANEL_WIDTH_PX=1000\n"
                         "PANEL_HEIGHT_PX=500\n"
                         "TEXT_PERCENT=125\n"
                         "DEVELOPMENT=no\n"
                         "LANGUAGE=en\n"
                         "ARCH=arm64\n"
                         "FIRMWARE=uefi\n"
                         "KERNEL=linux-image-arm64\n"
                         "CONSOLE=none\n"
                         "DATA_KEY=tpm2\n"
                         "RADIO=none\n"
                         "PROTECTORS=wachtwoordzin fido2 kaart\n"
                         "CARD_MODULE=/usr/lib/opensc-pkcs11.so\n";

/// `good` with one line in the place of another.
std::string with(const std::string& line, const std::string& instead)
{
    std::string text = good;
    return text.replace(text.find(line), line.size(), instead);
}

std::string complaint_about(const std::string& text)
{
    const auto board = parse_board(text, "board.conf");
    EXPECT_FALSE(board);
    if (board) return {};
    EXPECT_EQ(board.error().code, Errc::rejected);
    return board.error().detail;
}

TEST(Board, is_read_from_its_file)
{
    const auto board = parse_board(good, "board.conf");
    ASSERT_TRUE(board) << board.error().detail;
    EXPECT_EQ(*board, (Board{.id = "proef-1",
                             .name = "Proefbord met scherm",
                             .panel_width_mm = 200,
                             .panel_height_mm = 100,
                             .panel_width_px = 1000,
                             .panel_height_px = 500,
                             .text_percent = 125,
                             .development = false,
                             .language = "en",
                             .protectors = {"wachtwoordzin", "fido2", "kaart"},
                             .card_module = "/usr/lib/opensc-pkcs11.so"}));
    EXPECT_DOUBLE_EQ(board->px_per_mm(), 5.0);
}

TEST(Board, names_the_line_that_is_wrong)
{
    EXPECT_EQ(complaint_about(with("ID=proef-1", "ID proef-1")), "board.conf:2: must be KEY=value");
    EXPECT_EQ(complaint_about(with("ID=proef-1", "COLOUR=blue")), "board.conf:2: there is no key 'COLOUR'");
    EXPECT_EQ(complaint_about(with("ID=proef-1", "ID=Proef")),
              "board.conf:2: ID must be 1 to 32 lower-case letters, digits, hyphens and underscores");
    EXPECT_EQ(complaint_about(with("PANEL_WIDTH_MM=200", "PANEL_WIDTH_MM=200 mm")),
              "board.conf:5: PANEL_WIDTH_MM must be a whole number from 50 to 2000");
    EXPECT_EQ(complaint_about(with("PANEL_WIDTH_MM=200", "PANEL_WIDTH_MM=0")),
              "board.conf:5: PANEL_WIDTH_MM must be a whole number from 50 to 2000");
    EXPECT_EQ(complaint_about(with("TEXT_PERCENT=125", "TEXT_PERCENT=110")),
              "board.conf:9: TEXT_PERCENT must be 85, 100 or 125");
    EXPECT_EQ(complaint_about(with("DEVELOPMENT=no", "DEVELOPMENT=nee")),
              "board.conf:10: DEVELOPMENT must be yes or no");
    EXPECT_EQ(complaint_about(with("LANGUAGE=en", "LANGUAGE=fy")), "board.conf:11: LANGUAGE must be nl or en");
    EXPECT_EQ(complaint_about(with("ARCH=arm64", "ARCH=z80")), "board.conf:12: ARCH must be one of amd64 arm64");
    EXPECT_EQ(complaint_about(with("CONSOLE=none", "CONSOLE=tty0;reboot")),
              "board.conf:15: CONSOLE must be words of letters, digits, commas and hyphens");
    EXPECT_EQ(complaint_about(with("DEVELOPMENT=no", "DEVELOPMENT= no")),
              "board.conf:10: no spaces around the value of DEVELOPMENT");
    EXPECT_EQ(complaint_about(good + "ID=nog-een\n"), "board.conf:20: ID stands there twice");
    EXPECT_EQ(complaint_about(with("NAME=Proefbord met scherm", "NAME=")),
              "board.conf:3: NAME must be a text of 1 to 64 bytes without control characters");
}

TEST(Board, says_which_key_is_missing_and_that_the_panel_cannot_be)
{
    EXPECT_EQ(complaint_about(with("TEXT_PERCENT=125\n", "")), "board.conf: TEXT_PERCENT is missing");
    EXPECT_EQ(complaint_about(with("PANEL_HEIGHT_PX=500", "PANEL_HEIGHT_PX=600")),
              "board.conf: the panel's millimetres and pixels don't fit");
    EXPECT_EQ(complaint_about(""), "board.conf: ID is missing");
    EXPECT_EQ(read_board("/nonexistent/board.conf").error().code, Errc::not_found);
}

TEST(Board, of_every_folder_is_valid_and_named_after_it)
{
    int boards = 0;
    for (const auto& folder : std::filesystem::directory_iterator{CASUSTAFEL_BOARDS}) {
        const auto board = read_board(folder.path() / "board.conf");
        ASSERT_TRUE(board) << board.error().detail;
        EXPECT_EQ(board->id, folder.path().filename());
        EXPECT_EQ(board->development, board->id == "desk") << "only a developer's computer keeps secrets in files";
        ++boards;
    }
    EXPECT_GE(boards, 6);
}

TEST(Board, takes_a_pin_that_nothing_counts_on_the_desk_alone)
{
    for (const auto& folder : std::filesystem::directory_iterator{CASUSTAFEL_BOARDS}) {
        const auto board = read_board(folder.path() / "board.conf");
        ASSERT_TRUE(board) << board.error().detail;
        EXPECT_FALSE(board->protectors.empty());
        EXPECT_EQ(std::ranges::contains(board->protectors, "ontwikkelapparaat"), board->id == "desk") << board->id;
    }
    EXPECT_EQ(complaint_about(with("PROTECTORS=wachtwoordzin", "PROTECTORS=ontwikkelapparaat")),
              "board.conf: a PIN that no token, TPM or card counts is for a board with DEVELOPMENT=yes only");
}

TEST(Board, names_its_protectors_and_the_library_of_its_cards)
{
    EXPECT_NE(complaint_about(with("fido2 kaart", "fido2 fido2")).find("names fido2 twice"), std::string::npos);
    EXPECT_NE(complaint_about(with("fido2 kaart", "pin")).find("isn't a protector: 'pin'"), std::string::npos);
    EXPECT_NE(complaint_about(with("fido2 kaart", "fido2 ")).find("no spaces around"), std::string::npos);
    EXPECT_NE(complaint_about(with("CARD_MODULE=/usr", "CARD_MODULE=usr")).find("whole path"), std::string::npos);
    EXPECT_EQ(complaint_about(with("CARD_MODULE=/usr/lib/opensc-pkcs11.so", "CARD_MODULE=none")),
              "board.conf: a card needs CARD_MODULE");
}

TEST(Board, desk_is_a_development_device_and_says_so)
{
    const auto desk = read_board(std::filesystem::path{CASUSTAFEL_BOARDS} / "desk" / "board.conf");
    ASSERT_TRUE(desk);
    EXPECT_TRUE(desk->development);
    EXPECT_EQ(desk->name, "Ontwikkelapparaat");
    EXPECT_NEAR(desk->px_per_mm(), 5.58, 0.01);
}

} // namespace
} // namespace casustafel::board
