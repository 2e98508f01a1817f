#include "storage/schema.h"
#include "storage/vault.h"
#include "storage/vault_files.h"

#include <sodium.h>

namespace casustafel::storage {

using core::Errc;
using core::fail;

namespace {

constexpr std::size_t vault_id_bytes = 16;

/// Making a vault over one that still holds keys would destroy them.
core::Result<> nothing_there(const VaultParts& parts)
{
    const auto header = VaultHeader::open(header_file(parts.folder), parts.vfs);
    if (header || header.error().code != Errc::not_found)
        return fail(Errc::conflict, "there is a vault in " + parts.folder.string());
    auto slots = SlotFile::open(slots_file(parts.folder), parts.vfs);
    if (!slots) return {};
    const auto used = slots->list();
    if (used && !used->empty())
        return fail(Errc::conflict, "there are key slots without a header in " + parts.folder.string());
    return {};
}

} // namespace

core::Result<ProtectorRecord> enrol(const VaultParts& parts, const Enrolment& enrolment, core::ByteView master,
                                    core::ByteView vault_id)
{
    Protector* protector = find_protector(parts, enrolment.protector);
    if (!protector) return fail(Errc::rejected, "this device has no protector '" + enrolment.protector + "'");
    if (!protector->takes(enrolment.secret))
        return fail(Errc::rejected, "not the form of a secret of '" + enrolment.protector + "'");
    ProtectorRecord record{
        .name = enrolment.protector, .salt = core::Bytes(salt_bytes), .cost = enrolment.cost, .wrapped_master = {}};
    randombytes_buf(record.salt.data(), record.salt.size());
    auto kept = protector->enrol(enrolment.secret, record.salt);
    if (!kept) return std::unexpected(kept.error());
    record.kept = *std::move(kept);
    const auto answer = protector->key(enrolment.secret, record);
    if (!answer) return std::unexpected(answer.error());
    if (answer->key.empty()) return fail(Errc::denied, "'" + record.name + "' gave no key just after it was readied");
    record.wrapped_master = wrap(master, answer->key.view(), master_about(vault_id, record.name));
    return record;
}

core::Result<> FileVault::create(const VaultParts& parts, const std::vector<Enrolment>& enrolments)
{
    if (auto done = check_cipher(); !done) return done;
    if (auto done = nothing_there(parts); !done) return done;
    auto device_secret = parts.device_secret();
    if (!device_secret) return std::unexpected(device_secret.error());

    core::Bytes vault_id(vault_id_bytes);
    randombytes_buf(vault_id.data(), vault_id.size());
    const SecretBytes master = SecretBytes::random(key_bytes);
    std::vector<ProtectorRecord> records;
    for (const Enrolment& enrolment : enrolments) {
        auto record = enrol(parts, enrolment, master.view(), vault_id);
        if (!record) return std::unexpected(record.error());
        records.push_back(*std::move(record));
    }

    if (auto done = SlotFile::create(slots_file(parts.folder), parts.vfs); !done) return done;
    if (auto done = RecoveryFile::create(recovery_file(parts.folder), parts.vfs); !done) return done;
    if (parts.counter)
        if (auto done =
                Freshness::create(freshness_file(parts.folder), parts.vfs, device_secret->view(), *parts.counter);
            !done)
            return done;
    for (const char* leftover : {"", "-wal", "-journal"}) // of a making that was interrupted, under a lost key
        if (auto done = sql::remove_file(device_file(parts.folder).string() + leftover, parts.vfs); !done) return done;
    const SecretBytes device_key = device_keys_key(device_secret->view(), master.view());
    {
        auto device = sql::Database::open(device_file(parts.folder), {.raw_key = device_key.view(), .vfs = parts.vfs});
        if (!device) return std::unexpected(device.error());
        if (auto done = sql::migrate(*device, device_steps); !done) return done;
    }
    return VaultHeader::create(header_file(parts.folder), parts.vfs, vault_id, records);
}

core::Result<std::unique_ptr<FileVault>> FileVault::open(VaultParts parts)
{
    if (auto done = check_cipher(); !done) return std::unexpected(done.error());
    auto header = VaultHeader::open(header_file(parts.folder), parts.vfs);
    if (!header) return std::unexpected(header.error());
    auto slots = SlotFile::open(slots_file(parts.folder), parts.vfs);
    if (!slots) return fail(Errc::corrupt, "the vault's key slots are gone: " + slots.error().detail);
    auto recovery = RecoveryFile::open(recovery_file(parts.folder), parts.vfs);
    if (!recovery && recovery.error().code == Errc::not_found) { // copies are made again from the slots
        if (auto done = RecoveryFile::create(recovery_file(parts.folder), parts.vfs); !done)
            return std::unexpected(done.error());
        recovery = RecoveryFile::open(recovery_file(parts.folder), parts.vfs);
    }
    if (!recovery) return std::unexpected(recovery.error());
    std::optional<Freshness> fresh;
    if (parts.counter) {
        auto opened = Freshness::open(freshness_file(parts.folder), parts.vfs);
        if (!opened && opened.error().code != Errc::not_found) return std::unexpected(opened.error());
        if (opened) fresh = *std::move(opened);
    }
    return std::unique_ptr<FileVault>{
        new FileVault{std::move(parts), *std::move(header), *std::move(slots), *std::move(recovery), std::move(fresh)}};
}

} // namespace casustafel::storage
