#include "firmware/device_files.h"
#include "firmware/folder_stick.h"
#include "firmware/rescue.h"
#include "firmware/vault_parts.h"
#include "seal/recovery.h"
#include "storage/folder.h"
#include "storage/outbox.h"
#include "system/file.h"

#include <ostream>

namespace casustafel::device {

using core::Errc;
using core::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t largest_database = std::size_t{512} << 20;

Result<fs::path> folder_on(const fs::path& stick, const fs::path& name)
{
    std::error_code failed;
    if (!fs::is_directory(stick, failed))
        return core::fail(Errc::not_found, stick.string() + ": no stick is mounted there");
    fs::create_directories(stick / "casustafel" / name, failed);
    if (failed) return core::fail(Errc::full, (stick / "casustafel" / name).string() + ": " + failed.message());
    return stick / "casustafel" / name;
}

Result<> put_envelopes(const fs::path& data, const fs::path& stick, std::ostream& out)
{
    const auto outbox = storage::SqlOutbox::open(data);
    if (!outbox) return std::unexpected(outbox.error());
    const auto envelopes = (*outbox)->list();
    if (!envelopes) return std::unexpected(envelopes.error());
    FolderStick onto{stick};
    for (const core::Envelope& one : *envelopes) {
        if (one.state == core::EnvelopeState::opened || one.state == core::EnvelopeState::sealing) continue;
        const auto bytes = (*outbox)->bytes(one.minutes);
        if (!bytes) return std::unexpected(bytes.error());
        if (auto put = onto.put(one.minutes, *bytes); !put) return put;
        out << "minutes " << one.minutes.value() << ": on the stick, for 'bureau stick import'\n";
    }
    return {};
}

Result<> copy_whole(const fs::path& from, const fs::path& to)
{
    const auto bytes = system::read_whole(from, largest_database);
    if (!bytes) return std::unexpected(bytes.error());
    return system::write_durably(to, *bytes, system::Readers::everyone);
}

/// The key comes last: where it stands, the database is whole.
Result<> put_conference(const fs::path& database, const fs::path& folder, core::ByteView kept)
{
    const auto jwe = seal::recovery_jwe(kept);
    if (!jwe) return std::unexpected(jwe.error());
    if (auto done = copy_whole(database, folder / "conference.db"); !done) return done;
    const auto log = copy_whole(database.string() + "-wal", folder / "conference.db-wal");
    if (!log && log.error().code != Errc::not_found) return log;
    return system::write_durably(folder / "key.jwe.json", *jwe, system::Readers::everyone);
}

} // namespace

Result<> rescue_to_stick(const fs::path& data, const board::Board& board, const fs::path& stick, std::ostream& out)
{
    const auto set_up = DeviceFiles{data}.provisioning();
    if (!set_up) return std::unexpected(set_up.error());
    const auto held = storage::DataFolder::open(data);
    if (!held) return std::unexpected(held.error());
    if (const auto there = folder_on(stick, "recovery"); !there) return std::unexpected(there.error());
    if (auto done = put_envelopes(data, stick, out); !done) return done;
    const auto vault = storage::FileVault::open(vault_parts(data, board));
    if (!vault) return std::unexpected(vault.error());
    const auto conferences = (*vault)->conferences();
    if (!conferences) return std::unexpected(conferences.error());
    bool all = true;
    for (const core::ConferenceOnDevice& one : *conferences) {
        const auto kept = (*vault)->bureau_copy(one.id);
        if (!kept) return std::unexpected(kept.error());
        out << "conference " << one.id.value() << ": ";
        all = all && *kept;
        if (!*kept) {
            out << "has no copy of its key for the bureau; only its own secret opens it\n";
            continue;
        }
        const fs::path database = storage::FileVault::database_file(data, one.id);
        const auto folder =
            folder_on(stick, fs::path{"recovery"} / (set_up->device.value() + "." + database.stem().string()));
        if (!folder) return std::unexpected(folder.error());
        if (auto done = put_conference(database, *folder, **kept); !done) return done;
        out << "on the stick, for 'bureau recover'\n";
    }
    if (!all) return core::fail(Errc::refused, "not every conference could be put on the stick");
    return {};
}

} // namespace casustafel::device
