#include "toolchain/bench/device.h"

#include "core/audit.h"
#include "protocol/audit_codec.h"
#include "protocol/facts_codec.h"
#include "protocol/package_codec.h"
#include "protocol/receipt_codec.h"
#include "seal/crypto.h"
#include "seal/jwe.h"
#include "toolchain/bench/big_conference.h"

#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace casustafel::bench {

using core::Errc;
using core::Result;
using namespace std::chrono_literals;

namespace {

constexpr const char* bureau_id = "zvh-rivierenkust";
constexpr const char* device_id = "CT-0017";

std::int64_t seconds(core::Instant at)
{
    return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count();
}

seal::Frame frame(nlohmann::json body)
{
    return {.iss = bureau_id, .aud = {}, .iat = seconds(table_time()), .seq = 3, .prev = {}, .body = std::move(body)};
}

storage::VaultParts vault_of(const std::filesystem::path& folder)
{
    storage::VaultParts parts;
    parts.folder = folder;
    parts.device_secret = []() -> Result<storage::SecretBytes> {
        return storage::SecretBytes::copy_of(seal::sha256(core::bytes_of("a device to measure")));
    };
    parts.format = fact_format();
    return parts;
}

/// The device's log as a device has it, on its own disk.
Result<std::unique_ptr<storage::SqlDeviceLog>> log_of(const std::filesystem::path& folder,
                                                      const seal::DeviceSealer& sealer)
{
    const auto secret = vault_of(folder).device_secret();
    if (!secret) return std::unexpected(secret.error());
    const auto sign = [&sealer](const core::LogHead& head, std::uint64_t number, const std::string& previous,
                                core::Instant at) -> Result<storage::SignedHead> {
        auto made = sealer.sign_log_head(head, number, previous, at);
        if (!made) return std::unexpected(made.error());
        return storage::SignedHead{std::move(made->jws), std::move(made->jwk)};
    };
    return storage::SqlDeviceLog::open(folder, secret->view(), {protocol::write_audit_entry, sign, [] {
                                                                    return storage::Clocks{table_time(), true, 0, {}};
                                                                }});
}

} // namespace

Result<std::shared_ptr<Bureau>> Bureau::found()
{
    if (auto started = seal::start(); !started) return std::unexpected(started.error());
    std::vector<seal::SigningKey> signing;
    for (int n = 0; n < 4; ++n) {
        auto key = seal::SigningKey::generate();
        if (!key) return std::unexpected(key.error());
        signing.push_back(std::move(*key));
    }
    auto device_opens = seal::DecryptionKey::generate();
    auto operational = seal::DecryptionKey::generate();
    auto recovery = seal::DecryptionKey::generate();
    for (const auto* key : {&device_opens, &operational, &recovery})
        if (!*key) return std::unexpected(key->error());
    const seal::KeySet set{.owner = seal::KeySetOwner::bureau,
                           .id = bureau_id,
                           .seq = 1,
                           .nbf = seconds(table_time() - 24h),
                           .exp = seconds(table_time() + 24h),
                           .keys = {{signing[1].public_key(), seal::KeyUse::desk_signature},
                                    {signing[2].public_key(), seal::KeyUse::relay_receipt},
                                    {operational->public_key(), seal::KeyUse::operational},
                                    {recovery->public_key(), seal::KeyUse::recovery}}};
    auto signed_set = seal::sign_key_set(signing[0], set, seconds(table_time()));
    if (!signed_set) return std::unexpected(signed_set.error());
    return std::make_shared<Bureau>(Bureau{std::move(signing[0]), std::move(signing[1]), std::move(signing[2]),
                                           std::move(signing[3]), std::move(*device_opens), std::move(*signed_set)});
}

Result<std::string> Bureau::sealed(const core::Package& package) const
{
    const std::vector<seal::PublicKey> to{device_opens.public_key()};
    auto envelope = seal::seal_envelope(desk, seal::MessageType::package,
                                        frame(nlohmann::json::parse(protocol::write_package(package))), to);
    if (!envelope) return std::unexpected(envelope.error());
    return std::move(envelope->jwe);
}

Result<std::string> Bureau::receipt() const
{
    core::Receipt said;
    said.stage = core::ReceiptStage::stored;
    said.minutes = core::MinutesId{uuid(9, 1)};
    said.device = core::DeviceId{device_id};
    said.minutes_seq = 1;
    said.at = table_time();
    return seal::sign(relay, seal::MessageType::receipt, frame(nlohmann::json::parse(protocol::write_receipt(said))));
}

