#include "firmware/device_files.h"

#include "system/file.h"

namespace casustafel::device {

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
    const auto certificate = system::read_whole(folder_ / "transport.crt");
    if (!certificate) return std::unexpected(certificate.error());
    const auto key = system::read_whole(folder_ / "transport.key");
    if (!key) return std::unexpected(key.error());
    return link::Identity{*certificate, *key};
}

core::Result<> DeviceFiles::keep(const link::Identity& identity) const
{
    if (auto done = system::write_durably(folder_ / "transport.key", identity.private_key_pem); !done) return done;
    return system::write_durably(folder_ / "transport.crt", identity.certificate_pem);
}

} // namespace casustafel::device
