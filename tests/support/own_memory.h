#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace casustafel::support {

/// Bytes to look for that don't stand in memory as they are, so that a search doesn't find itself.
class Hidden {
public:
    explicit Hidden(std::span<const std::uint8_t> bytes);
    /// The same bytes as lower-case or upper-case hexadecimal text.
    Hidden as_hex(bool upper) const;
    std::size_t size() const { return masked_.size(); }
    std::uint8_t operator[](std::size_t i) const { return static_cast<std::uint8_t>(masked_[i] ^ mask); }

private:
    static constexpr std::uint8_t mask = 0xa5;
    std::vector<std::uint8_t> masked_;
};

/// How often the bytes stand in this process's readable and writable memory: heap, stacks, data, mappings.
int times_in_own_memory(const Hidden& wanted);

} // namespace casustafel::support
