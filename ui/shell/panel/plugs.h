#pragma once

#include "core/result.h"

#include <memory>

struct udev;
struct udev_monitor;

namespace casustafel::ui::panel {

/// Tells that a display was plugged in or pulled out.
class Plugs {
public:
    /// Errc::storage: nothing watches devices here.
    static core::Result<Plugs> open();

    /// Readable when something happened.
    int descriptor() const;
    /// Reads what happened; true if it was about displays.
    bool read();

private:
    struct Free {
        void operator()(udev* watcher) const;
        void operator()(udev_monitor* monitor) const;
    };
    std::unique_ptr<udev, Free> watcher_;
    std::unique_ptr<udev_monitor, Free> monitor_;
};

} // namespace casustafel::ui::panel
