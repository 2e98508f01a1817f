#include "firmware/heartbeat.h"
#include "support/temp_dir.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace casustafel::test {

namespace {

/// The service manager's end of the line.
class Listener {
public:
    Listener() : socket_{::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)}
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string path = (folder_ / "notify").string();
        std::ranges::copy(path, std::begin(address.sun_path));
        if (::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("no socket");
        ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener()
    {
        for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}) ::unsetenv(name);
        ::close(socket_);
    }
    std::vector<std::string> heard() const
    {
        std::vector<std::string> all;
        std::array<char, 256> text{};
        for (ssize_t size = 0; (size = ::recv(socket_, text.data(), text.size(), 0)) > 0;)
            all.emplace_back(text.data(), static_cast<std::size_t>(size));
        return all;
    }

private:
    support::TempDir folder_;
    int socket_;
};

} // namespace

TEST(Heartbeat, says_once_that_the_program_is_up_when_a_frame_is_shown)
{
    const Listener manager;
    device::Heartbeat heart;
    heart.beat(false);
    EXPECT_TRUE(manager.heard().empty());
    heart.beat(true);
    heart.beat(true);
    EXPECT_EQ(manager.heard(), std::vector<std::string>{"READY=1"});
}

TEST(Heartbeat, tells_twice_within_the_patience_of_the_manager_and_not_at_every_frame)
{
    const Listener manager;
    ::setenv("WATCHDOG_USEC", "20000000", 1);
    ::setenv("WATCHDOG_PID", std::to_string(::getpid()).c_str(), 1);
    device::Heartbeat heart;
    EXPECT_EQ(heart.every_ms(), 5'000);
    for (int frame = 0; frame < 100; ++frame) heart.beat(true);
    EXPECT_EQ(manager.heard(), (std::vector<std::string>{"READY=1", "WATCHDOG=1"}));
}

TEST(Heartbeat, is_silent_when_nobody_listens)
{
    ::unsetenv("NOTIFY_SOCKET");
    device::Heartbeat heart;
    heart.beat(true);
    EXPECT_EQ(heart.every_ms(), 10'000);
}

} // namespace casustafel::test
