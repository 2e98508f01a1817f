#include "firmware/table.h"

#include "firmware/fresh_id.h"
#include "ui/screens/room.h"
#include "ui/screens/screen.h"
#include "ui/technician.h"
#include "ui/unsaved.h"
#include "ui/views/timer.h"

namespace casustafel::device {

namespace {

constexpr std::int64_t lock_after_ms = 10 * 60 * 1000; // domain rule 14
constexpr std::int64_t clock_ms = 30'000;              // hours and minutes
constexpr std::int64_t draft_every_ms = 1000;          // at most, while somebody types

} // namespace

ui::Next Table::frame(ui::Frame& frame)
{
    take_news(frame);
    lock_when_forsaken(frame);
    carry_out(ui::draw(frame, state_, seen_));
    draw_door(frame);
    keep_draft(frame);
    ask_for_next(frame);
    ui::Next next = frame.next();
    // What the room sees follows within the same turn: nobody reads there what is masked here already.
    next.others = room_is_there_ && ui::room_view(seen_, state_) != room_;
    return next;
}

ui::Next Table::room_frame(ui::Frame& frame)
{
    room_ = ui::room_view(seen_, state_);
    ui::draw_room_screen(frame, room_);
    return frame.next();
}

void Table::take_news(ui::Frame& frame)
{
    ui::Snapshot now = appliance_.snapshot();
    now.device.room_screen = room_is_there_;
    if (now.conference && !seen_.conference) kept_draft_ = now.draft;
    if (!now.conference) kept_draft_.clear(); // the disk keeps it
    const bool locks = seen_.device.unlocked && !now.device.unlocked;
    ui::Update update = ui::settle(std::move(state_), seen_, now);
    state_ = std::move(update.state);
    seen_ = std::move(now);
    for (const ui::Request& request : update.requests) appliance_.carry_out(request);
    if (locks) frame.forget(); // nothing that was typed or drawn outlives the session
}

void Table::carry_out(const ui::Intents& intents)
{
    for (const ui::Intent& intent : intents) {
        ui::Update update = ui::reduce(std::move(state_), intent, seen_, fresh_id);
        state_ = std::move(update.state);
        for (const ui::Request& request : update.requests) appliance_.carry_out(request);
    }
}

/// The way to the technician's screen, on the lock screen only: it isn't there beside a case.
void Table::draw_door(ui::Frame& frame)
{
    if (seen_.device.unlocked || state_.screen != ui::Screen::lock || state_.sheet != ui::Sheet::none) return;
    if (!ui::technician::draw_door(frame)) return;
    technician_asked_ = true;
    carry_out({ui::intent::ClearDigits{}});
}

/// What is being filled in survives a power cut but for the last second; saved or thrown away it goes at once.
void Table::keep_draft(ui::Frame& frame)
{
    if (!seen_.device.unlocked || !seen_.conference) return;
    core::Facts draft = ui::draft_of(state_, seen_.conference->open_case);
    if (draft == kept_draft_) return;
    const std::int64_t due = kept_ms_ + draft_every_ms;
    if (kept_ms_ != 0 && frame.now_ms() < due && !draft.empty()) return frame.redraw_at(due);
    appliance_.carry_out(ui::request::KeepDraft{draft});
    kept_draft_ = std::move(draft);
    kept_ms_ = frame.now_ms();
}

void Table::lock_when_forsaken(ui::Frame& frame)
{
    if (frame.touched() || !seen_.device.unlocked || touched_ms_ == 0) touched_ms_ = frame.now_ms();
    if (frame.now_ms() - touched_ms_ < lock_after_ms) return;
    appliance_.carry_out(ui::request::Lock{});
    touched_ms_ = frame.now_ms();
}

void Table::ask_for_next(ui::Frame& frame) const
{
    const bool timed = seen_.conference && !seen_.conference->open_case.empty() && !state_.privacy;
    frame.redraw_at(frame.now_ms() + (timed ? ui::until_timer_moves(seen_).count() : clock_ms));
    if (seen_.device.unlocked) frame.redraw_at(touched_ms_ + lock_after_ms);
}

} // namespace casustafel::device
