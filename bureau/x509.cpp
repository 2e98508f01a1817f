#include "bureau/x509.h"

#include "bureau/gnutls_handles.h"

#include <gnutls/crypto.h>

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>

namespace casustafel::bureau {

using core::ByteView;
using core::Errc;
using core::fail;
using core::Instant;
using core::Result;

namespace {

constexpr std::chrono::minutes clock_slack{10};
constexpr std::chrono::days ca_life{3650};

Result<Key> read_key(std::string_view pem)
{
    Key key = new_key();
    const gnutls_datum_t in = datum(pem);
    if (!key || gnutls_x509_privkey_import(key.get(), &in, GNUTLS_X509_FMT_PEM) < 0)
        return fail(Errc::corrupt, "a private key can't be read");
    return key;
}

Result<Key> generate_key()
{
    Key key = new_key();
    if (!key) return fail(Errc::crypto, "no memory for a key");
    const int done =
        gnutls_x509_privkey_generate(key.get(), GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0);
    if (done < 0) return crypto_failure("making a key", done);
    return key;
}

std::time_t seconds(Instant at)
{
    return std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(at));
}

/// A certificate with random serial number, version 3 and its validity; the rest is the caller's.
Result<Certificate> blank(Instant now, std::chrono::days life)
{
    Certificate certificate = new_certificate();
    if (!certificate) return fail(Errc::crypto, "no memory for a certificate");
    std::array<std::uint8_t, 16> serial{};
    if (gnutls_rnd(GNUTLS_RND_NONCE, serial.data(), serial.size()) < 0) return fail(Errc::crypto, "no random numbers");
    serial[0] = static_cast<std::uint8_t>((serial[0] & 0x7fU) | 0x40U); // positive, and always 16 bytes
    gnutls_x509_crt_set_version(certificate.get(), 3);
    gnutls_x509_crt_set_serial(certificate.get(), serial.data(), serial.size());
    gnutls_x509_crt_set_activation_time(certificate.get(), seconds(now - clock_slack));
    gnutls_x509_crt_set_expiration_time(certificate.get(), seconds(now + life));
    return certificate;
}

int set_common_name(gnutls_x509_crt_t certificate, std::string_view name)
{
    return gnutls_x509_crt_set_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name.data(),
                                         static_cast<unsigned>(name.size()));
}

int set_name(gnutls_x509_crt_t certificate, gnutls_x509_subject_alt_name_t kind, const void* data, std::size_t size)
{
    return gnutls_x509_crt_set_subject_alt_name(certificate, kind, data, static_cast<unsigned>(size),
                                                GNUTLS_FSAN_APPEND);
}

int set_key_id(gnutls_x509_crt_t certificate)
{
    std::array<std::uint8_t, 64> id{};
    std::size_t size = id.size();
    const int got = gnutls_x509_crt_get_key_id(certificate, GNUTLS_KEYID_USE_SHA256, id.data(), &size);
    if (got < 0) return got;
    return gnutls_x509_crt_set_subject_key_id(certificate, id.data(), size);
}

struct Issuer {
    Certificate certificate;
    Key key;
};

Result<Issuer> read_issuer(const PemPair& ca)
{
    Result<Certificate> certificate = read_certificate(ca.certificate);
    if (!certificate) return std::unexpected(certificate.error());
    Result<Key> key = read_key(ca.key);
    if (!key) return std::unexpected(key.error());
    return Issuer{std::move(*certificate), std::move(*key)};
}

Result<std::string> to_pem(gnutls_x509_crt_t certificate)
{
    gnutls_datum_t out{};
    if (const int done = gnutls_x509_crt_export2(certificate, GNUTLS_X509_FMT_PEM, &out); done < 0)
        return crypto_failure("writing a certificate", done);
    return take(out);
}

Result<std::string> to_pem(gnutls_x509_privkey_t key)
{
    gnutls_datum_t out{};
    if (const int done = gnutls_x509_privkey_export2_pkcs8(key, GNUTLS_X509_FMT_PEM, nullptr, GNUTLS_PKCS_PLAIN, &out);
        done < 0)
        return crypto_failure("writing a key", done);
    return take(out);
}

