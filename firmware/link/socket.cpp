#include "link/socket.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace casustafel::link {
namespace {

using core::Errc;
using core::fail;
using core::Result;
using Clock = std::chrono::steady_clock;

std::string reason(int error)
{
    return std::generic_category().message(error);
}

struct FreeAddresses {
    void operator()(addrinfo* list) const { freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

/// Returns getaddrinfo's own error code, 0 with `found` filled.
int look_up(const Endpoint& endpoint, int flags, Addresses& found)
{
    addrinfo wanted{};
    wanted.ai_family = AF_UNSPEC;
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_NUMERICSERV | flags;
    addrinfo* list = nullptr;
    const int code = getaddrinfo(endpoint.host.c_str(), std::to_string(endpoint.port).c_str(), &wanted, &list);
    if (code == 0) found.reset(list);
    return code;
}

/// What the resolver's thread and the one waiting for it share. The resolver can't be interrupted, so its thread is
/// left behind when the wait ends early, and the last of the two frees this.
struct Lookup {
    explicit Lookup(Bell answered) : done{std::move(answered)} {}
    Bell done;
    std::mutex mutex;
    int code = 0;
    Addresses found;
};

Result<Addresses> resolve(const Endpoint& endpoint, const Patience& patience)
{
    Addresses found;
    if (look_up(endpoint, AI_NUMERICHOST, found) == 0) return found;

    auto done = Bell::create();
    if (!done) return std::unexpected(done.error());
    const auto lookup = std::make_shared<Lookup>(std::move(*done));
    std::thread{[lookup, endpoint] {
        Addresses addresses;
        const int code = look_up(endpoint, AI_ADDRCONFIG, addresses);
        {
            const std::scoped_lock lock{lookup->mutex};
            lookup->code = code;
            lookup->found = std::move(addresses);
        }
        lookup->done.ring();
    }}.detach();

    if (auto answered = wait_for(lookup->done.fd(), POLLIN, patience); !answered)
        return fail(Errc::network, "name lookup: " + answered.error().detail);
    const std::scoped_lock lock{lookup->mutex};
    if (lookup->code != 0) return fail(Errc::network, std::string{"name lookup: "} + gai_strerror(lookup->code));
    return std::move(lookup->found);
}

Result<Descriptor> connect_one(const addrinfo& address, const Patience& patience)
{
    Descriptor socket{
        ::socket(address.ai_family, address.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address.ai_protocol)};
    if (socket.get() < 0) return fail(Errc::network, "socket: " + reason(errno));
    const int at_once = 1; // requests are written whole; waiting to fill a segment only costs time
    setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);

    if (::connect(socket.get(), address.ai_addr, address.ai_addrlen) == 0) return socket;
    if (errno != EINPROGRESS) return fail(Errc::network, "connect: " + reason(errno));
    if (auto ready = wait_for(socket.get(), POLLOUT, patience); !ready)
        return fail(Errc::network, "connect: " + ready.error().detail);
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) return fail(Errc::network, "connect: " + reason(error));
    return socket;
}

} // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept
{
    std::swap(fd_, other.fd_);
    return *this;
}

Descriptor::~Descriptor()
{
    if (fd_ >= 0) ::close(fd_);
}

Result<Bell> Bell::create()
{
    Descriptor event{eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)};
    if (event.get() < 0) return fail(Errc::network, "eventfd: " + reason(errno));
    return Bell{std::move(event)};
}

void Bell::ring() const noexcept
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(event_.get(), &one, sizeof one); // fails only when rung 2^64 times
}

Result<> wait_for(int fd, short events, const Patience& patience)
{
    const Deadline until = std::min(patience.deadline, Clock::now() + patience.silence);
    std::array<pollfd, 2> watched{{{fd, events, 0}, {patience.bell.fd(), POLLIN, 0}}};
    for (;;) {
        const auto left = std::max(until - Clock::now(), Clock::duration::zero());
        const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
        const timespec pause{seconds.count(), std::chrono::nanoseconds{left - seconds}.count()};
        const int ready = ppoll(watched.data(), watched.size(), &pause, nullptr);
        if (ready < 0 && errno == EINTR) continue;
        if (ready < 0) return fail(Errc::network, "poll: " + reason(errno));
        if (watched[1].revents != 0) return fail(Errc::network, "cancelled");
        if (watched[0].revents != 0) return {};
        return fail(Errc::network, "no answer in time");
    }
}

Result<Descriptor> connect_to(const Endpoint& endpoint, const Patience& patience)
{
    auto addresses = resolve(endpoint, patience);
    if (!addresses) return std::unexpected(addresses.error());

    int left = 0;
    for (const addrinfo* a = addresses->get(); a != nullptr; a = a->ai_next) ++left;
    Result<Descriptor> last = fail(Errc::network, "no address");
    for (const addrinfo* a = addresses->get(); a != nullptr; a = a->ai_next, --left) {
        const auto now = Clock::now();
        const Deadline share = now + std::max(patience.deadline - now, Clock::duration::zero()) / left;
        last = connect_one(*a, Patience{share, patience.silence, patience.bell});
        if (last) return last;
    }
    return last;
}

} // namespace casustafel::link
