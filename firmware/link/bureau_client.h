#pragma once

#include "link/https_client.h"

namespace casustafel::link {

/// Why a call to the bureau gave no result.
///
/// `error.code`: network (unreachable, 5xx, 429: later), denied (TLS, 401, 403), not_found (404, 410), conflict (409:
/// same id, other bytes), corrupt (422 or a digest of what was fetched: the bytes changed on the way), full (507: no
/// room at the bureau), refused (413 and every other answer). `status` is 0 when no answer came. `retry_after` is what
/// the bureau asked for, at most a day.
struct Failure {
    core::Error error;
    unsigned status = 0;
    std::optional<std::chrono::seconds> retry_after = std::nullopt;
};

template <class T = void>
using Answer = std::expected<T, Failure>;

/// Something that waits at the bureau for this device.
struct InboxItem {
    std::string id;
    core::Digest sha256{};
    std::uint64_t size = 0;
    std::string kind; ///< "package" or a kind that a newer bureau knows
    bool operator==(const InboxItem&) const = default;
};

/// A document with the tag under which the bureau keeps it, to ask later whether it changed.
struct Tagged {
    core::Bytes body;
    std::string etag;
};

/// The bureau's receipt that it has an envelope durably (compact JWS, not yet verified).
struct Stored {
    core::Bytes receipt;
    bool repeated = false; ///< the bureau had it already
};

/// The device's calls of docs/formats/protocol.md, one at a time, over one HttpsClient.
class BureauClient {
public:
    /// `patience` bounds each call in all.
    BureauClient(HttpsClient client, std::string device_id, std::chrono::milliseconds patience);

    Answer<std::vector<InboxItem>> inbox();
    /// The item's bytes, of exactly the size and digest announced. A fetch that broke off is taken up where it ended,
    /// in this call or in a later one for the same item.
    Answer<core::Bytes> fetch(const InboxItem& item);
    /// Says that the item is kept here. Also succeeds when the bureau doesn't have it any more.
    Answer<> forget(std::string_view item_id);

    /// Sends the envelope's bytes as they are.
    Answer<Stored> put_minutes(std::string_view minutes_id, core::ByteView envelope);
    /// The newest receipt; nothing when it is still the one with tag `known_etag`.
    Answer<std::optional<Tagged>> receipt(std::string_view minutes_id, std::string_view known_etag = {});

    /// The bureau's signed key set; nothing when it is still the one with tag `known_etag`.
    Answer<std::optional<Tagged>> keys(std::string_view known_etag = {});
    /// The device's own signed key set (compact JWS).
    Answer<> put_device_keys(core::ByteView key_set);

    /// See HttpsClient::cancel.
    void cancel() noexcept;

private:
    struct Partial {
        InboxItem item;
        core::Bytes bytes;
    };

    Answer<Response> call(const Request& request);
    Answer<> fetch_rest(Deadline deadline);

    HttpsClient client_;
    std::string device_id_;
    std::chrono::milliseconds patience_;
    std::optional<Partial> partial_;
};

} // namespace casustafel::link
