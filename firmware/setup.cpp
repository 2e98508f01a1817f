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
core::Result<std::string> sign_own_keys(const protocol::Provisioning& provisioning, const seal::SigningKey& signing,
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

/// The key that is kept under `name`, or a new one, kept before it is used.
template <class Key>
core::Result<Key> kept_or_new(const KeyStore& store, std::string_view name)
{
    auto kept = store.find(name);
    if (kept) {
        auto key = Key::from_scalar(*kept);
        seal::wipe(kept->data(), kept->size());
        return key;
    }
    if (kept.error().code != core::Errc::not_found) return std::unexpected(kept.error());
    auto key = Key::generate();
    if (!key) return key;
    if (auto done = store.keep(name, key->scalar()); !done) return std::unexpected(done.error());
    return key;
}

/// The device's signed key set: made once, since the bureau takes no second one with the same number.
core::Result<std::string> own_keys(const KeyStore& store, const protocol::Provisioning& provisioning, core::Instant now)
{
    const auto signing = kept_or_new<seal::SigningKey>(store, signing_secret);
    if (!signing) return std::unexpected(signing.error());
    const auto decryption = kept_or_new<seal::DecryptionKey>(store, decryption_secret);
    if (!decryption) return std::unexpected(decryption.error());
    const auto kept = store.find(own_key_set);
    if (kept) return std::string{core::text_of(*kept)};
    if (kept.error().code != core::Errc::not_found) return std::unexpected(kept.error());
    auto made = sign_own_keys(provisioning, *signing, *decryption, now);
    if (!made) return made;
    if (auto done = store.keep(own_key_set, core::bytes_of(*made)); !done) return std::unexpected(done.error());
    return made;
}

core::Result<link::Identity> enrol(const DeviceFiles& files, const protocol::Provisioning& provisioning)
{
    if (auto earlier = files.identity()) return earlier;
    const auto pinned = link::certificate_fingerprint(provisioning.ca_pem);
    if (!pinned) return std::unexpected(pinned.error());
    const auto enrolled = link::enrol({provisioning.host, provisioning.port}, *pinned, provisioning.device.value(),
                                      provisioning.code, std::chrono::steady_clock::now() + patience);
    if (!enrolled && enrolled.error().code == core::Errc::denied)
        return core::fail(core::Errc::denied,
                          enrolled.error().detail + "; a code is used once: 'bureau device add' makes a new one");
    if (!enrolled) return std::unexpected(enrolled.error());
    if (const auto kept = files.keep(enrolled->identity); !kept) return std::unexpected(kept.error());
    return enrolled->identity;
}

} // namespace

core::Result<std::string> set_up(const DeviceFiles& files, const protocol::Provisioning& provisioning,
                                 const KeyStore& store, core::Instant now,
                                 const std::function<void(const std::string&)>& report)
{
    const auto own = own_keys(store, provisioning, now);
    if (!own) return std::unexpected(own.error());
    report(own_keys_made);

    const auto identity = enrol(files, provisioning);
    if (!identity) return std::unexpected(identity.error());
    report(enrolled_at_bureau);

    auto client = link::HttpsClient::create({provisioning.host, provisioning.port}, {provisioning.ca_pem}, *identity);
    if (!client) return std::unexpected(client.error());
    link::BureauClient bureau{std::move(*client), provisioning.device, patience};
    if (const auto put = bureau.put_device_keys(*own); !put) return std::unexpected(put.error());
    report(public_keys_published);
    auto keys = bureau.keys();
    if (keys) report(key_set_fetched);
    return keys;
}

} // namespace casustafel::device
