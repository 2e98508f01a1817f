#include "bureau/folder.h"

#include "protocol/base64url.h"
#include "protocol/json.h"
#include "system/file.h"

#include <algorithm>

namespace casustafel::bureau {

using core::Errc;
using core::fail;
using core::Result;
namespace fs = std::filesystem;

namespace {

/// The private scalar in a JWK file, whose public half must belong to it (checked by the caller).
struct PrivateJwk {
    seal::PublicKey key;
    core::Bytes scalar;
};

Result<PrivateJwk> read_private_jwk(const fs::path& file)
{
    Result<std::string> text = system::read_whole(file, 4096);
    if (!text) return std::unexpected(text.error());
    Result<nlohmann::json> jwk = protocol::read_json(*text);
    if (!jwk || !jwk->is_object() || !jwk->contains("d") || !(*jwk)["d"].is_string())
        return fail(Errc::corrupt, file.string() + " isn't a private key");
    Result<core::Bytes> scalar = protocol::from_base64url((*jwk)["d"].get<std::string>());
    jwk->erase("d");
    Result<seal::PublicKey> key = seal::PublicKey::from_jwk(*jwk);
    if (!scalar || !key) return fail(Errc::corrupt, file.string() + " isn't a private key");
    return PrivateJwk{std::move(*key), std::move(*scalar)};
}

/// A private key of either kind, whose file was not mixed up.
template <class PrivateKey>
Result<PrivateKey> read_private_key(const fs::path& file)
{
    Result<PrivateJwk> jwk = read_private_jwk(file);
    if (!jwk) return std::unexpected(jwk.error());
    Result<PrivateKey> key = PrivateKey::from_scalar(jwk->scalar);
    seal::wipe(jwk->scalar.data(), jwk->scalar.size());
    if (!key || key->public_key() != jwk->key)
        return fail(Errc::corrupt, file.string() + ": the private key doesn't belong to the public one");
    return key;
}

/// NAME.jwk and the NAME-*.jwk beside it, the newest first.
std::vector<fs::path> keys_like(const fs::path& folder, std::string_view name)
{
    std::vector<fs::path> earlier;
    std::error_code failed;
    for (fs::directory_iterator at{folder, failed}; !failed && at != fs::directory_iterator{}; at.increment(failed)) {
        const std::string file = at->path().filename().string();
        if (file.starts_with(std::string{name} + "-") && file.ends_with(".jwk")) earlier.push_back(at->path());
    }
    std::ranges::sort(earlier, std::ranges::greater{});
    earlier.insert(earlier.begin(), folder / (std::string{name} + ".jwk"));
    return earlier;
}

} // namespace

std::vector<fs::path> Folder::recovery_keys() const
{
    return keys_like(offline(), "recovery");
}

Result<> write_pair(const fs::path& stem, const PemPair& pair)
{
    // The key first: a certificate without its key would look complete.
    if (Result<> done = system::write_durably(stem.string() + ".key", pair.key); !done) return done;
    return system::write_durably(stem.string() + ".pem", pair.certificate, system::Readers::everyone);
}

Result<PemPair> read_pair(const fs::path& stem)
{
    Result<std::string> certificate = system::read_whole(stem.string() + ".pem");
    if (!certificate) return std::unexpected(certificate.error());
    Result<std::string> key = system::read_whole(stem.string() + ".key");
    if (!key) return std::unexpected(key.error());
    return PemPair{std::move(*certificate), std::move(*key)};
}

Result<BureauInfo> read_info(const Folder& folder)
{
    Result<std::string> text = system::read_whole(folder.info(), 64U << 10);
    if (!text) return fail(Errc::not_found, folder.root().string() + " isn't the folder of a bureau (no bureau.json)");
    Result<nlohmann::json> json = protocol::read_json(*text);
    if (!json || !json->is_object())
        return fail(Errc::corrupt, folder.info().string() + " isn't what `bureau init` wrote");
    BureauInfo info;
    for (const auto& [name, field] : {std::pair{"id", &info.id},
                                      {"name", &info.name},
                                      {"region", &info.region},
                                      {"host", &info.host},
                                      {"ca_sha256", &info.ca_sha256_hex}}) {
        if (!json->contains(name) || !(*json)[name].is_string())
            return fail(Errc::corrupt, folder.info().string() + ": '" + name + "' is missing");
        *field = (*json)[name].get<std::string>();
    }
    if (!json->contains("root")) return fail(Errc::corrupt, folder.info().string() + ": 'root' is missing");
    info.root_jwk = protocol::canonical_json((*json)["root"]);
    if (!seal::PublicKey::from_jwk_text(info.root_jwk))
        return fail(Errc::corrupt, folder.info().string() + ": 'root' isn't a public key");
    return info;
}

Result<> write_info(const Folder& folder, const BureauInfo& info)
{
    Result<nlohmann::json> root = protocol::read_json(info.root_jwk);
    if (!root) return std::unexpected(root.error());
    const nlohmann::json json{{"id", info.id},
                              {"name", info.name},
                              {"region", info.region},
                              {"host", info.host},
                              {"ca_sha256", info.ca_sha256_hex},
                              {"root", *root}};
    return system::write_durably(folder.info(), json.dump(2) + "\n", system::Readers::everyone);
}

Result<> write_key(const fs::path& file, const seal::PublicKey& key, core::ByteView scalar)
{
    nlohmann::json jwk = key.jwk();
    jwk["d"] = protocol::to_base64url(scalar);
    std::string text = jwk.dump() + "\n";
    Result<> done = system::write_durably(file, text);
    seal::wipe(text.data(), text.size());
    return done;
}

Result<seal::SigningKey> read_signing_key(const fs::path& file)
{
    return read_private_key<seal::SigningKey>(file);
}

Result<seal::DecryptionKey> read_decryption_key(const fs::path& file)
{
    return read_private_key<seal::DecryptionKey>(file);
}

} // namespace casustafel::bureau
