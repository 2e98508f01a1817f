#pragma once

#include <optional>

namespace casustafel::ui::panel {

/// The text console that the program was started on: while this lives it shows no text, and what is typed goes to
/// nobody behind the screen. Nothing happens when standard input is no console.
class Console {
public:
    Console();
    ~Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

private:
    std::optional<int> keyboard_before_;
    bool shows_picture_ = false;
};

} // namespace casustafel::ui::panel
