#include "protocol/report_codec.h"

#include <cstdlib>

using namespace casustafel;

/// A report that is accepted comes back the same from what we write of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto document = protocol::read_report(core::text_of({data, size}));
    if (!document) return 0;
    const auto again = protocol::read_report(protocol::write_report(*document));
    if (!again || *again != *document) std::abort();
    return 0;
}
