#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace casustafel::bureau {

/// The bundles of updates as files, each under the SHA-256 of its bytes: too large for a database or for memory. They
/// come in pieces and are whole once they have their name. Any thread.
class BundleShelf {
public:
    static constexpr std::uint64_t largest = std::uint64_t{1} << 30;

    explicit BundleShelf(std::filesystem::path folder)
        : folder_{std::move(folder)}, mutex_{std::make_unique<std::mutex>()}
    {
    }

    struct Have {
        std::uint64_t bytes = 0;
        bool whole = false;
    };
    core::Result<Have> have(const std::string& sha256_hex) const;

    /// Takes the bytes from `first` on of a bundle of `whole` bytes. Repeating the piece that was taken last is fine.
    /// Errc::conflict: `first` isn't where the bytes so far end. Errc::corrupt: with this piece it is whole and not
    /// what its name says; nothing of it is kept. Errc::full: no room. Errc::rejected: larger than a bundle can be.
    core::Result<Have> take(const std::string& sha256_hex, std::uint64_t first, core::ByteView piece,
                            std::uint64_t whole);

    /// Where a whole bundle lies.
    std::filesystem::path file(const std::string& sha256_hex) const { return folder_ / (sha256_hex + ".raucb"); }

    /// Removes what isn't among `offered` and wasn't touched for a day.
    void clear(const std::set<std::string>& offered) const;

private:
    std::filesystem::path unfinished(const std::string& sha256_hex) const
    {
        return folder_ / (sha256_hex + ".unfinished");
    }
    core::Result<Have> look(const std::string& sha256_hex) const;

    std::filesystem::path folder_;
    std::unique_ptr<std::mutex> mutex_;
};

/// Whether `text` is a SHA-256 in small hexadecimal digits.
bool is_sha256_hex(std::string_view text);

} // namespace casustafel::bureau
