#include "ui/shell/panel/input_devices.h"

#include <cerrno>
#include <cstdarg>
#include <fcntl.h>
#include <iterator>
#include <libinput.h>
#include <libudev.h>
#include <linux/input-event-codes.h>
#include <unistd.h>
#include <utility>

namespace casustafel::ui::panel {

namespace {

constexpr const char* our_seat = "seat0";

int open_device(const char* path, int flags, void*)
{
    const int file = ::open(path, flags | O_CLOEXEC);
    return file < 0 ? -errno : file;
}

void close_device(int file, void*)
{
    ::close(file);
}

constexpr libinput_interface by_path{.open_restricted = open_device, .close_restricted = close_device};

void say_nothing(libinput*, libinput_log_priority, const char*, va_list) {}

struct UdevFree {
    void operator()(udev* watcher) const { udev_unref(watcher); }
};
struct LibinputFree {
    void operator()(libinput* library) const { libinput_unref(library); }
};
struct EventFree {
    void operator()(libinput_event* event) const { libinput_event_destroy(event); }
};
using Event = std::unique_ptr<libinput_event, EventFree>;

std::int64_t milliseconds(std::uint64_t microseconds)
{
    return static_cast<std::int64_t>(microseconds / 1000);
}

bool is_mouse(libinput_device* device)
{
    return libinput_device_has_capability(device, LIBINPUT_DEVICE_CAP_POINTER) != 0;
}

bool is_touch_panel(libinput_device* device)
{
    return libinput_device_has_capability(device, LIBINPUT_DEVICE_CAP_TOUCH) != 0;
}

/// Reads one event. What it means goes to the end of `events`.
class Reader {
public:
    Reader(Shell::Size screen, Pointing& pointing, std::vector<InputEvent>& events)
        : width_{static_cast<std::uint32_t>(screen.width_px)}, height_{static_cast<std::uint32_t>(screen.height_px)},
          pointing_{pointing}, events_{events}
    {
    }

    void touch(libinput_event_type type, libinput_event_touch* touch)
    {
        const std::int64_t at_ms = milliseconds(libinput_event_touch_get_time_usec(touch));
        const int slot = libinput_event_touch_get_seat_slot(touch);
        if (type == LIBINPUT_EVENT_TOUCH_UP) return add(pointing_.finger_up(slot, at_ms));
        if (type == LIBINPUT_EVENT_TOUCH_CANCEL) return add(pointing_.finger_cancelled(slot, at_ms));
        const double x = libinput_event_touch_get_x_transformed(touch, width_);
        const double y = libinput_event_touch_get_y_transformed(touch, height_);
        if (type == LIBINPUT_EVENT_TOUCH_DOWN) return add(pointing_.finger_down(slot, x, y, at_ms));
        add(pointing_.finger_moved(slot, x, y, at_ms));
    }

    void mouse(libinput_event_type type, libinput_event_pointer* mouse)
    {
        const std::int64_t at_ms = milliseconds(libinput_event_pointer_get_time_usec(mouse));
        if (type == LIBINPUT_EVENT_POINTER_MOTION)
            return add(pointing_.mouse_moved_by(libinput_event_pointer_get_dx(mouse),
                                                libinput_event_pointer_get_dy(mouse), at_ms));
        if (type == LIBINPUT_EVENT_POINTER_MOTION_ABSOLUTE)
            return add(pointing_.mouse_at(libinput_event_pointer_get_absolute_x_transformed(mouse, width_),
                                          libinput_event_pointer_get_absolute_y_transformed(mouse, height_), at_ms));
        if (libinput_event_pointer_get_button(mouse) != BTN_LEFT) return;
        const bool down = libinput_event_pointer_get_button_state(mouse) == LIBINPUT_BUTTON_STATE_PRESSED;
        add(pointing_.mouse_button(down, at_ms));
    }

    /// A pen on the glass does what a mouse does.
    void pen(libinput_event_type type, libinput_event_tablet_tool* pen)
    {
        const std::int64_t at_ms = milliseconds(libinput_event_tablet_tool_get_time_usec(pen));
        add(pointing_.mouse_at(libinput_event_tablet_tool_get_x_transformed(pen, width_),
                               libinput_event_tablet_tool_get_y_transformed(pen, height_), at_ms));
        if (type != LIBINPUT_EVENT_TABLET_TOOL_TIP) return;
        const bool down = libinput_event_tablet_tool_get_tip_state(pen) == LIBINPUT_TABLET_TOOL_TIP_DOWN;
        add(pointing_.mouse_button(down, at_ms));
    }

    void wheel(libinput_event_type type, libinput_event_pointer* mouse)
    {
        constexpr auto axis = LIBINPUT_POINTER_AXIS_SCROLL_VERTICAL;
        if (libinput_event_pointer_has_axis(mouse, axis) == 0) return;
        const bool notches = type == LIBINPUT_EVENT_POINTER_SCROLL_WHEEL;
        add(pointing_.wheel(notches ? libinput_event_pointer_get_scroll_value_v120(mouse, axis)
                                    : libinput_event_pointer_get_scroll_value(mouse, axis)));
    }

private:
    void add(std::optional<PointerEvent> event)
    {
        if (event) events_.emplace_back(*event);
    }
    void add(WheelEvent event) { events_.emplace_back(event); }

