#pragma once

#include "core/result.h"

#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

namespace casustafel::bench {

/// One measurement, ready to be repeated. `before`, when there is one, runs unmeasured before each `body`.
struct Repetition {
    std::function<core::Result<>()> body;
    std::function<core::Result<>()> before = {};
};

/// Something of the product that is measured in one process.
struct Case {
    std::string_view name; ///< what `toolchain/dev bench NAME` chooses
    std::string_view what; ///< what one run does, for the reader of the figures
    int runs;
    /// Makes what the runs need in `folder`, an empty folder on the checkout's disk.
    core::Result<Repetition> (*prepare)(const std::filesystem::path& folder);
};

/// All cases, in the order in which they are printed. A new case is a function of its own file, named here.
std::span<const Case> cases();

core::Result<Repetition> prepare_fdatasync(const std::filesystem::path& folder);

} // namespace casustafel::bench
