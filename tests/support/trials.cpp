#include "support/trials.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>

namespace casustafel::support {

namespace {

/// Where `toolchain/dev test --long` wants the figures; null in the ordinary run.
const char* figures_folder()
{
    return std::getenv("CASUSTAFEL_LONG");
}

} // namespace

bool long_run()
{
    return figures_folder() != nullptr;
}

int trials(int ordinarily, int in_the_long_run)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    ordinarily = std::max(1, ordinarily / 10); // each is ten times slower, and another build tried them all
#endif
    return long_run() ? in_the_long_run : ordinarily;
}

double at_most(std::uint64_t tried)
{
    return tried == 0 ? 1.0 : 3.0 / static_cast<double>(tried);
}

void publish(const Figure& figure)
{
    std::cout << figure.id << ": " << figure.failed << " failures in " << figure.tried << " (" << figure.what << ")";
    if (figure.failed == 0) std::cout << ", at most " << at_most(figure.tried) * 100 << " % at 95 %";
    if (!figure.control.empty()) std::cout << "; " << figure.control;
    std::cout << '\n';
    if (!long_run()) return;
    std::filesystem::create_directories(figures_folder());
    std::ofstream out{std::filesystem::path{figures_folder()} / (figure.id + ".json")};
    out << nlohmann::json{{"id", figure.id},
                          {"what", figure.what},
                          {"tried", figure.tried},
                          {"failed", figure.failed},
                          {"control", figure.control}};
    if (!out.flush()) throw std::runtime_error("the figures can't be kept");
}

} // namespace casustafel::support
