#pragma once

#include "core/ports.h"
#include "core/update.h"
#include "link/https_client.h"

#include <map>

namespace casustafel::link {

/// The device's calls of the protocol between device and bureau, one at a time, over one HttpsClient.
///
/// Errors, besides those of HttpsClient::send: network (5xx, 429: later), denied (401, 403), not_found (404, 410),
/// conflict (409: same id, other bytes), corrupt (422, or what was fetched hasn't its digest: the bytes changed on the
/// way), full (507: no room at the bureau), refused (413 and every other answer). Of these conflict and refused don't
/// get better by sending the same bytes again. The detail holds the call, the status and the problem's title when that
/// is short ASCII.
class BureauClient final : public core::BureauPort, public core::UpdateSource {
public:
    /// `patience` bounds each call in all.
    BureauClient(HttpsClient client, core::DeviceId device, std::chrono::milliseconds patience);

    core::Result<std::vector<core::InboxItem>> inbox() override;
    /// A fetch that broke off is taken up where it ended, in this call or in a later one for the same item.
    core::Result<core::Bytes> fetch(const core::InboxItem& item) override;
    /// Also succeeds when the bureau doesn't have the item any more.
    core::Result<> forget(const core::InboxItem& item) override;
    core::Result<std::string> deliver(const core::MinutesId& minutes, core::ByteView bytes) override;
    /// Asks only for what is newer than the last answer.
    core::Result<std::optional<std::string>> receipt(const core::MinutesId& minutes) override;

    core::Result<> piece(const core::InboxItem& item, std::uint64_t first, std::uint64_t size,
                         const Take& take) override;
    core::Result<> tell(const core::DeviceReport& report) override;

    /// The bureau's signed key set, not yet verified. Asks only for what is newer than the last answer.
    core::Result<std::string> keys();
    /// The device's own signed key set (compact JWS).
    core::Result<> put_device_keys(std::string_view key_set);

    /// How long the bureau asked to wait in its last answer, at most a day.
    std::optional<std::chrono::seconds> retry_after() const;

    /// See HttpsClient::cancel. Any thread.
    void cancel() noexcept;

private:
    struct Partial {
        core::InboxItem item;
        core::Bytes bytes;
    };
    struct Known {
        std::string etag;
        std::string text;
    };

    Deadline deadline() const;
    core::Result<Response> call(const Request& request, Deadline deadline, const BodySink& sink = {});
    core::Result<> fetch_rest(Deadline deadline);
    core::Result<std::string> newest(const std::string& target);

    HttpsClient client_;
    core::DeviceId device_;
    std::chrono::milliseconds patience_;
    std::optional<Partial> partial_;
    std::map<std::string, Known> known_; ///< by target: the last answer, for If-None-Match
    std::optional<std::chrono::seconds> retry_after_;
};

} // namespace casustafel::link
