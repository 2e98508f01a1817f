#pragma once

#include "core/result.h"
#include "ui/input.h"
#include "ui/shell/panel/pointing.h"
#include "ui/shell/panel/typing.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace casustafel::ui::panel {

/// All touch panels, mice and keyboards of the device, also those that are plugged in later. Everything that they
/// report belongs to the table's screen. UI thread.
class InputDevices {
public:
    /// Errc::storage: nothing watches devices here.
    static core::Result<std::unique_ptr<InputDevices>> open(Shell::Size screen);
    ~InputDevices();
    InputDevices(const InputDevices&) = delete;
    InputDevices& operator=(const InputDevices&) = delete;

    /// Readable when there is something to read.
    int descriptor() const;
    /// What happened since the last call, in order, and what a key that is held writes.
    std::vector<InputEvent> read(std::int64_t now_ms);
    /// When a key that is held writes again.
    std::optional<std::int64_t> repeats_at_ms() const;
    /// The table's screen has another size from now on.
    void fit(Shell::Size screen) { screen_ = screen, pointing_.fit(screen); }
    /// Where to show an arrow; nothing when people touch the glass, or there is no mouse.
    std::optional<Pointing::Spot> arrow() const;

private:
    struct Library;
    InputDevices(std::unique_ptr<Library> library, Shell::Size screen);
    std::vector<InputEvent> type_key(std::uint32_t code, bool down, std::int64_t at_ms);

    std::unique_ptr<Library> library_;
    Shell::Size screen_;
    Pointing pointing_;
    std::optional<Typing> typing_; ///< once somebody types: a table without a keyboard needs no layout
    bool nothing_types_ = false;   ///< the layout isn't there
    int touch_panels_ = 0;
    int mice_ = 0;
};

} // namespace casustafel::ui::panel
