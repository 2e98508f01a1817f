#include "ui/shell/panel/card.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <drm_fourcc.h>
#include <fcntl.h>
#include <filesystem>
#include <string_view>
#include <sys/mman.h>
#include <system_error>
#include <utility>
#include <xf86drm.h>

namespace casustafel::ui::panel {

namespace {

template <class Thing, void (*free)(Thing*)>
struct Free {
    void operator()(Thing* thing) const { free(thing); }
};
template <class Thing, void (*free)(Thing*)>
using Owned = std::unique_ptr<Thing, Free<Thing, free>>;

using Resources = Owned<drmModeRes, drmModeFreeResources>;
using Connector = Owned<drmModeConnector, drmModeFreeConnector>;
using Encoder = Owned<drmModeEncoder, drmModeFreeEncoder>;
using Property = Owned<drmModePropertyRes, drmModeFreeProperty>;

core::Error no_display(const std::string& why)
{
    return {core::Errc::storage, "no display: " + why};
}

bool is_built_in(std::uint32_t type)
{
    constexpr std::array types{DRM_MODE_CONNECTOR_LVDS, DRM_MODE_CONNECTOR_eDP, DRM_MODE_CONNECTOR_DSI,
                               DRM_MODE_CONNECTOR_DPI, DRM_MODE_CONNECTOR_SPI};
    return std::ranges::any_of(types, [&](auto one) { return static_cast<std::uint32_t>(one) == type; });
}

drmModeModeInfo liked_best(std::span<const drmModeModeInfo> modes)
{
    const auto liked = std::ranges::find_if(
        modes, [](const drmModeModeInfo& mode) { return (mode.type & DRM_MODE_TYPE_PREFERRED) != 0; });
    return liked == modes.end() ? modes.front() : *liked;
}

std::vector<std::uint32_t> crtcs_for(int card, const drmModeRes& resources, const drmModeConnector& connector)
{
    std::uint32_t possible = 0;
    std::uint32_t now = 0;
    const std::span encoders{connector.encoders, static_cast<std::size_t>(connector.count_encoders)};
    for (const std::uint32_t id : encoders) {
        const Encoder encoder{drmModeGetEncoder(card, id)};
        if (!encoder) continue;
        possible |= encoder->possible_crtcs;
        if (id == connector.encoder_id) now = encoder->crtc_id;
    }
    std::vector<std::uint32_t> crtcs;
    const std::span all{resources.crtcs, static_cast<std::size_t>(resources.count_crtcs)};
    for (std::size_t i = 0; i < all.size(); ++i)
        if ((possible >> i & 1U) != 0) crtcs.push_back(all[i]);
    std::ranges::stable_partition(crtcs, [&](std::uint32_t crtc) { return crtc == now; });
    return crtcs;
}

/// What the kernel says of a link that broke and that only a new mode brings back.
bool lost_link(int card, const drmModeConnector& connector)
{
    const auto count = static_cast<std::size_t>(connector.count_props);
    const std::span ids{connector.props, count};
    const std::span values{connector.prop_values, count};
    for (std::size_t i = 0; i < count; ++i) {
        const Property property{drmModeGetProperty(card, ids[i])};
        if (property && std::string_view{property->name} == "link-status") return values[i] == DRM_MODE_LINK_STATUS_BAD;
    }
    return false;
}

/// card0, card1, ... of a folder, by number.
std::vector<std::string> cards_in(const std::string& folder)
{
    std::vector<std::string> paths;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator{folder, none})
        if (entry.path().filename().string().starts_with("card")) paths.push_back(entry.path().string());
    std::ranges::sort(paths, {}, [](const std::string& path) { return std::pair{path.size(), path}; });
    return paths;
}

void on_page_turned(int, unsigned, unsigned, unsigned, unsigned crtc, void* card)
{
    static_cast<Card*>(card)->page_turned(crtc);
}

} // namespace

bool Display::same_picture(const Display& other) const
{
    return connector == other.connector && mode.hdisplay == other.mode.hdisplay &&
           mode.vdisplay == other.mode.vdisplay && mode.vrefresh == other.mode.vrefresh &&
           mode.clock == other.mode.clock;
}

core::Error Card::error(const char* what, int negative_errno) const
{
    return {core::Errc::storage, path_ + ": " + what + ": " + std::generic_category().message(-negative_errno)};
}

