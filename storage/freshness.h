#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "storage/counter.h"
#include "storage/slots.h"
#include "storage/sql/file.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace casustafel::storage {

/// The file `vault.fresh`: which epoch of the counter this vault is of, and which key slots are in force, under a code
/// that only this device makes. A copy of the folder that is put back later is of an earlier epoch; slots that are put
/// back into the newest folder aren't in the list. docs/formats/slots.md. One thread.
class Freshness {
public:
    /// Begins a vault's life: takes the counter's next value. `device_secret` as in VaultParts.
    static core::Result<> create(const std::filesystem::path& path, const std::string& vfs,
                                 core::ByteView device_secret, MonotonicCounter& counter);
    /// Errc::not_found: there is none.
    static core::Result<Freshness> open(const std::filesystem::path& path, const std::string& vfs);

    /// Whether folder and slots are the newest. Errc::refused: they were put back, or the counter isn't this vault's.
    core::Result<> judge(core::ByteView device_secret, MonotonicCounter& counter, const std::vector<Slot>& slots);
    /// Before `added` is written: from now on it is in force too, beside `slots`.
    core::Result<> admit(core::ByteView device_secret, const std::vector<Slot>& slots, const Slot& added);
    /// From now on only `slots` are in force, and every copy of before is an earlier epoch. A power cut in between is
    /// healed by doing it again, and locks nobody out.
    core::Result<> advance(core::ByteView device_secret, MonotonicCounter& counter, const std::vector<Slot>& slots);

private:
    using Tag = std::array<std::uint8_t, 6>;
    struct Record {
        std::uint64_t epoch{};
        std::uint64_t serial{}; ///< counts writes: of two records the newest
        std::vector<Tag> tags;
    };
    explicit Freshness(sql::File file) : file_{std::move(file)} {}
    static Tag tag_of(core::ByteView key, const Slot& slot);
    static core::Result<> write(sql::File& file, core::ByteView key, const Record& record);
    core::Result<Record> newest(core::ByteView key);
    /// The newest record, if it is of the counter's epoch.
    core::Result<Record> in_force(core::ByteView key, MonotonicCounter& counter);
    static std::vector<Tag> admitted(const Record& record, core::ByteView key, const std::vector<Slot>& slots);
    sql::File file_;
};

} // namespace casustafel::storage
