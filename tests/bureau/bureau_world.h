#pragma once

#include "bureau/folder.h"
#include "core/minutes.h"
#include "core/package.h"
#include "core/receipt.h"
#include "link/bureau_client.h"
#include "link/https_client.h"
#include "protocol/provisioning.h"
#include "seal/device_sealer.h"
#include "seal/key_set.h"
#include "support/temp_dir.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <sstream>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

// A real bureau in a temporary folder, its relay on loopback, and devices that speak to it with the device's own parts.

namespace casustafel::test {

core::Instant now();
std::string read_text(const std::filesystem::path& file);

/// What one run of the program left behind.
struct Ran {
    int code = 0;
    std::string out;
    std::string err;
};
/// Runs a command of the program in this process.
Ran bureau(const std::vector<std::string>& args);

/// Text that one thread writes and another waits for.
class SharedText final : public std::stringbuf {
public:
    /// Everything up to the first line break, or what is there after ten seconds.
    std::string first_line();

protected:
    int sync() override;

private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::string seen_;
};

/// The relay of a bureau, served from a thread of its own, until it goes.
class RunningRelay {
public:
    explicit RunningRelay(const std::filesystem::path& folder);
    RunningRelay(const RunningRelay&) = delete;
    RunningRelay& operator=(const RunningRelay&) = delete;
    ~RunningRelay();
    std::uint16_t port() const { return port_; }
    /// Stops it; what the command returned.
    int stop();

private:
    SharedText out_;
    std::ostringstream log_;
    std::stop_source stop_;
    int code_ = -1;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

/// A founded bureau.
class BureauWorld {
public:
    BureauWorld();
    std::string dir() const { return (temp_ / "bureau").string(); }
    bureau::Folder folder() const { return bureau::Folder{dir()}; }
    std::filesystem::path file(const std::string& name) const { return temp_ / name; }
    std::string ca_pem() const { return read_text(folder().desk_ca()); }
    /// A client of the relay with this identity, or without any.
    link::HttpsClient client(const RunningRelay& relay, const std::optional<link::Identity>& identity) const;
    link::Identity desk_identity() const;

private:
    support::TempDir temp_;
};

/// A device with its own keys.
class Device {
public:
    /// Adds the device at the bureau and enrols it with the code that it got.
    Device(const BureauWorld& world, const RunningRelay& relay, const std::string& id);

    const std::string& id() const { return provisioning_.device.value(); }
    const protocol::Provisioning& provisioning() const { return provisioning_; }
    const link::Identity& identity() const { return identity_; }
    link::BureauClient& bureau() { return *bureau_; }
    seal::DeviceSealer& sealer() { return *sealer_; }
    const seal::SigningKey& signing() const { return signing_; }
    std::string key_set(std::uint64_t seq) const;
    /// Brings the relay its keys and takes the bureau's.
    void publish_keys();

private:
    protocol::Provisioning provisioning_;
    link::Identity identity_;
    seal::SigningKey signing_;
    seal::DecryptionKey decryption_;
    std::optional<link::BureauClient> bureau_;
    std::optional<seal::DeviceSealer> sealer_;
};

/// The example package, made valid now.
core::Package example_package();
/// Minutes of it with an agreement of each kind, by `device`.
core::Minutes example_minutes(const std::string& id, const std::string& device);

} // namespace casustafel::test
