#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "storage/sql/file.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Files of fixed places, overwritten where they stand (docs/formats/slots.md). A place is 4 KiB; its record fits the
// first 512 bytes, so that a power cut in the middle of a write leaves the old record or the new one, not a mixture.

namespace casustafel::storage {

inline constexpr std::size_t place_bytes = 4096;
inline constexpr std::size_t sector_bytes = 512;

/// Puts the fields of a record one after the other.
class RecordWriter {
public:
    RecordWriter& number(std::uint64_t value);
    RecordWriter& bytes(core::ByteView value); ///< with its length before it
    RecordWriter& text(std::string_view value) { return bytes(core::bytes_of(value)); }
    const core::Bytes& payload() const { return payload_; }

private:
    core::Bytes payload_;
};

/// Takes them out again. Reading past the end gives empty values and `complete` is false.
class RecordReader {
public:
    explicit RecordReader(core::ByteView payload) : rest_{payload} {}
    std::uint64_t number();
    core::Bytes bytes();
    std::string text();
    bool complete() const { return !failed_; }

private:
    core::ByteView take(std::size_t size);
    core::ByteView rest_;
    bool failed_{false};
};

/// Writes a record with its kind (8 characters) and checksum into place `index` and syncs. Errc::rejected: too long.
core::Result<> write_place(sql::File& file, std::size_t index, std::string_view kind, const RecordWriter& record);

/// The payload of the record in place `index`; nothing when there is no record of this kind. Errc::corrupt: its
/// checksum is wrong.
core::Result<std::optional<core::Bytes>> read_place(sql::File& file, std::size_t index, std::string_view kind);

/// Overwrites each of the first `count` places whose record has `field` in it, as bytes: one whose checksum is broken
/// goes too. Repeatable.
core::Result<> shred_places(sql::File& file, std::size_t count, std::string_view field);

/// Fills `count` places with zeros and syncs.
core::Result<> preallocate(sql::File& file, std::size_t count);

} // namespace casustafel::storage
