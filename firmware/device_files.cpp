#include "firmware/device_files.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

namespace casustafel::device {

using core::Errc;

namespace {

/// Closes a file descriptor when it goes.
class Descriptor {
public:
    explicit Descriptor(int number) : number_{number} {}
    ~Descriptor()
    {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }
    bool open() const { return number_ >= 0; }

private:
    int number_;
};

std::unexpected<core::Error> failure(const std::filesystem::path& path)
{
    const int code = errno;
    const bool no_room = code == ENOSPC || code == EROFS || code == EDQUOT;
    const Errc kind = code == ENOENT ? Errc::not_found : no_room ? Errc::full : Errc::storage;
    return core::fail(kind, path.filename().string() + ": " + std::strerror(code));
}

core::Result<> sync_folder(const std::filesystem::path& folder)
{
    const Descriptor directory{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!directory.open() || ::fsync(directory.number()) != 0) return failure(folder);
    return {};
}

} // namespace

core::Result<> write_durably(const std::filesystem::path& path, std::string_view text)
{
    const std::filesystem::path temporary = path.string() + ".new";
    {
        const Descriptor file{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)};
        if (!file.open()) return failure(temporary);
        for (std::string_view rest = text; !rest.empty();) {
            const ssize_t written = ::write(file.number(), rest.data(), rest.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) return failure(temporary);
            rest.remove_prefix(static_cast<std::size_t>(written));
        }
        if (::fsync(file.number()) != 0) return failure(temporary);
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) return failure(path);
    return sync_folder(path.parent_path().empty() ? std::filesystem::path{"."} : path.parent_path());
}

core::Result<std::string> read_whole(const std::filesystem::path& path, std::size_t most)
{
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!file.open()) return failure(path);
    std::string text;
    char part[16'384];
    while (true) {
        const ssize_t got = ::read(file.number(), part, sizeof part);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failure(path);
        if (got == 0) return text;
        text.append(part, static_cast<std::size_t>(got));
        if (text.size() > most) return core::fail(Errc::corrupt, path.filename().string() + ": too large");
    }
}

core::Result<protocol::Provisioning> DeviceFiles::provisioning() const
{
    const auto text = read_whole(folder_ / "provisioning.json");
    if (!text) return std::unexpected(text.error());
    return protocol::read_provisioning(*text);
}

core::Result<> DeviceFiles::keep(const protocol::Provisioning& provisioning) const
{
    return write_durably(folder_ / "provisioning.json", protocol::write_provisioning(provisioning));
}

core::Result<link::Identity> DeviceFiles::identity() const
{
    const auto certificate = read_whole(folder_ / "transport.crt");
    if (!certificate) return std::unexpected(certificate.error());
    const auto key = read_whole(folder_ / "transport.key");
    if (!key) return std::unexpected(key.error());
    return link::Identity{*certificate, *key};
}

core::Result<> DeviceFiles::keep(const link::Identity& identity) const
{
    if (auto done = write_durably(folder_ / "transport.key", identity.private_key_pem); !done) return done;
    return write_durably(folder_ / "transport.crt", identity.certificate_pem);
}

} // namespace casustafel::device
