#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace casustafel::system {

/// Reads `arguments`, the program's name not among them, by the description of `app`, whose name is the program's.
/// Nothing: go on with what was asked. Otherwise the exit status: help or version was printed to `out`, or one sentence
/// that names the flaw to `err`.
std::optional<int> read_arguments(CLI::App& app, std::vector<std::string> arguments, std::ostream& out,
                                  std::ostream& err);

} // namespace casustafel::system
