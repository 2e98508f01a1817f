#include "bureau/founding.h"

#include "bureau/desk_store.h"
#include "bureau/relay.h"
#include "bureau/relay_store.h"
#include "seal/crypto.h"
#include "seal/key_set.h"
#include "system/file.h"

#include <chrono>
#include <sys/stat.h>

namespace casustafel::bureau {

using core::Errc;
using core::fail;
using core::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::days key_set_life{400};

Result<> make_private_folder(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error) fs::permissions(folder, fs::perms::owner_all, error);
    if (error) return fail(Errc::storage, folder.string() + ": " + error.message());
    return {};
}

/// Every private JOSE key of a new bureau.
struct Keys {
    seal::SigningKey root;
    seal::SigningKey desk;
    seal::SigningKey receipt;
    seal::DecryptionKey operational;
    seal::DecryptionKey recovery;
};

Result<Keys> make_keys()
{
    Result<seal::SigningKey> root = seal::SigningKey::generate();
    Result<seal::SigningKey> desk = seal::SigningKey::generate();
    Result<seal::SigningKey> receipt = seal::SigningKey::generate();
    Result<seal::DecryptionKey> operational = seal::DecryptionKey::generate();
    Result<seal::DecryptionKey> recovery = seal::DecryptionKey::generate();
    for (const auto* key : {&root, &desk, &receipt})
        if (!*key) return std::unexpected(key->error());
    for (const auto* key : {&operational, &recovery})
        if (!*key) return std::unexpected(key->error());
    return Keys{std::move(*root), std::move(*desk), std::move(*receipt), std::move(*operational), std::move(*recovery)};
}

Result<> write_keys(const Folder& folder, const Keys& keys)
{
    for (const auto& [file, key] : {std::pair{folder.root_key(), &keys.root},
                                    {folder.desk_signing_key(), &keys.desk},
                                    {folder.receipt_key(), &keys.receipt}})
        if (Result<> done = write_key(file, key->public_key(), key->scalar()); !done) return done;
    for (const auto& [file, key] :
         {std::pair{folder.operational_key(), &keys.operational}, {folder.recovery_key(), &keys.recovery}})
        if (Result<> done = write_key(file, key->public_key(), key->scalar()); !done) return done;
    return {};
}

Result<std::string> first_key_set(const Keys& keys, const std::string& bureau_id, core::Instant now)
{
    const std::int64_t now_s = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    const seal::KeySet set{seal::KeySetOwner::bureau,
                           bureau_id,
                           1,
                           now_s - 600,
                           now_s + std::chrono::seconds{key_set_life}.count(),
                           {{keys.desk.public_key(), seal::KeyUse::desk_signature},
                            {keys.receipt.public_key(), seal::KeyUse::relay_receipt},
                            {keys.operational.public_key(), seal::KeyUse::operational},
                            {keys.recovery.public_key(), seal::KeyUse::recovery}}};
    return seal::sign_key_set(keys.root, set, now_s);
}

Result<std::string> make_certificates(const Folder& folder, const Founding& founding, core::Instant now)
{
    const Result<PemPair> ca = make_ca(founding.name.substr(0, 60), now);
    if (!ca) return std::unexpected(ca.error());
    const Result<PemPair> server = make_server_certificate(*ca, founding.hosts, now);
    if (!server) return std::unexpected(server.error());
    const Result<PemPair> desk = make_desk_certificate(*ca, now);
    if (!desk) return std::unexpected(desk.error());
    for (const auto& [stem, pair] :
         {std::pair{folder.ca(), &*ca}, {folder.server(), &*server}, {folder.desk_client(), &*desk}})
        if (Result<> done = write_pair(stem, *pair); !done) return std::unexpected(done.error());
    if (Result<> done = system::write_durably(folder.desk_ca(), ca->certificate, system::Readers::everyone); !done)
        return std::unexpected(done.error());
    std::string hosts;
    for (const std::string& host : founding.hosts) hosts += host + "\n";
    if (Result<> done = system::write_durably(folder.server_hosts(), hosts, system::Readers::everyone); !done)
        return std::unexpected(done.error());
    const Result<core::Digest> fingerprint = fingerprint_of(ca->certificate);
    if (!fingerprint) return std::unexpected(fingerprint.error());
    return core::to_hex(*fingerprint);
}

