#include "board/secrets.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace casustafel::board {

using core::Errc;
using core::fail;

namespace {

/// A file descriptor that is closed.
class Descriptor {
public:
    explicit Descriptor(int number) : number_{number} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (number_ >= 0) ::close(number_);
    }
    int number() const { return number_; }

private:
    int number_;
};

std::unexpected<core::Error> failure(const char* doing, const std::filesystem::path& file)
{
    const int code = errno;
    const bool unwritable = code == ENOSPC || code == EROFS || code == EACCES;
    return fail(unwritable ? Errc::full : Errc::storage,
                std::string{doing} + " " + file.string() + ": " + std::generic_category().message(code));
}

/// Written under another name, synced, then renamed: a power cut leaves the whole file or none.
core::Result<> make(const std::filesystem::path& file)
{
    std::array<std::uint8_t, secret_bytes> fresh{};
    randombytes_buf(fresh.data(), fresh.size());
    const std::filesystem::path draft = file.string() + ".new";
    ::unlink(draft.c_str());
    {
        const Descriptor out{::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)};
        const bool written = out.number() >= 0 &&
                             ::write(out.number(), fresh.data(), fresh.size()) == static_cast<ssize_t>(fresh.size()) &&
                             ::fsync(out.number()) == 0;
        sodium_memzero(fresh.data(), fresh.size());
        if (!written) return failure("cannot write", draft);
    }
    if (::rename(draft.c_str(), file.c_str()) != 0) return failure("cannot name", file);
    const Descriptor folder{::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder.number() < 0 || ::fsync(folder.number()) != 0) return failure("cannot sync the folder of", file);
    return {};
}

core::Result<> read(const std::filesystem::path& file, SecretOut into)
{
    Descriptor in{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (in.number() < 0 && errno == ENOENT) {
        if (auto done = make(file); !done) return done;
        return read(file, into);
    }
    if (in.number() < 0) return failure("cannot read", file);
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
