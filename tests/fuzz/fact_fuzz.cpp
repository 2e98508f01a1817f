#include "protocol/facts_codec.h"

#include <cstdlib>

using namespace casustafel;

/// Decoding and encoding agree on every fact that is accepted.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto fact = protocol::decode_fact({data, size});
    if (!fact) return 0;
    const auto again = protocol::decode_fact(protocol::encode(*fact));
    if (!again || *again != *fact) std::abort();
    return 0;
}
