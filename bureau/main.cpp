#include "bureau/cli.h"
#include "system/exit_code.h"

#include <csignal>
#include <exception>
#include <iostream>
#include <thread>

int main(int argc, char** argv)
{
    // Blocked before any thread starts, so that only the one that waits for them gets them.
    sigset_t ends{};
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    std::stop_source stop;
    const std::jthread waiting{[&ends, &stop](const std::stop_token& over) {
        const timespec a_while{0, 100'000'000};
        while (!over.stop_requested())
            if (sigtimedwait(&ends, nullptr, &a_while) > 0) stop.request_stop();
    }};
    try {
        return casustafel::bureau::run({argv + 1, argv + argc}, std::cout, std::cerr, stop.get_token());
    } catch (const std::exception& unexpected) {
        std::cerr << "bureau: " << unexpected.what() << "\n";
        return casustafel::system::exit_failed;
    }
}
