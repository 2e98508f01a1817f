#include "link/certificate.h"

#include "link/random.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>

#include <mbedtls/oid.h>
#include <mbedtls/pem.h>
#include <mbedtls/platform_util.h>
#include <mbedtls/sha256.h>
#include <mbedtls/x509_crt.h>
#include <mbedtls/x509_csr.h>

namespace casustafel::link {
namespace {

using core::Errc;
using core::fail;
using core::Result;

constexpr std::string_view urn_prefix = "urn:casustafel:device:";

/// An mbedTLS structure with its own init and free.
template <class T, void (*init)(T*), void (*release)(T*)>
class Owned {
public:
    Owned() { init(&value_); }
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    ~Owned() { release(&value_); }
    T* get() { return &value_; }
    T* operator->() { return &value_; }

private:
    T value_;
};
using Key = Owned<mbedtls_pk_context, mbedtls_pk_init, mbedtls_pk_free>;
using Certificate = Owned<mbedtls_x509_crt, mbedtls_x509_crt_init, mbedtls_x509_crt_free>;
using SigningRequest = Owned<mbedtls_x509write_csr, mbedtls_x509write_csr_init, mbedtls_x509write_csr_free>;

/// Bytes that are wiped when they are no longer needed.
template <std::size_t size>
struct Wiped {
    std::array<unsigned char, size> bytes{};
    Wiped() = default;
    Wiped(const Wiped&) = delete;
    Wiped& operator=(const Wiped&) = delete;
    ~Wiped() { mbedtls_platform_zeroize(bytes.data(), bytes.size()); }
};

bool is_device_id(std::string_view id)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    };
    return !id.empty() && id.size() <= 64 && id.front() != '.' && std::ranges::all_of(id, allowed);
}

std::string_view view_of(const mbedtls_asn1_buf& buffer)
{
    return core::text_of({buffer.p, buffer.len});
}

/// Reads all certificates of the text.
bool parse_pem(Certificate& certificate, std::string_view pem)
{
    const std::string terminated{pem};
    return mbedtls_x509_crt_parse(certificate.get(), core::bytes_of(terminated).data(), terminated.size() + 1) == 0;
}

bool parse_der(Certificate& certificate, core::ByteView der)
{
    return mbedtls_x509_crt_parse_der(certificate.get(), der.data(), der.size()) == 0 &&
           certificate->raw.len == der.size();
}

std::int64_t seconds_of(const mbedtls_x509_time& time)
{
    using namespace std::chrono;
    const sys_days day = year{time.year} / time.mon / time.day;
    return (day.time_since_epoch() + hours{time.hour} + minutes{time.min} + seconds{time.sec}) / seconds{1};
}

Result<core::Bytes> write_request(mbedtls_pk_context* key, std::string_view device_id)
{
    const std::string subject = "CN=" + std::string{device_id};
    std::string urn = std::string{urn_prefix} + std::string{device_id};
    mbedtls_x509_san_list names{};
    names.node.type = MBEDTLS_X509_SAN_UNIFORM_RESOURCE_IDENTIFIER;
    names.node.san.unstructured_name.p = reinterpret_cast<unsigned char*>(urn.data());
    names.node.san.unstructured_name.len = urn.size();

    SigningRequest request;
    mbedtls_x509write_csr_set_md_alg(request.get(), MBEDTLS_MD_SHA256);
    mbedtls_x509write_csr_set_key(request.get(), key);
    if (mbedtls_x509write_csr_set_subject_name(request.get(), subject.c_str()) != 0 ||
        mbedtls_x509write_csr_set_key_usage(request.get(), MBEDTLS_X509_KU_DIGITAL_SIGNATURE) != 0 ||
        mbedtls_x509write_csr_set_subject_alternative_name(request.get(), &names) != 0)
        return fail(Errc::crypto, "the certificate request can't be filled in");
    std::array<unsigned char, 2048> buffer{};
    const int size = mbedtls_x509write_csr_der(request.get(), buffer.data(), buffer.size(), random_bytes, nullptr);
    if (size <= 0) return fail(Errc::crypto, "the certificate request can't be signed");
    return core::Bytes(buffer.end() - size, buffer.end()); // mbedTLS writes from the end
}

