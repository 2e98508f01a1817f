#pragma once

#include "bureau/x509.h"
#include "core/bytes.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casustafel::bureau {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// One call to the relay, as the server hands it on: the path isn't decoded, the body is whole.
struct HttpRequest {
    std::string method;
    std::string path;
    std::string query; ///< value of the argument `after`; empty: none given
    Headers headers;
    core::Bytes body;
    std::string remote;       ///< address of the other side, for limits only
    std::optional<Peer> peer; ///< who its verified certificate says it is; nothing: no certificate

    /// The first header of that name, without regard to case.
    std::optional<std::string_view> header(std::string_view name) const;
};

/// A part of a file, sent as it is read.
struct FilePart {
    std::filesystem::path file;
    std::uint64_t first = 0;
    std::uint64_t size = 0;
};

struct HttpResponse {
    unsigned status = 204;
    Headers headers;
    core::Bytes body;
    std::optional<FilePart> part = std::nullopt; ///< in place of `body`

    std::uint64_t size() const { return part ? part->size : body.size(); }
};

/// A path as it may stand in a log: at most 200 characters, others than printable ASCII as '?'.
std::string printable(std::string_view text);

/// An error as RFC 9457 writes it. `title` is a sentence for a technician, without personal data.
HttpResponse problem(unsigned status, std::string_view title);

/// An answer with a body.
HttpResponse with_body(unsigned status, std::string_view media_type, core::ByteView body);

/// The bytes of a body that a Range header asks for (RFC 9110, 14), one range only.
struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
};
enum class RangeKind : std::uint8_t { whole, part, unsatisfiable };
struct RangeAnswer {
    RangeKind kind = RangeKind::whole;
    ByteRange range;
};
/// What to send of a body of `size` bytes. A header that isn't understood, or names several ranges, asks for the whole.
RangeAnswer range_of(std::string_view header, std::uint64_t size);

/// Which bytes a Content-Range header of a request says its body is (RFC 9110, 14.5): `bytes FIRST-LAST/WHOLE`.
struct Placed {
    ByteRange range;
    std::uint64_t whole = 0;
};
std::optional<Placed> placed_by(std::string_view header);

/// The SHA-256 in a Content-Digest header (RFC 9530); nothing when there is none in the right form.
std::optional<core::Digest> sha256_of_content_digest(std::string_view header);

/// Whether an If-None-Match header names `etag` (RFC 9110, 13.1.2).
bool none_match_hits(std::string_view header, std::string_view etag);

} // namespace casustafel::bureau
