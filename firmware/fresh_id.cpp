#include "firmware/fresh_id.h"

#include "core/bytes.h"
#include "seal/crypto.h"

namespace casustafel::device {

std::string fresh_id()
{
    core::Bytes bytes = seal::random_bytes(16);
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x40);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);
    std::string text = core::to_hex(bytes);
    for (const std::size_t hyphen : {8U, 13U, 18U, 23U}) text.insert(hyphen, 1, '-');
    return text;
}

} // namespace casustafel::device
