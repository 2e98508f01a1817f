#include "core/bytes.h"
#include "protocol/minutes_codec.h"

#include <cstdlib>

using namespace casustafel;

/// What is written of minutes that were accepted is accepted, and writing that gives the same text: reading loses
/// nothing that is written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto minutes = protocol::read_minutes(core::text_of({data, size}));
    if (!minutes) return 0;
    const std::string written = protocol::write_minutes(*minutes);
    const auto again = protocol::read_minutes(written);
    if (!again || protocol::write_minutes(*again) != written) std::abort();
    return 0;
}
