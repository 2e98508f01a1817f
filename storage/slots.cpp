#include "storage/slots.h"

#include "storage/place.h"

#include <algorithm>

namespace casustafel::storage {

using core::Errc;
using core::fail;

namespace {

constexpr std::string_view slot_kind = "CTSLOT01";

RecordWriter record_of(const Slot& slot)
{
    RecordWriter record;
    record.text(slot.conference.id.value())
        .number(static_cast<std::uint64_t>(slot.conference.starts_at.time_since_epoch().count()))
        .number(static_cast<std::uint64_t>(slot.conference.expires_at.time_since_epoch().count()))
        .number(static_cast<std::uint64_t>(slot.state))
        .number(slot.epoch)
        .bytes(slot.wrapped);
    return record;
}

core::Instant instant_in(std::uint64_t value)
{
    return core::Instant{std::chrono::milliseconds{static_cast<std::int64_t>(value)}};
}

core::Result<Slot> slot_in(core::ByteView payload)
{
    RecordReader record{payload};
    Slot slot;
    slot.conference.id = core::ConferenceId{record.text()};
    slot.conference.starts_at = instant_in(record.number());
    slot.conference.expires_at = instant_in(record.number());
    slot.state = record.number() == 0 ? SlotState::making : SlotState::live;
    slot.epoch = record.number();
    slot.wrapped = record.bytes();
    if (!record.complete()) return fail(Errc::corrupt, "a slot is incomplete");
    return slot;
}

} // namespace

core::Bytes slot_about(core::ByteView vault_id, const Slot& slot)
{
    RecordWriter about;
    about.bytes(vault_id)
        .text(slot.conference.id.value())
        .number(static_cast<std::uint64_t>(slot.conference.starts_at.time_since_epoch().count()))
        .number(static_cast<std::uint64_t>(slot.conference.expires_at.time_since_epoch().count()))
        .number(slot.epoch);
    return about.payload();
}

core::Result<> SlotFile::create(const std::filesystem::path& path, const std::string& vfs)
{
    auto file = sql::File::open(path, true, vfs);
    if (!file) return std::unexpected(file.error());
    return preallocate(*file, places);
}

core::Result<SlotFile> SlotFile::open(const std::filesystem::path& path, const std::string& vfs)
{
    auto file = sql::File::open(path, false, vfs);
    if (!file) return std::unexpected(file.error());
    return SlotFile{*std::move(file)};
}

core::Result<std::vector<SlotFile::Placed>> SlotFile::read_all(std::optional<std::size_t>* free_place)
{
    std::vector<Placed> placed;
    for (std::size_t index = 0; index < places; ++index) {
        const auto payload = read_place(file_, index, slot_kind);
        if (!payload) {
            if (payload.error().code == Errc::corrupt) continue; // the others are still good
            return std::unexpected(payload.error());
        }
        if (*payload) {
            if (auto slot = slot_in(**payload)) placed.push_back({index, *std::move(slot)});
        } else if (free_place && !*free_place) {
            *free_place = index;
        }
    }
    return placed;
}

core::Result<std::vector<Slot>> SlotFile::list()
{
    auto placed = read_all(nullptr);
    if (!placed) return std::unexpected(placed.error());
    std::ranges::sort(*placed, std::ranges::greater{}, [](const Placed& p) { return p.slot.epoch; });
    std::vector<Slot> newest;
    for (Placed& p : *placed) {
        const auto same = [&](const Slot& slot) { return slot.conference.id == p.slot.conference.id; };
        if (std::ranges::none_of(newest, same)) newest.push_back(std::move(p.slot));
    }
    std::ranges::sort(newest, {}, &Slot::epoch);
    return newest;
}

core::Result<std::optional<Slot>> SlotFile::find(const core::ConferenceId& conference)
{
    auto slots = list();
    if (!slots) return std::unexpected(slots.error());
    const auto found = std::ranges::find_if(*slots, [&](const Slot& slot) { return slot.conference.id == conference; });
    if (found == slots->end()) return std::nullopt;
    return std::move(*found);
}

core::Result<std::uint64_t> SlotFile::next_epoch()
{
    const auto slots = list();
    if (!slots) return std::unexpected(slots.error());
    return slots->empty() ? 1 : slots->back().epoch + 1;
}

core::Result<> SlotFile::put(const Slot& slot)
{
    std::optional<std::size_t> free_place;
    const auto earlier = read_all(&free_place);
    if (!earlier) return std::unexpected(earlier.error());
    if (!free_place) return fail(Errc::full, "all " + std::to_string(places) + " key slots are taken");

    const RecordWriter record = record_of(slot);
    if (auto done = write_place(file_, *free_place, slot_kind, record); !done) return done;
    const auto stored = read_place(file_, *free_place, slot_kind);
    if (!stored) return std::unexpected(stored.error());
    if (!*stored || **stored != record.payload())
        return fail(Errc::storage, "place " + std::to_string(*free_place) + " doesn't hold what was written");

    for (const Placed& old : *earlier) {
        if (old.slot.conference.id != slot.conference.id) continue;
        if (auto done = sql::shred(file_, old.index * place_bytes, place_bytes); !done) return done;
    }
    return {};
}

core::Result<> SlotFile::shred(const core::ConferenceId& conference)
{
    auto placed = read_all(nullptr);
    if (!placed) return std::unexpected(placed.error());
    // The older ones first: a power cut in between must not bring one of them back as the newest.
    std::ranges::sort(*placed, {}, [](const Placed& p) { return p.slot.epoch; });
    for (const Placed& p : *placed) {
        if (p.slot.conference.id != conference) continue;
        if (auto done = sql::shred(file_, p.index * place_bytes, place_bytes); !done) return done;
    }
    return shred_places(file_, places, conference.value());
}

} // namespace casustafel::storage
