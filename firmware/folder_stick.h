#pragma once

#include "core/ports.h"

#include <filesystem>

namespace casustafel::device {

/// A USB stick as the folder under which it is mounted (protocol.md, 'USB stick'): `casustafel/outbox`, `inbox` and
/// `receipts` in it. Without the folder `casustafel` it isn't a stick of the bureau and nothing is written to it.
class FolderStick final : public core::Stick {
public:
    explicit FolderStick(const std::filesystem::path& mounted) : folder_{mounted / "casustafel"} {}

    bool present() override;
    core::Result<> put(const core::MinutesId& minutes, core::ByteView bytes) override;
    core::Result<std::vector<core::StickPackage>> packages() override;
    core::Result<std::vector<core::StickReceipt>> receipts() override;

private:
    std::filesystem::path folder_;
};

} // namespace casustafel::device
