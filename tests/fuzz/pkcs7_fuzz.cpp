#include "link/pkcs7.h"

#include <algorithm>
#include <cstdlib>

/// Every certificate found is a whole element of the message, in order and without overlap.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const casustafel::core::ByteView message{data, size};
    const auto certificates = casustafel::link::certificates_in(message);
    if (!certificates) return 0;
    if (certificates->empty() || certificates->size() > 8) std::abort();
    casustafel::core::ByteView left = message;
    for (const casustafel::core::Bytes& certificate : *certificates) {
        const auto found = std::ranges::search(left, certificate);
        if (certificate.size() < 2 || certificate.front() != 0x30 || found.empty()) std::abort();
        left = {found.end(), left.end()};
    }
    return 0;
}
