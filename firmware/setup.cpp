#include "firmware/setup.h"

#include "link/bureau_client.h"
#include "link/certificate.h"
#include "link/enrolment.h"
#include "seal/key_set.h"
#include "seal/keys.h"

#include <chrono>

namespace casustafel::device {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 30s;

/// The device's public keys, signed by itself: the relay ties them to the certificate with which they are put.
core::Result<std::string> own_key_set(const protocol::Provisioning& provisioning, const seal::SigningKey& signing,
                                      const seal::DecryptionKey& decryption, core::Instant now)
{
    const std::int64_t now_s = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
    seal::KeySet set;
    set.owner = seal::KeySetOwner::device;
    set.id = provisioning.device.value();
    set.seq = 1;
    set.nbf = now_s - 300; // the bureau's clock may be a little behind
    set.exp = now_s + std::chrono::seconds{std::chrono::years{2}}.count();
    set.keys = {{signing.public_key(), seal::KeyUse::device_signature},
                {decryption.public_key(), seal::KeyUse::device_encryption}};
    return seal::sign_key_set(signing, set, now_s);
}

core::Result<link::Identity> enrol(const DeviceFiles& files, const protocol::Provisioning& provisioning)
{
    if (auto earlier = files.identity()) return earlier;
    const auto pinned = link::certificate_fingerprint(provisioning.ca_pem);
    if (!pinned) return std::unexpected(pinned.error());
    const auto enrolled = link::enrol({provisioning.host, provisioning.port}, *pinned, provisioning.device.value(),
                                      provisioning.code, std::chrono::steady_clock::now() + patience);
    if (!enrolled) return std::unexpected(enrolled.error());
    if (const auto kept = files.keep(enrolled->identity); !kept) return std::unexpected(kept.error());
    return enrolled->identity;
}

} // namespace

core::Result<std::string> set_up(const DeviceFiles& files, const protocol::Provisioning& provisioning,
                                 const KeepSecret& keep_secret, core::Instant now,
                                 const std::function<void(const std::string&)>& report)
{
    const auto signing = seal::SigningKey::generate();
    if (!signing) return std::unexpected(signing.error());
    const auto decryption = seal::DecryptionKey::generate();
    if (!decryption) return std::unexpected(decryption.error());
    if (auto kept = keep_secret(signing_secret, signing->scalar()); !kept) return std::unexpected(kept.error());
    if (auto kept = keep_secret(decryption_secret, decryption->scalar()); !kept) return std::unexpected(kept.error());
    report("own keys made");

    const auto identity = enrol(files, provisioning);
    if (!identity) return std::unexpected(identity.error());
    report("enrolled at the bureau");

    auto client = link::HttpsClient::create({provisioning.host, provisioning.port}, {provisioning.ca_pem}, *identity);
    if (!client) return std::unexpected(client.error());
    link::BureauClient bureau{std::move(*client), provisioning.device, patience};
    const auto own = own_key_set(provisioning, *signing, *decryption, now);
    if (!own) return std::unexpected(own.error());
    if (const auto put = bureau.put_device_keys(*own); !put) return std::unexpected(put.error());
    report("public keys published");
    auto keys = bureau.keys();
    if (!keys) return keys;

    protocol::Provisioning used = provisioning;
    used.code.clear();
    if (const auto kept = files.keep(used); !kept) return std::unexpected(kept.error());
    report("key set of the bureau fetched");
    return keys;
}

} // namespace casustafel::device
