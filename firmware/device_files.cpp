#include "firmware/device_files.h"

#include "link/certificate.h"
#include "system/file.h"

namespace casustafel::device {

namespace {

// One file, so that a certificate never stands beside the key of another one.
constexpr const char* identity_file = "transport.pem";
constexpr std::string_view key_begins = "-----BEGIN EC PRIVATE KEY-----";

} // namespace

core::Result<protocol::Provisioning> DeviceFiles::provisioning() const
{
    const auto text = system::read_whole(folder_ / "provisioning.json");
    if (!text) return std::unexpected(text.error());
    return protocol::read_provisioning(*text);
}

core::Result<> DeviceFiles::keep(const protocol::Provisioning& provisioning) const
{
    return system::write_durably(folder_ / "provisioning.json", protocol::write_provisioning(provisioning));
}

core::Result<link::Identity> DeviceFiles::identity() const
{
    const auto text = system::read_whole(folder_ / identity_file);
    if (!text) return std::unexpected(text.error());
    const std::size_t key = text->find(key_begins);
    if (key == std::string::npos)
        return core::fail(core::Errc::corrupt, std::string{identity_file} + ": it holds no private key");
    return link::Identity{text->substr(0, key), text->substr(key)};
}

core::Result<> DeviceFiles::keep(const link::Identity& identity) const
{
    return system::write_durably(folder_ / identity_file, identity.certificate_pem + identity.private_key_pem);
}

std::optional<core::Instant> DeviceFiles::certificate_ends() const
{
    const auto own = identity();
    if (!own) return std::nullopt;
    const auto valid = link::validity_of(own->certificate_pem);
    if (!valid) return std::nullopt;
    return core::Instant{std::chrono::seconds{valid->not_after}};
}

} // namespace casustafel::device
