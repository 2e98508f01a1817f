#pragma once

#include "storage/vault.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

// Who may open a vault, and how that changes: a second chair's passphrase, a new token. Each step is durable before the
// next, so that a power cut leaves the old, the new or both, and never none. One thread; nobody else has the vault
// open.

namespace casustafel::storage {

/// What a vault is made of; asked for each time that the vault is opened.
using MakeParts = std::function<VaultParts()>;

struct KeySlot {
    std::size_t number{}; ///< 1 to VaultHeader::most_protectors; stays with it
    std::string protector;
};

/// Every key of the vault in `parts`, in the order in which a secret is tried. Works while locked.
core::Result<std::vector<KeySlot>> key_slots(const VaultParts& parts);

/// Adds a key; its number. `known` opens the vault now; it is judged, counted and made to wait as at any unlocking.
/// Errc::denied: it is wrong, or the wait isn't over; Errc::full: there are eight already.
core::Result<std::size_t> add_key(const MakeParts& make, const core::Secret& known, const Enrolment& added,
                                  core::Instant now);

/// Puts `instead` in the place of the key that `known` opens; its number. After a power cut both may open: do it again.
core::Result<std::size_t> change_key(const MakeParts& make, const core::Secret& known, const Enrolment& instead,
                                     core::Instant now);

/// Takes a key away: its place is overwritten. Errc::rejected: it is the last one, or there is none of that number.
core::Result<> remove_key(const MakeParts& make, const core::Secret& known, std::size_t number, core::Instant now);

} // namespace casustafel::storage
