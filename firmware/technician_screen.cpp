#include "firmware/technician_screen.h"

#include <chrono>
#include <utility>
#include <variant>

namespace casustafel::device {

namespace technician = ui::technician;

namespace {

constexpr std::int64_t leave_after_ms = 5 * 60 * 1000;
constexpr std::int64_t clock_ms = 30'000; // hours and minutes

} // namespace

void TechnicianScreen::open(const ui::Preferences& preferences)
{
    if (!work_.locked()) return;
    state_ = {};
    state_.preferences = preferences;
    seen_ = {};
    touched_ms_ = 0;
    open_ = true;
    work_.enter();
}

void TechnicianScreen::close()
{
    state_ = {};
    open_ = false;
    work_.leave();
}

ui::Next TechnicianScreen::frame(ui::Frame& frame)
{
    const technician::Gate before = seen_.gate;
    seen_ = work_.facts();
    seen_.calendar = &calendar_;
    const ui::Point size = frame.size_px();
    seen_.width_px = size.x;
    seen_.height_px = size.y;
    if (seen_.gate != before) {
        frame.forget(); // nothing that was typed outlives the gate
        if (seen_.gate == technician::Gate::open) {
            work_.look();
            seen_.looking = true;
        }
    }
    for (const technician::Intent& intent : technician::draw(frame, state_, seen_)) {
        technician::Update update = technician::reduce(std::move(state_), intent, seen_);
        state_ = std::move(update.state);
        for (const technician::Request& request : update.requests) carry_out(request);
    }
    if (frame.touched() || touched_ms_ == 0) touched_ms_ = frame.now_ms();
    if (frame.now_ms() - touched_ms_ >= leave_after_ms || !work_.locked()) close();
    frame.redraw_at(touched_ms_ + leave_after_ms);
    frame.redraw_at(frame.now_ms() + clock_ms);
    if (seen_.retry_at && *seen_.retry_at > seen_.now)
        frame.redraw_at(frame.now_ms() + (*seen_.retry_at - seen_.now).count());
    return frame.next();
}

void TechnicianScreen::carry_out(const technician::Request& request)
{
    std::visit(core::overloaded{
                   [this](const technician::request::TryPin& one) { work_.try_pin(one.pin); },
                   [this](const technician::request::AskAgain&) { work_.enter(); },
                   [this](const technician::request::Look&) { work_.look(); },
                   [this](const technician::request::Do& one) {
                       if (one.action == technician::Action::report)
                           work_.write_report(technician::report(seen_, state_));
                       else
                           work_.carry_out(one.action);
                   },
                   [this](const technician::request::Leave&) { close(); },
               },
               request);
}

} // namespace casustafel::device
