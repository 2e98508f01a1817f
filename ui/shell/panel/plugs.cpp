#include "ui/shell/panel/plugs.h"

#include <libudev.h>

namespace casustafel::ui::panel {

void Plugs::Free::operator()(udev* watcher) const
{
    udev_unref(watcher);
}

void Plugs::Free::operator()(udev_monitor* monitor) const
{
    udev_monitor_unref(monitor);
}

core::Result<Plugs> Plugs::open()
{
    Plugs plugs;
    plugs.watcher_.reset(udev_new());
    if (plugs.watcher_) plugs.monitor_.reset(udev_monitor_new_from_netlink(plugs.watcher_.get(), "udev"));
    if (!plugs.monitor_ || udev_monitor_filter_add_match_subsystem_devtype(plugs.monitor_.get(), "drm", nullptr) < 0 ||
        udev_monitor_enable_receiving(plugs.monitor_.get()) < 0)
        return core::fail(core::Errc::storage, "nothing watches displays here");
    return plugs;
}

int Plugs::descriptor() const
{
    return udev_monitor_get_fd(monitor_.get());
}

bool Plugs::read()
{
    bool displays = false;
    while (udev_device* device = udev_monitor_receive_device(monitor_.get())) {
        displays = true;
        udev_device_unref(device);
    }
    return displays;
}

} // namespace casustafel::ui::panel
