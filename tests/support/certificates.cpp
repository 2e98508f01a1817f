#include "support/certificates.h"

#include <array>
#include <ctime>
#include <stdexcept>

#include <arpa/inet.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/pkcs7.h>
#include <gnutls/x509.h>

namespace casustafel::test {
namespace {

/// A test that can't make its certificates has nothing to test.
void must(int code)
{
    if (code < 0) throw std::runtime_error{gnutls_strerror(code)};
}

template <class T, void (*release)(T)>
struct Owned {
    T value = nullptr;
    Owned() = default;
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    ~Owned()
    {
        if (value) release(value);
    }
};
using Certificate = Owned<gnutls_x509_crt_t, gnutls_x509_crt_deinit>;
using PrivateKey = Owned<gnutls_x509_privkey_t, gnutls_x509_privkey_deinit>;
using Signing = Owned<gnutls_x509_crq_t, gnutls_x509_crq_deinit>;
using Bundle = Owned<gnutls_pkcs7_t, gnutls_pkcs7_deinit>;

gnutls_datum_t datum(core::ByteView bytes)
{
    return {const_cast<unsigned char*>(bytes.data()), static_cast<unsigned>(bytes.size())}; // GnuTLS only reads it
}

std::string take(gnutls_datum_t& datum)
{
    std::string text{reinterpret_cast<const char*>(datum.data), datum.size};
    gnutls_free(datum.data);
    return text;
}

void set_serial_and_time(gnutls_x509_crt_t certificate, std::chrono::seconds starts, std::chrono::seconds ends)
{
    std::array<unsigned char, 8> serial{};
    must(gnutls_rnd(GNUTLS_RND_NONCE, serial.data(), serial.size()));
    serial[0] &= 0x7f; // a serial number is positive
    serial[0] |= 0x01;
    must(gnutls_x509_crt_set_serial(certificate, serial.data(), serial.size()));
    const std::time_t now = std::time(nullptr);
    must(gnutls_x509_crt_set_activation_time(certificate, now + starts.count()));
    must(gnutls_x509_crt_set_expiration_time(certificate, now + ends.count()));
    must(gnutls_x509_crt_set_version(certificate, 3));
}

void set_names(gnutls_x509_crt_t certificate, const CertificateWish& wish)
{
    must(gnutls_x509_crt_set_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0, wish.common_name.data(),
                                       static_cast<unsigned>(wish.common_name.size())));
    const auto add = [certificate](gnutls_x509_subject_alt_name_t kind, const void* data, std::size_t size) {
        must(gnutls_x509_crt_set_subject_alt_name(certificate, kind, data, static_cast<unsigned>(size),
                                                  GNUTLS_FSAN_APPEND));
    };
    for (const std::string& name : wish.dns_names) add(GNUTLS_SAN_DNSNAME, name.data(), name.size());
    for (const std::string& name : wish.uris) add(GNUTLS_SAN_URI, name.data(), name.size());
    for (const std::string& address : wish.addresses) {
        std::array<unsigned char, 16> binary{};
        const bool v6 = address.contains(':');
        if (inet_pton(v6 ? AF_INET6 : AF_INET, address.c_str(), binary.data()) != 1)
            throw std::runtime_error{"not an address: " + address};
        add(GNUTLS_SAN_IPADDRESS, binary.data(), v6 ? 16 : 4);
    }
}

std::string export_pem(gnutls_x509_crt_t certificate)
{
    gnutls_datum_t out{};
    must(gnutls_x509_crt_export2(certificate, GNUTLS_X509_FMT_PEM, &out));
    return take(out);
}

void make_key(PrivateKey& key)
{
    must(gnutls_x509_privkey_init(&key.value));
    must(gnutls_x509_privkey_generate(key.value, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0));
}

} // namespace

struct CertificateAuthority::State {
    PrivateKey key;
    Certificate certificate;
};

