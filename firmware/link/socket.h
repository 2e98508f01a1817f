#pragma once

#include "link/http.h"

#include <utility>

namespace casustafel::link {

/// Owns a file descriptor.
class Descriptor {
public:
    explicit Descriptor(int fd = -1) : fd_{fd} {}
    Descriptor(Descriptor&& other) noexcept : fd_{std::exchange(other.fd_, -1)} {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();
    int get() const { return fd_; }

private:
    int fd_;
};

/// A flag that a waiting `poll` sees. Once rung it stays rung.
class Bell {
public:
    static core::Result<Bell> create();
    void ring() const noexcept;
    int fd() const { return event_.get(); }

private:
    explicit Bell(Descriptor event) : event_{std::move(event)} {}
    Descriptor event_;
};

/// How long somebody waits and what interrupts it.
struct Patience {
    Deadline deadline;
    std::chrono::milliseconds silence; ///< for one wait
    const Bell& bell;
};

/// Waits until `fd` has one of `events` (of poll(2)), an error included. Errc::network: too late, or the bell rang.
core::Result<> wait_for(int fd, short events, const Patience& patience);

/// A connected, non-blocking TCP socket: the endpoint's addresses are tried in the resolver's order, IPv6 and IPv4,
/// each with its share of the time that is left. Errc::network.
core::Result<Descriptor> connect_to(const Endpoint& endpoint, const Patience& patience);

} // namespace casustafel::link
