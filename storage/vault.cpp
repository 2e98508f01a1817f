#include "storage/vault.h"

#include "storage/vault_files.h"

#include <sodium.h>

#include <algorithm>
#include <tuple>

namespace casustafel::storage {

using core::Errc;
using core::fail;

namespace {

std::unexpected<core::Error> locked()
{
    return fail(Errc::denied, "the vault is locked");
}

/// Hands a shared ledger to one owner; the vault closes it when it is locked.
class LentLedger : public core::Ledger {
public:
    LentLedger(std::shared_ptr<SqlLedger> ledger, std::function<core::Result<>()> keep_lines)
        : ledger_{std::move(ledger)}, keep_lines_{std::move(keep_lines)}
    {
    }
    core::Result<std::vector<core::Recorded>> load() override { return ledger_->load(); }
    core::Result<> append(std::uint64_t expected, std::span<const core::Recorded> facts) override
    {
        return ledger_->append(expected, facts);
    }
    core::Result<core::AuditHead> audit_head() override
    {
        if (auto kept = keep_lines_(); !kept) return std::unexpected(kept.error());
        return ledger_->audit_head();
    }
    core::Result<> keep_draft(std::span<const core::Recorded> facts) override { return ledger_->keep_draft(facts); }
    core::Result<std::vector<core::Recorded>> draft() override { return ledger_->draft(); }

private:
    std::shared_ptr<SqlLedger> ledger_;
    std::function<core::Result<>()> keep_lines_;
};

} // namespace

std::filesystem::path FileVault::database_file(const std::filesystem::path& folder,
                                               const core::ConferenceId& conference)
{
    core::Digest digest{};
    const core::ByteView id = core::bytes_of(conference.value());
    crypto_hash_sha256(digest.data(), id.data(), id.size());
    return folder / ("conference-" + core::to_hex(core::ByteView{digest}.first(16)) + ".db");
}

FileVault::~FileVault()
{
    lock();
}

core::Result<std::vector<core::ConferenceOnDevice>> FileVault::conferences()
{
    const auto slots = slots_.list();
    if (!slots) return std::unexpected(slots.error());
    std::vector<core::ConferenceOnDevice> conferences;
    for (const Slot& slot : *slots)
        if (slot.state == SlotState::live) conferences.push_back(slot.conference);
    return conferences;
}

core::Result<std::unique_ptr<core::Ledger>> FileVault::open(const core::ConferenceOnDevice& conference)
{
    if (!keys_) return locked();
    close(conference.id);
    auto slot = slots_.find(conference.id);
    if (!slot) return std::unexpected(slot.error());
    auto ledger =
        *slot && (*slot)->state == SlotState::live ? open_existing(*std::move(*slot), conference) : make(conference);
    if (!ledger) return std::unexpected(ledger.error());
    ledgers_[conference.id] = *ledger;
    // What can't be kept now is kept when the ledger is closed, or opened again.
    std::ignore = keep_lines(conference.id);
    const auto keep = [ledger = *ledger, id = conference.id, keep = parts_.keep_lines]() -> core::Result<> {
        return keep ? keep(id, *ledger) : core::Result<>{};
    };
    return std::make_unique<LentLedger>(*std::move(ledger), keep);
}

core::Result<std::shared_ptr<SqlLedger>> FileVault::make(const core::ConferenceOnDevice& conference)
{
    const auto file = database_file(parts_.folder, conference.id);
    const auto slot = slots_.find(conference.id);
    if (!slot) return std::unexpected(slot.error());
    if (*slot) { // was being made when the power went; nothing was ever acknowledged in it
        if (auto done = remove_database(conference.id); !done) return std::unexpected(done.error());
    } else if (std::filesystem::exists(file)) {
        return fail(Errc::corrupt, "the key of conference " + conference.id.value() +
                                       " is gone; its database is kept: " + file.string());
    }
    if (auto done = recovery_.shred(conference.id); !done) return std::unexpected(done.error()); // of an earlier key
    const SecretBytes key = SecretBytes::random(database_key_bytes);
    if (auto done =
            put_slot({.conference = conference, .state = SlotState::making, .epoch = 0, .wrapped = {}}, key.view());
        !done)
        return std::unexpected(done.error());
    const auto previous = chain_end();
    if (!previous) return std::unexpected(previous.error());
    auto ledger = SqlLedger::create({.path = file, .raw_key = key.view(), .vfs = parts_.vfs}, *previous, parts_.format);
    if (!ledger) return std::unexpected(ledger.error());
    if (auto done = keep_bureau_copy(conference.id, key.view()); !done) return std::unexpected(done.error());
    if (auto done =
            put_slot({.conference = conference, .state = SlotState::live, .epoch = 0, .wrapped = {}}, key.view());
        !done)
        return std::unexpected(done.error());
    return std::shared_ptr<SqlLedger>{*std::move(ledger)};
}

core::Result<std::shared_ptr<SqlLedger>> FileVault::open_existing(Slot slot, const core::ConferenceOnDevice& wanted)
{
    const std::string id = wanted.id.value();
    const SecretBytes kek = slot_key(keys_->device_secret.view(), keys_->master.view(), id);
    const auto key = unwrap(slot.wrapped, kek.view(), slot_about(header_.vault_id(), slot));
    if (!key) return fail(Errc::corrupt, "the key slot of conference " + id + " isn't this vault's");
    const auto file = database_file(parts_.folder, wanted.id);
    auto ledger = SqlLedger::open({.path = file, .raw_key = key->view(), .vfs = parts_.vfs}, parts_.format);
    if (!ledger && ledger.error().code == Errc::not_found)
        return fail(Errc::corrupt, "the database of conference " + id + " is gone: " + file.string());
    if (!ledger) return std::unexpected(ledger.error());
    // Its copy is older than the bureau's newest key, or was never made: the conference goes on if that can't be
    // helped.
    if (auto done = keep_bureau_copy(wanted.id, key->view()); !done && done.error().code != Errc::full)
        return std::unexpected(done.error());
    if (slot.conference != wanted) { // a newer package moved the conference
        slot.conference = wanted;
        if (auto done = put_slot(std::move(slot), key->view()); !done) return std::unexpected(done.error());
    }
    return std::shared_ptr<SqlLedger>{*std::move(ledger)};
}

core::Result<> FileVault::put_slot(Slot slot, core::ByteView database_key)
{
    const auto epoch = slots_.next_epoch();
    if (!epoch) return std::unexpected(epoch.error());
    slot.epoch = *epoch;
    const SecretBytes kek = slot_key(keys_->device_secret.view(), keys_->master.view(), slot.conference.id.value());
    slot.wrapped = wrap(database_key, kek.view(), slot_about(header_.vault_id(), slot));
    if (fresh_) {
        const auto there = slots_.list();
        if (!there) return std::unexpected(there.error());
        if (auto done = fresh_->admit(keys_->device_secret.view(), *there, slot); !done) return done;
    }
    return slots_.put(slot);
}

/// The bureau's way in, as long as the conference lives. Without a key of the bureau there is none yet.
core::Result<> FileVault::keep_bureau_copy(const core::ConferenceId& conference, core::ByteView database_key)
{
    if (!parts_.bureau_copy.seal) return {};
    const auto kept = recovery_.find(conference);
    if (!kept) return std::unexpected(kept.error());
    if (*kept && parts_.bureau_copy.is_current(**kept)) return {};
    const auto copy = parts_.bureau_copy.seal(conference, database_key);
    if (!copy && copy.error().code == Errc::not_found) return {};
    if (!copy) return std::unexpected(copy.error());
    return recovery_.put(conference, *copy);
}

core::Result<std::optional<core::Bytes>> FileVault::bureau_copy(const core::ConferenceId& conference)
{
    return recovery_.find(conference);
}

/// Nothing for a conference that isn't open.
core::Result<> FileVault::keep_lines(const core::ConferenceId& conference)
{
    const auto found = ledgers_.find(conference);
    if (found == ledgers_.end() || !parts_.keep_lines) return {};
    return parts_.keep_lines(conference, *found->second);
}

core::Result<> FileVault::destroy(const core::ConferenceId& conference)
{
    if (auto kept = keep_last_lines(conference); !kept) return kept;
    close(conference);
    // The slot last: as long as it is there, what a power cut left of this is repeated.
    if (auto done = recovery_.shred(conference); !done) return done;
    if (auto done = slots_.shred(conference); !done) return done;
    if (auto done = remove_database(conference); !done) return done;
    return leave_earlier_copies_behind();
}

/// No line goes with its conference. Locked, there is none that the log hasn't: the lines went before the envelope was
/// made. A conference that can't be read has none to give.
core::Result<> FileVault::keep_last_lines(const core::ConferenceId& conference)
{
    if (!keys_) return {};
    if (!ledgers_.contains(conference)) {
        auto slot = slots_.find(conference);
        if (!slot || !*slot || (*slot)->state != SlotState::live) return {};
        const core::ConferenceOnDevice known = (*slot)->conference;
        auto ledger = open_existing(*std::move(*slot), known);
        if (!ledger && ledger.error().code == Errc::corrupt) return {};
        if (!ledger) return std::unexpected(ledger.error());
        ledgers_[conference] = *std::move(ledger);
    }
    const auto kept = keep_lines(conference);
    if (!kept && kept.error().code == Errc::corrupt) return {};
    return kept;
}

core::Result<> set_files_aside(const std::filesystem::path& database, const std::string& mark)
{
    const std::string aside = (database.parent_path() / (mark + database.filename().string())).string();
    for (const char* part : {"-wal", "-journal", ""})
        if (auto done = sql::rename_file(database.string() + part, aside + part); !done) return done;
    return {};
}

core::Result<> FileVault::set_aside(const core::ConferenceId& conference, const std::string& mark)
{
    close(conference);
    const auto file = database_file(parts_.folder, conference);
    const auto slot = slots_.find(conference);
    if (!slot) return std::unexpected(slot.error());
    if (*slot) {
        const auto kept = parts_.folder / (mark + file.stem().string() + ".slot");
        if (auto made = SlotFile::create(kept, parts_.vfs); !made) return made;
        auto aside = SlotFile::open(kept, parts_.vfs);
        if (!aside) return std::unexpected(aside.error());
        if (auto put = aside->put(**slot); !put) return put;
    }
    const auto copy = recovery_.find(conference);
    if (!copy) return std::unexpected(copy.error());
    if (*copy) {
        const auto kept = parts_.folder / (mark + file.stem().string() + ".recovery");
        if (auto made = RecoveryFile::create(kept, parts_.vfs); !made) return made;
        auto aside = RecoveryFile::open(kept, parts_.vfs);
        if (!aside) return std::unexpected(aside.error());
        if (auto put = aside->put(conference, **copy); !put) return put;
    }
    if (auto done = set_files_aside(file, mark); !done) return done;
    if (auto done = recovery_.shred(conference); !done) return done;
    return slots_.shred(conference);
}

core::Result<> FileVault::remove_database(const core::ConferenceId& conference)
{
    const std::string file = database_file(parts_.folder, conference).string();
    for (const char* part : {"-wal", "-journal", ""})
        if (auto done = sql::remove_file(file + part, parts_.vfs); !done) return done;
    return {};
}

core::Result<std::optional<core::Digest>> FileVault::chain_end()
{
    auto select = device_->prepare("SELECT head FROM chain_end");
    if (!select) return std::unexpected(select.error());
    const auto row = select->first();
    if (!row) return std::unexpected(row.error());
    if (!*row) return std::nullopt;
    return select->digest(0);
}

/// Closes a conference's database and notes where its audit chain ended: the next conference's begins there.
void FileVault::close(const core::ConferenceId& conference)
{
    const auto found = ledgers_.find(conference);
    if (found == ledgers_.end()) return;
    std::ignore = keep_lines(conference);
    const auto head = found->second->audit_head();
    found->second->close();
    ledgers_.erase(found);
    if (!head || head->entries == 0 || !device_) return;
    auto note = device_->prepare("INSERT INTO chain_end VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET head = ?1"
                                 " WHERE head IS NOT ?1");
    // A note that fails leaves an older head, which is still true of what came before.
    if (note) std::ignore = note->run({core::ByteView{head->head}});
}

core::Result<core::Bytes> FileVault::secret(const std::string& name)
{
    if (!device_) return locked();
    auto select = device_->prepare("SELECT body FROM secret WHERE name = ?");
    if (!select) return std::unexpected(select.error());
    const auto row = select->first({name});
    if (!row) return std::unexpected(row.error());
    if (!*row) return fail(Errc::not_found, "the vault has no secret '" + name + "'");
    return select->blob(0);
}

core::Result<> FileVault::keep_secret(const std::string& name, core::ByteView bytes)
{
    if (!device_) return locked();
    auto keep = device_->prepare("INSERT INTO secret VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET body = ?2");
    if (!keep) return std::unexpected(keep.error());
    return keep->run({name, bytes});
}

} // namespace casustafel::storage