Result<> make_databases(const Folder& folder, std::string_view key_set)
{
    Result<RelayStore> relay = RelayStore::open(folder.relay_database());
    if (!relay) return std::unexpected(relay.error());
    if (Result<> done = relay->put_bureau_keys(key_set, 1); !done) return done;
    const core::Bytes key = DeskStore::new_key();
    if (Result<> done = system::write_durably(folder.desk_database_key(), core::text_of(key)); !done) return done;
    const Result<DeskStore> desk = DeskStore::open(folder.desk_database(), key);
    if (!desk) return std::unexpected(desk.error());
    return system::write_durably(folder.desk_key_set(), key_set, system::Readers::everyone);
}

} // namespace

Result<BureauInfo> found(const Folder& folder, const Founding& founding, core::Instant now)
{
    if (!is_id(founding.id)) return fail(Errc::rejected, "'" + founding.id + "' can't be the id of a bureau");
    if (founding.name.empty() || founding.region.empty())
        return fail(Errc::rejected, "a bureau needs a name and a region");
    std::error_code error;
    if (fs::exists(folder.relay(), error) || fs::exists(folder.info(), error))
        return fail(Errc::conflict, folder.root().string() + " holds a bureau already");
    for (const fs::path& part : {folder.root(), folder.relay(), folder.desk(), folder.offline(), folder.provisioning()})
        if (Result<> done = make_private_folder(part); !done) return std::unexpected(done.error());

    const Result<std::string> fingerprint = make_certificates(folder, founding, now);
    if (!fingerprint) return std::unexpected(fingerprint.error());
    const Result<Keys> keys = make_keys();
    if (!keys) return std::unexpected(keys.error());
    if (Result<> done = write_keys(folder, *keys); !done) return std::unexpected(done.error());
    const Result<std::string> key_set = first_key_set(*keys, founding.id, now);
    if (!key_set) return std::unexpected(key_set.error());
    if (Result<> done = make_databases(folder, *key_set); !done) return std::unexpected(done.error());

    BureauInfo info{founding.id,     founding.name,
                    founding.region, founding.hosts.front(),
                    *fingerprint,    keys->root.public_key().jwk_text()};
    if (Result<> done = write_info(folder, info); !done) return std::unexpected(done.error());
    return info;
}

Result<> renew_server_certificate(const Folder& folder, core::Instant now)
{
    const Result<PemPair> server = read_pair(folder.server());
    if (!server) return std::unexpected(server.error());
    const Result<std::int64_t> ends = not_after_of(server->certificate);
    if (!ends) return std::unexpected(ends.error());
    const core::Instant end{std::chrono::seconds{*ends}};
    if (end - now > server_certificate_life * 2 / 3) return {};
    const Result<PemPair> ca = read_pair(folder.ca());
    if (!ca) return std::unexpected(ca.error());
    const Result<std::string> list = system::read_whole(folder.server_hosts(), 64U << 10);
    if (!list) return std::unexpected(list.error());
    std::vector<std::string> hosts;
    for (std::size_t at = 0; at < list->size();) {
        const std::size_t end_of_line = std::min(list->find('\n', at), list->size());
        hosts.push_back(list->substr(at, end_of_line - at));
        at = end_of_line + 1;
    }
    const Result<PemPair> renewed = make_server_certificate(*ca, hosts, now);
    if (!renewed) return std::unexpected(renewed.error());
    return write_pair(folder.server(), *renewed);
}

} // namespace casustafel::bureau
