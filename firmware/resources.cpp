#include "firmware/resources.h"

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <sys/timex.h>
#include <system_error>

namespace casustafel::device {

using core::Errc;

std::string software()
{
    return "casustafel " CASUSTAFEL_VERSION;
}

core::Result<board::Board> board_named(const std::string& id)
{
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-";
    if (id.empty() || id.find_first_not_of(allowed) != std::string::npos)
        return core::fail(Errc::rejected, "'" + id + "' can't be the id of a board");
    std::error_code unknown;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", unknown);
    if (unknown) return core::fail(Errc::storage, "/proc/self/exe: " + unknown.message());
    const auto boards = program.parent_path().parent_path() / "share/casustafel/boards";
    auto board = board::read_board(boards / id / "board.conf");
    if (!board && board.error().code == Errc::not_found)
        return core::fail(Errc::not_found, "there is no board '" + id + "' in " + boards.string());
    return board;
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
    return ::adjtimex(&asked) != TIME_ERROR && (asked.status & STA_UNSYNC) == 0;
}

} // namespace casustafel::device
