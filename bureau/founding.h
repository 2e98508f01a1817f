#pragma once

#include "bureau/folder.h"
#include "core/result.h"
#include "core/time.h"

#include <string>
#include <vector>

namespace casustafel::bureau {

/// What a new bureau is called and where its relay is reached.
struct Founding {
    std::string id;
    std::string name;
    std::string region;
    std::vector<std::string> hosts; ///< names and addresses of the relay; the first is told to devices
};

/// Makes a bureau in `folder`: root, CA, server and desk certificates, signing, operational, recovery and receipt keys,
/// the two databases, and the first key set signed by the root. bureau.json comes last: a folder without it is
/// unfinished.
/// Errc::conflict: there is a bureau in it already; Errc::rejected: a host or id that can't be one.
core::Result<BureauInfo> found(const Folder& folder, const Founding& founding, core::Instant now);

/// Makes a new server certificate when the present one has less than two thirds of its life left.
core::Result<> renew_server_certificate(const Folder& folder, core::Instant now);

} // namespace casustafel::bureau
