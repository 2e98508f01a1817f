#include "firmware/command_line.h"
#include "system/exit_code.h"

#include <csignal>
#include <exception>
#include <iostream>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace {

/// What stands in the memory of this process is nobody else's: no core file, no debugger of another user's program, and
/// files for their owner only.
void keep_to_ourselves()
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
    umask(077);
    std::signal(SIGPIPE, SIG_IGN);
}

} // namespace

int main(int argc, char** argv)
{
    keep_to_ourselves();
    try {
        return casustafel::device::run_program({argv + 1, argv + argc});
    } catch (const std::exception& unexpected) {
        std::cerr << "casustafel: " << unexpected.what() << "\n";
        return casustafel::system::exit_failed;
    }
}
