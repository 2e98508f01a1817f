#pragma once

#include "bureau/desk_client.h"
#include "bureau/desk_store.h"
#include "bureau/folder.h"
#include "core/package.h"
#include "core/result.h"
#include "seal/key_set.h"

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::bureau {

/// What became of one envelope at the desk.
struct DeskOutcome {
    std::string minutes;
    std::string device;
    std::string stage;       ///< opened or refused
    std::string reason;      ///< for refused: one Dutch sentence, without case text
    std::string log_trouble; ///< what is wrong with the device's log; empty: nothing
    bool gap = false;        ///< opened, but the device's message before it hasn't arrived
    bool repeated = false;   ///< was settled before; only its receipt was brought again
};

/// The desk's private keys and what devices know of them.
struct DeskKeys {
    std::string bureau_id;
    seal::SigningKey signing;
    seal::DecryptionKey operational;
    std::vector<std::string> minutes_recipients; ///< kids to which minutes must be sealed, sorted
};

/// The one place where minutes can be read. One thread.
class Desk {
public:
    /// Reads keys and database from the desk's part of `folder`; `client` calls the relay.
    /// Errc::not_found or corrupt: the file that is missing or wrong.
    static core::Result<Desk> open(const Folder& folder, DeskClient client);

    /// Seals the package in `document` to the device's published encryption key and puts it in its inbox. Returns the
    /// thumbprint of the key. Errc::rejected: the document is refused (by path), isn't this bureau's or this device's,
    /// has expired, or the device has published no key yet.
    core::Result<std::string> seal_package(std::string_view document, const std::string& device, core::Instant now);

    /// Settles every envelope that arrived since the last time: opens and verifies it, stores it, and brings the relay
    /// the receipt. What can't be opened or doesn't fit is refused with a reason, and doesn't stop the rest.
    core::Result<std::vector<DeskOutcome>> sync(core::Instant now);

    DeskStore& store() { return store_; }

private:
    Desk(DeskKeys keys, DeskStore store, DeskClient client);

    core::Result<std::vector<seal::VerifiedKeySet>> device_keys(const std::string& device);
    core::Result<DeskOutcome> settle(const Arrival& arrival, core::Instant now);
    core::Result<OpenedMinutes> open_minutes(const Arrival& arrival, core::ByteView envelope, core::Instant now);
    core::Result<> judge_order(OpenedMinutes& minutes);
    /// `settled` holds what is to go with the receipt, of the device's log.
    core::Result<DeskReceipt> make_receipt(const Arrival& arrival, const std::optional<OpenedMinutes>& opened,
                                           std::string_view reason, Settled settled, core::Instant now);
    core::Result<core::LogHead> add_log_lines(const Arrival& arrival, bool accepted, Settled& settled,
                                              core::Instant now);

    DeskKeys keys_;
    DeskStore store_;
    DeskClient client_;
};

} // namespace casustafel::bureau
