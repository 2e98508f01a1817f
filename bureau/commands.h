#pragma once

#include "bureau/desk_client.h"
#include "bureau/desk_store.h"
#include "bureau/founding.h"
#include "core/result.h"

#include <cstdint>
#include <iosfwd>
#include <stop_token>
#include <string>
#include <vector>

// What the commands of the program do. Each writes its result to `out`, one fact a line.

namespace casustafel::bureau {

core::Result<> init_command(const Folder& folder, const Founding& founding, std::ostream& out);

/// Where the relay listens, as somebody typed it or as it noted at its last start.
struct RelayAddress {
    std::string host;
    std::uint16_t port = 0;
};
/// `HOST:PORT`. Errc::rejected for anything else.
core::Result<RelayAddress> parse_address(const std::string& text);
/// `given` or, if that is empty, what the relay noted. Errc::not_found: neither.
core::Result<RelayAddress> relay_address(const Folder& folder, const std::string& given);

/// A device that the bureau expects.
struct ExpectedDevice {
    std::string id;
    std::string room;
    std::string technician_pin; ///< its hash; empty: no technician's screen
    std::string channel{};      ///< empty: as before, or the usual one
};
core::Result<> device_add_command(const Folder& folder, const ExpectedDevice& device, const std::string& relay,
                                  std::ostream& out);
core::Result<> device_list_command(const Folder& folder, std::ostream& out);
core::Result<> device_revoke_command(const Folder& folder, const std::string& id, std::ostream& out);

core::Result<> package_seal_command(const Folder& folder, const std::string& file, const std::string& device,
                                    const std::string& relay, std::ostream& out);
core::Result<> desk_sync_command(const Folder& folder, const std::string& relay, std::ostream& out);
core::Result<> minutes_list_command(const Folder& folder, std::ostream& out);
core::Result<> minutes_show_command(const Folder& folder, const std::string& id, bool json, std::ostream& out);

/// Judges the bureau's own log and every device's, offline: one sentence for each on `out`. Errc::corrupt: one isn't
/// what was written. Looking is itself a line of the bureau's log.
core::Result<> audit_verify_command(const Folder& folder, core::Instant now, std::ostream& out);
/// The lines of a device's log, or of the bureau's own (`device` is empty), after their numbers.
core::Result<> audit_show_command(const Folder& folder, const std::string& device, core::Instant now,
                                  std::ostream& out);

core::Result<> device_channel_command(const Folder& folder, const std::string& id, const std::string& channel,
                                      std::ostream& out);

/// For whom an update is published: devices by name, or else a channel, or else the channel that it was made for.
struct UpdateTarget {
    std::string channel;
    std::vector<std::string> devices;
};
core::Result<> update_publish_command(const Folder& folder, const std::string& file, const UpdateTarget& target,
                                      const std::string& relay, std::ostream& out);
core::Result<> update_list_command(const Folder& folder, const std::string& relay, std::ostream& out);
core::Result<> update_withdraw_command(const Folder& folder, std::int64_t number, const std::string& relay,
                                       std::ostream& out);

core::Result<DeskStore> open_desk_store(const Folder& folder);
/// The desk's calls to the relay at `relay`, or where it noted to listen.
core::Result<DeskClient> desk_client(const Folder& folder, const std::string& relay);

/// Serves until `stop` asks to end. The first line on `out` is `relay listening on ADDRESS:PORT`.
core::Result<> relay_command(const Folder& folder, const std::string& address, std::uint16_t port, std::ostream& out,
                             std::ostream& log, std::stop_token stop);

} // namespace casustafel::bureau
