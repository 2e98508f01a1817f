#include "protocol/base64url.h"

#include <cstdlib>

using namespace casustafel;

/// A text is accepted only if it is the one text of its bytes; any bytes come back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const core::ByteView input{data, size};
    const auto bytes = protocol::from_base64url(core::text_of(input));
    if (bytes && protocol::to_base64url(*bytes) != core::text_of(input)) std::abort();

    const std::string text = protocol::to_base64url(input);
    const auto back = protocol::from_base64url(text);
    if (!back || *back != core::Bytes(input.begin(), input.end())) std::abort();
    return 0;
}
