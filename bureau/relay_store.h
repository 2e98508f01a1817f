#pragma once

#include "bureau/updates.h"
#include "core/bytes.h"
#include "core/result.h"
#include "core/time.h"
#include "storage/sql/database.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::bureau {

enum class DeviceState : std::uint8_t { expected, enrolled, revoked };

struct DeviceRow {
    std::string id;
    std::string room;
    DeviceState state{};
    std::string added_at;
    bool has_keys = false;
    std::int64_t minutes = 0; ///< envelopes received
    std::int64_t waiting = 0; ///< items in its inbox, besides updates
    std::string channel;
    std::string reported_at; ///< empty: never
    std::string report;      ///< as protocol::read_report takes it
};

struct InboxRow {
    std::string item;
    std::string sha256_hex;
    std::int64_t size = 0;
    std::string kind;
};

struct MinutesRow {
    std::int64_t arrival = 0; ///< counts up in the order of arrival
    std::int64_t number = 0;  ///< counts up for this device
    std::string id;
    std::string device;
    std::string sha256_hex;
    std::int64_t size = 0;
};

/// The newest receipt for one envelope.
struct ReceiptRow {
    std::string device;
    std::string stage;
    std::string jws;
};

struct KeySetRow {
    std::string jws;
    std::int64_t seq = 0;
};

/// A receipt's place in the chain of its signer: the next `seq` and the digest of the one before (base64url or empty).
struct ChainPlace {
    std::uint64_t seq = 0;
    std::string prev;
};

/// What became of a PUT of minutes.
struct Stored {
    std::string receipt;
    bool repeated = false;
};

/// How a receipt is made, once, inside the transaction that stores the envelope.
struct ReceiptOrder {
    ChainPlace place;
    std::uint64_t arrival_of_device = 0; ///< 1 for the first envelope of this device
};
struct SignedReceipt {
    std::string jws;
    std::string digest_b64url; ///< SHA-256 of it: the next one's `prev`
};
using MakeReceipt = std::function<core::Result<SignedReceipt>(const ReceiptOrder&)>;

/// The relay's database: devices, sealed items for them, sealed minutes from them, receipts. It holds nothing that it
/// could read. Any thread, and several processes at once (relay, `device add`, `package seal`).
///
/// What a call reports as done survives a power cut (WAL, synchronous=FULL). Errc::full: no room; Errc::storage: the
/// disk failed.
class RelayStore {
public:
    static core::Result<RelayStore> open(const std::filesystem::path& file);

    /// Expects a device, or expects a known one anew (a swapped board); its earlier certificates are void once the code
    /// is used. `code_hash` is the only trace of the one-time code.
    core::Result<> expect_device(std::string_view id, std::string_view room, const core::Digest& code_hash,
                                 core::Instant now, core::Instant code_expires);
    core::Result<std::vector<DeviceRow>> devices();
    /// Voids the device's certificates and code, for good: expecting it again later doesn't bring them back.
    /// Errc::not_found: no such device.
    core::Result<> revoke(std::string_view id);

    /// Uses the code up and notes the certificate that `issue` makes, both or neither. Errc::denied: no such device,
    /// revoked, or the code is wrong, used or expired; which of them isn't said.
    struct Certificate {
        std::string pem;
        std::string serial_hex;
        std::int64_t not_after_s = 0;
    };
    using Issue = std::function<core::Result<Certificate>()>;
    core::Result<std::string> enrol(std::string_view id, const core::Digest& code_hash, core::Instant now,
                                    const Issue& issue);
    /// Notes a further certificate of an enrolled device.
    core::Result<std::string> re_enrol(std::string_view id, const Issue& issue);
    /// Whether a certificate with this serial number is in force for the device.
    core::Result<bool> may_call(std::string_view id, std::string_view serial_hex);

    core::Result<std::optional<KeySetRow>> device_keys(std::string_view id);
    core::Result<> put_device_keys(std::string_view id, std::string_view jws, std::int64_t seq);
    core::Result<std::optional<KeySetRow>> bureau_keys();
    core::Result<> put_bureau_keys(std::string_view jws, std::int64_t seq);

    core::Result<std::vector<InboxRow>> inbox(std::string_view device);
    core::Result<core::Bytes> inbox_item(std::string_view device, std::string_view item);
    /// Repeating it with the same bytes is fine. Errc::conflict: other bytes under the same name; Errc::not_found: no
    /// such device.
    core::Result<> put_inbox_item(std::string_view device, std::string_view item, std::string_view kind,
                                  core::ByteView body, const core::Digest& sha256, core::Instant now);
    core::Result<> remove_inbox_item(std::string_view device, std::string_view item);

    /// Stores an envelope with its receipt in one transaction; the same bytes again give the first receipt again.
    /// Errc::conflict: the id is taken by other bytes or another device. Errc::full: `most_bytes` of envelopes of this
    /// device are waiting to be opened already.
    core::Result<Stored> put_minutes(std::string_view id, std::string_view device, core::ByteView body,
                                     const core::Digest& sha256, std::int64_t most_bytes, const MakeReceipt& make);
    core::Result<std::vector<MinutesRow>> minutes_after(std::int64_t arrival, std::int64_t most);
    core::Result<MinutesRow> minutes(std::string_view id);
    core::Result<core::Bytes> envelope(std::string_view id);
    /// Errc::not_found: no such minutes.
    core::Result<ReceiptRow> newest_receipt(std::string_view minutes);
    core::Result<> add_receipt(std::string_view minutes, std::string_view stage, std::string_view jws);

    /// Puts a device into a channel. Errc::not_found: no such device.
    core::Result<> set_channel(std::string_view device, std::string_view channel);
    /// Publishes an update in place of what was offered before to the same channel or devices for the same kind of
    /// device; the number of it. The same once more gives the same number. Errc::not_found: no such device.
    core::Result<std::int64_t> publish(const UpdateOffer& offer, core::Instant now);
    /// Every publication, the newest first.
    core::Result<std::vector<UpdateRow>> published();
    /// Errc::not_found: no such number.
    core::Result<> withdraw(std::int64_t number);
    /// What is offered to a device: at most one for each kind of device.
    core::Result<std::vector<UpdateRow>> updates_for(std::string_view device);
    /// Keeps the newest report of a device.
    core::Result<> keep_report(std::string_view device, std::string_view body, core::Instant now);

    struct Counts {
        std::int64_t devices = 0;
        std::int64_t envelopes = 0;
        std::int64_t unopened = 0;
        std::int64_t inbox_items = 0;
    };
    core::Result<Counts> counts();

private:
    explicit RelayStore(sql::Database database);

    std::unique_ptr<std::mutex> mutex_;
    sql::Database database_;
};

} // namespace casustafel::bureau
