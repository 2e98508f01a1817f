#include "bureau/one_time_code.h"

#include "seal/crypto.h"

namespace casustafel::bureau {

namespace {

constexpr std::string_view alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::size_t length = 20;
constexpr std::size_t group = 4;
static_assert(alphabet.size() == 32, "each letter stands for exactly five bits");

} // namespace

std::string make_one_time_code()
{
    std::string code;
    for (const std::uint8_t byte : seal::random_bytes(length)) {
        if (code.size() % (group + 1) == group) code.push_back('-');
        code.push_back(alphabet[byte % alphabet.size()]);
    }
    return code;
}

core::Digest hash_of_code(std::string_view code)
{
    std::string plain;
    for (const char c : code) {
        if (c == '-' || c == ' ') continue;
        plain.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    }
    return seal::sha256(core::bytes_of(plain));
}

} // namespace casustafel::bureau
