#pragma once

#include "bureau/x509.h"
#include "core/bytes.h"
#include "core/result.h"
#include "seal/keys.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::bureau {

/// What everybody in the bureau may know about it: DIR/bureau.json.
struct BureauInfo {
    std::string id;
    std::string name;
    std::string region;
    std::string host;          ///< under which devices reach the relay
    std::string ca_sha256_hex; ///< fingerprint of the CA
    std::string root_jwk;      ///< public root key
};

/// The folder of a bureau. Three parts that may lie on three machines: `relay` serves devices and can open nothing,
/// `desk` opens minutes, `offline` belongs in a safe. Only the small DIR/bureau.json is common.
class Folder {
public:
    explicit Folder(std::filesystem::path root) : root_{std::move(root)} {}

    const std::filesystem::path& root() const { return root_; }
    std::filesystem::path info() const { return root_ / "bureau.json"; }
    std::filesystem::path relay() const { return root_ / "relay"; }
    std::filesystem::path desk() const { return root_ / "desk"; }
    std::filesystem::path offline() const { return root_ / "offline"; }
    std::filesystem::path provisioning() const { return root_ / "provisioning"; } ///< one file per device

    std::filesystem::path relay_database() const { return relay() / "relay.db"; }
    std::filesystem::path ca() const { return relay() / "ca"; }              ///< .pem and .key
    std::filesystem::path server() const { return relay() / "server"; }      ///< .pem and .key
    std::filesystem::path server_hosts() const { return relay() / "hosts"; } ///< what the server certificate is for
    std::filesystem::path receipt_key() const { return relay() / "receipt.jwk"; }
    std::filesystem::path relay_address() const { return relay() / "address"; } ///< where it listens, last start

    std::filesystem::path bundles() const { return relay() / "updates"; } ///< by digest

    std::filesystem::path desk_database() const { return desk() / "desk.db"; }
    std::filesystem::path desk_database_key() const { return desk() / "desk.key"; }
    std::filesystem::path desk_client() const { return desk() / "client"; } ///< .pem and .key
    std::filesystem::path desk_ca() const { return desk() / "ca.pem"; }
    std::filesystem::path desk_signing_key() const { return desk() / "signing.jwk"; }
    std::filesystem::path desk_key_set() const { return desk() / "keys.jws"; } ///< as devices get it
    std::filesystem::path operational_key() const { return desk() / "operational.jwk"; }

    std::filesystem::path root_key() const { return offline() / "root.jwk"; }
    std::filesystem::path recovery_key() const { return offline() / "recovery.jwk"; }
    /// That one and those before it (recovery-*.jwk), which still open what was sealed to them.
    std::vector<std::filesystem::path> recovery_keys() const;

private:
    std::filesystem::path root_;
};

/// A certificate with its key, as STEM.pem and STEM.key (0600).
core::Result<> write_pair(const std::filesystem::path& stem, const PemPair& pair);
core::Result<PemPair> read_pair(const std::filesystem::path& stem);

core::Result<BureauInfo> read_info(const Folder& folder);
core::Result<> write_info(const Folder& folder, const BureauInfo& info);

/// A private key as JWK (RFC 7517) in a file with mode 0600.
core::Result<> write_key(const std::filesystem::path& file, const seal::PublicKey& key, core::ByteView scalar);
core::Result<seal::SigningKey> read_signing_key(const std::filesystem::path& file);
core::Result<seal::DecryptionKey> read_decryption_key(const std::filesystem::path& file);

} // namespace casustafel::bureau
