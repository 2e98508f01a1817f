#pragma once

#include <string>
#include <vector>

namespace casustafel::device {

/// Runs the program with what stands after its name. How it ended: system/exit_code.h.
int run_program(std::vector<std::string> arguments);

} // namespace casustafel::device
