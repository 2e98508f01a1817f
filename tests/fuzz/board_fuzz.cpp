#include "board/board.h"
#include "core/bytes.h"

#include <cstdlib>

using namespace casustafel;

/// A board file that is accepted has a panel of some size, and one that isn't says where the flaw is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto board = board::parse_board(core::text_of({data, size}), "board.conf");
    if (board && (board->panel_width_mm <= 0 || board->panel_width_px <= 0 || board->id.empty())) std::abort();
    if (!board && !board.error().detail.starts_with("board.conf")) std::abort();
    return 0;
}
