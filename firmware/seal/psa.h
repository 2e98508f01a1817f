#pragma once

#include "core/bytes.h"

#include <psa/crypto.h>

namespace casustafel::seal {

/// Starts the crypto library unless it was started; false if it can't. Cheap when repeated.
bool psa_started();

/// A key in the library's memory for as long as this lives. Never on disk.
class PsaKey {
public:
    /// Imports `bytes`; false in `valid()` if the library refuses them.
    PsaKey(psa_key_type_t type, psa_key_usage_t usage, psa_algorithm_t algorithm, core::ByteView bytes)
    {
        if (!psa_started()) return;
        psa_key_attributes_t attributes = psa_key_attributes_init();
        psa_set_key_type(&attributes, type);
        psa_set_key_usage_flags(&attributes, usage);
        psa_set_key_algorithm(&attributes, algorithm);
        valid_ = psa_import_key(&attributes, bytes.data(), bytes.size(), &id_) == PSA_SUCCESS;
    }
    ~PsaKey() { psa_destroy_key(id_); }
    PsaKey(const PsaKey&) = delete;
    PsaKey& operator=(const PsaKey&) = delete;

    bool valid() const { return valid_; }
    psa_key_id_t id() const { return id_; }

private:
    psa_key_id_t id_ = 0;
    bool valid_ = false;
};

} // namespace casustafel::seal
