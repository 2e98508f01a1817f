#pragma once

#include "ui/shell/offscreen.h"

#include <cstdint>
#include <functional>
#include <random>
#include <string>

namespace casustafel::test {

/// A hand that doesn't know what it does, on any screen. The same seed does the same to the same screens.
class MonkeyHand {
public:
    /// Whether a target is one that the hand should seldom touch.
    using Dull = std::function<bool(const ui::Target&)>;

    explicit MonkeyHand(std::uint32_t seed) : random_{seed} {}

    /// 0 up to but not including `below`.
    int any(int below) { return static_cast<int>(random_() % static_cast<std::uint32_t>(below)); }
    bool one_in(int times) { return any(times) == 0; }
    ui::Point any_place(const ui::OffscreenShell& shell);

    /// Mostly one of the targets that can be touched now, as likely each but for the dull ones; else any place.
    void tap_something(ui::OffscreenShell& shell, const Dull& dull);
    /// A key that goes somewhere or wipes something.
    void press_any_key(ui::OffscreenShell& shell);

private:
    void tap_any_place(ui::OffscreenShell& shell);
    void tap_any_target(ui::OffscreenShell& shell, const Dull& dull);

    std::mt19937 random_;
};

} // namespace casustafel::test
