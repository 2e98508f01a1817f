#include "board/secrets.h"

#include "system/file.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace casustafel::board {

using core::Errc;
using core::fail;

namespace {

core::Result<> make(const std::filesystem::path& file)
{
    std::array<std::uint8_t, secret_bytes> fresh{};
    randombytes_buf(fresh.data(), fresh.size());
    auto done = system::write_durably(file, core::text_of(fresh));
    sodium_memzero(fresh.data(), fresh.size());
    return done;
}

core::Result<> read(const std::filesystem::path& file, SecretOut into)
{
    const system::Descriptor in{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (!in.is_open() && errno == ENOENT) {
        if (auto done = make(file); !done) return done;
        return read(file, into);
    }
    if (!in.is_open()) return system::disk_failure(file);
    std::uint8_t beyond = 0;
    if (::read(in.number(), into.data(), into.size()) != static_cast<ssize_t>(into.size()) ||
        ::read(in.number(), &beyond, 1) != 0)
        return fail(Errc::corrupt, "not a secret of " + std::to_string(secret_bytes) + " bytes: " + file.string());
    return {};
}

} // namespace

core::Result<> FileSecrets::device_secret(SecretOut into)
{
    if (sodium_init() < 0) return fail(Errc::crypto, "libsodium does not start");
    return read(folder_ / "device.secret", into);
}

core::Result<> FileSecrets::token_answer(core::ByteView challenge, SecretOut into)
{
    if (sodium_init() < 0) return fail(Errc::crypto, "libsodium does not start");
    std::array<std::uint8_t, secret_bytes> token{};
    if (auto done = read(folder_ / "token.secret", token); !done) return done;
    static_assert(crypto_auth_hmacsha256_BYTES == secret_bytes);
    crypto_auth_hmacsha256(into.data(), challenge.data(), challenge.size(), token.data());
    sodium_memzero(token.data(), token.size());
    return {};
}

} // namespace casustafel::board
