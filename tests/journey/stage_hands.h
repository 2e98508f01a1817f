#pragma once

#include "firmware/resources.h"
#include "firmware/stage.h"
#include "ui/shell/offscreen.h"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>

namespace casustafel::journey {

/// The program without its display: whatever stands on the screen, and a finger.
class StageHands {
public:
    StageHands(const std::filesystem::path& data, const board::Board& board, const std::filesystem::path& stick = {},
               std::function<core::Instant()> clock = device::now)
        : stage_{must(device::Stage::open({data, board, [](const std::string&) {}, stick, std::move(clock)}))}
    {
        const ui::Metrics metrics{board.panel_width_px, board.panel_height_px, board.px_per_mm(), board.text_percent};
        shell_ = std::make_unique<ui::OffscreenShell>(must(ui::OffscreenShell::create(
            device::font_folder, metrics, [this](ui::Frame& frame) { return stage_->frame(frame); })));
        stage_->start([this] {
            {
                const std::lock_guard lock{mutex_};
                ++news_;
            }
            woken_.notify_one();
        });
        shell_->settle();
    }
    ~StageHands() { stage_->stop(); }
    StageHands(const StageHands&) = delete;
    StageHands& operator=(const StageHands&) = delete;

    StageHands& tap(const std::string& target)
    {
        if (!shell_->tap(target)) throw std::runtime_error("can't touch '" + target + "' on:\n" + shell_->golden());
        return *this;
    }
    StageHands& digits(const std::string& pad, const std::string& code)
    {
        for (const char digit : code) tap(pad + "/" + digit);
        return *this;
    }
    StageHands& write(const std::string& text)
    {
        shell_->type(text);
        shell_->settle();
        return *this;
    }
    StageHands& touch_points()
    {
        for (std::size_t n = 0; n < ui::touch_points; ++n) tap("eerst/punt/" + std::to_string(n));
        return *this;
    }
    StageHands& wait_until(const std::string& what, const std::function<bool()>& reached)
    {
        constexpr std::chrono::seconds patience{30};
        const auto deadline = std::chrono::steady_clock::now() + patience;
        shell_->settle();
        while (!reached()) {
            bool came = false;
            {
                std::unique_lock lock{mutex_};
                came = woken_.wait_until(lock, deadline, [this] { return news_ != seen_; });
                seen_ = news_;
            }
            shell_->settle();
            if (!came && !reached())
                throw std::runtime_error("waited too long for " + what + "; the screen:\n" + shell_->golden());
        }
        return *this;
    }
    StageHands& wait_for(const std::string& target)
    {
        return wait_until(target, [&] {
            const ui::Target* found = shell_->find(target);
            return found != nullptr && found->enabled;
        });
    }
    const ui::first_start::Facts& facts() const { return stage_->first_facts(); }
    const device::Stage& stage() const { return *stage_; }
    ui::OffscreenShell& shell() { return *shell_; }
    std::string golden() const { return shell_->golden(); }

private:
    template <class T>
    static T must(core::Result<T> result)
    {
        if (!result) throw std::runtime_error(result.error().detail);
        return std::move(*result);
    }

    std::mutex mutex_;
    std::condition_variable woken_;
    int news_ = 0;
    int seen_ = 0;
    std::unique_ptr<device::Stage> stage_;
    std::unique_ptr<ui::OffscreenShell> shell_;
};

} // namespace casustafel::journey
