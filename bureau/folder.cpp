#include "bureau/folder.h"

#include "protocol/base64url.h"
#include "protocol/json.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>

namespace casustafel::bureau {

using core::Errc;
using core::fail;
using core::Result;
namespace fs = std::filesystem;

namespace {

/// A file descriptor that is closed.
class Descriptor {
public:
    explicit Descriptor(int number) : number_{number} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (number_ >= 0) ::close(number_);
    }
    int get() const { return number_; }

private:
    int number_;
};

std::unexpected<core::Error> disk_failure(const fs::path& file, int code)
{
    const bool no_room = code == ENOSPC || code == EROFS || code == EDQUOT || code == EACCES;
    return fail(no_room ? Errc::full : Errc::storage,
                file.string() + ": " + std::error_code{code, std::generic_category()}.message());
}

Result<> sync_folder(const fs::path& folder)
{
    const Descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (opened.get() < 0 || ::fsync(opened.get()) != 0) return disk_failure(folder, errno);
    return {};
}

Result<> write_file(const fs::path& file, std::string_view content, mode_t mode)
{
    const fs::path whole = file.string() + ".new";
    {
        const Descriptor opened{::open(whole.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)};
        if (opened.get() < 0 || ::fchmod(opened.get(), mode) != 0) return disk_failure(file, errno);
        while (!content.empty()) {
            const ssize_t written = ::write(opened.get(), content.data(), content.size());
            if (written < 0) {
                if (errno == EINTR) continue;
                return disk_failure(file, errno);
            }
            content.remove_prefix(static_cast<std::size_t>(written));
        }
        if (::fsync(opened.get()) != 0) return disk_failure(file, errno);
    }
    if (::rename(whole.c_str(), file.c_str()) != 0) return disk_failure(file, errno);
    return sync_folder(file.parent_path().empty() ? fs::path{"."} : file.parent_path());
}

/// The private scalar in a JWK file, whose public half must belong to it (checked by the caller).
struct PrivateJwk {
    seal::PublicKey key;
    core::Bytes scalar;
};

Result<PrivateJwk> read_private_jwk(const fs::path& file)
{
    Result<std::string> text = read_file(file, 4096);
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

} // namespace

Result<> write_private(const fs::path& file, std::string_view content)
{
    return write_file(file, content, S_IRUSR | S_IWUSR);
}

Result<> write_public(const fs::path& file, std::string_view content)
{
    return write_file(file, content, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
}

Result<std::string> read_file(const fs::path& file, std::size_t most)
{
    std::ifstream in{file, std::ios::binary};
    std::error_code error;
    if (!in || !fs::is_regular_file(file, error)) return fail(Errc::not_found, "can't read " + file.string());
    if (fs::file_size(file, error) > most || error) return fail(Errc::refused, file.string() + " is too large");
    std::string content{std::istreambuf_iterator<char>{in}, {}};
    if (in.bad()) return fail(Errc::storage, "can't read " + file.string());
    return content;
}

Result<> write_pair(const fs::path& stem, const PemPair& pair)
{
    // The key first: a certificate without its key would look complete.
    if (Result<> done = write_private(stem.string() + ".key", pair.key); !done) return done;
    return write_public(stem.string() + ".pem", pair.certificate);
}

Result<PemPair> read_pair(const fs::path& stem)
{
    Result<std::string> certificate = read_file(stem.string() + ".pem");
    if (!certificate) return std::unexpected(certificate.error());
    Result<std::string> key = read_file(stem.string() + ".key");
    if (!key) return std::unexpected(key.error());
    return PemPair{std::move(*certificate), std::move(*key)};
}

Result<BureauInfo> read_info(const Folder& folder)
{
    Result<std::string> text = read_file(folder.info(), 64U << 10);
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
    return write_public(folder.info(), json.dump(2) + "\n");
}

Result<> write_key(const fs::path& file, const seal::PublicKey& key, core::ByteView scalar)
{
    nlohmann::json jwk = key.jwk();
    jwk["d"] = protocol::to_base64url(scalar);
    std::string text = jwk.dump() + "\n";
    Result<> done = write_private(file, text);
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
