#pragma once

#include <iosfwd>
#include <stop_token>
#include <string>
#include <vector>

namespace casustafel::bureau {

/// Runs one command of the program `bureau`. `args` is without the program's name. `relay` runs until `stop` asks it to
/// end. Results go to `out`, one fact a line (`key value`); complaints and the log go to `err`. How it
/// ended: system/exit_code.h.
int run(const std::vector<std::string>& args, std::ostream& out, std::ostream& err, std::stop_token stop);

} // namespace casustafel::bureau