/// Whether the certificate's names are those of the device, and of no other.
bool names_device(const mbedtls_x509_crt& certificate, std::string_view device_id)
{
    const mbedtls_x509_name& subject = certificate.subject;
    const bool common_name = MBEDTLS_OID_CMP(MBEDTLS_OID_AT_CN, &subject.oid) == 0 && subject.next == nullptr;
    if (!common_name || view_of(subject.val) != device_id) return false;

    const std::string urn = std::string{urn_prefix} + std::string{device_id};
    constexpr int uri = MBEDTLS_ASN1_CONTEXT_SPECIFIC | MBEDTLS_X509_SAN_UNIFORM_RESOURCE_IDENTIFIER;
    bool found = false;
    for (const mbedtls_x509_sequence* name = &certificate.subject_alt_names; name != nullptr; name = name->next) {
        if (name->buf.tag != uri || !view_of(name->buf).starts_with(urn_prefix)) continue;
        if (view_of(name->buf) != urn) return false;
        found = true;
    }
    return found;
}

} // namespace

Result<KeyRequest> make_key_request(std::string_view device_id)
{
    if (!is_device_id(device_id)) return fail(Errc::rejected, "not a device id");
    if (psa_crypto_init() != PSA_SUCCESS) return fail(Errc::crypto, "psa_crypto_init failed");
    Key key;
    if (mbedtls_pk_setup(key.get(), mbedtls_pk_info_from_type(MBEDTLS_PK_ECKEY)) != 0 ||
        mbedtls_ecp_gen_key(MBEDTLS_ECP_DP_SECP256R1, mbedtls_pk_ec(*key.get()), random_bytes, nullptr) != 0)
        return fail(Errc::crypto, "no key could be made");
    auto csr = write_request(key.get(), device_id);
    if (!csr) return std::unexpected(csr.error());
    Wiped<512> pem;
    if (mbedtls_pk_write_key_pem(key.get(), pem.bytes.data(), pem.bytes.size()) != 0)
        return fail(Errc::crypto, "the key can't be written");
    return KeyRequest{reinterpret_cast<const char*>(pem.bytes.data()), std::move(*csr)};
}

Result<Validity> validity_of(std::string_view certificate_pem)
{
    Certificate certificate;
    if (!parse_pem(certificate, certificate_pem)) return fail(Errc::corrupt, "not a certificate");
    return Validity{seconds_of(certificate->valid_from), seconds_of(certificate->valid_to)};
}

Result<core::Digest> certificate_fingerprint(std::string_view certificate_pem)
{
    Certificate certificate;
    if (!parse_pem(certificate, certificate_pem)) return fail(Errc::corrupt, "not a certificate");
    core::Digest digest{};
    mbedtls_sha256(certificate->raw.p, certificate->raw.len, digest.data(), 0);
    return digest;
}

Result<std::string> certificate_pem(core::ByteView certificate_der)
{
    Certificate certificate;
    if (!parse_der(certificate, certificate_der)) return fail(Errc::corrupt, "not a certificate");
    core::Bytes pem(certificate_der.size() * 2 + 128);
    std::size_t size = 0;
    if (mbedtls_pem_write_buffer("-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----\n", certificate_der.data(),
                                 certificate_der.size(), pem.data(), pem.size(), &size) != 0)
        return fail(Errc::corrupt, "not a certificate");
    return std::string{core::text_of(core::ByteView{pem}.first(size - 1))}; // without the terminator
}

Result<> check_certificate(core::ByteView certificate_der, std::string_view private_key_pem, std::string_view ca_pem,
                           std::string_view device_id)
{
    if (psa_crypto_init() != PSA_SUCCESS) return fail(Errc::crypto, "psa_crypto_init failed");
    Certificate certificate;
    if (!parse_der(certificate, certificate_der)) return fail(Errc::corrupt, "not a certificate");
    Certificate ca;
    if (!parse_pem(ca, ca_pem)) return fail(Errc::corrupt, "the CA certificate can't be read");
    std::uint32_t flags = 0;
    mbedtls_x509_crt_verify(certificate.get(), ca.get(), nullptr, nullptr, &flags, nullptr, nullptr);
    if ((flags & ~std::uint32_t{MBEDTLS_X509_BADCERT_FUTURE}) != 0)
        return fail(Errc::corrupt, "the new certificate isn't one of our CA");
    if (!names_device(*certificate.get(), device_id))
        return fail(Errc::corrupt, "the new certificate is for another device");

    Key key;
    const std::string pem{private_key_pem};
    if (mbedtls_pk_parse_key(key.get(), core::bytes_of(pem).data(), pem.size() + 1, nullptr, 0, random_bytes,
                             nullptr) != 0 ||
        mbedtls_pk_check_pair(&certificate->pk, key.get(), random_bytes, nullptr) != 0)
        return fail(Errc::corrupt, "the new certificate is for another key");
    return {};
}

} // namespace casustafel::link
