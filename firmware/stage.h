#pragma once

#include "firmware/appliance.h"
#include "firmware/first_start.h"
#include "firmware/table.h"
#include "firmware/technician_screen.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace casustafel::device {

/// What stands on the screens: the first start as long as the device isn't set up, from then on the table; over its
/// lock screen the technician's. UI thread, but for `end`.
class Stage {
public:
    /// Errors as Appliance::open; a folder that is there and in which nothing was set up is no error.
    static core::Result<std::unique_ptr<Stage>> open(Appliance::Options options);
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    /// Starts the work behind the screens. `wake` is called from other threads after each thing that changed. Once.
    void start(std::function<void()> wake);
    /// Ends that work; nothing is woken any more.
    void stop();

    /// One frame.
    ui::Next frame(ui::Frame& frame);
    /// One frame of the screen for the room.
    ui::Next room_frame(ui::Frame& frame);
    /// The screen for the room was plugged in or pulled out.
    void room_plugged(bool there);
    /// Asks to close at the next frame. Any thread.
    void end() { ending_ = true; }

    /// Whether the device that was set up could be opened.
    const core::Result<>& how() const { return how_; }
    /// Null during the first start.
    const Table* table() const { return table_ ? &*table_ : nullptr; }
    const ui::first_start::Facts& first_facts() const { return seen_; }
    /// Null during the first start.
    const TechnicianScreen* technician() const { return technician_ ? &*technician_ : nullptr; }

private:
    Stage(Appliance::Options options, std::shared_ptr<LastLines> lines, const core::Calendar& calendar)
        : lines_{std::move(lines)}, options_{std::move(options)}, calendar_{calendar}
    {
    }
    core::Result<> open_table();
    void open_technician();
    void start_table();
    ui::Next table_frame(ui::Frame& frame);
    ui::Next first_frame(ui::Frame& frame);
    void carry_out(const ui::first_start::Request& request);
    void finish(ui::Frame& frame);

    std::shared_ptr<LastLines> lines_;
    Appliance::Options options_;
    core::Calendar calendar_;
    std::function<void()> wake_;
    std::unique_ptr<FirstStart> first_; ///< until the device is set up
    ui::first_start::State state_;
    ui::first_start::Facts seen_;
    bool finished_ = false;
    std::unique_ptr<Appliance> appliance_;
    std::optional<Table> table_;
    std::optional<TechnicianScreen> technician_;
    bool technician_shown_ = false; ///< in the last frame
    core::Result<> how_;
    bool room_is_there_ = false;
    std::atomic<bool> ending_{false};
};

} // namespace casustafel::device
