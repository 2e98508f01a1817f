#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace casustafel::seal {

/// Overwrites memory in a way that the compiler keeps.
void wipe(void* memory, std::size_t size);

/// Gives memory back only after overwriting it, also when a vector grows.
template <class T>
struct WipingAllocator {
    using value_type = T;

    WipingAllocator() = default;
    template <class U>
    WipingAllocator(const WipingAllocator<U>& /*other*/) noexcept
    {
    }
    T* allocate(std::size_t count) { return std::allocator<T>{}.allocate(count); }
    void deallocate(T* memory, std::size_t count)
    {
        wipe(memory, count * sizeof(T));
        std::allocator<T>{}.deallocate(memory, count);
    }
    bool operator==(const WipingAllocator&) const = default;
};

/// Bytes that nobody may find in memory after their owner is gone: keys and what was opened with them.
using SecretBytes = std::vector<std::uint8_t, WipingAllocator<std::uint8_t>>;

} // namespace casustafel::seal
