#include "storage/header.h"

#include "storage/protector_record.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>

namespace casustafel::storage {

using core::Errc;
using core::fail;

namespace {

constexpr std::string_view identity_kind = "CTVAULT1";
constexpr std::string_view attempts_kind = "CTTRIES1";
constexpr std::size_t identity_place = 0;
constexpr std::array<std::size_t, 2> attempts_places{1, 2};
constexpr std::size_t all_places = first_protector_place + VaultHeader::most_protectors;
/// Whoever edits the header can't make unlocking eat all memory.
constexpr std::uint64_t most_memory_bytes = 1u << 30;

RecordWriter record_of(std::uint64_t serial, const Attempts& attempts)
{
    RecordWriter record;
    record.number(serial)
        .number(attempts.wrong)
        .number(static_cast<std::uint64_t>(attempts.last_at.time_since_epoch().count()))
        .number(static_cast<std::uint64_t>(attempts.retry_at.time_since_epoch().count()));
    return record;
}

core::Instant instant_in(std::uint64_t value)
{
    return core::Instant{std::chrono::milliseconds{static_cast<std::int64_t>(value)}};
}

/// Errc::not_found, Errc::corrupt: it isn't there, or not what was kept.
core::Result<core::Bytes> read_beside(const std::filesystem::path& header, const std::string& vfs,
                                      core::ByteView digest)
{
    if (digest.empty()) return core::Bytes{};
    if (digest.size() != crypto_hash_sha256_BYTES)
        return fail(Errc::corrupt, "a protector's digest has the wrong size");
    auto file = sql::File::open(file_beside(header, digest), false, vfs);
    if (!file) return std::unexpected(file.error());
    const auto size = file->size();
    if (!size) return std::unexpected(size.error());
    if (*size > most_kept) return fail(Errc::corrupt, "what a protector kept is too long");
    core::Bytes kept(static_cast<std::size_t>(*size));
    if (auto done = file->read(0, kept); !done) return std::unexpected(done.error());
    core::Digest found{};
    crypto_hash_sha256(found.data(), kept.data(), kept.size());
    if (!std::ranges::equal(found, digest)) return fail(Errc::corrupt, "what a protector kept was changed");
    return kept;
}

} // namespace

std::filesystem::path file_beside(const std::filesystem::path& header, core::ByteView digest)
{
    return header.parent_path() / ("vault.protector-" + core::to_hex(digest.first(16)));
}

core::Result<core::Bytes> keep_beside(const std::filesystem::path& header, const std::string& vfs, core::ByteView kept)
{
    if (kept.empty()) return core::Bytes{};
    if (kept.size() > most_kept) return fail(Errc::rejected, "a protector keeps more than the vault has room for");
    core::Bytes digest(crypto_hash_sha256_BYTES);
    crypto_hash_sha256(digest.data(), kept.data(), kept.size());
    auto file = sql::File::open(file_beside(header, digest), true, vfs);
    if (!file) return std::unexpected(file.error());
    if (auto done = file->write(0, kept); !done) return std::unexpected(done.error());
    if (auto done = file->sync(); !done) return std::unexpected(done.error());
    return digest;
}

RecordWriter record_of(const ProtectorRecord& protector, core::ByteView digest)
{
    RecordWriter record;
    record.text(protector.name)
        .bytes(protector.salt)
        .number(protector.cost.passes)
        .number(protector.cost.memory_bytes)
        .bytes(protector.wrapped_master)
        .bytes(digest);
    return record;
}

core::Result<> VaultHeader::create(const std::filesystem::path& path, const std::string& vfs, core::ByteView vault_id,
                                   const std::vector<ProtectorRecord>& protectors)
{
    if (protectors.empty() || protectors.size() > most_protectors)
        return fail(Errc::rejected, "a vault has one to " + std::to_string(most_protectors) + " protectors");
    auto file = sql::File::open(path, true, vfs);
    if (!file) return std::unexpected(file.error());
    if (auto done = preallocate(*file, all_places); !done) return done;
    for (std::size_t i = 0; i < protectors.size(); ++i) {
        const ProtectorRecord& p = protectors[i];
        const auto digest = keep_beside(path, vfs, p.kept);
        if (!digest) return std::unexpected(digest.error());
        if (auto done = write_place(*file, first_protector_place + i, protector_kind, record_of(p, *digest)); !done)
            return done;
    }
    for (const std::size_t place : attempts_places)
        if (auto done = write_place(*file, place, attempts_kind, record_of(0, {})); !done) return done;
    RecordWriter identity;
    identity.bytes(vault_id).number(protectors.size());
    return write_place(*file, identity_place, identity_kind, identity);
}

core::Result<VaultHeader> VaultHeader::open(const std::filesystem::path& path, const std::string& vfs)
{
    auto file = sql::File::open(path, false, vfs);
    if (!file) return std::unexpected(file.error());
    const auto size = file->size();
    if (!size) return std::unexpected(size.error());
    if (*size < sector_bytes) return fail(Errc::not_found, "no complete vault in " + path.string());
    const auto payload = read_place(*file, identity_place, identity_kind);
    if (!payload) return std::unexpected(payload.error());
    if (!*payload) return fail(Errc::not_found, "no vault in " + path.string());
    core::Bytes vault_id = RecordReader{**payload}.bytes();
    return VaultHeader{*std::move(file), std::move(vault_id), path, vfs};
}

core::Result<std::vector<ProtectorRecord>> VaultHeader::protectors()
{
    std::vector<ProtectorRecord> protectors;
    for (std::size_t i = 0; i < most_protectors; ++i) {
        const auto payload = read_place(file_, first_protector_place + i, protector_kind);
        if (!payload && payload.error().code == Errc::corrupt) continue; // another one may still open
        if (!payload) return std::unexpected(payload.error());
        if (!*payload) continue;
        RecordReader record{**payload};
        ProtectorRecord p;
        p.name = record.text();
        p.salt = record.bytes();
        p.cost.passes = record.number();
        p.cost.memory_bytes = record.number();
        p.wrapped_master = record.bytes();
        const core::Bytes digest = record.bytes();
        if (!record.complete() || p.cost.memory_bytes > most_memory_bytes) continue;
        auto kept = read_beside(path_, vfs_, digest);
        if (!kept && kept.error().code == Errc::storage) return std::unexpected(kept.error());
        if (!kept) continue;
        p.kept = *std::move(kept);
        protectors.push_back(std::move(p));
    }
    if (protectors.empty()) return fail(Errc::corrupt, "the vault's header has no readable protector");
    return protectors;
}

core::Result<VaultHeader::Numbered> VaultHeader::newest_attempts()
{
    std::optional<Numbered> newest;
    for (const std::size_t place : attempts_places) {
        const auto payload = read_place(file_, place, attempts_kind);
        if (!payload && payload.error().code != Errc::corrupt) return std::unexpected(payload.error());
        if (!payload || !*payload) continue;
        RecordReader record{**payload};
        Numbered found{.serial = record.number(), .attempts = {}};
        found.attempts.wrong = record.number();
        found.attempts.last_at = instant_in(record.number());
        found.attempts.retry_at = instant_in(record.number());
        if (record.complete() && (!newest || found.serial > newest->serial)) newest = found;
    }
    if (!newest) return fail(Errc::corrupt, "the vault's header lost its count of attempts");
    return *newest;
}

core::Result<Attempts> VaultHeader::attempts()
{
    const auto newest = newest_attempts();
    if (!newest) return std::unexpected(newest.error());
    return newest->attempts;
}

core::Result<> VaultHeader::keep(const Attempts& attempts)
{
    const auto newest = newest_attempts();
    if (!newest) return std::unexpected(newest.error());
    const std::uint64_t serial = newest->serial + 1;
    return write_place(file_, attempts_places[serial % attempts_places.size()], attempts_kind,
                       record_of(serial, attempts));
}

} // namespace casustafel::storage
