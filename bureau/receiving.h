#pragma once

#include "bureau/relay_store.h"
#include "seal/keys.h"

#include <cstdint>
#include <string_view>

namespace casustafel::bureau {

/// How the relay acknowledges what it keeps, whichever way it came.
struct Receiving {
    const seal::SigningKey& receipt_key;
    std::string_view bureau_id;
    std::int64_t most_bytes; ///< of one device's envelopes that wait to be opened
};

/// Keeps an envelope and makes its `stored` receipt, both or neither. Errors as RelayStore::put_minutes.
core::Result<Stored> receive_minutes(RelayStore& store, const Receiving& how, std::string_view id,
                                     std::string_view device, core::ByteView body, core::Instant now);

} // namespace casustafel::bureau
