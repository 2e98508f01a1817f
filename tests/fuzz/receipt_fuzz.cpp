#include "protocol/receipt_codec.h"

#include <cstdlib>

using namespace casustafel;

/// A receipt that is accepted comes back the same from what we write of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto document = protocol::read_receipt(core::text_of({data, size}));
    if (!document) return 0;
    const auto again = protocol::read_receipt(protocol::write_receipt(*document));
    if (!again || *again != *document) std::abort();
    return 0;
}