CertificateAuthority::CertificateAuthority(const std::string& name) : state_{std::make_unique<State>()}
{
    make_key(state_->key);
    must(gnutls_x509_crt_init(&state_->certificate.value));
    gnutls_x509_crt_t certificate = state_->certificate.value;
    must(gnutls_x509_crt_set_key(certificate, state_->key.value));
    set_names(certificate, {.common_name = name});
    set_serial_and_time(certificate, std::chrono::hours{-24}, std::chrono::hours{24});
    must(gnutls_x509_crt_set_ca_status(certificate, 1));
    must(gnutls_x509_crt_set_key_usage(certificate, GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN));
    must(gnutls_x509_crt_sign2(certificate, certificate, state_->key.value, GNUTLS_DIG_SHA256, 0));
}

CertificateAuthority::~CertificateAuthority() = default;

std::string CertificateAuthority::pem() const
{
    return export_pem(state_->certificate.value);
}

core::Digest CertificateAuthority::fingerprint() const
{
    core::Digest digest{};
    std::size_t size = digest.size();
    must(gnutls_x509_crt_get_fingerprint(state_->certificate.value, GNUTLS_DIG_SHA256, digest.data(), &size));
    return digest;
}

Issued CertificateAuthority::issue(const CertificateWish& wish) const
{
    PrivateKey key;
    make_key(key);
    Certificate certificate;
    must(gnutls_x509_crt_init(&certificate.value));
    must(gnutls_x509_crt_set_key(certificate.value, key.value));
    set_names(certificate.value, wish);
    set_serial_and_time(certificate.value, wish.starts, wish.ends);
    must(gnutls_x509_crt_set_key_usage(certificate.value, GNUTLS_KEY_DIGITAL_SIGNATURE));
    must(gnutls_x509_crt_sign2(certificate.value, state_->certificate.value, state_->key.value, GNUTLS_DIG_SHA256, 0));
    gnutls_datum_t out{};
    must(gnutls_x509_privkey_export2(key.value, GNUTLS_X509_FMT_PEM, &out));
    return {export_pem(certificate.value), take(out)};
}

std::string CertificateAuthority::sign_request(core::ByteView request_der) const
{
    Signing request;
    must(gnutls_x509_crq_init(&request.value));
    const gnutls_datum_t der = datum(request_der);
    if (gnutls_x509_crq_import(request.value, &der, GNUTLS_X509_FMT_DER) < 0) return {};
    if (gnutls_x509_crq_verify(request.value, 0) < 0) return {};
    Certificate certificate;
    must(gnutls_x509_crt_init(&certificate.value));
    must(gnutls_x509_crt_set_crq(certificate.value, request.value));
    must(gnutls_x509_crt_set_crq_extensions(certificate.value, request.value));
    set_serial_and_time(certificate.value, std::chrono::hours{-1}, std::chrono::hours{1});
    must(gnutls_x509_crt_sign2(certificate.value, state_->certificate.value, state_->key.value, GNUTLS_DIG_SHA256, 0));
    return export_pem(certificate.value);
}

core::Bytes certs_only(const std::vector<std::string>& certificates_pem)
{
    Bundle bundle;
    must(gnutls_pkcs7_init(&bundle.value));
    for (const std::string& pem : certificates_pem) {
        Certificate certificate;
        must(gnutls_x509_crt_init(&certificate.value));
        const gnutls_datum_t text = datum(core::bytes_of(pem));
        must(gnutls_x509_crt_import(certificate.value, &text, GNUTLS_X509_FMT_PEM));
        must(gnutls_pkcs7_set_crt(bundle.value, certificate.value));
    }
    gnutls_datum_t out{};
    must(gnutls_pkcs7_export2(bundle.value, GNUTLS_X509_FMT_DER, &out));
    const std::string der = take(out);
    const core::ByteView bytes = core::bytes_of(der);
    return {bytes.begin(), bytes.end()};
}

std::string to_base64(core::ByteView bytes)
{
    const gnutls_datum_t in = datum(bytes);
    gnutls_datum_t out{};
    must(gnutls_base64_encode2(&in, &out));
    return take(out);
}

core::Bytes from_base64(std::string_view text)
{
    const gnutls_datum_t in = datum(core::bytes_of(text));
    gnutls_datum_t out{};
    must(gnutls_base64_decode2(&in, &out));
    const std::string decoded = take(out);
    const core::ByteView bytes = core::bytes_of(decoded);
    return {bytes.begin(), bytes.end()};
}

} // namespace casustafel::test
