#include "bureau/bundle.h"
#include "bureau/commands.h"
#include "bureau/relay.h"
#include "system/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <ostream>

namespace casustafel::bureau {

using core::Errc;
using core::fail;
using core::Result;

namespace {

constexpr std::size_t piece_bytes = 4U << 20;

Result<core::Bytes> bytes_at(const system::Descriptor& file, const std::string& name, std::uint64_t first,
                             std::size_t most)
{
    core::Bytes piece(most);
    const ssize_t got = ::pread(file.number(), piece.data(), piece.size(), static_cast<off_t>(first));
    if (got < 0) return system::disk_failure(name);
    if (got == 0) return fail(Errc::corrupt, name + ": it became shorter meanwhile");
    piece.resize(static_cast<std::size_t>(got));
    return piece;
}

/// Brings what the relay lacks of the bundle; goes on where an earlier time broke off.
Result<> bring(DeskClient& client, const std::string& name, const BundleInfo& bundle)
{
    auto there = client.bundle(bundle.sha256_hex);
    if (!there) return std::unexpected(there.error());
    const system::Descriptor file{::open(name.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!file.is_open()) return system::disk_failure(name);
    while (!there->whole) {
        // All of them and still not whole: the relay's last look at the digest is to come.
        const std::uint64_t first = there->bytes < bundle.size ? there->bytes : bundle.size - 1;
        const std::size_t most = std::min<std::uint64_t>(piece_bytes, bundle.size - first);
        auto piece = bytes_at(file, name, first, most);
        if (!piece) return std::unexpected(piece.error());
        there = client.put_bundle_piece(bundle.sha256_hex, first, std::move(*piece), bundle.size);
        if (!there) return std::unexpected(there.error());
    }
    return {};
}

} // namespace

Result<> update_publish_command(const Folder& folder, const std::string& file, const UpdateTarget& target,
                                const std::string& relay, std::ostream& out)
{
    for (const std::string& device : target.devices)
        if (!is_id(device)) return fail(Errc::rejected, "'" + device + "' can't be the id of a device");
    const Result<BundleInfo> bundle = read_bundle(file);
    if (!bundle) return std::unexpected(bundle.error());
    const bool by_name = !target.devices.empty();
    if (!by_name && !target.channel.empty() && target.channel != bundle->channel)
        return fail(Errc::rejected, file + ": it was made for channel '" + bundle->channel + "', not for '" +
                                        target.channel + "'; name devices with --to to try it there");
    Result<DeskClient> client = desk_client(folder, relay);
    if (!client) return std::unexpected(client.error());
    if (auto brought = bring(*client, file, *bundle); !brought) return brought;
    const Result<std::int64_t> number = client->publish(*bundle, bundle->channel, target.devices);
    if (!number) return std::unexpected(number.error());
    out << "update " << *number << "\n"
        << "version " << bundle->version << "\n"
        << "for " << bundle->compatible << "\n"
        << "sha256 " << bundle->sha256_hex << "\n";
    if (!by_name) out << "channel " << bundle->channel << "\n";
    for (const std::string& device : target.devices) out << "device " << device << "\n";
    return {};
}

Result<> update_list_command(const Folder& folder, const std::string& relay, std::ostream& out)
{
    Result<DeskClient> client = desk_client(folder, relay);
    if (!client) return std::unexpected(client.error());
    const Result<std::vector<UpdateRow>> rows = client->updates();
    if (!rows) return std::unexpected(rows.error());
    for (const UpdateRow& row : *rows)
        out << row.number << "\t" << row.state << "\t" << row.version << "\t" << row.compatible << "\t"
            << (row.channel.empty() ? "devices" : "channel=" + row.channel) << "\tfor=" << row.devices << "\t"
            << row.published_at << "\n";
    return {};
}

Result<> update_withdraw_command(const Folder& folder, std::int64_t number, const std::string& relay, std::ostream& out)
{
    Result<DeskClient> client = desk_client(folder, relay);
    if (!client) return std::unexpected(client.error());
    if (Result<> done = client->withdraw(number); !done) return done;
    out << "withdrawn " << number << "\n";
    return {};
}

} // namespace casustafel::bureau
