#pragma once

#include "core/minutes.h"
#include "support/process.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace casustafel::journey {

/// Where the programs of the build are.
struct Programs {
    std::filesystem::path casustafel;
    std::filesystem::path bureau;
};

/// A bureau in a folder of its own, worked by its real program. Anything that fails throws std::runtime_error.
class Counterpart {
public:
    Counterpart(Programs programs, std::filesystem::path folder);

    /// Starts the relay: at a free port the first time, at the same port later.
    void start_relay();
    /// Ends the relay, as told (SIGTERM) or by force.
    void stop_relay(int signal);
    const std::string& address() const { return address_; }

    /// `technician_pin`: none if empty.
    void add_device(const std::string& id, const std::string& room, const std::string& technician_pin = {});
    /// Sets the device up in `data` with the real program, with `secret` on its standard input.
    void set_up_device(const std::string& id, const std::filesystem::path& data, const std::string& secret,
                       const std::string& board = "desk");
    void seal_package(const std::filesystem::path& package, const std::string& device);
    /// What the desk said: a line for each envelope that it opened.
    std::string sync_desk();
    /// Takes what `device` put on the stick, or puts on it what is there for it.
    std::string import_stick(const std::filesystem::path& stick, const std::string& device);
    std::string export_stick(const std::filesystem::path& stick, const std::string& device);
    std::string list_minutes();
    std::string show_minutes(const std::string& id);
    /// As the bureau opened them.
    std::string minutes_json(const std::string& id);
    core::Minutes read_minutes(const std::string& id);

private:
    std::string must(const std::filesystem::path& program, std::vector<std::string> arguments,
                     const std::string& input = {});

    Programs programs_;
    std::filesystem::path folder_;
    std::filesystem::path errors_;
    std::optional<support::Process> relay_;
    std::string address_;
    std::string port_ = "0";
};

} // namespace casustafel::journey