core::Result<std::unique_ptr<Card>> Card::open(const std::string& folder)
{
    std::string why = "there is no card in " + folder;
    for (const std::string& path : cards_in(folder)) {
        Descriptor file{::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK)};
        if (!file) {
            why = path + ": " + std::generic_category().message(errno);
            continue;
        }
        std::uint64_t can_draw = 0;
        drmGetCap(file.number(), DRM_CAP_DUMB_BUFFER, &can_draw);
        std::unique_ptr<Card> card{new Card{std::move(file), path}};
        if (can_draw == 0 || card->displays().empty()) {
            why = "nothing is connected to " + path;
            continue;
        }
        if (auto taken = card->take(); !taken) return std::unexpected(taken.error());
        return card;
    }
    return std::unexpected(no_display(why));
}

core::Result<> Card::take()
{
    if (drmIsMaster(descriptor()) != 0 || drmSetMaster(descriptor()) == 0) return {};
    return std::unexpected(no_display("another program shows its picture on " + path_));
}

std::vector<Display> Card::displays() const
{
    std::vector<Display> found;
    const Resources resources{drmModeGetResources(descriptor())};
    if (!resources) return found;
    const std::span connectors{resources->connectors, static_cast<std::size_t>(resources->count_connectors)};
    for (const std::uint32_t id : connectors) {
        const Connector connector{drmModeGetConnector(descriptor(), id)};
        if (!connector || connector->connection != DRM_MODE_CONNECTED || connector->count_modes <= 0) continue;
        Display display;
        display.connector = id;
        display.mode = liked_best({connector->modes, static_cast<std::size_t>(connector->count_modes)});
        display.crtcs = crtcs_for(descriptor(), *resources, *connector);
        display.built_in = is_built_in(connector->connector_type);
        display.link_lost = lost_link(descriptor(), *connector);
        if (!display.crtcs.empty()) found.push_back(std::move(display));
    }
    std::ranges::stable_partition(found, &Display::built_in);
    return found;
}

core::Result<std::vector<std::uint32_t>> Card::read()
{
    drmEventContext context{};
    context.version = 3; // since which a page that turned names its pipe
    context.page_flip_handler2 = on_page_turned;
    if (drmHandleEvent(descriptor(), &context) != 0 && errno != EAGAIN && errno != EINTR)
        return std::unexpected(error("the card is gone", -errno));
    return std::exchange(turned_, {});
}

core::Result<std::unique_ptr<Buffer>> Buffer::create(const Card& card, int width, int height)
{
    std::unique_ptr<Buffer> buffer{new Buffer{card}};
    buffer->width_ = width;
    buffer->height_ = height;
    const int file = card.descriptor();
    if (const int failed =
            drmModeCreateDumbBuffer(file, static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height), 32, 0,
                                    &buffer->handle_, &buffer->pitch_, &buffer->bytes_);
        failed != 0)
        return std::unexpected(card.error("no memory for a picture", failed));
    buffer->stride_ = static_cast<std::ptrdiff_t>(buffer->pitch_ / sizeof(std::uint32_t));
    std::uint64_t offset = 0;
    if (const int failed = drmModeMapDumbBuffer(file, buffer->handle_, &offset); failed != 0)
        return std::unexpected(card.error("no way to the memory of a picture", failed));
    void* memory =
        ::mmap(nullptr, buffer->bytes_, PROT_READ | PROT_WRITE, MAP_SHARED, file, static_cast<off_t>(offset));
    if (memory == MAP_FAILED) return std::unexpected(card.error("no way to the memory of a picture", -errno));
    buffer->pixels_ = static_cast<std::uint32_t*>(memory);
    return buffer;
}

core::Result<> Buffer::make_page()
{
    const std::array<std::uint32_t, 4> handles{handle_};
    const std::array<std::uint32_t, 4> pitches{pitch_};
    const std::array<std::uint32_t, 4> offsets{};
    const int failed =
        drmModeAddFB2(card_.descriptor(), static_cast<std::uint32_t>(width_), static_cast<std::uint32_t>(height_),
                      DRM_FORMAT_XRGB8888, handles.data(), pitches.data(), offsets.data(), &page_, 0);
    if (failed != 0) return std::unexpected(card_.error("the display can't show this kind of picture", failed));
    return {};
}

Buffer::~Buffer()
{
    if (page_ != 0) drmModeRmFB(card_.descriptor(), page_);
    if (pixels_ != nullptr) ::munmap(pixels_, bytes_);
    if (handle_ != 0) drmModeDestroyDumbBuffer(card_.descriptor(), handle_);
}

} // namespace casustafel::ui::panel
