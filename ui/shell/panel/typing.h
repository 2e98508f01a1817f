#pragma once

#include "core/result.h"
#include "ui/input.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace casustafel::ui::panel {

/// What a keyboard's keys mean: the keys that edit, and text with its accents. All keyboards of the device type
/// together. A key that is held repeats.
class Typing {
public:
    /// The layout that XKB_DEFAULT_LAYOUT, _VARIANT and _OPTIONS name; without them US international, which keyboards
    /// in the Netherlands have. Errc::storage: the descriptions of keyboards aren't there, or none has that name.
    static core::Result<Typing> open();
    ~Typing();
    Typing(Typing&&) noexcept;
    Typing& operator=(Typing&&) noexcept;

    /// A key by its number in linux/input-event-codes.h went down or up.
    std::vector<InputEvent> key(std::uint32_t code, bool down, std::int64_t at_ms);
    /// When the key that is held writes again; nothing if none is.
    std::optional<std::int64_t> repeats_at_ms() const;
    /// What it writes now that this time has come.
    std::vector<InputEvent> repeat(std::int64_t now_ms);

private:
    struct State;
    explicit Typing(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace casustafel::ui::panel
