#include "storage/recovery.h"

#include "storage/place.h"

#include <vector>

namespace casustafel::storage {

using core::Errc;
using core::fail;

namespace {

constexpr std::string_view copy_kind = "CTRECOV1";

RecordWriter record_of(const core::ConferenceId& conference, std::uint64_t serial, core::ByteView copy)
{
    RecordWriter record;
    record.text(conference.value()).number(serial).bytes(copy);
    return record;
}

struct Placed {
    std::size_t index{};
    std::uint64_t serial{};
    core::Bytes copy;
};

struct Found {
    std::vector<Placed> copies; ///< of the conference, the newest last
    std::optional<std::size_t> free_place;
};

core::Result<Found> look_for(sql::File& file, const core::ConferenceId& conference)
{
    Found found;
    for (std::size_t index = 0; index < RecoveryFile::places; ++index) {
        const auto payload = read_place(file, index, copy_kind);
        if (!payload) {
            if (payload.error().code == Errc::corrupt) continue; // not used again
            return std::unexpected(payload.error());
        }
        if (!*payload) {
            if (!found.free_place) found.free_place = index;
            continue;
        }
        RecordReader record{**payload};
        const std::string id = record.text();
        const std::uint64_t serial = record.number();
        core::Bytes copy = record.bytes();
        if (!record.complete() || id != conference.value()) continue;
        const auto at =
            !found.copies.empty() && found.copies.back().serial > serial ? found.copies.begin() : found.copies.end();
        found.copies.insert(at, {index, serial, std::move(copy)});
    }
    return found;
}

} // namespace

core::Result<> RecoveryFile::create(const std::filesystem::path& path, const std::string& vfs)
{
    auto file = sql::File::open(path, true, vfs);
    if (!file) return std::unexpected(file.error());
    return preallocate(*file, places);
}

core::Result<RecoveryFile> RecoveryFile::open(const std::filesystem::path& path, const std::string& vfs)
{
    auto file = sql::File::open(path, false, vfs);
    if (!file) return std::unexpected(file.error());
    return RecoveryFile{*std::move(file)};
}

core::Result<std::optional<core::Bytes>> RecoveryFile::find(const core::ConferenceId& conference)
{
    auto found = look_for(file_, conference);
    if (!found) return std::unexpected(found.error());
    if (found->copies.empty()) return std::nullopt;
    return std::move(found->copies.back().copy);
}

core::Result<> RecoveryFile::put(const core::ConferenceId& conference, core::ByteView copy)
{
    const auto found = look_for(file_, conference);
    if (!found) return std::unexpected(found.error());
    if (!found->free_place) return fail(Errc::full, "all places for copies of keys are taken");
    const std::uint64_t serial = found->copies.empty() ? 1 : found->copies.back().serial + 1;
    const RecordWriter record = record_of(conference, serial, copy);
    if (auto done = write_place(file_, *found->free_place, copy_kind, record); !done) return done;
    const auto stored = read_place(file_, *found->free_place, copy_kind);
    if (!stored) return std::unexpected(stored.error());
    if (!*stored || **stored != record.payload())
        return fail(Errc::storage, "place " + std::to_string(*found->free_place) + " doesn't hold what was written");
    for (const Placed& old : found->copies)
        if (auto done = sql::shred(file_, old.index * place_bytes, place_bytes); !done) return done;
    return {};
}

core::Result<> RecoveryFile::shred(const core::ConferenceId& conference)
{
    return shred_places(file_, places, conference.value());
}

} // namespace casustafel::storage