/// Adds what every end certificate has and signs it.
Result<> finish(gnutls_x509_crt_t certificate, const Issuer& issuer, const char* purpose)
{
    gnutls_x509_crt_set_basic_constraints(certificate, 0, -1);
    gnutls_x509_crt_set_key_usage(certificate, GNUTLS_KEY_DIGITAL_SIGNATURE);
    gnutls_x509_crt_set_key_purpose_oid(certificate, purpose, 0);
    std::array<std::uint8_t, 64> id{};
    std::size_t size = id.size();
    if (gnutls_x509_crt_get_subject_key_id(issuer.certificate.get(), id.data(), &size, nullptr) >= 0)
        gnutls_x509_crt_set_authority_key_id(certificate, id.data(), size);
    if (const int done = set_key_id(certificate); done < 0) return crypto_failure("naming a key", done);
    const int done =
        gnutls_x509_crt_sign2(certificate, issuer.certificate.get(), issuer.key.get(), GNUTLS_DIG_SHA256, 0);
    if (done < 0) return crypto_failure("signing a certificate", done);
    return {};
}

Result<PemPair> make_end_certificate(const PemPair& ca, std::string_view common_name, const char* purpose,
                                     std::chrono::days life, Instant now,
                                     const std::vector<std::pair<gnutls_x509_subject_alt_name_t, std::string>>& names)
{
    Result<Issuer> issuer = read_issuer(ca);
    if (!issuer) return std::unexpected(issuer.error());
    Result<Key> key = generate_key();
    if (!key) return std::unexpected(key.error());
    Result<Certificate> certificate = blank(now, life);
    if (!certificate) return std::unexpected(certificate.error());
    gnutls_x509_crt_set_key(certificate->get(), key->get());
    if (const int done = set_common_name(certificate->get(), common_name); done < 0)
        return crypto_failure("naming a certificate", done);
    for (const auto& [kind, name] : names) {
        if (const int done = set_name(certificate->get(), kind, name.data(), name.size()); done < 0)
            return crypto_failure("naming a certificate", done);
    }
    if (Result<> done = finish(certificate->get(), *issuer, purpose); !done) return std::unexpected(done.error());
    Result<std::string> certificate_pem = to_pem(certificate->get());
    if (!certificate_pem) return std::unexpected(certificate_pem.error());
    Result<std::string> key_pem = to_pem(key->get());
    if (!key_pem) return std::unexpected(key_pem.error());
    return PemPair{std::move(*certificate_pem), std::move(*key_pem)};
}

bool is_host_name(std::string_view host)
{
    return !host.empty() && host.size() <= 253 && host.front() != '-' && host.front() != '.' &&
           std::ranges::all_of(host, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                      c == '.';
           });
}

/// The request's key, if it is on P-256 and signed the request.
Result<PublicKeyInfo> requested_key(gnutls_x509_crq_t request)
{
    if (gnutls_x509_crq_verify(request, 0) < 0) return fail(Errc::rejected, "the request isn't signed by its own key");
    PublicKeyInfo key = make<PublicKeyInfo, gnutls_pubkey_t>(gnutls_pubkey_init);
    gnutls_ecc_curve_t curve = GNUTLS_ECC_CURVE_INVALID;
    gnutls_datum_t x{};
    gnutls_datum_t y{};
    if (!key || gnutls_pubkey_import_x509_crq(key.get(), request, 0) < 0 ||
        gnutls_pubkey_get_pk_algorithm(key.get(), nullptr) != GNUTLS_PK_ECDSA ||
        gnutls_pubkey_export_ecc_raw(key.get(), &curve, &x, &y) < 0)
        return fail(Errc::rejected, "the request isn't for a key on P-256");
    gnutls_free(x.data);
    gnutls_free(y.data);
    if (curve != GNUTLS_ECC_CURVE_SECP256R1) return fail(Errc::rejected, "the request isn't for a key on P-256");
    return key;
}

} // namespace

