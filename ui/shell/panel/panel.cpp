#include "ui/shell/panel/arrow.h"
#include "ui/shell/panel/card.h"
#include "ui/shell/panel/console.h"
#include "ui/shell/panel/descriptor.h"
#include "ui/shell/panel/input_devices.h"
#include "ui/shell/panel/plugs.h"
#include "ui/shell/panel/scanout.h"
#include "ui/shell/screens.h"
#include "ui/shell/shell.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <optional>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

// The shell that has the whole display to itself: no window system, no other program on the glass.

namespace casustafel::ui {

using panel::Card;
using panel::Display;
using panel::Scanout;

namespace {

/// The clock that the kernel stamps touches with.
std::int64_t now_ms()
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

/// The card, also when its driver or its display comes up later than this program. A device that just starts needs
/// that.
core::Result<std::unique_ptr<Card>> wait_for_card(panel::Plugs& plugs)
{
    constexpr std::int64_t patience_ms = 20'000;
    constexpr std::int64_t again_ms = 1'000; // nobody tells when another program lets go of the display
    const std::int64_t until = now_ms() + patience_ms;
    while (true) {
        auto card = Card::open();
        const std::int64_t left = until - now_ms();
        if (card || left <= 0) return card;
        pollfd file{plugs.descriptor(), POLLIN, 0};
        ::poll(&file, 1, static_cast<int>(std::min(left, again_ms)));
        plugs.read();
    }
}

} // namespace

struct Shell::State {
    State(std::unique_ptr<Card> opened, const std::string& font_folder, std::vector<Window> windows)
        : card{std::move(opened)}, arrow{*card},
          screens{font_folder, std::move(windows), [this](const Window& window) { return glass_for(window); }, now_ms}
    {
    }

    panel::Console console; // shows its text again when all else is gone
    std::unique_ptr<Card> card;
    panel::Arrow arrow;
    std::optional<Display> table; ///< where each screen is shown while its display is there
    std::optional<Display> room;
    Screens screens;
    std::unique_ptr<panel::InputDevices> input;
    std::optional<panel::Plugs> plugs;
    panel::Descriptor woken;

    Scanout* scanout(std::size_t screen) const
    {
        return static_cast<Scanout*>(screens.glass(screen)); // it opened no other kind
    }

    core::Result<std::unique_ptr<Glass>> glass_for(const Window& window)
    {
        const std::optional<Display>& display = window.display == 0 ? table : room;
        if (!display) return core::fail(core::Errc::storage, "no display");
        const auto free = std::ranges::find_if(display->crtcs, [&](std::uint32_t crtc) { return !feeds(crtc); });
        if (free == display->crtcs.end()) return core::fail(core::Errc::storage, "the card can't feed another display");
        return Scanout::open(*card, *display, *free, now_ms);
    }
    bool feeds(std::uint32_t crtc) const
    {
        for (std::size_t screen = 0; screen < screens.count(); ++screen)
            if (const Scanout* shown = scanout(screen); shown != nullptr && shown->crtc() == crtc) return true;
        return false;
    }

    /// Which display is whose: the table keeps the one that it has, also while its cable is out. True if it is there.
    bool choose_displays()
    {
        const std::vector<Display> there = card->displays();
        if (!table && !there.empty()) table = there.front();
        bool table_is_there = false;
        room.reset();
        for (const Display& display : there) {
            if (display.connector == table->connector)
                table = display, table_is_there = true;
            else if (!room)
                room = display;
        }
        return table_is_there;
    }

    /// A cable was plugged in or pulled out.
    core::Result<> follow_plugs()
    {
        if (!choose_displays()) {
            scanout(0)->disconnect();
        } else {
            const auto set_up_anew = scanout(0)->connect(*table);
            if (!set_up_anew) return std::unexpected(set_up_anew.error());
            if (*set_up_anew) {
                input->fit({scanout(0)->width(), scanout(0)->height()});
                arrow.forget();
                screens.redraw(0);
            }
        }
        follow_room();
        return {};
    }

