/// Draws the marker that the onlooker of toolchain/bench reads, and nothing else: marker_program tap|scroll. In tap its
/// counter follows presses; in scroll it goes up every ten milliseconds until it is ended.

#include <X11/Xlib.h>
#include <poll.h>
#include <string_view>

int main(int count, char** arguments)
{
    Display* display = XOpenDisplay(nullptr);
    if (!display || count != 2) return 2;
    const bool scrolls = std::string_view{arguments[1]} == "scroll";
    const Window window = XCreateSimpleWindow(display, XDefaultRootWindow(display), 0, 0, 1920, 1080, 0, 0, 0x202020);
    XSelectInput(display, window, ButtonPressMask | ExposureMask);
    XMapWindow(display, window);
    GC pen = XCreateGC(display, window, 0, nullptr);
    bool shown = false;
    for (unsigned long number = 0;;) {
        while (XPending(display) > 0 || !shown) {
            XEvent event;
            XNextEvent(display, &event);
            shown = true;
            if (event.type == ButtonPress) ++number;
        }
        XSetForeground(display, pen, 0xA50000UL | (number & 0xffUL) << 8U | (number >> 8U & 0xffUL));
        XFillRectangle(display, window, pen, 0, 0, 16, 16);
        XFlush(display);
        pollfd ready{.fd = XConnectionNumber(display), .events = POLLIN, .revents = 0};
        poll(&ready, 1, scrolls ? 10 : -1);
        if (scrolls) ++number;
    }
}
