#pragma once

#include "bureau/log_store.h"
#include "bureau/relay_store.h"
#include "core/bytes.h"
#include "core/result.h"
#include "core/time.h"
#include "storage/sql/database.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::bureau {

/// Minutes that were opened and verified.
struct OpenedMinutes {
    std::string id;
    std::string device;
    std::uint64_t seq = 0;
    core::Digest sha256{};       ///< of the envelope
    core::Digest inner_sha256{}; ///< of the signed message inside
    std::string prev;            ///< base64url digest of the device's message before, as it says
    std::string opened_at;
    bool apart = false;              ///< its `prev` doesn't fit: kept, and left out of the chain
    bool gap = false;                ///< the message before it hasn't arrived
    std::string jws;                 ///< the signed message: the evidence
    std::string body;                ///< the document
    std::optional<ArrivedLog> log{}; ///< of the device, when it came along
    std::string corrects{};          ///< the minutes that it is a correction of, as the document says; empty: of none
};

/// The desk's receipt for one envelope, and whether the relay has it.
struct DeskReceipt {
    std::string minutes;
    std::string stage;
    std::string jws;
    bool delivered = false;
};

/// What goes into the database with one receipt, in one transaction.
struct Settled {
    std::string minutes;
    std::string device;
    core::Digest sha256{};
    std::string stage;  ///< opened or refused
    std::string reason; ///< for refused
    std::string jws;
    std::uint64_t receipt_seq = 0;
    std::string receipt_digest; ///< base64url: the next receipt's `prev`
    std::uint64_t log_size = 0; ///< of the bureau's own log, before these lines
    std::vector<std::string> log_lines;
    std::optional<ArrivedLog> arrived_log; ///< of the device, when its minutes could be opened
    std::string log_trouble;               ///< what is wrong with it
};

/// Minutes that were recovered from a device that nobody could unlock (recover.h).
struct RecoveredRow {
    std::string id;
    std::string device;
    std::string recovered_at;
    std::string body; ///< the document
};

/// The desk's database: opened minutes, sealed packages, pinned device keys. Encrypted with the key in desk/desk.key.
/// One thread; several processes at once.
class DeskStore {
public:
    /// `key` is what `new_database_key` made. Errc::corrupt: not this key's database.
    static core::Result<DeskStore> open(const std::filesystem::path& file, core::ByteView key);
    /// Key and salt for a new database.
    static core::Bytes new_key();

    /// All key sets of a device that this desk has accepted, oldest first.
    core::Result<std::vector<std::string>> device_key_sets(std::string_view device);
    core::Result<> pin_device_keys(std::string_view device, std::int64_t seq, std::string_view jws);

    /// The place of the next message of this type (package or receipt) in the desk's own chain.
    core::Result<ChainPlace> next_place(std::string_view type);
    /// Keeps a sealed package with its place and its line in the log, before it goes out.
    core::Result<> keep_package(std::string_view id, std::string_view device, std::string_view body, ChainPlace place,
                                std::string_view inner_digest, core::Instant now, const std::string& line);
    core::Result<std::optional<std::string>> package(std::string_view id);

    /// Nothing when no minutes with this id were opened.
    core::Result<std::optional<OpenedMinutes>> minutes(std::string_view id);
    core::Result<std::optional<OpenedMinutes>> minutes_by_seq(std::string_view device, std::uint64_t seq);
    /// In the order in which they were opened, without body and message.
    core::Result<std::vector<OpenedMinutes>> list();
    /// The corrections of these minutes that were opened so far, in the order of their arrival.
    core::Result<std::vector<std::string>> corrections_of(std::string_view id);

    /// Recovered again, they take the place of what was recovered before.
    core::Result<> keep_recovered(const RecoveredRow& row);
    core::Result<std::vector<RecoveredRow>> recovered();

    core::Result<std::optional<DeskReceipt>> receipt(std::string_view minutes, const core::Digest& sha256);
    /// `opened` is stored with its receipt or not at all; for a refusal it is empty, or what is kept apart.
    core::Result<> settle(const Settled& settled, const std::optional<OpenedMinutes>& opened);
    core::Result<> delivered(std::string_view minutes, const core::Digest& sha256);

    /// Up to which arrival everything is settled and the relay has the receipts.
    core::Result<std::int64_t> progress();
    core::Result<> set_progress(std::int64_t arrival);

    /// The logs, to read; what changes them goes with a transaction of this store.
    LogStore logs() { return LogStore{database_}; }
    /// Adds a line to the bureau's own log.
    core::Result<> note(const std::string& line);
    /// Every head of the bureau's own log that a receipt gave out.
    core::Result<std::vector<core::LogHead>> given_heads();

private:
    core::Result<> log_settled(const Settled& settled);
    explicit DeskStore(sql::Database database) : database_{std::move(database)} {}
    sql::Database database_;
};

} // namespace casustafel::bureau
