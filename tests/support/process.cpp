#include "support/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>
#include <utility>

namespace casustafel::support {

namespace {

std::array<int, 2> pipe_of()
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    return ends;
}

} // namespace

Process::Process(const std::filesystem::path& program, std::vector<std::string> arguments,
                 const std::filesystem::path& errors, const std::string& input)
{
    const auto out = pipe_of();
    const auto in = pipe_of();
    arguments.insert(arguments.begin(), program.string());
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const int failed = ::posix_spawn(&id_, program.c_str(), &actions, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(out[1]);
    ::close(in[0]);
    out_ = out[0];
    // A pipe takes this much at once; what a test types is shorter.
    const bool told = input.empty() || ::write(in[1], input.data(), input.size()) == static_cast<ssize_t>(input.size());
    ::close(in[1]);
    if (failed != 0) id_ = -1;
    if (failed != 0 || !told) throw std::runtime_error("could not start " + program.string());
}

Process::~Process()
{
    if (id_ > 0) end(SIGKILL);
    ::close(out_);
}

bool Process::fill()
{
    std::array<char, 4096> part{};
    const ssize_t got = ::read(out_, part.data(), part.size());
    if (got <= 0) return false;
    read_.append(part.data(), static_cast<std::size_t>(got));
    return true;
}

std::string Process::line()
{
    while (!read_.contains('\n') && fill()) {
    }
    const std::size_t end = read_.find('\n');
    std::string line = read_.substr(0, end);
    read_.erase(0, end == std::string::npos ? end : end + 1);
    return line;
}

std::string Process::rest()
{
    while (fill()) {
    }
    return std::exchange(read_, {});
}

int Process::end(int signal)
{
    if (signal != 0) ::kill(id_, signal);
    int status = 0;
    ::waitpid(id_, &status, 0);
    id_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

Ran run(const std::filesystem::path& program, std::vector<std::string> arguments, const std::filesystem::path& errors,
        const std::string& input)
{
    Process process{program, std::move(arguments), errors, input};
    std::string out = process.rest();
    return {process.end(), std::move(out)};
}

} // namespace casustafel::support
