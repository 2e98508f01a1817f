#include "core/bytes.h"
#include "protocol/package_codec.h"

#include <cstdlib>

using namespace casustafel;

/// A package that is accepted comes back the same from what we write of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto document = protocol::read_package(core::text_of({data, size}));
    if (!document) return 0;
    const auto again = protocol::read_package(protocol::write_package(*document));
    if (!again || *again != *document) std::abort();
    return 0;
}
