#pragma once

#include "core/result.h"

#include <cstdint>

namespace casustafel::storage {

/// A number that only goes up, kept where a copy of the data folder that is put back doesn't take it along (a TPM's
/// counter). One thread.
class MonotonicCounter {
public:
    virtual ~MonotonicCounter() = default;
    virtual core::Result<std::uint64_t> read() = 0;
    /// One more, durable when it returns; gives the new value.
    virtual core::Result<std::uint64_t> increment() = 0;
};

} // namespace casustafel::storage
