#include "core/bytes.h"
#include "protocol/json.h"

#include <cstdlib>

using namespace casustafel;

/// What the strict reader accepts has a canonical form that reads back to itself, and the library's own lax reader sees
/// the same value in the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = core::text_of({data, size});
    const auto value = protocol::read_json(text);
    if (!value) return 0;

    const std::string canonical = protocol::canonical_json(*value);
    const auto again = protocol::read_json(canonical);
    if (!again || protocol::canonical_json(*again) != canonical) std::abort();
    if (nlohmann::json::parse(text) != *value) std::abort();
    return 0;
}
