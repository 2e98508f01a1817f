#pragma once

#include "firmware/technician.h"
#include "ui/frame.h"

namespace casustafel::device {

/// The technician's screen: draws what Technician knows and hands over what fingers asked for. Goes by itself after
/// five minutes without a touch, and at once when the appliance is unlocked. UI thread.
class TechnicianScreen {
public:
    TechnicianScreen(TechnicianParts parts, const core::Calendar& calendar)
        : calendar_{calendar}, work_{std::move(parts)}
    {
    }

    /// See Technician::start.
    void start(std::function<void()> wake) { work_.start(std::move(wake)); }
    /// From the lock screen to the question for the PIN.
    void open(const ui::Preferences& preferences);
    bool is_open() const { return open_; }
    /// One frame while open; the last one may close it.
    ui::Next frame(ui::Frame& frame);

    const ui::technician::Facts& facts() const { return seen_; }

private:
    void close();
    void carry_out(const ui::technician::Request& request);

    core::Calendar calendar_;
    ui::technician::State state_;
    ui::technician::Facts seen_;
    bool open_ = false;
    std::int64_t touched_ms_ = 0;
    Technician work_;
};

} // namespace casustafel::device
