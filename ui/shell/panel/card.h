#pragma once

#include "core/result.h"
#include "ui/raster/rasteriser.h"
#include "ui/shell/panel/descriptor.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>
#include <xf86drmMode.h>

namespace casustafel::ui::panel {

/// A display that is connected to a card.
struct Display {
    std::uint32_t connector = 0;
    drmModeModeInfo mode{};           ///< the one it likes best
    std::vector<std::uint32_t> crtcs; ///< which of the card's pipes can feed it; the one that does so already first
    bool built_in = false;            ///< part of the device, not at the end of a cable

    bool link_lost = false; ///< it has to be set up anew to show anything

    bool same_picture(const Display& other) const;
};

/// The graphics card that the display of the device hangs on, which this process has to itself. Only what every driver
/// of the kernel does is asked of it: setting a mode and turning pages by the calls that drivers answer since there are
/// modes, memory that the processor draws in. UI thread.
class Card {
public:
    /// Opens the first card with a connected display. Errc::storage, with a sentence: there is none, or another program
    /// has it.
    static core::Result<std::unique_ptr<Card>> open(const std::string& folder = "/dev/dri");

    int descriptor() const { return file_.number(); }
    const std::string& path() const { return path_; }

    /// What is connected now: built-in displays first, then in the card's own order. Asks the displays themselves.
    std::vector<Display> displays() const;

    /// Reads what the card has to tell: returns the pipes that turned a page since the last call. Fails when it is
    /// gone.
    core::Result<std::vector<std::uint32_t>> read();
    void page_turned(std::uint32_t crtc) { turned_.push_back(crtc); } ///< told while reading

    /// The error for a call that failed with -errno.
    core::Error error(const char* what, int negative_errno) const;

private:
    Card(Descriptor file, std::string path) : file_{std::move(file)}, path_{std::move(path)} {}
    core::Result<> take();

    Descriptor file_;
    std::string path_;
    std::vector<std::uint32_t> turned_;
};

/// Memory of a card that the processor can draw in. Nothing of it outlives this.
class Buffer {
public:
    static core::Result<std::unique_ptr<Buffer>> create(const Card& card, int width, int height);
    ~Buffer();
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;

    /// Makes it something that a display can show.
    core::Result<> make_page();

    std::uint32_t handle() const { return handle_; }
    std::uint32_t page() const { return page_; }
    raster::Surface surface() const { return {pixels_, width_, height_, stride_}; }

private:
    explicit Buffer(const Card& card) : card_{card} {}

    const Card& card_;
    int width_ = 0;
    int height_ = 0;
    std::ptrdiff_t stride_ = 0;
    std::uint32_t handle_ = 0;
    std::uint32_t pitch_ = 0;
    std::uint64_t bytes_ = 0;
    std::uint32_t page_ = 0;
    std::uint32_t* pixels_ = nullptr;
};

} // namespace casustafel::ui::panel
