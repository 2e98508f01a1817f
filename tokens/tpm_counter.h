#pragma once

#include "storage/counter.h"
#include "tokens/tpm.h"

namespace casustafel::tokens {

/// A counter in the TPM's own memory (NV index of type counter). A TPM never lets one go back: also an index that is
/// removed and made again begins above every value that was ever reached (part 1, clause 37.2.4).
class TpmCounter : public storage::MonotonicCounter {
public:
    /// In the range that belongs to the owner.
    static constexpr std::uint32_t own_index = 0x01801C7A;
    explicit TpmCounter(OpenTpmBus bus, std::uint32_t index = own_index) : bus_{std::move(bus)}, index_{index} {}
    /// A counter that isn't there yet is made, and counts its first.
    core::Result<std::uint64_t> read() override;
    core::Result<std::uint64_t> increment() override;

private:
    core::Result<std::uint64_t> use(bool one_more);
    OpenTpmBus bus_;
    std::uint32_t index_;
};

} // namespace casustafel::tokens
