#pragma once

#include "core/ports.h"
#include "storage/keys.h"
#include "storage/sql/file.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace casustafel::storage {

/// Where the making of a conference's database stands.
enum class SlotState : std::uint8_t {
    making, ///< the key is durable, the database may not be: start again
    live,
};

/// One conference's key, wrapped. What stands beside the key may be known while the device is locked.
struct Slot {
    core::ConferenceOnDevice conference;
    SlotState state{};
    std::uint64_t epoch{}; ///< which of several slots of a conference is the newest
    core::Bytes wrapped;   ///< see `wrap_slot`
};

/// What a slot's key is bound to: this vault, the conference, its dates and the epoch.
core::Bytes slot_about(core::ByteView vault_id, const Slot& slot);

/// The file with the conferences' wrapped keys: 64 places, made at full size and overwritten where they stand, so that
/// a destroyed key leaves no copy in the file system. Never renamed, never grown. One thread.
class SlotFile {
public:
    static constexpr std::size_t places = 64;

    static core::Result<> create(const std::filesystem::path& path, const std::string& vfs);
    static core::Result<SlotFile> open(const std::filesystem::path& path, const std::string& vfs);

    /// The newest slot of each conference. A damaged place is left out and never used again.
    core::Result<std::vector<Slot>> list();
    core::Result<std::optional<Slot>> find(const core::ConferenceId& conference);
    core::Result<std::uint64_t> next_epoch();
    /// Writes the slot into a free place, reads it back, and then shreds the older ones of the same conference: a power
    /// cut leaves the old one, the new one or both. Errc::full: all places are taken.
    core::Result<> put(const Slot& slot);
    /// Overwrites every slot of the conference. Repeatable.
    core::Result<> shred(const core::ConferenceId& conference);

private:
    explicit SlotFile(sql::File file) : file_{std::move(file)} {}
    struct Placed {
        std::size_t index;
        Slot slot;
    };
    core::Result<std::vector<Placed>> read_all(std::optional<std::size_t>* free_place);
    sql::File file_;
};

} // namespace casustafel::storage
