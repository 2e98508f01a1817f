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
    // A program that was killed here left it switched off: what is given back is one that can be used.
    if (::ioctl(STDIN_FILENO, KDSKBMODE, K_OFF) == 0) keyboard_before_ = before == K_OFF ? K_UNICODE : before;
    shows_picture_ = ::ioctl(STDIN_FILENO, KDSETMODE, KD_GRAPHICS) == 0;
}

Console::~Console()
{
    if (shows_picture_) ::ioctl(STDIN_FILENO, KDSETMODE, KD_TEXT);
    if (!keyboard_before_) return;
    ::tcflush(STDIN_FILENO, TCIFLUSH);
    ::ioctl(STDIN_FILENO, KDSKBMODE, *keyboard_before_);
}

} // namespace casustafel::ui::panel
