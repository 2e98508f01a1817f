#include "protocol/base64url.h"

#include <array>

namespace casustafel::protocol {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t no_digit = 255;

constexpr std::array<std::uint8_t, 256> digit_values()
{
    std::array<std::uint8_t, 256> values{};
    values.fill(no_digit);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        values[static_cast<std::uint8_t>(alphabet[i])] = static_cast<std::uint8_t>(i);
    return values;
}

constexpr auto digits = digit_values();

} // namespace

std::string to_base64url(core::ByteView bytes)
{
    std::string text;
    text.reserve(base64url_size(bytes.size()));
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const std::uint8_t byte : bytes) {
        bits = (bits << 8) | byte;
        held += 8;
        while (held >= 6) {
            held -= 6;
            text += alphabet[(bits >> held) & 63U];
        }
    }
    if (held > 0) text += alphabet[(bits << (6 - held)) & 63U];
    return text;
}

core::Result<core::Bytes> from_base64url(std::string_view text)
{
    if (text.size() % 4 == 1)
        return core::fail(core::Errc::corrupt,
                          "base64url: " + std::to_string(text.size()) + " characters is no length");
    core::Bytes bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::uint8_t value = digits[static_cast<std::uint8_t>(text[i])];
        if (value == no_digit)
            return core::fail(core::Errc::corrupt, "base64url: foreign character at " + std::to_string(i));
        bits = (bits << 6) | value;
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes.push_back(static_cast<std::uint8_t>(bits >> held));
        }
    }
    if ((bits & ((1U << held) - 1)) != 0) return core::fail(core::Errc::corrupt, "base64url: unused bits are set");
    return bytes;
}

} // namespace casustafel::protocol
