#include "ui/png.h"

#include <png.h>

#include <vector>

namespace casustafel::ui {

core::Result<> save_png(const std::string& path, std::span<const std::uint32_t> pixels, int width, int height)
{
    std::vector<std::uint8_t> bytes;
    bytes.reserve(pixels.size() * 3);
    for (const std::uint32_t pixel : pixels) {
        bytes.push_back(static_cast<std::uint8_t>(pixel >> 16));
        bytes.push_back(static_cast<std::uint8_t>(pixel >> 8));
        bytes.push_back(static_cast<std::uint8_t>(pixel));
    }
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(width);
    image.height = static_cast<png_uint_32>(height);
    image.format = PNG_FORMAT_RGB;
    if (png_image_write_to_file(&image, path.c_str(), 0, bytes.data(), 0, nullptr) == 0)
        return core::fail(core::Errc::full, "picture " + path + ": " + static_cast<const char*>(image.message));
    return {};
}

} // namespace casustafel::ui
