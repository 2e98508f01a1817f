#pragma once

#include "core/ports.h"
#include "firmware/device_files.h"
#include "firmware/journal.h"
#include "link/bureau_client.h"

#include <functional>

namespace casustafel::device {

/// A certificate for a new key from the bureau, kept whole and used from the next start; until then the current one
/// goes on. Errors as `link::re_enrol`; denied: the bureau gives this device none. Ten seconds at most.
core::Result<> renew_certificate(const DeviceFiles& files, const protocol::Provisioning& provisioning, const Log& log);

/// The bureau as the courier sees it, which has the device's certificate renewed on the way once two thirds of its life
/// are over (RFC 7030, 4.2.2), before it asks what is in the inbox. The new certificate and its key are kept whole and
/// used from the next start; until then the current one goes on, for the third of its life that is left. Courier thread
/// only.
class RenewingBureau final : public core::BureauPort {
public:
    /// `bureau` outlives it. `now` tells how old the certificate is.
    RenewingBureau(link::BureauClient& bureau, DeviceFiles files, protocol::Provisioning provisioning,
                   std::function<core::Instant()> now, Log log);

    core::Result<std::vector<core::InboxItem>> inbox() override;
    core::Result<core::Bytes> fetch(const core::InboxItem& item) override { return bureau_.fetch(item); }
    core::Result<> forget(const core::InboxItem& item) override { return bureau_.forget(item); }
    core::Result<std::string> deliver(const core::MinutesId& minutes, core::ByteView bytes) override
    {
        return bureau_.deliver(minutes, bytes);
    }
    core::Result<std::optional<std::string>> receipt(const core::MinutesId& minutes) override
    {
        return bureau_.receipt(minutes);
    }

private:
    core::Result<> renew_when_due();

    link::BureauClient& bureau_;
    DeviceFiles files_;
    protocol::Provisioning provisioning_;
    std::function<core::Instant()> now_;
    Log log_;
    core::Instant look_again_{}; ///< not before then
};

} // namespace casustafel::device
