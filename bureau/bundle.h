#pragma once

#include "core/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace casustafel::bureau {

/// What the signed manifest of an update says about it. The signature itself isn't judged here: the devices do that,
/// which know whom they trust.
struct BundleInfo {
    std::string sha256_hex; ///< of the whole file
    std::uint64_t size = 0;
    std::string compatible; ///< which kind of device it is for
    std::string version;
    std::string channel; ///< for whom it was made
};

/// Reads a bundle of format 'verity' or 'crypt' (RAUC: at the end of the file stands the signature, a CMS message that
/// holds the manifest, and its size in eight bytes). Errc::rejected: it isn't one, or lacks what Casustafel needs.
core::Result<BundleInfo> read_bundle(const std::filesystem::path& file);

/// What a manifest says, without digest and size. Errc::rejected as above.
core::Result<BundleInfo> read_manifest(std::string_view manifest);

} // namespace casustafel::bureau
