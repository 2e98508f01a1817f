#include "firmware/commands.h"

#include "firmware/device_files.h"
#include "firmware/device_log.h"
#include "firmware/setup.h"
#include "firmware/vault_parts.h"
#include "seal/device_sealer.h"
#include "storage/folder.h"
#include "storage/outbox.h"
#include "storage/package_store.h"
#include "system/file.h"

#include <algorithm>
#include <functional>
#include <ostream>

namespace casustafel::device {

using core::Errc;
using core::Result;

namespace {

std::string protector_of(const SetupOptions& options)
{
    return options.protector.empty() ? options.board.protectors.front() : options.protector;
}

Result<std::unique_ptr<storage::FileVault>> opened_vault(const SetupOptions& options)
{
    const storage::VaultParts parts = vault_parts(options.data, options.board);
    const auto created =
        storage::FileVault::create(parts, {{.protector = protector_of(options), .secret = options.secret, .cost = {}}});
    // A vault without a provisioned device is one of a setup that broke off.
    if (!created && created.error().code != Errc::conflict) return std::unexpected(created.error());
    auto vault = storage::FileVault::open(vault_parts(options.data, options.board));
    if (!vault) return vault;
    const auto unlocked = (*vault)->unlock(options.secret, now());
    if (!unlocked) return std::unexpected(unlocked.error());
    if (!unlocked->open)
        return core::fail(Errc::denied, "an earlier setup began with another secret, or the wait isn't over; use that "
                                        "secret or an empty data folder");
    return vault;
}

/// The bureau's key set, checked against its root before it is kept.
Result<> keep_keys(const std::string& jws, const protocol::Provisioning& provisioning, storage::FileVault& vault,
                   storage::SqlPackageStore& packages)
{
    const auto root = seal::PublicKey::from_jwk_text(provisioning.root_jwk);
    if (!root) return std::unexpected(root.error());
    auto sealer =
        seal::DeviceSealer::create({provisioning.device, provisioning.bureau.id.value(), *root}, secrets_in(vault), {},
                                   [&](std::string_view text) { return packages.keep_key_set(text); });
    if (!sealer) return std::unexpected(sealer.error());
    return sealer->take_keys(jws);
}

/// Writes one sentence; true when it is good news.
bool tell(std::ostream& out, std::string_view part, const Result<>& how, std::string_view good)
{
    out << part << ": " << (how ? good : std::string_view{how.error().detail}) << "\n";
    return how.has_value();
}

template <class T>
Result<> without_value(const Result<T>& result)
{
    if (!result) return std::unexpected(result.error());
    return {};
}

/// Whether each conference can be read, which only its key can tell. `note` gets how unlocking went.
bool check_conferences(storage::FileVault& vault, const std::vector<core::ConferenceOnDevice>& conferences,
                       const std::optional<core::Secret>& secret, const std::function<Result<>(const Result<>&)>& note,
                       std::ostream& out)
{
    if (conferences.empty()) return true;
    if (!secret) {
        out << "conferences: not looked into; 'check --unlock' asks for the secret and reads them\n";
        return true;
    }
    const auto unlocked = unlock(vault, *secret, now());
    if (const auto noted = note(unlocked); !noted) return tell(out, "log", noted, {});
    if (!unlocked) return tell(out, "conferences", unlocked, {});
    bool good = true;
    for (const core::ConferenceOnDevice& one : conferences)
        good &= tell(out, "conference " + one.id.value(), read_through(vault, one), "as it should be");
    return good;
}

} // namespace

Result<> set_up_device(const SetupOptions& options, const Log& log)
{
    const auto text = system::read_whole(options.provision);
    if (!text) return std::unexpected(text.error());
    const auto provisioning = protocol::read_provisioning(*text);
    if (!provisioning)
        return core::fail(provisioning.error().code, options.provision.string() + ": " + provisioning.error().detail);
    if (auto good = check_new_secret(options.secret, options.board, protector_of(options)); !good) return good;
    const auto folder = storage::DataFolder::open(options.data);
    if (!folder) return std::unexpected(folder.error());
    const DeviceFiles files{options.data};
    if (files.provisioning())
        return core::fail(Errc::conflict, options.data.string() + ": this device is set up already");

    auto vault = opened_vault(options);
    if (!vault) return std::unexpected(vault.error());
    auto packages = storage::SqlPackageStore::open(options.data);
    if (!packages) return std::unexpected(packages.error());
    const KeyStore store{
        [&](std::string_view name) { return (*vault)->secret(std::string{name}); },
        [&](std::string_view name, core::ByteView bytes) { return (*vault)->keep_secret(std::string{name}, bytes); }};
    const auto keys = set_up(files, *provisioning, store, now(), log);
    if (!keys) return std::unexpected(keys.error());
    if (auto kept = keep_keys(*keys, *provisioning, **vault, **packages); !kept) return kept;
    // Last: from now on the device is set up. The code is used and of no use to anyone.
    protocol::Provisioning used = *provisioning;
    used.code.clear();
    if (auto kept = files.keep(used); !kept) return kept;
    log("set up");
    return {};
}

bool check_device(const std::filesystem::path& data, const board::Board& board,
                  const std::optional<core::Secret>& secret, std::ostream& out)
{
    const DeviceFiles files{data};
    const auto provisioning = files.provisioning();
    if (!provisioning) return tell(out, "setup", without_value(provisioning), {});
    bool good = tell(out, "setup", {},
                     "device " + provisioning->device.value() + " of bureau " + provisioning->bureau.id.value());
    const auto folder = storage::DataFolder::open(data);
    if (!tell(out, "data folder", without_value(folder), "held by nobody else")) return false;
    good &=
        tell(out, "board", {}, board.id + (board.development ? ", a development device: its secrets are files" : ""));
    const auto identity = files.identity();
    good &= tell(out, "certificate", without_value(identity), "present");
    const auto vault = storage::FileVault::open(vault_parts(data, board));
    const auto conferences = vault ? (*vault)->conferences() : std::unexpected(vault.error());
    good &= tell(out, "vault", without_value(conferences),
                 conferences ? std::to_string(conferences->size()) + " conferences" : "");
    const auto note = [&](const Result<>& unlocked) { return note_unlocking(data, board, unlocked); };
    if (conferences) good &= check_conferences(**vault, *conferences, secret, note, out);
    const auto outbox = storage::SqlOutbox::open(data);
    const auto envelopes = outbox ? (*outbox)->list() : std::unexpected(outbox.error());
    const auto waits = [](const core::Envelope& one) { return one.state != core::EnvelopeState::opened; };
    good &= tell(out, "outbox", without_value(envelopes),
                 envelopes ? std::to_string(std::ranges::count_if(*envelopes, waits)) + " envelopes wait" : "");
    const auto packages = storage::SqlPackageStore::open(data);
    const auto waiting = packages ? (*packages)->waiting() : std::unexpected(packages.error());
    good &=
        tell(out, "inbox", without_value(waiting), waiting ? std::to_string(waiting->size()) + " packages wait" : "");
    const auto keys = packages ? (*packages)->key_set() : std::unexpected(packages.error());
    const bool has_keys = keys && !keys->empty();
    good &= tell(out, "keys of the bureau",
                 has_keys || !keys ? without_value(keys) : core::fail(Errc::not_found, "none yet"), "present");
    return good;
}

} // namespace casustafel::device
