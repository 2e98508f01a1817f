#include "toolchain/bench/cases.h"

#include <array>

namespace casustafel::bench {

std::span<const Case> cases()
{
    static constexpr std::array all{
        Case{"fdatasync", "append 4 KiB to a file and fdatasync it: what the disk itself takes", 300,
             prepare_fdatasync},
    };
    return all;
}

} // namespace casustafel::bench
