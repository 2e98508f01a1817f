#pragma once

#include "storage/vault_fixture.h"
#include "support/own_memory.h"

#include <filesystem>

namespace casustafel::storage {

/// The key of conference c-1 and the master above it, found as a thief with the PIN would: from the files.
struct Found {
    support::Hidden database_key;
    support::Hidden slot_key;
    support::Hidden master;
    support::Hidden protector_key;
};

inline Found find_keys(const std::filesystem::path& folder)
{
    auto header = VaultHeader::open(folder / "vault.head", {});
    auto slots = SlotFile::open(folder / "vault.slots", {});
    const auto records = header->protectors();
    const VaultParts with = parts(folder);
    const ProtectorRecord& record = records->front();
    const auto protector_key = with.protectors.front()->key(pin, record);
    core::Bytes about{header->vault_id().begin(), header->vault_id().end()};
    about.insert(about.end(), record.name.begin(), record.name.end());
    const auto master = unwrap(record.wrapped_master, protector_key->key.view(), about);
    const auto device_secret = with.device_secret();
    const auto slot = slots->find(core::ConferenceId{"c-1"});
    const SecretBytes kek = slot_key(device_secret->view(), master->view(), "c-1");
    const auto key = unwrap((*slot)->wrapped, kek.view(), slot_about(header->vault_id(), **slot));
    return {support::Hidden{key->view().first(key_bytes)}, support::Hidden{kek.view()}, support::Hidden{master->view()},
            support::Hidden{protector_key->key.view()}};
}

inline int times_in_any_form(const support::Hidden& key)
{
    return support::times_in_own_memory(key) + support::times_in_own_memory(key.as_hex(false)) +
           support::times_in_own_memory(key.as_hex(true));
}

} // namespace casustafel::storage
