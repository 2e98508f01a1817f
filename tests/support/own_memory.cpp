#include "support/own_memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace casustafel::support {

Hidden::Hidden(std::span<const std::uint8_t> bytes)
{
    for (const std::uint8_t byte : bytes) masked_.push_back(byte ^ mask);
}

Hidden Hidden::as_hex(bool upper) const
{
    constexpr const char* lower_digits = "0123456789abcdef";
    constexpr const char* upper_digits = "0123456789ABCDEF";
    const char* digits = upper ? upper_digits : lower_digits;
    Hidden hex{{}};
    for (std::size_t i = 0; i < size(); ++i) {
        hex.masked_.push_back(static_cast<std::uint8_t>(digits[(*this)[i] >> 4] ^ mask));
        hex.masked_.push_back(static_cast<std::uint8_t>(digits[(*this)[i] & 15] ^ mask));
    }
    return hex;
}

namespace {

/// Memory of its own mapping, so that what was copied for searching can be left out of the search.
class Window {
public:
    explicit Window(std::size_t size)
        : size_{size}, start_{static_cast<std::uint8_t*>(
                           mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))}
    {
        if (start_ == MAP_FAILED) throw std::runtime_error("no memory to search with");
    }
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;
    ~Window() { munmap(start_, size_); }
    std::uint8_t* start() const { return start_; }
    std::size_t size() const { return size_; }
    bool overlaps(std::uintptr_t from, std::uintptr_t to) const
    {
        const auto mine = reinterpret_cast<std::uintptr_t>(start_);
        return from < mine + size_ && mine < to;
    }

private:
    std::size_t size_;
    std::uint8_t* start_;
};

int count_in(std::span<const std::uint8_t> memory, const Hidden& wanted)
{
    int found = 0;
    std::size_t at = 0;
    while (at + wanted.size() <= memory.size()) {
        const void* next = std::memchr(memory.data() + at, wanted[0], memory.size() - at - wanted.size() + 1);
        if (!next) break;
        at = static_cast<std::size_t>(static_cast<const std::uint8_t*>(next) - memory.data());
        std::size_t same = 1;
        while (same < wanted.size() && memory[at + same] == wanted[same]) ++same;
        found += same == wanted.size();
        ++at;
    }
    return found;
}

} // namespace

int times_in_own_memory(const Hidden& wanted)
{
    constexpr std::uintptr_t largest_region = std::uintptr_t{1} << 30; // a sanitizer's shadow is larger
    const Window window{std::size_t{4} << 20};
    const int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    if (memory < 0) throw std::runtime_error("cannot read own memory");
    std::ifstream maps{"/proc/self/maps"};
    int found = 0;
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t from = 0;
        std::uintptr_t to = 0;
        char rights[5] = {};
        if (std::sscanf(line.c_str(), "%lx-%lx %4s", &from, &to, rights) != 3) continue;
        if (rights[0] != 'r' || rights[1] != 'w' || to - from > largest_region) continue;
        while (from < to) {
            // Neighbouring mappings are shown as one; leave out the window alone.
            if (window.overlaps(from, from + 1)) {
                from = reinterpret_cast<std::uintptr_t>(window.start()) + window.size();
                continue;
            }
            std::size_t want = std::min<std::size_t>(window.size(), to - from);
            const auto mine = reinterpret_cast<std::uintptr_t>(window.start());
            if (from < mine) want = std::min<std::size_t>(want, mine - from);
            const ssize_t got = pread(memory, window.start(), want, static_cast<off_t>(from));
            if (got <= 0) break; // a guard page
            found += count_in({window.start(), static_cast<std::size_t>(got)}, wanted);
            const auto step = static_cast<std::size_t>(got);
            // Overlap, so that what stands across two reads is seen; it is not seen twice, being shorter than itself.
            from += step < want || step == to - from || from + step == mine ? step : step - (wanted.size() - 1);
        }
    }
    close(memory);
    return found;
}

} // namespace casustafel::support
