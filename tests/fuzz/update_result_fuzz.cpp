#include "protocol/report_codec.h"

#include <cstdlib>

using namespace casustafel;

/// A note on an update that is accepted comes back the same from what we write of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto document = protocol::read_update_result(core::text_of({data, size}));
    if (!document) return 0;
    const auto again = protocol::read_update_result(protocol::write_update_result(*document));
    if (!again || *again != *document) std::abort();
    return 0;
}