    std::uint32_t width_;
    std::uint32_t height_;
    Pointing& pointing_;
    std::vector<InputEvent>& events_;
};

void append(std::vector<InputEvent>& events, std::vector<InputEvent> more)
{
    events.insert(events.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

} // namespace

struct InputDevices::Library {
    std::unique_ptr<udev, UdevFree> watcher;
    std::unique_ptr<libinput, LibinputFree> devices;
};

InputDevices::InputDevices(std::unique_ptr<Library> library, Shell::Size screen)
    : library_{std::move(library)}, screen_{screen}, pointing_{screen}
{
}

InputDevices::~InputDevices() = default;

core::Result<std::unique_ptr<InputDevices>> InputDevices::open(Shell::Size screen)
{
    auto library = std::make_unique<Library>();
    library->watcher.reset(udev_new());
    if (library->watcher)
        library->devices.reset(libinput_udev_create_context(&by_path, nullptr, library->watcher.get()));
    if (!library->devices) return core::fail(core::Errc::storage, "no input devices: nothing watches them here");
    libinput_log_set_handler(library->devices.get(), say_nothing);
    if (libinput_udev_assign_seat(library->devices.get(), our_seat) != 0)
        return core::fail(core::Errc::storage, std::string{"no input devices: there is no "} + our_seat);
    return std::unique_ptr<InputDevices>{new InputDevices{std::move(library), screen}};
}

int InputDevices::descriptor() const
{
    return libinput_get_fd(library_->devices.get());
}

std::optional<std::int64_t> InputDevices::repeats_at_ms() const
{
    return typing_ ? typing_->repeats_at_ms() : std::nullopt;
}

std::optional<Pointing::Spot> InputDevices::arrow() const
{
    if (touch_panels_ > 0 || mice_ == 0) return std::nullopt;
    return pointing_.mouse();
}

std::vector<InputEvent> InputDevices::type_key(std::uint32_t code, bool down, std::int64_t at_ms)
{
    if (!typing_ && !nothing_types_) {
        auto opened = Typing::open();
        nothing_types_ = !opened;
        if (opened) typing_.emplace(std::move(*opened));
    }
    return typing_ ? typing_->key(code, down, at_ms) : std::vector<InputEvent>{};
}

std::vector<InputEvent> InputDevices::read(std::int64_t now_ms)
{
    std::vector<InputEvent> events;
    Reader reader{screen_, pointing_, events};
    libinput* devices = library_->devices.get();
    libinput_dispatch(devices);
    while (const Event event{libinput_get_event(devices)}) {
        const libinput_event_type type = libinput_event_get_type(event.get());
        // Not all of an enum that grows with the library.
        if (type == LIBINPUT_EVENT_DEVICE_ADDED || type == LIBINPUT_EVENT_DEVICE_REMOVED) {
            libinput_device* device = libinput_event_get_device(event.get());
            const int more = type == LIBINPUT_EVENT_DEVICE_ADDED ? 1 : -1;
            if (is_touch_panel(device)) touch_panels_ += more;
            if (is_mouse(device)) mice_ += more;
        } else if (type == LIBINPUT_EVENT_KEYBOARD_KEY) {
            libinput_event_keyboard* key = libinput_event_get_keyboard_event(event.get());
            append(events, type_key(libinput_event_keyboard_get_key(key),
                                    libinput_event_keyboard_get_key_state(key) == LIBINPUT_KEY_STATE_PRESSED,
                                    milliseconds(libinput_event_keyboard_get_time_usec(key))));
        } else if (type >= LIBINPUT_EVENT_POINTER_MOTION && type <= LIBINPUT_EVENT_POINTER_BUTTON) {
            reader.mouse(type, libinput_event_get_pointer_event(event.get()));
        } else if (type >= LIBINPUT_EVENT_POINTER_SCROLL_WHEEL && type <= LIBINPUT_EVENT_POINTER_SCROLL_CONTINUOUS) {
            reader.wheel(type, libinput_event_get_pointer_event(event.get()));
        } else if (type >= LIBINPUT_EVENT_TOUCH_DOWN && type <= LIBINPUT_EVENT_TOUCH_CANCEL) {
            reader.touch(type, libinput_event_get_touch_event(event.get()));
        } else if (type == LIBINPUT_EVENT_TABLET_TOOL_AXIS || type == LIBINPUT_EVENT_TABLET_TOOL_TIP) {
            reader.pen(type, libinput_event_get_tablet_tool_event(event.get()));
        }
    }
    if (typing_) append(events, typing_->repeat(now_ms));
    return events;
}

} // namespace casustafel::ui::panel
