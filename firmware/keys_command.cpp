#include "firmware/keys_command.h"

#include "firmware/vault_parts.h"
#include "storage/folder.h"
#include "storage/vault_protectors.h"

#include <ostream>

namespace casustafel::device {

using core::Result;
namespace fs = std::filesystem;

namespace {

storage::MakeParts parts_of(const fs::path& data, const board::Board& board)
{
    return [data, board] { return vault_parts(data, board); };
}

Result<storage::Enrolment> enrolment_of(const NewKey& key, const board::Board& board)
{
    const std::string protector =
        key.protector.empty() && !board.protectors.empty() ? board.protectors.front() : key.protector;
    if (auto good = check_new_secret(key.secret, board, protector); !good) return std::unexpected(good.error());
    return storage::Enrolment{.protector = protector, .secret = key.secret, .cost = {}};
}

} // namespace

Result<> list_keys(const fs::path& data, const board::Board& board, core::Instant now, std::ostream& out)
{
    const storage::VaultParts parts = vault_parts(data, board);
    const auto slots = storage::key_slots(parts);
    if (!slots) return std::unexpected(slots.error());
    for (const storage::KeySlot& slot : *slots) out << "key " << slot.number << " " << slot.protector << "\n";
    auto header = storage::VaultHeader::open(data / "vault.head", {});
    if (!header) return std::unexpected(header.error());
    const auto attempts = header->attempts();
    if (!attempts) return std::unexpected(attempts.error());
    const storage::Attempts counted = storage::as_of(*attempts, now);
    out << "wrong-attempts " << counted.wrong << "\n";
    if (counted.retry_at > now) out << "waits-until " << core::format(counted.retry_at) << "\n";
    return {};
}

Result<> add_key(const fs::path& data, const board::Board& board, const NewKey& key, core::Instant now,
                 std::ostream& out)
{
    const auto enrolment = enrolment_of(key, board);
    if (!enrolment) return std::unexpected(enrolment.error());
    const auto held = storage::DataFolder::open(data);
    if (!held) return std::unexpected(held.error());
    const auto number = storage::add_key(parts_of(data, board), key.known, *enrolment, now);
    if (!number) return std::unexpected(number.error());
    out << "key " << *number << " " << enrolment->protector << " added\n";
    return {};
}

Result<> change_key(const fs::path& data, const board::Board& board, const NewKey& key, core::Instant now,
                    std::ostream& out)
{
    const auto enrolment = enrolment_of(key, board);
    if (!enrolment) return std::unexpected(enrolment.error());
    const auto held = storage::DataFolder::open(data);
    if (!held) return std::unexpected(held.error());
    const auto number = storage::change_key(parts_of(data, board), key.known, *enrolment, now);
    if (!number) return std::unexpected(number.error());
    out << "key " << *number << " " << enrolment->protector << " in the place of the old one\n";
    return {};
}

Result<> remove_key(const fs::path& data, const board::Board& board, const core::Secret& known, std::size_t number,
                    core::Instant now, std::ostream& out)
{
    const auto held = storage::DataFolder::open(data);
    if (!held) return std::unexpected(held.error());
    if (auto done = storage::remove_key(parts_of(data, board), known, number, now); !done) return done;
    out << "key " << number << " removed\n";
    return {};
}

} // namespace casustafel::device
