#include "firmware/device_checks.h"

#include "firmware/resources.h"
#include "link/https_client.h"
#include "system/file.h"

#include <chrono>
#include <system_error>

namespace casustafel::device {

using core::Errc;
using core::Result;

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 8s; // of a technician who looks at a screen
constexpr const char* trial = "trial";

/// Whether the server at the bureau's address proves to be the bureau and answers.
ui::BureauContact reach(const protocol::Provisioning& provisioning, const Log& log)
{
    auto client = link::HttpsClient::create({provisioning.host, provisioning.port}, {provisioning.ca_pem}, {});
    const auto answer =
        client ? client->send({"GET", "/.well-known/est/cacerts"}, std::chrono::steady_clock::now() + patience)
               : Result<link::Response>{std::unexpected(client.error())};
    if (answer) return ui::BureauContact::reached;
    log("bureau: " + answer.error().detail);
    return answer.error().code == Errc::denied ? ui::BureauContact::other : ui::BureauContact::not_reached;
}

} // namespace

ui::DeviceChecks look_at_device(const std::filesystem::path& data, const std::optional<protocol::Provisioning>& bureau,
                                const Log& log)
{
    ui::DeviceChecks seen;
    seen.writable =
        system::write_durably(data / trial, trial).has_value() && system::remove_durably(data / trial).has_value();
    std::error_code unknown;
    const std::filesystem::space_info space = std::filesystem::space(data, unknown);
    seen.free_bytes = unknown ? 0 : static_cast<std::int64_t>(space.available);
    if (bureau) seen.reached = reach(*bureau, log);
    seen.clock_trusted = clock_trusted();
    return seen;
}

void take_checks(ui::DeviceChecks& known, const ui::DeviceChecks& found)
{
    known.looking = false;
    known.writable = found.writable;
    known.free_bytes = found.free_bytes;
    known.reached = found.reached;
    known.clock_trusted = found.clock_trusted;
}

} // namespace casustafel::device
