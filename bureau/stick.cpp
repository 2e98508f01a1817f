#include "bureau/stick.h"

#include "bureau/receiving.h"
#include "bureau/relay.h"
#include "bureau/relay_answers.h"
#include "bureau/relay_store.h"
#include "seal/crypto.h"
#include "system/file.h"

#include <algorithm>
#include <ostream>

namespace casustafel::bureau {

using core::Errc;
using core::fail;
using core::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view envelope_end = ".jwe.json";
constexpr std::size_t largest_envelope = 8U << 20; // protocol.md
constexpr std::int64_t arrivals_at_once = 100;

Result<fs::path> folder_on(const fs::path& stick, const char* name)
{
    std::error_code failed;
    if (!fs::is_directory(stick, failed)) return fail(Errc::not_found, stick.string() + ": no stick is mounted there");
    fs::create_directories(stick / "casustafel" / name, failed);
    if (failed) return fail(Errc::full, (stick / "casustafel" / name).string() + ": " + failed.message());
    return stick / "casustafel" / name;
}

Result<> known(RelayStore& store, const std::string& device)
{
    const Result<std::vector<DeviceRow>> devices = store.devices();
    if (!devices) return std::unexpected(devices.error());
    if (std::ranges::find(*devices, device, &DeviceRow::id) == devices->end())
        return fail(Errc::not_found, "there is no device '" + device + "'");
    return {};
}

Result<> export_inbox(RelayStore& store, const fs::path& stick, const std::string& device, std::ostream& out)
{
    const Result<fs::path> folder = folder_on(stick, "inbox");
    if (!folder) return std::unexpected(folder.error());
    const Result<std::vector<InboxRow>> rows = store.inbox(device);
    if (!rows) return std::unexpected(rows.error());
    for (const InboxRow& row : *rows) {
        if (row.kind != "package") continue;
        const Result<core::Bytes> body = store.inbox_item(device, row.item);
        if (!body) return std::unexpected(body.error());
        const fs::path file = *folder / (device + "." + row.item + std::string{envelope_end});
        if (auto done = system::write_durably(file, core::text_of(*body), system::Readers::everyone); !done)
            return done;
        out << "package " << file.string() << "\n";
    }
    return {};
}

Result<> export_receipts(RelayStore& store, const fs::path& stick, const std::string& device, std::ostream& out)
{
    const Result<fs::path> folder = folder_on(stick, "receipts");
    if (!folder) return std::unexpected(folder.error());
    std::int64_t arrival = 0;
    while (true) {
        const Result<std::vector<MinutesRow>> rows = store.minutes_after(arrival, arrivals_at_once);
        if (!rows) return std::unexpected(rows.error());
        if (rows->empty()) return {};
        for (const MinutesRow& row : *rows) {
            arrival = row.arrival;
            if (row.device != device) continue;
            const Result<ReceiptRow> receipt = store.newest_receipt(row.id);
            if (!receipt) return std::unexpected(receipt.error());
            const fs::path file = *folder / (row.id + "." + receipt->stage + ".jws");
            if (auto done = system::write_durably(file, receipt->jws, system::Readers::everyone); !done) return done;
            out << "receipt " << row.id << " " << receipt->stage << "\n";
        }
    }
}

Result<Stored> take_envelope(RelayStore& store, const Receiving& how, const std::string& id, const std::string& device,
                             const std::string& bytes)
{
    if (!is_uuid(id)) return fail(Errc::rejected, "its name isn't the id of minutes");
    if (bytes.empty()) return fail(Errc::rejected, "it is empty");
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    return receive_minutes(store, how, id, device, core::bytes_of(bytes), now);
}

} // namespace

Result<> stick_import_command(const Folder& folder, const fs::path& stick, const std::string& device, std::ostream& out)
{
    Result<RelayStore> store = RelayStore::open(folder.relay_database());
    if (!store) return std::unexpected(store.error());
    if (auto there = known(*store, device); !there) return there;
    const Result<BureauInfo> info = read_info(folder);
    if (!info) return std::unexpected(info.error());
    const Result<seal::SigningKey> key = read_signing_key(folder.receipt_key());
    if (!key) return std::unexpected(key.error());
    const Result<fs::path> outbox = folder_on(stick, "outbox");
    if (!outbox) return std::unexpected(outbox.error());

    std::vector<fs::path> files;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator{*outbox, failed})
        if (entry.path().filename().string().ends_with(envelope_end)) files.push_back(entry.path());
    std::ranges::sort(files);
    bool all = !failed;
    for (const fs::path& file : files) {
        const std::string name = file.filename().string();
        const std::string id = name.substr(0, name.size() - envelope_end.size());
        const auto bytes = system::read_whole(file, largest_envelope);
        const auto stored = !bytes ? Result<Stored>{std::unexpected(bytes.error())}
                                   : take_envelope(*store, {*key, info->id, RelayLimits{}.unopened_bytes_per_device},
                                                   id, device, *bytes);
        all = all && stored;
        if (stored)
            out << "minutes " << id << (stored->repeated ? " there already\n" : " stored\n");
        else
            out << "minutes " << id << " not taken: " << stored.error().detail << "\n";
    }
    if (!all) return fail(Errc::refused, stick.string() + ": not everything could be taken from the stick");
    return {};
}

Result<> stick_export_command(const Folder& folder, const fs::path& stick, const std::string& device, std::ostream& out)
{
    Result<RelayStore> store = RelayStore::open(folder.relay_database());
    if (!store) return std::unexpected(store.error());
    if (auto there = known(*store, device); !there) return there;
    if (auto done = folder_on(stick, "outbox"); !done) return std::unexpected(done.error());
    if (auto done = export_inbox(*store, stick, device, out); !done) return done;
    return export_receipts(*store, stick, device, out);
}

} // namespace casustafel::bureau
