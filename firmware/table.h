#pragma once

#include "firmware/appliance.h"
#include "ui/frame.h"
#include "ui/snapshot.h"
#include "ui/state.h"
#include "ui/views/room_view.h"

#include <cstdint>
#include <utility>

namespace casustafel::device {

/// The loop of the screen: takes the newest snapshot, draws, and hands over what fingers asked for. UI
/// thread. Works in a window and off screen alike.
class Table {
public:
    /// `appliance` outlives the table.
    explicit Table(Appliance& appliance) : appliance_{appliance} { state_.preferences = appliance.preferences(); }

    /// One frame.
    ui::Next frame(ui::Frame& frame);
    /// One frame of the screen for the room: always what the table's last frame led to.
    ui::Next room_frame(ui::Frame& frame);
    /// The screen for the room was plugged in or pulled out. UI thread.
    void room_plugged(bool there) { room_is_there_ = there; }

    /// Somebody touched the way to the technician's screen since the last call.
    bool take_technician() { return std::exchange(technician_asked_, false); }

    const ui::State& state() const { return state_; }
    const ui::Snapshot& snapshot() const { return seen_; }

private:
    void take_news(ui::Frame& frame);
    void carry_out(const ui::Intents& intents);
    void draw_door(ui::Frame& frame);
    void lock_when_forsaken(ui::Frame& frame);
    void keep_draft(ui::Frame& frame);
    void ask_for_next(ui::Frame& frame) const;

    Appliance& appliance_;
    ui::State state_;
    ui::Snapshot seen_;
    std::int64_t touched_ms_ = 0;
    core::Facts kept_draft_; ///< as the disk has it, or will
    std::int64_t kept_ms_ = 0;
    bool room_is_there_ = false;
    bool technician_asked_ = false;
    ui::RoomView room_; ///< as the room saw it last
};

} // namespace casustafel::device
