#include "storage/vault_protectors.h"

#include "storage/protector_record.h"
#include "storage/vault_files.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace casustafel::storage {

using core::Errc;
using core::fail;
using core::Result;

namespace {

/// A place of the header that holds a protector: its record as bytes too, to find what it keeps beside the header.
struct Placed {
    std::size_t number{};
    core::Bytes salt;
    core::Bytes digest;
};

Result<sql::File> header_of(const VaultParts& parts)
{
    return sql::File::open(header_file(parts.folder), false, parts.vfs);
}

Result<std::vector<Placed>> placed_in(sql::File& file, std::optional<std::size_t>* free_number = nullptr)
{
    std::vector<Placed> placed;
    for (std::size_t i = 0; i < VaultHeader::most_protectors; ++i) {
        const auto payload = read_place(file, first_protector_place + i, protector_kind);
        if (!payload && payload.error().code == Errc::corrupt) continue;
        if (!payload) return std::unexpected(payload.error());
        if (!*payload) {
            if (free_number && !*free_number) *free_number = i + 1;
            continue;
        }
        RecordReader record{**payload};
        std::ignore = record.text();
        Placed one{.number = i + 1, .salt = record.bytes(), .digest = {}};
        std::ignore = record.number();
        std::ignore = record.number();
        std::ignore = record.bytes();
        one.digest = record.bytes();
        placed.push_back(std::move(one));
    }
    return placed;
}

std::size_t place_of(std::size_t number)
{
    return first_protector_place + number - 1;
}

/// The vault's master, with the number of the key that gave it.
struct Master {
    SecretBytes key;
    core::Bytes vault_id;
    std::size_t number{};
};

/// Unlocking first, so that this is no way around the count of attempts, the wait or the vault's freshness.
Result<> judged(const MakeParts& make, const core::Secret& known, core::Instant now)
{
    const auto vault = FileVault::open(make());
    if (!vault) return std::unexpected(vault.error());
    const auto unlocking = (*vault)->unlock(known, now);
    if (!unlocking) return std::unexpected(unlocking.error());
    if (!unlocking->put_back.empty()) return fail(Errc::refused, unlocking->put_back);
    if (!unlocking->open) return fail(Errc::denied, "the secret is wrong, or the wait after wrong ones isn't over");
    return {};
}

Result<Master> master_with(const MakeParts& make, const core::Secret& known, core::Instant now)
{
    if (auto good = judged(make, known, now); !good) return std::unexpected(good.error());
    const VaultParts parts = make();
    auto header = VaultHeader::open(header_file(parts.folder), parts.vfs);
    if (!header) return std::unexpected(header.error());
    const auto records = header->protectors();
    if (!records) return std::unexpected(records.error());
    auto file = header_of(parts);
    const auto placed = file ? placed_in(*file) : std::unexpected(file.error());
    if (!placed) return std::unexpected(placed.error());
    for (const ProtectorRecord& record : *records) {
        Protector* protector = find_protector(parts, record.name);
        if (!protector || !protector->takes(known)) continue;
        const auto answer = protector->key(known, record);
        if (!answer || answer->key.empty()) continue;
        auto key = unwrap(record.wrapped_master, answer->key.view(), master_about(header->vault_id(), record.name));
        const auto at = std::ranges::find(*placed, record.salt, &Placed::salt);
        if (!key || at == placed->end()) continue;
        return Master{*std::move(key), {header->vault_id().begin(), header->vault_id().end()}, at->number};
    }
    return fail(Errc::denied, "no key of the vault takes this secret");
}

Result<std::size_t> put(const VaultParts& parts, const Master& master, const Enrolment& added)
{
    auto file = header_of(parts);
    if (!file) return std::unexpected(file.error());
    std::optional<std::size_t> number;
    if (const auto placed = placed_in(*file, &number); !placed) return std::unexpected(placed.error());
    if (!number)
        return fail(Errc::full, "the vault has room for " + std::to_string(VaultHeader::most_protectors) + " keys");
    const auto record = enrol(parts, added, master.key.view(), master.vault_id);
    if (!record) return std::unexpected(record.error());
    const auto digest = keep_beside(header_file(parts.folder), parts.vfs, record->kept);
    if (!digest) return std::unexpected(digest.error());
    const RecordWriter written = record_of(*record, *digest);
    if (auto done = write_place(*file, place_of(*number), protector_kind, written); !done)
        return std::unexpected(done.error());
    const auto stored = read_place(*file, place_of(*number), protector_kind);
    if (!stored) return std::unexpected(stored.error());
    if (!*stored || **stored != written.payload())
        return fail(Errc::storage, "the header doesn't hold what was written");
    return *number;
}

Result<> take_away(const VaultParts& parts, std::size_t number)
{
    auto file = header_of(parts);
    if (!file) return std::unexpected(file.error());
    const auto placed = placed_in(*file);
    if (!placed) return std::unexpected(placed.error());
    const auto one = std::ranges::find(*placed, number, &Placed::number);
    if (one == placed->end()) return fail(Errc::rejected, "the vault has no key " + std::to_string(number));
    if (placed->size() < 2) return fail(Errc::rejected, "the last key of a vault stays: add another one first");
    if (auto done = sql::shred(*file, place_of(number) * place_bytes, place_bytes); !done) return done;
    if (one->digest.empty() || std::ranges::count(*placed, one->digest, &Placed::digest) > 1) return {};
    return sql::remove_file(file_beside(header_file(parts.folder), one->digest), parts.vfs);
}

} // namespace

Result<std::vector<KeySlot>> key_slots(const VaultParts& parts)
{
    auto header = VaultHeader::open(header_file(parts.folder), parts.vfs);
    if (!header) return std::unexpected(header.error());
    const auto records = header->protectors();
    if (!records) return std::unexpected(records.error());
    auto file = header_of(parts);
    const auto placed = file ? placed_in(*file) : std::unexpected(file.error());
    if (!placed) return std::unexpected(placed.error());
    std::vector<KeySlot> slots;
    for (const ProtectorRecord& record : *records)
        if (const auto at = std::ranges::find(*placed, record.salt, &Placed::salt); at != placed->end())
            slots.push_back({at->number, record.name});
    return slots;
}

Result<std::size_t> add_key(const MakeParts& make, const core::Secret& known, const Enrolment& added, core::Instant now)
{
    const auto master = master_with(make, known, now);
    if (!master) return std::unexpected(master.error());
    return put(make(), *master, added);
}

Result<std::size_t> change_key(const MakeParts& make, const core::Secret& known, const Enrolment& instead,
                               core::Instant now)
{
    const auto master = master_with(make, known, now);
    if (!master) return std::unexpected(master.error());
    const auto number = put(make(), *master, instead);
    if (!number) return number;
    if (auto done = take_away(make(), master->number); !done) return std::unexpected(done.error());
    return number;
}

Result<> remove_key(const MakeParts& make, const core::Secret& known, std::size_t number, core::Instant now)
{
    if (auto good = judged(make, known, now); !good) return good;
    return take_away(make(), number);
}

} // namespace casustafel::storage