    /// Opens the screen for the room, closes it, or opens it anew on another display.
    void follow_room()
    {
        for (std::size_t screen = 1; screen < screens.count(); ++screen) {
            const Scanout* shown = scanout(screen);
            const bool fits = room && shown != nullptr && shown->display().same_picture(*room) && !room->link_lost;
            if (shown != nullptr && !fits) screens.follow_displays(1);
        }
        screens.follow_displays(room ? 2 : 1);
    }

    core::Result<> turn_pages()
    {
        const auto turned = card->read();
        if (!turned) return std::unexpected(turned.error());
        for (const std::uint32_t crtc : *turned)
            for (std::size_t screen = 0; screen < screens.count(); ++screen)
                if (Scanout* shown = scanout(screen); shown != nullptr && shown->crtc() == crtc) shown->page_turned();
        return {};
    }

    void read_input()
    {
        for (InputEvent& event : input->read(now_ms())) screens.take(0, std::move(event));
        arrow.show(scanout(0)->crtc(), input->arrow());
    }

    /// Waits until something happens or the time has come.
    core::Result<> wait(std::int64_t until)
    {
        if (const auto repeats = input->repeats_at_ms()) until = std::min(until, *repeats);
        std::array<pollfd, 4> files{pollfd{card->descriptor(), POLLIN, 0}, pollfd{input->descriptor(), POLLIN, 0},
                                    pollfd{plugs->descriptor(), POLLIN, 0}, pollfd{woken.number(), POLLIN, 0}};
        const auto left = std::clamp<std::int64_t>(until - now_ms(), 0, 60'000);
        if (::poll(files.data(), files.size(), static_cast<int>(left)) < 0 && errno != EINTR)
            return core::fail(core::Errc::storage, "no waiting: " + std::generic_category().message(errno));
        if (files[0].revents != 0)
            if (auto turned = turn_pages(); !turned) return turned;
        read_input();
        if (std::uint64_t times = 0; files[3].revents != 0 && ::read(woken.number(), &times, sizeof times) > 0)
            screens.wake_all();
        if (files[2].revents != 0 && plugs->read()) return follow_plugs();
        return {};
    }
};

Shell::Shell(std::unique_ptr<State> state) : state_{std::move(state)} {}
Shell::~Shell() = default;
Shell::Shell(Shell&&) noexcept = default;
Shell& Shell::operator=(Shell&&) noexcept = default;

core::Result<Shell> Shell::open(const std::string& font_folder, std::vector<Window> windows, Displays)
{
    if (std::ranges::any_of(windows, [](const Window& window) { return window.size.has_value(); }))
        return core::fail(core::Errc::rejected, "this program has the whole display; 'casustafel' opens windows");
    auto plugs = panel::Plugs::open(); // before looking what is plugged in, so that nothing is missed
    if (!plugs) return std::unexpected(plugs.error());
    auto card = wait_for_card(*plugs);
    if (!card) return std::unexpected(card.error());
    auto state = std::make_unique<State>(std::move(*card), font_folder, std::move(windows));
    state->plugs.emplace(std::move(*plugs));
    state->choose_displays();
    if (auto first = state->screens.open_first(); !first) return std::unexpected(first.error());
    const Scanout& table = *state->scanout(0);
    auto input = panel::InputDevices::open({table.width(), table.height()});
    if (!input) return std::unexpected(input.error());
    state->input = std::move(*input);
    state->woken = panel::Descriptor{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    if (!state->woken) return core::fail(core::Errc::storage, "no way to wake the screen");
    state->follow_room();
    return Shell{std::move(state)};
}

core::Result<> Shell::run(const std::function<void()>& beat, int beat_ms)
{
    State& s = *state_;
    while (true) {
        const auto quit = s.screens.draw();
        if (!quit) return std::unexpected(quit.error());
        if (*quit) return {};
        if (beat) beat();
        const std::int64_t now = now_ms();
        if (auto waited = s.wait(s.screens.next_frame(now, now + beat_ms)); !waited) return waited;
    }
}

void Shell::wake() const
{
    const std::uint64_t once = 1;
    // Full only when it was woken often enough already.
    [[maybe_unused]] const auto written = ::write(state_->woken.number(), &once, sizeof once);
}

Shell::Counts Shell::counts() const
{
    return state_->screens.counts();
}

} // namespace casustafel::ui
