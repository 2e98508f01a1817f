#pragma once

#include <cstdint>
#include <string>

namespace casustafel::support {

/// Whether this is `toolchain/dev test --long`, which tries in larger numbers what every run tries. The one place that
/// knows.
bool long_run();

/// How often to try something: `ordinarily`, or `long_run` in the long run.
int trials(int ordinarily, int in_the_long_run);

/// What a suite measured about one promise.
struct Figure {
    std::string id;   ///< of the row in docs/reliability.md: lower case and dashes
    std::string what; ///< what was tried, in words
    std::uint64_t tried{};
    std::uint64_t failed{};
    std::string control; ///< what the same test found where something was wrong on purpose, or what else was measured
};

/// 'at most': the chance of a failure in one try that is excluded with 95 % confidence, when none of `tried` failed:
/// 3/n, the rule of three.
double at_most(std::uint64_t tried);

/// Prints a figure with its bound. In the long run it is also kept for docs/reliability.md.
void publish(const Figure& figure);

} // namespace casustafel::support
