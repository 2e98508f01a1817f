#include "storage/place.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace casustafel::storage {

using core::Errc;
using core::fail;

namespace {

constexpr std::size_t kind_bytes = 8;
constexpr std::size_t size_bytes = 2;
constexpr std::size_t checksum_bytes = crypto_hash_sha256_BYTES;
constexpr std::size_t checked_bytes = sector_bytes - checksum_bytes;
constexpr std::size_t largest_payload = checked_bytes - kind_bytes - size_bytes;

} // namespace

RecordWriter& RecordWriter::number(std::uint64_t value)
{
    for (unsigned shift = 0; shift < 64; shift += 8) payload_.push_back(static_cast<std::uint8_t>(value >> shift));
    return *this;
}

RecordWriter& RecordWriter::bytes(core::ByteView value)
{
    number(value.size());
    payload_.insert(payload_.end(), value.begin(), value.end());
    return *this;
}

core::ByteView RecordReader::take(std::size_t size)
{
    if (failed_ || size > rest_.size()) {
        failed_ = true;
        return {};
    }
    const core::ByteView taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
}

std::uint64_t RecordReader::number()
{
    std::uint64_t value = 0;
    unsigned shift = 0;
    for (const std::uint8_t byte : take(8)) {
        value |= std::uint64_t{byte} << shift;
        shift += 8;
    }
    return value;
}

core::Bytes RecordReader::bytes()
{
    const std::uint64_t size = number();
    const core::ByteView taken = take(size);
    return {taken.begin(), taken.end()};
}

std::string RecordReader::text()
{
    const core::Bytes taken = bytes();
    return {taken.begin(), taken.end()};
}

core::Result<> write_place(sql::File& file, std::size_t index, std::string_view kind, const RecordWriter& record)
{
    const core::Bytes& payload = record.payload();
    if (payload.size() > largest_payload) return fail(Errc::rejected, "a record is too long for its place");
    std::array<std::uint8_t, sector_bytes> sector{};
    std::ranges::copy(kind, sector.begin());
    sector[kind_bytes] = static_cast<std::uint8_t>(payload.size());
    sector[kind_bytes + 1] = static_cast<std::uint8_t>(payload.size() >> 8);
    std::ranges::copy(payload, sector.begin() + kind_bytes + size_bytes);
    crypto_hash_sha256(sector.data() + checked_bytes, sector.data(), checked_bytes);
    if (auto done = file.write(index * place_bytes, sector); !done) return done;
    return file.sync();
}

core::Result<std::optional<core::Bytes>> read_place(sql::File& file, std::size_t index, std::string_view kind)
{
    std::array<std::uint8_t, sector_bytes> sector{};
    if (auto done = file.read(index * place_bytes, sector); !done) return std::unexpected(done.error());
    if (!std::ranges::equal(kind, std::span{sector}.first(kind_bytes))) return std::nullopt;
    core::Digest checksum{};
    crypto_hash_sha256(checksum.data(), sector.data(), checked_bytes);
    const std::size_t size = sector[kind_bytes] + (std::size_t{sector[kind_bytes + 1]} << 8);
    if (!std::ranges::equal(checksum, std::span{sector}.subspan(checked_bytes)) || size > largest_payload)
        return fail(Errc::corrupt, "place " + std::to_string(index) + " is damaged");
    const auto payload = std::span{sector}.subspan(kind_bytes + size_bytes, size);
    return core::Bytes{payload.begin(), payload.end()};
}

core::Result<> shred_places(sql::File& file, std::size_t count, std::string_view field)
{
    const RecordWriter wanted = RecordWriter{}.text(field);
    core::Bytes sector(sector_bytes);
    for (std::size_t index = 0; index < count; ++index) {
        if (auto done = file.read(index * place_bytes, sector); !done) return done;
        if (std::ranges::search(sector, wanted.payload()).empty()) continue;
        if (auto done = sql::shred(file, index * place_bytes, place_bytes); !done) return done;
    }
    return {};
}

core::Result<> preallocate(sql::File& file, std::size_t count)
{
    const core::Bytes zeros(place_bytes);
    for (std::size_t index = 0; index < count; ++index)
        if (auto done = file.write(index * place_bytes, zeros); !done) return done;
    return file.sync();
}

} // namespace casustafel::storage
