#include "journey/counterpart.h"

#include "protocol/minutes_codec.h"

#include <stdexcept>
#include <utility>

namespace casustafel::journey {

Counterpart::Counterpart(Programs programs, std::filesystem::path folder)
    : programs_{std::move(programs)}, folder_{std::move(folder)}, errors_{folder_.string() + ".log"}
{
    must(programs_.bureau, {"init", folder_.string()});
}

std::string Counterpart::must(const std::filesystem::path& program, std::vector<std::string> arguments,
                              const std::string& input)
{
    const std::string what = program.filename().string() + " " + arguments.front();
    const support::Ran ran = support::run(program, std::move(arguments), errors_, input);
    if (ran.code != 0)
        throw std::runtime_error(what + " ended with " + std::to_string(ran.code) + ", see " + errors_.string());
    return ran.out;
}

void Counterpart::start_relay()
{
    relay_.emplace(programs_.bureau, std::vector<std::string>{"relay", folder_.string(), "--port", port_}, errors_);
    const std::string line = relay_->line(); // the first one says where it listens
    const std::size_t colon = line.rfind(':');
    if (!line.starts_with("relay listening on ") || colon == std::string::npos)
        throw std::runtime_error("the relay didn't start, see " + errors_.string());
    port_ = line.substr(colon + 1);
    address_ = line.substr(line.rfind(' ') + 1);
}

void Counterpart::stop_relay(int signal)
{
    relay_->end(signal);
    relay_.reset();
}

void Counterpart::add_device(const std::string& id, const std::string& room, const std::string& technician_pin)
{
    std::vector<std::string> add{"device", "add", folder_.string(), id, "--room", room};
    if (!technician_pin.empty()) add.emplace_back("--technician-pin");
    must(programs_.bureau, std::move(add), technician_pin + "\n");
}

void Counterpart::set_up_device(const std::string& id, const std::filesystem::path& data, const std::string& secret,
                                const std::string& board)
{
    const auto provision = folder_ / "provisioning" / ("device-" + id + ".json");
    must(programs_.casustafel, {"setup", "--board", board, "--data", data.string(), "--provision", provision.string()},
         secret + "\n");
}

void Counterpart::seal_package(const std::filesystem::path& package, const std::string& device)
{
    must(programs_.bureau, {"package", "seal", folder_.string(), package.string(), "--to", device});
}

std::string Counterpart::sync_desk()
{
    return must(programs_.bureau, {"desk", "sync", folder_.string()});
}

std::string Counterpart::import_stick(const std::filesystem::path& stick, const std::string& device)
{
    return must(programs_.bureau, {"stick", "import", folder_.string(), stick.string(), "--device", device});
}

std::string Counterpart::export_stick(const std::filesystem::path& stick, const std::string& device)
{
    return must(programs_.bureau, {"stick", "export", folder_.string(), stick.string(), "--device", device});
}

std::string Counterpart::list_minutes()
{
    return must(programs_.bureau, {"minutes", "list", folder_.string()});
}

std::string Counterpart::show_minutes(const std::string& id)
{
    return must(programs_.bureau, {"minutes", "show", folder_.string(), id});
}

std::string Counterpart::minutes_json(const std::string& id)
{
    return must(programs_.bureau, {"minutes", "show", folder_.string(), id, "--json"});
}

core::Minutes Counterpart::read_minutes(const std::string& id)
{
    auto minutes = protocol::read_minutes(minutes_json(id));
    if (!minutes) throw std::runtime_error("minutes " + id + ": " + minutes.error().detail);
    return std::move(*minutes);
}

} // namespace casustafel::journey
