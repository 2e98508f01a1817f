#include "firmware/renewal.h"

#include "link/certificate.h"
#include "link/enrolment.h"

#include <utility>

namespace casustafel::device {

using namespace std::chrono_literals;
using core::Result;

namespace {

constexpr auto between_looks = 1h;
constexpr auto patience = 10s; // stopping the device waits for it

bool is_due(const link::Validity& life, core::Instant now)
{
    const auto at = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    return at >= life.not_before + (life.not_after - life.not_before) / 3 * 2;
}

} // namespace

Result<> renew_certificate(const DeviceFiles& files, const protocol::Provisioning& provisioning, const Log& log)
{
    const auto current = files.identity();
    if (!current) return std::unexpected(current.error());
    const auto renewed = link::re_enrol({provisioning.host, provisioning.port}, provisioning.ca_pem, *current,
                                        provisioning.device.value(), std::chrono::steady_clock::now() + patience);
    if (!renewed) return std::unexpected(renewed.error());
    if (auto kept = files.keep(*renewed); !kept) return kept;
    log("certificate renewed; used from the next start");
    return {};
}

RenewingBureau::RenewingBureau(link::BureauClient& bureau, DeviceFiles files, protocol::Provisioning provisioning,
                               std::function<core::Instant()> now, Log log)
    : bureau_{bureau}, files_{std::move(files)}, provisioning_{std::move(provisioning)}, now_{std::move(now)},
      log_{std::move(log)}
{
}

Result<std::vector<core::InboxItem>> RenewingBureau::inbox()
{
    if (now_() >= look_again_) {
        look_again_ = now_() + between_looks;
        if (const auto done = renew_when_due(); !done) log_("certificate not renewed: " + done.error().detail);
    }
    return bureau_.inbox();
}

Result<> RenewingBureau::renew_when_due()
{
    const auto current = files_.identity();
    if (!current) return std::unexpected(current.error());
    const auto life = link::validity_of(current->certificate_pem);
    if (!life) return std::unexpected(life.error());
    if (!is_due(*life, now_())) return {};
    return renew_certificate(files_, provisioning_, log_);
}

} // namespace casustafel::device