Result<seal::DeviceSealer> sealer_of(const Bureau& bureau)
{
    seal::DeviceSecrets secrets{
        [&bureau]() -> Result<seal::SecretBytes> { return bureau.device_signs.scalar(); },
        [&bureau]() -> Result<seal::SecretBytes> { return bureau.device_opens.scalar(); },
    };
    return seal::DeviceSealer::create({core::DeviceId{device_id}, bureau_id, bureau.root.public_key()},
                                      std::move(secrets), bureau.key_set,
                                      [](std::string_view) -> Result<> { return {}; });
}

storage::FactFormat fact_format()
{
    return {protocol::encode, protocol::decode_fact,
            [](const core::Recorded& one) { return protocol::write_audit_entry(core::audit_entry(one)); }};
}

storage::VaultParts development_vault(const std::filesystem::path& folder)
{
    auto parts = vault_of(folder);
    parts.protectors.push_back(std::make_unique<storage::PinProtector>(
        "ontwikkelapparaat", [](core::ByteView challenge) -> Result<storage::SecretBytes> {
            return storage::SecretBytes::copy_of(seal::sha256(challenge));
        }));
    return parts;
}

storage::VaultParts product_vault(const std::filesystem::path& folder)
{
    auto parts = vault_of(folder);
    parts.protectors.push_back(std::make_unique<storage::PassphraseProtector>());
    return parts;
}

Device::Device(std::shared_ptr<Bureau> bureau, seal::DeviceSealer sealer)
    : bureau_{std::move(bureau)}, sealer_{std::move(sealer)}, calendar_{*std::chrono::locate_zone("Europe/Amsterdam")}
{
}

Result<std::shared_ptr<Device>> Device::set_up(const std::filesystem::path& folder)
{
    auto bureau = Bureau::found();
    if (!bureau) return std::unexpected(bureau.error());
    auto sealer = sealer_of(**bureau);
    if (!sealer) return std::unexpected(sealer.error());
    std::shared_ptr<Device> device{new Device{std::move(*bureau), std::move(*sealer)}};
    if (auto made = storage::FileVault::create(development_vault(folder), {{"ontwikkelapparaat", pin, {}}}); !made)
        return std::unexpected(made.error());
    auto log = log_of(folder, device->sealer_);
    if (!log) return std::unexpected(log.error());
    device->log_ = std::move(*log);
    auto parts_of_vault = development_vault(folder);
    parts_of_vault.format.audit_line = [&log = *device->log_](const core::Recorded& one) { return log.line_of(one); };
    parts_of_vault.keep_lines = [&log = *device->log_](const core::ConferenceId& id, storage::SqlLedger& ledger) {
        return log.copy(id, ledger);
    };
    auto vault = storage::FileVault::open(std::move(parts_of_vault));
    if (!vault) return std::unexpected(vault.error());
    device->vault_ = std::move(*vault);
    auto outbox = storage::SqlOutbox::open(folder);
    if (!outbox) return std::unexpected(outbox.error());
    device->outbox_ = std::move(*outbox);
    auto packages = storage::SqlPackageStore::open(folder);
    if (!packages) return std::unexpected(packages.error());
    device->packages_ = std::move(*packages);
    app::RecorderParts parts{.vault = *device->vault_,
                             .outbox = *device->outbox_,
                             .packages = *device->packages_,
                             .sealer = device->sealer_,
                             .audit = *device->log_,
                             .digests = device->digests_,
                             .calendar = device->calendar_,
                             .now = table_time,
                             .log = [](const std::string&) {},
                             .device = core::DeviceId{device_id},
                             .software = "bench",
                             .clock_trusted = [] { return true; }};
    device->recorder_ =
        std::make_unique<app::Recorder>(std::move(parts), device->published_, device->to_courier_, [] {});
    device->recorder_->start();
    if (auto unlocked = device->give(app::Unlock{pin}); !unlocked) return std::unexpected(unlocked.error());
    return device;
}

Result<> Device::give(const app::ToRecorder& message)
{
    recorder_->handle(message);
    const auto now = published_.read();
    if (now->storage_fault || !now->unlocked) return core::fail(Errc::storage, "not saved, or locked");
    if (!now->notices.empty()) return core::fail(Errc::rejected, now->notices.back().detail);
    return {};
}

Result<> Device::perform(const core::Command& command)
{
    const std::uint64_t wish = ++last_wish_;
    if (auto given = give(app::Perform{wish, command}); !given) return given;
    const auto now = published_.read();
    const app::Answer& answer = now->answers.back();
    if (answer.id != wish || !answer.accepted()) return core::fail(Errc::rejected, "a command was not taken");
    return {};
}

Result<> Device::receive(const std::string& sealed_package, const std::string& id)
{
    const core::ByteView bytes = core::bytes_of(sealed_package);
    return give(app::PackageArrived{{id, seal::sha256(bytes), bytes.size(), "package"}, {bytes.begin(), bytes.end()}});
}

} // namespace casustafel::bench
