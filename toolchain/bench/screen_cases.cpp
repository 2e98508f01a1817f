#include "toolchain/bench/cases.h"
#include "toolchain/bench/full_case.h"

#include "ui/canvas.h"
#include "ui/screens/screen.h"
#include "ui/shell/panel/behind.h"
#include "ui/shell/picture.h"

#include <array>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace casustafel::bench {

using core::Result;

namespace {

constexpr int width_px = 1920;
constexpr int height_px = 1080;
constexpr std::int64_t frame_ms = 16;
constexpr int scroll_step = 6;
constexpr int scroll_range = 6'000;

/// The case screen without a display: layout and pixels as in a window, and the clock is ours.
class CaseScreen {
public:
    static Result<std::shared_ptr<CaseScreen>> open(std::shared_ptr<const core::Conference> conference)
    {
        auto canvas = ui::Canvas::create(font_folder, ui::Metrics{width_px, height_px, 5.58});
        if (!canvas) return std::unexpected(canvas.error());
        return std::make_shared<CaseScreen>(std::move(*canvas), std::move(conference));
    }
    CaseScreen(ui::Canvas canvas, std::shared_ptr<const core::Conference> conference)
        : full_{std::move(conference)}, canvas_{std::move(canvas)}, picture_{canvas_},
          pixels_(std::size_t{width_px} * height_px)
    {
    }

    /// One frame, with what the person asked for carried out; the number of rectangles that changed.
    std::size_t frame(std::vector<ui::InputEvent> events = {})
    {
        now_ms_ += frame_ms;
        {
            ui::Frame drawn{canvas_, interaction_, {std::move(events), now_ms_}};
            const ui::Intents intents = ui::draw(drawn, full_.state, full_.snapshot);
            for (const ui::Intent& intent : intents)
                full_.state =
                    ui::reduce(std::move(full_.state), intent, full_.snapshot, [] { return std::string{}; }).state;
        }
        changed_ = picture_.draw(canvas_, pixels());
        return changed_.size();
    }
    /// The picture, and what the last frame changed in it.
    raster::Surface pixels() { return {pixels_.data(), width_px, height_px, width_px}; }
    std::span<const raster::Box> changed() const { return changed_; }
    /// Moves the items by one step, to and fro.
    void scroll()
    {
        ui::ScrollState& items = interaction_.scrolls[std::string{items_scroller}];
        if (items.offset >= scroll_range) step_ = -scroll_step;
        if (items.offset <= 0) step_ = scroll_step;
        items.offset += step_;
    }
    std::string typed() const { return full_.state.text(ui::Field::agreement_text); }
    ui::PointerEvent touch(ui::PointerEvent::Phase phase, const std::string& target)
    {
        for (const ui::Target& one : interaction_.targets) {
            if (one.name != target) continue;
            const ui::Point at = one.rect.centre();
            return {1, phase, canvas_.metrics().px(at.x), canvas_.metrics().px(at.y), now_ms_};
        }
        return {};
    }

private:
    FullCase full_;
    ui::Canvas canvas_;
    ui::Picture picture_;
    ui::Interaction interaction_;
    std::vector<std::uint32_t> pixels_;
    std::span<const raster::Box> changed_;
    std::int64_t now_ms_ = 1'000;
    int step_ = scroll_step;
};

Result<std::shared_ptr<CaseScreen>> settled_screen()
{
    auto screen = CaseScreen::open(std::make_shared<const core::Conference>(conference_in_full_case(1)));
    if (!screen) return screen;
    for (int frame = 0; frame < 30; ++frame) (*screen)->frame();
    return screen;
}

core::Error nothing_changed()
{
    return {core::Errc::rejected, "no pixel changed"};
}

} // namespace

Result<Repetition> prepare_first_frame(const std::filesystem::path&)
{
    return Repetition{
        .body = [conference = std::make_shared<const core::Conference>(conference_in_full_case(1))]() -> Result<> {
            const auto screen = CaseScreen::open(conference);
            if (!screen) return std::unexpected(screen.error());
            if ((*screen)->frame() == 0) return std::unexpected(nothing_changed());
            return {};
        }};
}

Result<Repetition> prepare_scroll_frame(const std::filesystem::path&)
{
    auto screen = settled_screen();
    if (!screen) return std::unexpected(screen.error());
    return Repetition{.body = [screen = *screen]() -> Result<> {
        screen->scroll();
        if (screen->frame() == 0) return std::unexpected(nothing_changed());
        return {};
    }};
}

Result<Repetition> prepare_panel_copy(const std::filesystem::path&)
{
    /// The two pages of a panel, in ordinary memory.
    struct Page {
        std::vector<std::uint32_t> pixels = std::vector<std::uint32_t>(std::size_t{width_px} * height_px);
        ui::panel::Behind behind{width_px, height_px};
    };
    auto screen = settled_screen();
    if (!screen) return std::unexpected(screen.error());
    const auto pages = std::make_shared<std::array<Page, 2>>();
    return Repetition{.body = [screen = *screen, pages]() -> Result<> {
                          std::swap(pages->front(), pages->back());
                          Page& page = pages->front();
                          const raster::Surface shown{page.pixels.data(), width_px, height_px, width_px};
                          if (page.behind.bring_up(screen->pixels(), shown) == 0)
                              return std::unexpected(nothing_changed());
                          return {};
                      },
                      .before = [screen = *screen, pages]() -> Result<> {
                          screen->scroll();
                          screen->frame();
                          for (Page& page : *pages) page.behind.add(screen->changed());
                          return {};
                      }};
}

Result<Repetition> prepare_key_to_glyph(const std::filesystem::path&)
{
    using Phase = ui::PointerEvent::Phase;
    auto screen = settled_screen();
    if (!screen) return std::unexpected(screen.error());
    const auto press = [screen = *screen](const std::string& target) {
        screen->frame({screen->touch(Phase::down, target)});
        screen->frame({screen->touch(Phase::up, target)});
    };
    for (const char* target : {"casus/nieuw", "nieuw/tekst"}) {
        press(target);
        for (int frame = 0; frame < 30; ++frame) (*screen)->frame();
    }
    return Repetition{.body = [screen = *screen, press]() -> Result<> {
                          const std::size_t before = screen->typed().size();
                          press("key/e");
                          screen->frame();
                          if (screen->typed().size() != before + 1)
                              return core::fail(core::Errc::rejected, "no letter came");
                          return {};
                      },
                      .before = [screen = *screen, press]() -> Result<> {
                          if (!screen->typed().empty()) press("key/wis"); // each letter comes in an empty field
                          for (int frame = 0; frame < 10; ++frame) screen->frame();
                          return {};
                      }};
}

Result<Repetition> prepare_tap_frame(const std::filesystem::path&)
{
    auto screen = settled_screen();
    if (!screen) return std::unexpected(screen.error());
    const auto tab = std::make_shared<int>(static_cast<int>(ui::CaseTab::life_domains));
    return Repetition{.body = [screen = *screen, tab]() -> Result<> {
                          using Phase = ui::PointerEvent::Phase;
                          const std::string name = "casus/tab/" + std::to_string(*tab);
                          screen->frame({screen->touch(Phase::down, name)});
                          screen->frame({screen->touch(Phase::up, name)});
                          if (screen->frame() == 0) return std::unexpected(nothing_changed());
                          return {};
                      },
                      .before = [screen = *screen, tab]() -> Result<> {
                          for (int frame = 0; frame < 10; ++frame) screen->frame();
                          *tab = (*tab + 1) % 5;
                          return {};
                      }};
}

} // namespace casustafel::bench
