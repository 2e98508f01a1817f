#include "storage/schema.h"
#include "storage/vault.h"
#include "storage/vault_files.h"

#include <sodium.h>

#include <set>

namespace casustafel::storage {

using core::Errc;
using core::fail;

core::Result<core::Unlocking> FileVault::unlock(const core::Secret& secret, core::Instant now)
{
    const auto counted = header_.attempts();
    if (!counted) return std::unexpected(counted.error());
    Attempts attempts = as_of(*counted, now);
    if (attempts != *counted)
        if (auto done = header_.keep(attempts); !done) return std::unexpected(done.error());
    const auto wrong = [](const Attempts& a) { return static_cast<int>(a.wrong); };
    if (now < attempts.retry_at)
        return core::Unlocking{
            .open = false, .slot = {}, .retry_at = attempts.retry_at, .wrong_attempts = wrong(attempts)};

    attempts = with_one_more(attempts, now);
    if (auto done = header_.keep(attempts); !done) return std::unexpected(done.error());

    auto tried = try_protectors(secret);
    if (!tried) return std::unexpected(tried.error());
    if (!tried->opened) {
        if (!tried->judged) { // a token that isn't there: nobody guessed
            if (auto done = header_.keep(*counted); !done) return std::unexpected(done.error());
            attempts = as_of(*counted, now);
        }
        core::Unlocking refused{.open = false,
                                .slot = {},
                                .retry_at = {},
                                .wrong_attempts = wrong(attempts),
                                .hindrance = tried->refusal.hindrance,
                                .tries_left = tried->refusal.tries_left};
        if (attempts.retry_at > now) refused.retry_at = attempts.retry_at;
        if (tried->refusal.wait) refused.retry_at = now + *tried->refusal.wait;
        return refused;
    }
    Opened& opened = *tried->opened;
    if (auto fresh = confirm_fresh(opened.keys.device_secret.view()); !fresh) {
        if (fresh.error().code != Errc::refused) return std::unexpected(fresh.error());
        if (auto done = header_.keep({.wrong = 0, .last_at = now, .retry_at = now}); !done)
            return std::unexpected(done.error());
        return core::Unlocking{.open = false,
                               .slot = {},
                               .retry_at = {},
                               .wrong_attempts = 0,
                               .put_back =
                                   fresh.error().detail + "; 'casustafel rescue --to' brings the bureau what is in it"};
    }
    if (!keys_) {
        if (auto done = open_device_keys(opened.keys); !done) return std::unexpected(done.error());
        keys_ = std::move(opened.keys);
        unlocked_by_ = opened.slot;
    }
    if (auto done = header_.keep({.wrong = 0, .last_at = now, .retry_at = now}); !done) {
        lock();
        return std::unexpected(done.error());
    }
    return core::Unlocking{.open = true, .slot = opened.slot, .retry_at = {}, .wrong_attempts = 0};
}

core::Result<FileVault::Tried> FileVault::try_protectors(const core::Secret& secret)
{
    const auto records = header_.protectors();
    if (!records) return std::unexpected(records.error());
    Tried tried;
    std::set<std::string> said_wrong; // the token itself: it isn't asked again, that would cost another of its tries
    std::optional<core::Error> trouble;
    for (const ProtectorRecord& record : *records) {
        Protector* protector = find_protector(parts_, record.name);
        if (!protector || !protector->takes(secret) || said_wrong.contains(record.name)) continue;
        auto answer = protector->key(secret, record);
        if (!answer) {
            trouble = answer.error(); // a token that is broken must not keep a passphrase from opening
            continue;
        }
        if (answer->key.empty()) {
            const bool wrong = !answer->hindrance;
            if (said_wrong.empty()) tried.refusal = *std::move(answer);
            if (wrong) said_wrong.insert(record.name);
            continue;
        }
        tried.judged = true;
        auto opened = open_with(record, answer->key.view());
        if (!opened) return std::unexpected(opened.error());
        tried.opened = *std::move(opened);
        if (tried.opened) return tried;
    }
    if (trouble) return std::unexpected(*trouble);
    if (!said_wrong.empty() || !tried.refusal.hindrance) tried.judged = true; // also what nobody could take
    if (tried.judged) tried.refusal.hindrance.reset();
    return tried;
}

core::Result<std::optional<FileVault::Opened>> FileVault::open_with(const ProtectorRecord& record, core::ByteView key)
{
    auto master = unwrap(record.wrapped_master, key, master_about(header_.vault_id(), record.name));
    if (!master) return std::nullopt;
    auto device_secret = parts_.device_secret();
    if (!device_secret) return std::unexpected(device_secret.error());
    return Opened{.slot = record.name,
                  .keys = {.device_secret = *std::move(device_secret), .master = *std::move(master)}};
}

core::Result<std::vector<std::string>> FileVault::protectors()
{
    const auto records = header_.protectors();
    if (!records) return std::unexpected(records.error());
    std::vector<std::string> names;
    for (const ProtectorRecord& record : *records) names.push_back(record.name);
    return names;
}

bool FileVault::is_still_there()
{
    if (!keys_) return true;
    Protector* protector = find_protector(parts_, unlocked_by_);
    return protector && protector->is_there();
}

/// The folder is the newest, and every copy of it from before is an older one from now on.
core::Result<> FileVault::confirm_fresh(core::ByteView device_secret)
{
    if (!parts_.counter) return {};
    if (!fresh_) return fail(Errc::refused, "vault.fresh is gone");
    const auto slots = slots_.list();
    if (!slots) return std::unexpected(slots.error());
    if (auto good = fresh_->judge(device_secret, *parts_.counter, *slots); !good) return good;
    return fresh_->advance(device_secret, *parts_.counter, *slots);
}

/// What was just destroyed doesn't come back with an earlier copy of the folder. Needs no key of a person.
core::Result<> FileVault::leave_earlier_copies_behind()
{
    if (!parts_.counter || !fresh_) return {};
    const auto slots = slots_.list();
    if (!slots) return std::unexpected(slots.error());
    const auto device_secret = parts_.device_secret();
    if (!device_secret) return std::unexpected(device_secret.error());
    return fresh_->advance(device_secret->view(), *parts_.counter, *slots);
}

core::Result<> FileVault::open_device_keys(const Keys& keys)
{
    const SecretBytes key = device_keys_key(keys.device_secret.view(), keys.master.view());
    auto device =
        sql::Database::open(device_file(parts_.folder), {.raw_key = key.view(), .create = false, .vfs = parts_.vfs});
    if (!device && device.error().code == Errc::not_found)
        return fail(Errc::corrupt, "the device's own keys are gone: " + device.error().detail);
    if (!device) return std::unexpected(device.error());
    if (auto done = sql::migrate(*device, device_steps); !done) return done;
    device_ = *std::move(device);
    return {};
}

void FileVault::lock()
{
    while (!ledgers_.empty()) close(core::ConferenceId{ledgers_.begin()->first});
    device_.reset();
    keys_.reset();
    // The C libraries work on copies of keys in registers and on the stack; what they left there goes too.
    sodium_stackzero(16384);
}

} // namespace casustafel::storage
