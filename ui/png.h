#pragma once

#include "core/result.h"

#include <cstdint>
#include <span>
#include <string>

namespace casustafel::ui {

/// Writes a picture of 0xAARRGGBB as an RGB PNG. `pixels` has width * height entries. Fails with full when the file
/// can't be written.
core::Result<> save_png(const std::string& path, std::span<const std::uint32_t> pixels, int width, int height);

} // namespace casustafel::ui
