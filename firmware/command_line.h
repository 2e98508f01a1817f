#pragma once

#include <string>
#include <vector>

namespace casustafel::device {

inline constexpr int exit_ok = 0;
inline constexpr int exit_failed = 1; ///< the command is right, carrying it out failed
inline constexpr int exit_usage = 2;  ///< wrong command line, folder, file or setting

/// Runs the program with what stands after its name.
int run_program(std::vector<std::string> arguments);

} // namespace casustafel::device
