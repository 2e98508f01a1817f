#pragma once

#include <iosfwd>
#include <stop_token>
#include <string>
#include <vector>

namespace casustafel::bureau {

/// Exit codes of the program.
inline constexpr int exit_ok = 0;
inline constexpr int exit_failed = 1; ///< it could not be done; one sentence on `err`
inline constexpr int exit_usage = 2;  ///< the command line or the configuration is wrong; one sentence on `err`

/// Runs one command of the program `bureau`. `args` is without the program's name. `relay` runs until `stop` asks it to
/// end. Results go to `out`, one fact a line (`key value`); complaints and the log go to `err`.
int run(const std::vector<std::string>& args, std::ostream& out, std::ostream& err, std::stop_token stop);

} // namespace casustafel::bureau
