#include "firmware/network_addresses.h"

#include "system/file.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include <arpa/inet.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/socket.h>

namespace casustafel::device {

using ui::technician::Address;

namespace {

constexpr std::size_t largest_answer = 32768;

/// One address of the kernel's list; of one that leads nowhere outside the device (loopback, link-local) an empty text.
Address address_in(const char* message, std::size_t size)
{
    ifaddrmsg about{};
    std::memcpy(&about, message + NLMSG_HDRLEN, sizeof about);
    if (about.ifa_scope != RT_SCOPE_UNIVERSE || (about.ifa_family != AF_INET && about.ifa_family != AF_INET6))
        return {};
    Address found;
    std::uint32_t flags = about.ifa_flags;
    const char* part = message + NLMSG_HDRLEN + NLMSG_ALIGN(sizeof about);
    std::size_t left = size - NLMSG_LENGTH(sizeof about);
    while (left >= sizeof(rtattr)) {
        rtattr attribute{};
        std::memcpy(&attribute, part, sizeof attribute);
        if (attribute.rta_len < sizeof attribute || attribute.rta_len > left) break;
        const char* value = part + RTA_LENGTH(0);
        const std::size_t length = attribute.rta_len - RTA_LENGTH(0);
        const std::size_t wanted = about.ifa_family == AF_INET ? sizeof(in_addr) : sizeof(in6_addr);
        const bool is_ours =
            attribute.rta_type == IFA_LOCAL || (attribute.rta_type == IFA_ADDRESS && found.text.empty());
        if (is_ours && length == wanted) {
            std::array<char, INET6_ADDRSTRLEN> text{};
            if (::inet_ntop(about.ifa_family, value, text.data(), text.size()) != nullptr) found.text = text.data();
        }
        if (attribute.rta_type == IFA_FLAGS && length == sizeof flags) std::memcpy(&flags, value, sizeof flags);
        const std::size_t step = std::min<std::size_t>(RTA_ALIGN(attribute.rta_len), left);
        part += step;
        left -= step;
    }
    if (found.text.empty()) return {};
    found.text += "/" + std::to_string(about.ifa_prefixlen);
    found.fixed = (flags & IFA_F_PERMANENT) != 0;
    std::array<char, IF_NAMESIZE> name{};
    found.port = ::if_indextoname(about.ifa_index, name.data()) != nullptr ? name.data() : "?";
    return found;
}

/// Takes the addresses of one answer; true when more will come.
bool take(const char* answer, std::size_t size, std::vector<Address>& all)
{
    while (size >= sizeof(nlmsghdr)) {
        nlmsghdr message{};
        std::memcpy(&message, answer, sizeof message);
        if (message.nlmsg_len < sizeof message || message.nlmsg_len > size) return false;
        if (message.nlmsg_type == NLMSG_DONE || message.nlmsg_type == NLMSG_ERROR) return false;
        if (message.nlmsg_type == RTM_NEWADDR && message.nlmsg_len >= NLMSG_LENGTH(sizeof(ifaddrmsg))) {
            Address one = address_in(answer, message.nlmsg_len);
            if (!one.text.empty()) all.push_back(std::move(one));
        }
        const std::size_t step = std::min<std::size_t>(NLMSG_ALIGN(message.nlmsg_len), size);
        answer += step;
        size -= step;
    }
    return true;
}

} // namespace

std::vector<Address> network_addresses()
{
    struct {
        nlmsghdr head{.nlmsg_len = NLMSG_LENGTH(sizeof(ifaddrmsg)),
                      .nlmsg_type = RTM_GETADDR,
                      .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
                      .nlmsg_seq = 1,
                      .nlmsg_pid = 0};
        ifaddrmsg about{};
    } question;
    const system::Descriptor kernel{::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE)};
    std::vector<Address> all;
    if (!kernel.is_open() || ::send(kernel.number(), &question, question.head.nlmsg_len, 0) < 0) return all;
    std::array<char, largest_answer> answer{};
    for (bool more = true; more;) {
        const ssize_t size = ::recv(kernel.number(), answer.data(), answer.size(), 0);
        more = size > 0 && take(answer.data(), static_cast<std::size_t>(size), all);
    }
    return all;
}

} // namespace casustafel::device
