#include "support/picture.h"

#include <png.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace casustafel::test {

namespace {

constexpr std::size_t most_colours = 256;
constexpr int line = 4; ///< between two pictures
constexpr std::array channel_shifts{16, 8, 0};

int channel(std::uint32_t colour, int shift)
{
    return static_cast<int>(colour >> shift & 255);
}

struct Used {
    std::uint32_t colour;
    std::size_t pixels;
};

/// Colours that get one place in the table.
struct Box {
    std::vector<Used> colours;

    /// The channel in which they differ most, and by how much.
    std::pair<int, int> widest() const
    {
        std::pair<int, int> best{0, -1};
        for (const int shift : channel_shifts) {
            const auto [low, high] =
                std::ranges::minmax(colours, {}, [&](const Used& u) { return channel(u.colour, shift); });
            const int range = channel(high.colour, shift) - channel(low.colour, shift);
            if (range > best.second) best = {shift, range};
        }
        return best;
    }
    /// How much is lost when all of it becomes one colour.
    double loss() const
    {
        std::size_t pixels = 0;
        for (const Used& used : colours) pixels += used.pixels;
        return widest().second * std::sqrt(static_cast<double>(pixels));
    }
    /// Cuts it in two halfway its widest channel.
    Box cut()
    {
        const std::pair<int, int> most = widest();
        const int shift = most.first;
        const auto by_channel = [shift](const Used& used) { return channel(used.colour, shift); };
        const int middle = std::ranges::min(colours, {}, by_channel).colour >> shift & 255;
        const auto second = std::ranges::partition(
            colours, [&, limit = middle + most.second / 2](const Used& used) { return by_channel(used) <= limit; });
        Box other{{second.begin(), second.end()}};
        colours.erase(second.begin(), second.end());
        return other;
    }
    /// The one that is used most: flat surfaces keep their colour.
    std::uint32_t represented() const { return std::ranges::max(colours, {}, &Used::pixels).colour; }
};

/// Median cut (Heckbert 1982), by what is lost.
std::vector<Box> boxes_of(const Picture& picture)
{
    std::unordered_map<std::uint32_t, std::size_t> counts;
    for (const std::uint32_t pixel : picture.pixels) ++counts[pixel & 0xFFFFFF];
    Box all;
    for (const auto& [colour, pixels] : counts) all.colours.push_back({colour, pixels});
    // The same picture gives the same file.
    std::ranges::sort(all.colours, {}, &Used::colour);
    std::vector<Box> boxes{std::move(all)};
    while (boxes.size() < std::min(most_colours, counts.size())) {
        Box& worst = *std::ranges::max_element(boxes, {}, &Box::loss);
        Box other = worst.cut();
        boxes.push_back(std::move(other));
    }
    return boxes;
}

} // namespace

std::string digest_of(std::span<const std::uint32_t> pixels)
{
    // FNV-1a.
    std::uint64_t hash = 0xCBF29CE484222325;
    for (const std::uint32_t pixel : pixels)
        for (const int shift : {0, 8, 16}) hash = (hash ^ (pixel >> shift & 255)) * 0x100000001B3;
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[hash >> shift & 15];
    return text;
}

core::Result<Picture> read_png(const std::string& path)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image, path.c_str()) == 0)
        return core::fail(core::Errc::corrupt, path + ": " + static_cast<const char*>(image.message));
    image.format = PNG_FORMAT_RGB;
    std::vector<std::uint8_t> bytes(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, nullptr, bytes.data(), 0, nullptr) == 0)
        return core::fail(core::Errc::corrupt, path + ": " + static_cast<const char*>(image.message));
    Picture picture{static_cast<int>(image.width), static_cast<int>(image.height), {}};
    for (std::size_t n = 0; n + 2 < bytes.size(); n += 3)
        picture.pixels.push_back(std::uint32_t{bytes[n]} << 16 | std::uint32_t{bytes[n + 1]} << 8 | bytes[n + 2]);
    return picture;
}

core::Result<> save_small_png(const std::string& path, const Picture& picture)
{
    const std::vector<Box> boxes = boxes_of(picture);
    std::vector<std::uint8_t> table;
    std::unordered_map<std::uint32_t, std::uint8_t> places;
    for (std::size_t n = 0; n < boxes.size(); ++n) {
        for (const int shift : channel_shifts)
            table.push_back(static_cast<std::uint8_t>(boxes[n].represented() >> shift & 255));
        for (const Used& used : boxes[n].colours) places[used.colour] = static_cast<std::uint8_t>(n);
    }
    std::vector<std::uint8_t> bytes;
    bytes.reserve(picture.pixels.size());
    for (const std::uint32_t pixel : picture.pixels) bytes.push_back(places.at(pixel & 0xFFFFFF));
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = PNG_FORMAT_RGB_COLORMAP;
    image.colormap_entries = static_cast<png_uint_32>(boxes.size());
    if (png_image_write_to_file(&image, path.c_str(), 0, bytes.data(), 0, table.data()) == 0)
        return core::fail(core::Errc::full, "picture " + path + ": " + static_cast<const char*>(image.message));
    return {};
}

Picture halved(const Picture& picture)
{
    Picture half{picture.width / 2, picture.height / 2, {}};
    half.pixels.resize(static_cast<std::size_t>(half.width * half.height));
    for (int y = 0; y < half.height; ++y)
        for (int x = 0; x < half.width; ++x)
            for (const int shift : channel_shifts) {
                int sum = 0;
                for (const auto& [dx, dy] : {std::pair{0, 0}, {1, 0}, {0, 1}, {1, 1}})
                    sum += channel(picture.at(2 * x + dx, 2 * y + dy), shift);
                half.at(x, y) |= static_cast<std::uint32_t>((sum + 2) / 4) << shift;
            }
    return half;
}

Picture beside(const Picture& left, const Picture& right)
{
    constexpr std::uint32_t ink = 0x16202E;
    Picture both{left.width + line + right.width, std::max(left.height, right.height), {}};
    both.pixels.assign(static_cast<std::size_t>(both.width * both.height), ink);
    for (int y = 0; y < left.height; ++y)
        for (int x = 0; x < left.width; ++x) both.at(x, y) = left.at(x, y);
    for (int y = 0; y < right.height; ++y)
        for (int x = 0; x < right.width; ++x) both.at(left.width + line + x, y) = right.at(x, y);
    return both;
}

Picture left_of(const Picture& both)
{
    Picture left{(both.width - line) / 2, both.height, {}};
    left.pixels.resize(static_cast<std::size_t>(left.width * left.height));
    for (int y = 0; y < left.height; ++y)
        for (int x = 0; x < left.width; ++x) left.at(x, y) = both.at(x, y);
    return left;
}

} // namespace casustafel::test
