#include "support/fido_crypto.h"

#include <mbedtls/aes.h>
#include <mbedtls/ecdh.h>
#include <mbedtls/ecdsa.h>
#include <mbedtls/ecp.h>
#include <mbedtls/md.h>
#include <mbedtls/sha256.h>
#include <sodium.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>

namespace casustafel::support {

namespace {

using Bytes = std::vector<std::uint8_t>;

int random_into(void*, unsigned char* into, std::size_t size)
{
    randombytes_buf(into, size);
    return 0;
}

void must(int code)
{
    if (code != 0) throw std::runtime_error("mbedTLS: " + std::to_string(code));
}

/// One block of HKDF-SHA-256 with a salt of zeros (RFC 5869): all that PIN protocol 2 needs.
Bytes hkdf_block(std::span<const std::uint8_t> input, std::string_view info)
{
    const Bytes prk = hmac_sha256(Bytes(32, 0), input);
    Bytes told{info.begin(), info.end()};
    told.push_back(1);
    return hmac_sha256(prk, told);
}

Bytes aes_cbc(int mode, const Bytes& key, std::array<std::uint8_t, 16> start, std::span<const std::uint8_t> in)
{
    mbedtls_aes_context aes;
    mbedtls_aes_init(&aes);
    must(mode == MBEDTLS_AES_ENCRYPT ? mbedtls_aes_setkey_enc(&aes, key.data(), 256)
                                     : mbedtls_aes_setkey_dec(&aes, key.data(), 256));
    Bytes out(in.size());
    const int code = mbedtls_aes_crypt_cbc(&aes, mode, in.size(), start.data(), in.data(), out.data());
    mbedtls_aes_free(&aes);
    must(code);
    return out;
}

} // namespace

struct P256Key::Pair {
    mbedtls_ecp_keypair keys;
    Pair() { mbedtls_ecp_keypair_init(&keys); }
    Pair(const Pair&) = delete;
    Pair& operator=(const Pair&) = delete;
    ~Pair() { mbedtls_ecp_keypair_free(&keys); }
};

P256Key::P256Key() : pair_{std::make_shared<Pair>()}
{
    must(mbedtls_ecp_gen_key(MBEDTLS_ECP_DP_SECP256R1, &pair_->keys, random_into, nullptr));
}

Point P256Key::point() const
{
    std::array<std::uint8_t, 65> written{};
    std::size_t size = 0;
    must(mbedtls_ecp_point_write_binary(&pair_->keys.private_grp, &pair_->keys.private_Q, MBEDTLS_ECP_PF_UNCOMPRESSED,
                                        &size, written.data(), written.size()));
    Point point;
    std::ranges::copy(std::span{written}.subspan(1, 32), point.x.begin());
    std::ranges::copy(std::span{written}.subspan(33, 32), point.y.begin());
    return point;
}

std::vector<std::uint8_t> P256Key::agree(const Point& other) const
{
    std::array<std::uint8_t, 65> written{0x04};
    std::ranges::copy(other.x, written.begin() + 1);
    std::ranges::copy(other.y, written.begin() + 33);
    mbedtls_ecp_point theirs;
    mbedtls_mpi shared;
    mbedtls_ecp_point_init(&theirs);
    mbedtls_mpi_init(&shared);
    Bytes x(32);
    int code = mbedtls_ecp_point_read_binary(&pair_->keys.private_grp, &theirs, written.data(), written.size());
    if (code == 0)
        code = mbedtls_ecdh_compute_shared(&pair_->keys.private_grp, &shared, &theirs, &pair_->keys.private_d,
                                           random_into, nullptr);
    if (code == 0) code = mbedtls_mpi_write_binary(&shared, x.data(), x.size());
    mbedtls_ecp_point_free(&theirs);
    mbedtls_mpi_free(&shared);
    must(code);
    return x;
}

std::vector<std::uint8_t> P256Key::sign(std::span<const std::uint8_t> message) const
{
    const Bytes digest = sha256(message);
    Bytes signature(MBEDTLS_ECDSA_MAX_LEN);
    std::size_t size = 0;
    must(mbedtls_ecdsa_write_signature(&pair_->keys, MBEDTLS_MD_SHA256, digest.data(), digest.size(), signature.data(),
                                       signature.size(), &size, random_into, nullptr));
    signature.resize(size);
    return signature;
}

std::vector<std::uint8_t> random_bytes(std::size_t size)
{
    Bytes bytes(size);
    randombytes_buf(bytes.data(), size);
    return bytes;
}

std::vector<std::uint8_t> sha256(std::span<const std::uint8_t> bytes)
{
    Bytes digest(32);
    must(mbedtls_sha256(bytes.data(), bytes.size(), digest.data(), 0));
    return digest;
}

std::vector<std::uint8_t> hmac_sha256(std::span<const std::uint8_t> key, std::span<const std::uint8_t> bytes)
{
    Bytes made(32);
    must(mbedtls_md_hmac(mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), key.data(), key.size(), bytes.data(),
                         bytes.size(), made.data()));
    return made;
}

PinChannel::PinChannel(int protocol, std::span<const std::uint8_t> shared) : protocol_{protocol}
{
    hmac_key_ = protocol == 1 ? sha256(shared) : hkdf_block(shared, "CTAP2 HMAC key");
    aes_key_ = protocol == 1 ? hmac_key_ : hkdf_block(shared, "CTAP2 AES key");
}

std::vector<std::uint8_t> PinChannel::encrypt(std::span<const std::uint8_t> plain) const
{
    if (protocol_ == 1) return aes_cbc(MBEDTLS_AES_ENCRYPT, aes_key_, {}, plain);
    const Bytes start = random_bytes(16);
    std::array<std::uint8_t, 16> iv{};
    std::ranges::copy(start, iv.begin());
    Bytes sent = start;
    const Bytes cipher = aes_cbc(MBEDTLS_AES_ENCRYPT, aes_key_, iv, plain);
    sent.insert(sent.end(), cipher.begin(), cipher.end());
    return sent;
}

std::vector<std::uint8_t> PinChannel::decrypt(std::span<const std::uint8_t> cipher) const
{
    if (protocol_ == 1) return aes_cbc(MBEDTLS_AES_DECRYPT, aes_key_, {}, cipher);
    std::array<std::uint8_t, 16> iv{};
    std::ranges::copy(cipher.first(16), iv.begin());
    return aes_cbc(MBEDTLS_AES_DECRYPT, aes_key_, iv, cipher.subspan(16));
}

bool PinChannel::proves(std::span<const std::uint8_t> message, std::span<const std::uint8_t> proof) const
{
    return std::ranges::equal(pin_proof(protocol_, hmac_key_, message), proof);
}

std::vector<std::uint8_t> pin_proof(int protocol, std::span<const std::uint8_t> key,
                                    std::span<const std::uint8_t> message)
{
    Bytes proof = hmac_sha256(key, message);
    if (protocol == 1) proof.resize(16);
    return proof;
}

} // namespace casustafel::support
