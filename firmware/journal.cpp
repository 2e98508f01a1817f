#include "firmware/journal.h"

#include <unistd.h>

namespace casustafel::device {

core::Instant now()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Log log_to_standard_error()
{
    return [](const std::string& text) {
        std::string line = core::format(now()) + " " + text + "\n";
        // A journal that is gone must not stop a conference.
        if (::write(STDERR_FILENO, line.data(), line.size()) < 0) return;
    };
}

} // namespace casustafel::device
