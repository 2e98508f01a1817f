#include "system/typed_secret.h"

#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace casustafel::system {

using core::Errc;
using core::Result;

namespace {

/// Doesn't show what is typed while it lives.
class HiddenTyping {
public:
    HiddenTyping()
    {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        termios hidden = before_;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0;
    }
    HiddenTyping(const HiddenTyping&) = delete;
    HiddenTyping& operator=(const HiddenTyping&) = delete;
    ~HiddenTyping()
    {
        if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }

private:
    termios before_{};
    bool changed_ = false;
};

/// A line of standard input, byte by byte: a stream would keep a copy.
core::Secret read_line()
{
    core::Secret line;
    for (char one = 0; ::read(STDIN_FILENO, &one, 1) == 1 && one != '\n';) line.push_back(one);
    return line;
}

Result<core::Secret> unless_empty(core::Secret secret)
{
    if (secret.empty()) return core::fail(Errc::rejected, "no PIN or passphrase on standard input");
    return secret;
}

} // namespace

Result<core::Secret> read_secret(const char* question)
{
    const HiddenTyping hidden;
    if (::isatty(STDIN_FILENO) != 0) std::cerr << question << ": " << std::flush;
    return unless_empty(read_line());
}

Result<core::Secret> read_new_secret(const char* question)
{
    const bool asks = ::isatty(STDIN_FILENO) != 0;
    const HiddenTyping hidden;
    if (asks) std::cerr << question << ": " << std::flush;
    core::Secret secret = read_line();
    if (asks) std::cerr << "\nThe same again: " << std::flush;
    const core::Secret again = asks ? read_line() : secret;
    if (asks) std::cerr << "\n";
    if (secret != again) return core::fail(Errc::rejected, "the two are not the same");
    return unless_empty(std::move(secret));
}

} // namespace casustafel::system
