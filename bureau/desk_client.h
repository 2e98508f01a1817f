#pragma once

#include "bureau/bundle.h"
#include "bureau/updates.h"
#include "core/bytes.h"
#include "core/result.h"
#include "link/https_client.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::bureau {

/// An envelope that arrived at the relay.
struct Arrival {
    std::int64_t arrival = 0; ///< counts up over all devices
    std::int64_t number = 0;  ///< counts up for this device: what its `stored` receipt calls minutes_seq
    std::string id;
    std::string device;
    core::Digest sha256{};
};

/// The desk's calls to the relay (docs/formats/protocol.md), one at a time.
/// Errc::network: the relay can't be reached, later perhaps; Errc::refused: it answered and said no.
class DeskClient {
public:
    /// `where` names the relay in sentences.
    DeskClient(link::HttpsClient client, std::string where) : client_{std::move(client)}, where_{std::move(where)} {}

    /// The device's signed key set; nothing when it has published none. Errc::not_found isn't told apart from it.
    core::Result<std::optional<std::string>> device_keys(std::string_view device);
    core::Result<> put_package(std::string_view device, std::string_view item, core::ByteView envelope);
    core::Result<std::vector<Arrival>> minutes_after(std::int64_t arrival);
    core::Result<core::Bytes> envelope(std::string_view minutes);
    /// How many bytes of a bundle the relay has, and whether that is all of it.
    struct BundleThere {
        std::uint64_t bytes = 0;
        bool whole = false;
    };
    core::Result<BundleThere> bundle(const std::string& sha256_hex);
    core::Result<BundleThere> put_bundle_piece(const std::string& sha256_hex, std::uint64_t first, core::Bytes piece,
                                               std::uint64_t whole);
    /// For a channel, or, when that is empty, for devices; the number of the publication.
    core::Result<std::int64_t> publish(const BundleInfo& bundle, const std::string& channel,
                                       const std::vector<std::string>& devices);
    /// Every publication, as the relay lists it.
    core::Result<std::vector<UpdateRow>> updates();
    /// Errc::not_found: no such number.
    core::Result<> withdraw(std::int64_t number);
    core::Result<> put_receipt(std::string_view minutes, std::string_view jws);

private:
    core::Result<link::Response> call(link::Request request);

    link::HttpsClient client_;
    std::string where_;
};

} // namespace casustafel::bureau
