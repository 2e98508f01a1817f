#include "firmware/stage.h"

#include "firmware/device_files.h"
#include "firmware/last_lines.h"
#include "firmware/proposed_secret.h"
#include "firmware/resources.h"
#include "ui/screens/room.h"

#include <variant>

namespace casustafel::device {

using core::Errc;
using core::Result;

namespace first = ui::first_start;

namespace {

constexpr std::int64_t clock_ms = 30'000; // hours and minutes

} // namespace

Result<std::unique_ptr<Stage>> Stage::open(Appliance::Options options)
{
    const auto calendar = amsterdam();
    if (!calendar) return std::unexpected(calendar.error());
    const auto provisioning = DeviceFiles{options.data}.provisioning();
    const bool set_up = provisioning || provisioning.error().code != Errc::not_found;
    auto lines = std::make_shared<LastLines>();
    options.log = [log = std::move(options.log), clock = options.clock, lines](const std::string& line) {
        log(line);
        lines->keep(clock(), line);
    };
    std::unique_ptr<Stage> stage{new Stage{std::move(options), std::move(lines), *calendar}};
    std::error_code unknown;
    if (!set_up && std::filesystem::is_directory(stage->options_.data, unknown)) {
        stage->first_ = std::make_unique<FirstStart>(stage->options_);
        return stage;
    }
    if (auto opened = stage->open_table(); !opened) return std::unexpected(opened.error());
    return stage;
}

Stage::~Stage()
{
    stop();
}

Result<> Stage::open_table()
{
    auto appliance = Appliance::open(options_);
    if (!appliance) return std::unexpected(appliance.error());
    // Left there when the power went at the end of the first start.
    if (const auto erased = erase_new_provisioning(options_.data); !erased) options_.log(erased.error().detail);
    appliance_ = std::move(*appliance);
    table_.emplace(*appliance_);
    table_->room_plugged(room_is_there_);
    open_technician();
    return {};
}

/// Gives the technician's screen what it may use of the appliance: numbers and wishes, nothing of a case.
void Stage::open_technician()
{
    Appliance& appliance = *appliance_;
    TechnicianParts parts;
    parts.data = options_.data;
    parts.stick = options_.stick;
    parts.board = options_.board;
    parts.clock = options_.clock;
    parts.log = options_.log;
    parts.audit = [&appliance](const core::AuditEvent& event) { appliance.audit(event); };
    parts.lines = lines_;
    parts.delivery = [&appliance] { return appliance.delivery(); };
    parts.update = [&appliance] { return appliance.snapshot().device.update; };
    parts.locked = [&appliance] { return !appliance.snapshot().device.unlocked; };
    parts.send = [&appliance] { appliance.carry_out(ui::request::TrySync{}); };
    parts.update_now = [&appliance] { appliance.carry_out(ui::request::UpdateNow{}); };
    parts.update_from_stick = [&appliance] { appliance.carry_out(ui::request::UpdateFromStick{}); };
    parts.restart = [&appliance] { appliance.carry_out(ui::request::Restart{}); };
    technician_.emplace(std::move(parts), calendar_);
}

void Stage::start(std::function<void()> wake)
{
    wake_ = std::move(wake);
    if (appliance_) start_table();
    if (first_) first_->start(wake_);
}

void Stage::stop()
{
    first_.reset();
    technician_.reset();
    appliance_.reset(); // the table draws no frame any more
}

ui::Next Stage::frame(ui::Frame& frame)
{
    if (finished_) finish(frame);
    ui::Next next = table_ ? table_frame(frame) : first_frame(frame);
    next.quit = ending_ || !how_;
    if (appliance_ && frame.touched()) appliance_->attend();
    return next;
}

ui::Next Stage::room_frame(ui::Frame& frame)
{
    if (table_) return table_->room_frame(frame);
    ui::draw_room_screen(frame, {});
    return frame.next();
}

void Stage::room_plugged(bool there)
{
    room_is_there_ = there;
    if (table_) table_->room_plugged(there);
}

ui::Next Stage::table_frame(ui::Frame& frame)
{
    const bool shown = technician_->is_open();
    if (shown != technician_shown_) frame.forget(); // nothing that was typed or drawn on the one comes to the other
    technician_shown_ = shown;
    const ui::Next next = shown ? technician_->frame(frame) : table_->frame(frame);
    if (!shown && table_->take_technician()) technician_->open(table_->state().preferences);
    if (technician_->is_open() != shown) wake_();
    return next;
}

ui::Next Stage::first_frame(ui::Frame& frame)
{
    seen_ = first_->facts();
    seen_.calendar = &calendar_;
    const ui::Point size = frame.size_px();
    seen_.width_px = size.x;
    seen_.height_px = size.y;
    const first::Step before = state_.step;
    state_ = first::settle(std::move(state_), seen_);
    if (state_.step != before) frame.forget(); // nothing that was typed outlives its step
    for (const first::Intent& intent : first::draw(frame, state_, seen_)) {
        first::Update update = first::reduce(std::move(state_), intent, seen_, propose_passphrase);
        state_ = std::move(update.state);
        for (const first::Request& request : update.requests) carry_out(request);
    }
    frame.redraw_at(frame.now_ms() + clock_ms);
    return frame.next();
}

void Stage::carry_out(const first::Request& request)
{
    std::visit(core::overloaded{
                   [this](const first::request::Look&) { first_->look(); },
                   [this](const first::request::SetUp& one) { first_->set_up(one.secret); },
                   [this](const first::request::Finish&) {
                       finished_ = true;
                       wake_();
                   },
               },
               request);
}

void Stage::start_table()
{
    appliance_->start(wake_);
    technician_->start(wake_);
}

/// From the first start to the lock screen, in the same picture.
void Stage::finish(ui::Frame& frame)
{
    finished_ = false;
    first_.reset();
    state_ = {};
    frame.forget();
    how_ = open_table();
    if (how_)
        start_table();
    else
        first_ = std::make_unique<FirstStart>(options_); // for the last frame
}

} // namespace casustafel::device
