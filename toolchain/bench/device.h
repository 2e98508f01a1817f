#pragma once

#include "app/recorder.h"
#include "seal/device_sealer.h"
#include "seal/key_set.h"
#include "seal/keys.h"
#include "storage/device_log.h"
#include "storage/outbox.h"
#include "storage/package_store.h"
#include "storage/vault.h"

#include <filesystem>
#include <memory>
#include <string>

namespace casustafel::bench {

/// The bureau's side of a conversation: keys of its own and of one device.
struct Bureau {
    static core::Result<std::shared_ptr<Bureau>> found();

    /// `package` as the bureau sends it.
    core::Result<std::string> sealed(const core::Package& package) const;
    /// A receipt of the relay for some minutes.
    core::Result<std::string> receipt() const;

    seal::SigningKey root;
    seal::SigningKey desk;
    seal::SigningKey relay;
    seal::SigningKey device_signs;
    seal::DecryptionKey device_opens;
    std::string key_set;
};

/// A sealer with the device's real keys, without a vault around them.
core::Result<seal::DeviceSealer> sealer_of(const Bureau& bureau);

/// How the device keeps facts.
storage::FactFormat fact_format();

/// A vault of a development device: its PIN is `pin`, at what the product pays for it.
inline const core::Secret pin{"258013"};
storage::VaultParts development_vault(const std::filesystem::path& folder);
/// A vault of a product device: its passphrase is `passphrase`.
inline const core::Secret passphrase{"zes woorden die niemand anders zo kiest"};
storage::VaultParts product_vault(const std::filesystem::path& folder);

/// A device with everything but screen and network, in one folder on a real disk.
class Device {
public:
    /// Unlocked, without conferences.
    static core::Result<std::shared_ptr<Device>> set_up(const std::filesystem::path& folder);
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    /// Hands over a message as the threads of the product do and tells what went wrong with it.
    core::Result<> give(const app::ToRecorder& message);
    /// Asks for what a person at the table asked for.
    core::Result<> perform(const core::Command& command);
    /// A package comes from the bureau and is imported.
    core::Result<> receive(const std::string& sealed_package, const std::string& id);

    const Bureau& bureau() const { return *bureau_; }
    storage::FileVault& vault() { return *vault_; }
    const app::Published& published() const { return *published_.read(); }

private:
    Device(std::shared_ptr<Bureau> bureau, seal::DeviceSealer sealer);

    std::shared_ptr<Bureau> bureau_;
    seal::DeviceSealer sealer_;
    std::unique_ptr<storage::SqlDeviceLog> log_;
    std::unique_ptr<storage::FileVault> vault_;
    std::unique_ptr<storage::SqlOutbox> outbox_;
    std::unique_ptr<storage::SqlPackageStore> packages_;
    seal::TableDigests digests_;
    core::Calendar calendar_;
    app::Latest<app::Published> published_;
    app::Mailbox<app::ToCourier> to_courier_;
    std::unique_ptr<app::Recorder> recorder_;
    std::uint64_t last_wish_ = 0;
};

} // namespace casustafel::bench