Result<PemPair> make_ca(std::string_view common_name, Instant now)
{
    Result<Key> key = generate_key();
    if (!key) return std::unexpected(key.error());
    Result<Certificate> certificate = blank(now, ca_life);
    if (!certificate) return std::unexpected(certificate.error());
    gnutls_x509_crt_set_key(certificate->get(), key->get());
    if (const int done = set_common_name(certificate->get(), common_name); done < 0)
        return crypto_failure("naming a CA", done);
    gnutls_x509_crt_set_basic_constraints(certificate->get(), 1, 0);
    gnutls_x509_crt_set_key_usage(certificate->get(), GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN);
    if (const int done = set_key_id(certificate->get()); done < 0) return crypto_failure("naming a key", done);
    if (const int done =
            gnutls_x509_crt_sign2(certificate->get(), certificate->get(), key->get(), GNUTLS_DIG_SHA256, 0);
        done < 0)
        return crypto_failure("signing a CA", done);
    Result<std::string> certificate_pem = to_pem(certificate->get());
    if (!certificate_pem) return std::unexpected(certificate_pem.error());
    Result<std::string> key_pem = to_pem(key->get());
    if (!key_pem) return std::unexpected(key_pem.error());
    return PemPair{std::move(*certificate_pem), std::move(*key_pem)};
}

Result<PemPair> make_server_certificate(const PemPair& ca, std::span<const std::string> hosts, Instant now)
{
    if (hosts.empty()) return fail(Errc::rejected, "a server certificate needs at least one host");
    std::vector<std::pair<gnutls_x509_subject_alt_name_t, std::string>> names;
    for (const std::string& host : hosts) {
        std::array<char, 16> address{};
        if (inet_pton(AF_INET, host.c_str(), address.data()) == 1)
            names.emplace_back(GNUTLS_SAN_IPADDRESS, std::string{address.data(), 4});
        else if (inet_pton(AF_INET6, host.c_str(), address.data()) == 1)
            names.emplace_back(GNUTLS_SAN_IPADDRESS, std::string{address.data(), 16});
        else if (is_host_name(host))
            names.emplace_back(GNUTLS_SAN_DNSNAME, host);
        else
            return fail(Errc::rejected, "'" + host + "' is neither a host name nor an IP address");
    }
    return make_end_certificate(ca, hosts.front().substr(0, 64), GNUTLS_KP_TLS_WWW_SERVER, server_certificate_life, now,
                                names);
}

Result<PemPair> make_desk_certificate(const PemPair& ca, Instant now)
{
    return make_end_certificate(ca, desk_id, GNUTLS_KP_TLS_WWW_CLIENT, std::chrono::days{730}, now,
                                {{GNUTLS_SAN_URI, std::string{desk_urn} + std::string{desk_id}}});
}

Result<Issued> issue_device_certificate(const PemPair& ca, ByteView csr_der, std::string_view device_id, Instant now)
{
    Result<Issuer> issuer = read_issuer(ca);
    if (!issuer) return std::unexpected(issuer.error());
    const SigningRequest request = make<SigningRequest, gnutls_x509_crq_t>(gnutls_x509_crq_init);
    const gnutls_datum_t in = datum(csr_der);
    if (!request || gnutls_x509_crq_import(request.get(), &in, GNUTLS_X509_FMT_DER) < 0)
        return fail(Errc::rejected, "the body isn't a certificate request");
    Result<PublicKeyInfo> key = requested_key(request.get());
    if (!key) return std::unexpected(key.error());
    if (common_name_of(request.get(), gnutls_x509_crq_get_dn_by_oid) != device_id)
        return fail(Errc::rejected, "the request is for another id");

    Result<Certificate> certificate = blank(now, device_certificate_life);
    if (!certificate) return std::unexpected(certificate.error());
    // Of the request only the key counts; the names are ours.
    if (const int done = gnutls_x509_crt_set_pubkey(certificate->get(), key->get()); done < 0)
        return crypto_failure("taking over a key", done);
    if (const int done = set_common_name(certificate->get(), device_id); done < 0)
        return crypto_failure("naming a certificate", done);
    const std::string urn = std::string{device_urn} + std::string{device_id};
    if (const int done = set_name(certificate->get(), GNUTLS_SAN_URI, urn.data(), urn.size()); done < 0)
        return crypto_failure("naming a certificate", done);
    if (Result<> done = finish(certificate->get(), *issuer, GNUTLS_KP_TLS_WWW_CLIENT); !done)
        return std::unexpected(done.error());
    Result<std::string> pem = to_pem(certificate->get());
    if (!pem) return std::unexpected(pem.error());
    return Issued{std::move(*pem), hex_serial(certificate->get()),
                  static_cast<std::int64_t>(gnutls_x509_crt_get_expiration_time(certificate->get()))};
}

} // namespace casustafel::bureau
