#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace casustafel::support {

/// A program as a process of its own. Its standard output is read here; its standard error goes to a file.
class Process {
public:
    /// Throws std::runtime_error when it can't be started. `input` is what it reads from standard input.
    Process(const std::filesystem::path& program, std::vector<std::string> arguments,
            const std::filesystem::path& errors = "/dev/null", const std::string& input = {});
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process();

    /// The next line of its output, without the line break; what is left when it ends.
    std::string line();
    /// All of its output up to its end.
    std::string rest();
    /// Sends `signal` (0: none) and waits for the end: the exit code, or minus the signal that ended it.
    int end(int signal = 0);

private:
    pid_t id_ = -1;
    int out_ = -1;
    std::string read_;
    bool fill();
};

/// What one run of a program left behind.
struct Ran {
    int code = 0;
    std::string out;
};
Ran run(const std::filesystem::path& program, std::vector<std::string> arguments,
        const std::filesystem::path& errors = "/dev/null", const std::string& input = {});

} // namespace casustafel::support
