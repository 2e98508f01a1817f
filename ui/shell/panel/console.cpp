#include "ui/shell/panel/console.h"

#include <linux/kd.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace casustafel::ui::panel {

Console::Console()
{
    int before = 0;
    if (::ioctl(STDIN_FILENO, KDGKBMODE, &before) != 0) return;
    if (::ioctl(STDIN_FILENO, KDSKBMODE, K_OFF) == 0) keyboard_before_ = before;
    if (::ioctl(STDIN_FILENO, KDGETMODE, &before) != 0) return;
    if (::ioctl(STDIN_FILENO, KDSETMODE, KD_GRAPHICS) == 0) picture_before_ = before;
}

Console::~Console()
{
    if (picture_before_) ::ioctl(STDIN_FILENO, KDSETMODE, *picture_before_);
    if (!keyboard_before_) return;
    ::tcflush(STDIN_FILENO, TCIFLUSH);
    ::ioctl(STDIN_FILENO, KDSKBMODE, *keyboard_before_);
}

} // namespace casustafel::ui::panel
