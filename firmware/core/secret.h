#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace casustafel::core {

/// Overwrites memory that goes back to the heap.
template <class T>
struct WipingAllocator {
    using value_type = T;
    WipingAllocator() = default;
    template <class Other>
    explicit WipingAllocator(const WipingAllocator<Other>&)
    {
    }
    T* allocate(std::size_t count) { return std::allocator<T>{}.allocate(count); }
    void deallocate(T* memory, std::size_t count)
    {
        volatile auto* byte = reinterpret_cast<volatile unsigned char*>(memory); // volatile: not optimised away
        for (std::size_t i = 0; i < count * sizeof(T); ++i) byte[i] = 0;
        std::allocator<T>{}.deallocate(memory, count);
    }
    bool operator==(const WipingAllocator&) const = default;
};

/// What a person typed to open something: a PIN, a passphrase, a table code. Always on the heap, never in the value
/// itself, so that moving leaves no copy behind, and wiped when it goes or grows.
class Secret {
public:
    Secret() = default;
    Secret(std::string_view typed) : text_{typed.begin(), typed.end()} {}
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept : text_{std::exchange(other.text_, {})} {}
    Secret& operator=(const Secret& other)
    {
        if (this != &other) *this = Secret{other};
        return *this;
    }
    Secret& operator=(Secret&& other) noexcept
    {
        text_.swap(other.text_);
        other.clear();
        return *this;
    }
    ~Secret() = default;

    std::string_view view() const { return {text_.data(), text_.size()}; }
    std::size_t size() const { return text_.size(); }
    bool empty() const { return text_.empty(); }
    void push_back(char one) { text_.push_back(one); }
    void clear() { Characters{}.swap(text_); }
    bool operator==(const Secret&) const = default;

private:
    using Characters = std::vector<char, WipingAllocator<char>>;
    Characters text_;
};

} // namespace casustafel::core
