#include "storage/counter.h"

#include "storage/place.h"

#include <algorithm>
#include <array>

namespace casustafel::storage {

using core::Errc;

namespace {

constexpr std::string_view counter_kind = "CTCOUNT1";
constexpr std::size_t places = 2; // they take turns, so that one of them is always whole

core::Result<std::uint64_t> newest(sql::File& file)
{
    const auto size = file.size();
    if (!size) return std::unexpected(size.error());
    if (*size < places * place_bytes) return 0; // its making was cut off: nothing was counted yet
    std::uint64_t value = 0;
    for (std::size_t index = 0; index < places; ++index) {
        const auto payload = read_place(file, index, counter_kind);
        if (!payload && payload.error().code != Errc::corrupt) return std::unexpected(payload.error());
        if (payload && *payload) value = std::max(value, RecordReader{**payload}.number());
    }
    return value;
}

} // namespace

core::Result<std::uint64_t> FileCounter::read()
{
    auto file = sql::File::open(file_, false, vfs_);
    if (!file && file.error().code == Errc::not_found) return 0;
    if (!file) return std::unexpected(file.error());
    return newest(*file);
}

core::Result<std::uint64_t> FileCounter::increment()
{
    auto file = sql::File::open(file_, true, vfs_);
    if (!file) return std::unexpected(file.error());
    const auto value = newest(*file);
    if (!value) return std::unexpected(value.error());
    if (*value == 0)
        if (auto done = preallocate(*file, places); !done) return std::unexpected(done.error());
    const std::uint64_t next = *value + 1;
    if (auto done = write_place(*file, next % places, counter_kind, RecordWriter{}.number(next)); !done)
        return std::unexpected(done.error());
    return next;
}

} // namespace casustafel::storage
