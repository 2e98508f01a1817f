#include "bureau/recover.h"

#include "bureau/desk_store.h"
#include "core/audit.h"
#include "core/conference.h"
#include "protocol/audit_codec.h"
#include "protocol/facts_codec.h"
#include "protocol/json.h"
#include "protocol/minutes_codec.h"
#include "seal/recovery.h"
#include "storage/ledger.h"
#include "system/file.h"

#include <algorithm>
#include <ostream>
#include <stdlib.h>

namespace casustafel::bureau {

using core::Errc;
using core::fail;
using core::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view document_type = "casustafel/recovered-minutes";
constexpr std::size_t largest_database = std::size_t{512} << 20;
constexpr std::size_t largest_key = 16U << 10;
constexpr std::size_t most_folders = 1000; // a stick is somebody else's

/// A folder of our own for a copy of the database, gone when this goes: what is on the stick stays as it is.
class Workplace {
public:
    explicit Workplace(const fs::path& in)
    {
        std::string name = (in / "recover-XXXXXX").string();
        if (::mkdtemp(name.data())) path_ = name;
    }
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;
    ~Workplace()
    {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

Result<> copy_whole(const fs::path& from, const fs::path& to)
{
    const auto bytes = system::read_whole(from, largest_database);
    if (!bytes) return std::unexpected(bytes.error());
    return system::write_durably(to, *bytes);
}

struct Content {
    std::vector<core::Recorded> facts;
    core::AuditHead head;
};

Result<Content> content_of(const fs::path& folder, core::ByteView key, const fs::path& desk)
{
    const Workplace work{desk};
    if (work.path().empty()) return fail(Errc::full, desk.string() + ": no room for a copy");
    const fs::path database = work.path() / "conference.db";
    if (auto done = copy_whole(folder / "conference.db", database); !done) return std::unexpected(done.error());
    const auto log = copy_whole(folder / "conference.db-wal", database.string() + "-wal");
    if (!log && log.error().code != Errc::not_found) return std::unexpected(log.error());
    const auto ledger =
        storage::SqlLedger::open({.path = database, .raw_key = key, .vfs = {}},
                                 {protocol::encode, protocol::decode_fact, [](const core::Recorded& one) {
                                      return protocol::write_audit_entry(core::audit_entry(one));
                                  }});
    if (!ledger) return std::unexpected(ledger.error());
    auto facts = (*ledger)->load();
    if (!facts) return std::unexpected(facts.error());
    const auto head = (*ledger)->audit_head();
    if (!head) return std::unexpected(head.error());
    return Content{std::move(*facts), *head};
}

/// The recovery key of today and those before it.
Result<std::vector<seal::DecryptionKey>> recovery_keys(const Folder& folder)
{
    std::vector<seal::DecryptionKey> keys;
    for (const fs::path& file : folder.recovery_keys()) {
        auto key = read_decryption_key(file);
        if (!key) return std::unexpected(key.error());
        keys.push_back(std::move(*key));
    }
    return keys;
}

Result<seal::RecoveredKey> opened_key(const fs::path& folder, const std::vector<seal::DecryptionKey>& keys)
{
    const auto jwe = system::read_whole(folder / "key.jwe.json", largest_key);
    if (!jwe) return std::unexpected(jwe.error());
    Result<seal::RecoveredKey> opened = fail(Errc::not_found, "there is no recovery key");
    for (const seal::DecryptionKey& key : keys) {
        opened = seal::open_recovery(*jwe, key);
        if (opened || opened.error().code != Errc::denied) return opened;
    }
    return opened;
}

/// The device that the folder on the stick is named after, if the package was meant for it.
core::DeviceId device_of(const fs::path& folder, const core::Package& package)
{
    const std::string name = folder.filename().string();
    const core::DeviceId device{name.substr(0, name.rfind('.'))};
    return std::ranges::find(package.device_ids, device) != package.device_ids.end() ? device
                                                                                     : core::DeviceId{"onbekend"};
}

Result<RecoveredMinutes> recover_one(const Folder& bureau, const fs::path& folder,
                                     const std::vector<seal::DecryptionKey>& keys)
{
    const auto key = opened_key(folder, keys);
    if (!key) return std::unexpected(key.error());
    const auto content = content_of(folder, key->database_key, bureau.desk());
    if (!content) return std::unexpected(content.error());
    const core::Conference conference = core::fold(content->facts);
    if (conference.package.conference.id != key->conference)
        return fail(Errc::corrupt, "the key is of another conference than the database");
    if (!conference.started_at) return fail(Errc::not_found, "the conference hadn't started; nothing was recorded");
    core::MinutesContext context;
    context.device = device_of(folder, conference.package);
    context.software = "onbekend";
    context.audit = content->head;
    core::Minutes minutes = core::minutes_of(conference, context);
    // A conference that nobody sealed has no minutes with a number yet; its own number tells them apart.
    if (minutes.id.empty()) minutes.id = core::MinutesId{conference.package.conference.id.value()};
    minutes.sealed_at = conference.last_at;
    for (std::size_t i = 0; i < minutes.cases.size(); ++i)
        if (conference.cases[i].opened_at && !conference.cases[i].decision)
            minutes.cases[i].decision.reason = "Besproken; er was nog geen besluit vastgelegd.";
    return RecoveredMinutes{std::move(minutes),
                            std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())};
}

Result<DeskStore> open_store(const Folder& folder)
{
    Result<std::string> key = system::read_whole(folder.desk_database_key(), 4096);
    if (!key) return std::unexpected(key.error());
    Result<DeskStore> store = DeskStore::open(folder.desk_database(), core::bytes_of(*key));
    seal::wipe(key->data(), key->size());
    return store;
}

Result<std::vector<fs::path>> folders_on(const fs::path& stick)
{
    std::vector<fs::path> folders;
    std::error_code failed;
    const fs::path from = stick / "casustafel" / "recovery";
    for (fs::directory_iterator at{from, failed}; !failed && at != fs::directory_iterator{}; at.increment(failed))
        if (at->is_directory(failed) && folders.size() < most_folders) folders.push_back(at->path());
    if (failed) return fail(Errc::not_found, from.string() + ": " + failed.message());
    std::ranges::sort(folders);
    return folders;
}

} // namespace

std::string write_recovered(const RecoveredMinutes& recovered)
{
    const auto minutes = protocol::read_json(protocol::write_minutes(recovered.minutes));
    return protocol::canonical_json({{"type", document_type},
                                     {"version", 1},
                                     {"recovered_at", core::format(recovered.recovered_at)},
                                     {"sealed_by_chair", false},
                                     {"minutes", minutes ? *minutes : nlohmann::json{}}});
}

Result<RecoveredMinutes> read_recovered(std::string_view document)
{
    const auto json = protocol::read_json(document);
    if (!json) return std::unexpected(json.error());
    if (!json->is_object() || json->value("type", "") != document_type || !json->contains("minutes"))
        return fail(Errc::corrupt, "these aren't recovered minutes");
    auto minutes = protocol::read_minutes((*json)["minutes"].dump());
    if (!minutes) return std::unexpected(minutes.error());
    const auto at = core::parse_instant(json->value("recovered_at", ""));
    if (!at) return fail(Errc::corrupt, "these recovered minutes don't say when");
    return RecoveredMinutes{std::move(*minutes), *at};
}

Result<> recover_command(const Folder& folder, const fs::path& stick, std::ostream& out)
{
    const auto folders = folders_on(stick);
    if (!folders) return std::unexpected(folders.error());
    const auto keys = recovery_keys(folder);
    if (!keys) return std::unexpected(keys.error());
    auto store = open_store(folder);
    if (!store) return std::unexpected(store.error());
    bool all = true;
    for (const fs::path& one : *folders) {
        const auto recovered = recover_one(folder, one, *keys);
        const auto kept =
            recovered ? store->keep_recovered({recovered->minutes.id.value(), recovered->minutes.device.id.value(),
                                               core::format(recovered->recovered_at), write_recovered(*recovered)})
                      : Result<>{std::unexpected(recovered.error())};
        all = all && kept;
        if (kept)
            out << "recovered " << recovered->minutes.id.value() << " from " << recovered->minutes.device.id.value()
                << " up to " << core::format(recovered->minutes.sealed_at) << "\n";
        else
            out << "not recovered " << one.filename().string() << ": " << kept.error().detail << "\n";
    }
    if (!all) return fail(Errc::refused, stick.string() + ": not everything could be recovered");
    return {};
}

} // namespace casustafel::bureau
