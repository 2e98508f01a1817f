#pragma once

#include "core/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace casustafel::test {

/// A picture in memory.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> pixels; ///< 0x00RRGGBB, width * height

    std::uint32_t& at(int x, int y) { return pixels[index(x, y)]; }
    std::uint32_t at(int x, int y) const { return pixels[index(x, y)]; }

private:
    std::size_t index(int x, int y) const { return static_cast<std::size_t>(y * width + x); }
};

/// What tells two pictures apart: the same for the same colours, on every machine and for ever.
std::string digest_of(std::span<const std::uint32_t> pixels);

/// Reads a PNG of any kind. Fails with corrupt when it isn't one.
core::Result<Picture> read_png(const std::string& path);
/// Writes a PNG with a table of at most 256 colours; the most used colours stay what they are. Fails with full when the
/// file can't be written.
core::Result<> save_small_png(const std::string& path, const Picture& picture);

/// The picture at half its width and height.
Picture halved(const Picture& picture);
/// Two pictures with a line between them; the height is that of the highest.
Picture beside(const Picture& left, const Picture& right);
/// The left one of two pictures of one width that were put beside each other.
Picture left_of(const Picture& both);

} // namespace casustafel::test
