#include "link/http_wire.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace {

using casustafel::core::ByteView;
using casustafel::link::Response;
using casustafel::link::ResponseReader;

/// The answer in `wire`, fed in pieces of `step` bytes; nothing when it is refused or not complete.
std::optional<Response> read(ByteView wire, std::size_t step)
{
    ResponseReader reader{{.head_bytes = 8192, .body_bytes = 2000}};
    while (!wire.empty()) {
        const ByteView piece = wire.first(std::min(step, wire.size()));
        if (!reader.feed(piece)) return std::nullopt;
        wire = wire.subspan(piece.size());
    }
    if (!reader.is_complete()) return std::nullopt;
    return std::move(reader.response());
}

} // namespace

/// An answer means the same however the network cuts it. The first byte says how.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2 || size > 8192) return 0;
    const ByteView wire{data + 1, size - 1};
    const auto whole = read(wire, wire.size());
    const auto pieces = read(wire, std::size_t{data[0]} % 64 + 1);
    if (whole.has_value() != pieces.has_value()) std::abort();
    if (!whole) return 0;
    if (whole->status != pieces->status || whole->headers != pieces->headers || whole->body != pieces->body)
        std::abort();
    if (whole->body.size() > 2000 || whole->status < 200) std::abort();
    return 0;
}
