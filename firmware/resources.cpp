#include "firmware/resources.h"

#include "ui/words.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <sys/timex.h>
#include <system_error>

namespace casustafel::device {

using core::Errc;

namespace {

/// ../share/casustafel, seen from the program itself.
core::Result<std::filesystem::path> share_folder()
{
    std::error_code unknown;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", unknown);
    if (unknown) return core::fail(Errc::storage, "/proc/self/exe: " + unknown.message());
    return program.parent_path().parent_path() / "share/casustafel";
}

} // namespace

std::string software()
{
    return "casustafel " CASUSTAFEL_VERSION;
}

std::string version()
{
    return CASUSTAFEL_VERSION;
}

std::uint64_t free_bytes(const std::filesystem::path& folder)
{
    std::error_code unknown;
    const std::filesystem::space_info space = std::filesystem::space(folder, unknown);
    return unknown ? 0 : space.available;
}

std::chrono::milliseconds uptime()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

core::Result<board::Board> board_named(const std::string& id)
{
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    if (id.empty() || id.find_first_not_of(allowed) != std::string::npos)
        return core::fail(Errc::rejected, "'" + id + "' can't be the id of a board");
    const auto share = share_folder();
    if (!share) return std::unexpected(share.error());
    const auto boards = *share / "boards";
    auto board = board::read_board(boards / id / "board.conf");
    if (!board && board.error().code == Errc::not_found)
        return core::fail(Errc::not_found, "there is no board '" + id + "' in " + boards.string());
    return board;
}

core::Result<> speak(const std::string& code)
{
    const auto share = share_folder();
    if (!share) return std::unexpected(share.error());
    for (const ui::Language language : {ui::Language::dutch, ui::Language::english}) {
        if (code != ui::code_of(language)) continue;
        if (language == ui::Language::dutch) return ui::speak(language); // what the sentences are written in
        const auto file = *share / "locale" / code / "LC_MESSAGES/casustafel.mo";
        std::ifstream catalogue{file, std::ios::binary};
        if (!catalogue) return core::fail(Errc::not_found, "there is no " + file.string());
        return ui::speak(language, {std::istreambuf_iterator<char>{catalogue}, {}});
    }
    return core::fail(Errc::not_found, "there is no language '" + code + "'");
}

core::Result<core::Calendar> amsterdam()
{
    try {
        return core::Calendar{*std::chrono::locate_zone("Europe/Amsterdam")};
    } catch (const std::runtime_error& missing) {
        return core::fail(Errc::not_found, missing.what());
    }
}

bool clock_trusted()
{
    timex asked{};
    const int state = ::adjtimex(&asked);
    // Who may not ask doesn't know.
    return state >= 0 && state != TIME_ERROR && (asked.status & STA_UNSYNC) == 0;
}

} // namespace casustafel::device
