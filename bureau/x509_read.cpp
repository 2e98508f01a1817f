#include "bureau/gnutls_handles.h"
#include "bureau/x509.h"

namespace casustafel::bureau {

using core::Bytes;
using core::ByteView;
using core::Errc;
using core::fail;
using core::Result;

Result<std::string> certs_only(std::span<const std::string> certificates_pem)
{
    const Pkcs7 pkcs7 = make<Pkcs7, gnutls_pkcs7_t>(gnutls_pkcs7_init);
    if (!pkcs7) return fail(Errc::crypto, "no memory for PKCS#7");
    for (const std::string& pem : certificates_pem) {
        Result<Certificate> certificate = read_certificate(pem);
        if (!certificate) return std::unexpected(certificate.error());
        if (const int done = gnutls_pkcs7_set_crt(pkcs7.get(), certificate->get()); done < 0)
            return crypto_failure("adding a certificate to PKCS#7", done);
    }
    gnutls_datum_t out{};
    if (const int done = gnutls_pkcs7_export2(pkcs7.get(), GNUTLS_X509_FMT_DER, &out); done < 0)
        return crypto_failure("writing PKCS#7", done);
    const std::string der = take(out);
    return to_base64(core::bytes_of(der));
}

Result<Peer> peer_of(ByteView certificate_der)
{
    const Certificate certificate = new_certificate();
    const gnutls_datum_t in = datum(certificate_der);
    if (!certificate || gnutls_x509_crt_import(certificate.get(), &in, GNUTLS_X509_FMT_DER) < 0)
        return fail(Errc::denied, "the client's certificate can't be read");
    const std::optional<std::string> name = common_name_of(certificate.get(), gnutls_x509_crt_get_dn_by_oid);
    std::array<char, 256> uri{};
    std::size_t size = uri.size();
    const int kind = gnutls_x509_crt_get_subject_alt_name(certificate.get(), 0, uri.data(), &size, nullptr);
    if (!name || kind != GNUTLS_SAN_URI) return fail(Errc::denied, "the client's certificate names nobody");
    const std::string_view urn{uri.data(), size};
    const std::string serial = hex_serial(certificate.get());
    if (urn == std::string{device_urn} + *name) return Peer{PeerKind::device, *name, serial};
    if (urn == std::string{desk_urn} + *name && *name == desk_id) return Peer{PeerKind::desk, *name, serial};
    return fail(Errc::denied, "the names in the client's certificate don't agree");
}

Result<core::Digest> fingerprint_of(std::string_view certificate_pem)
{
    Result<Certificate> certificate = read_certificate(certificate_pem);
    if (!certificate) return std::unexpected(certificate.error());
    core::Digest digest{};
    std::size_t size = digest.size();
    if (const int done = gnutls_x509_crt_get_fingerprint(certificate->get(), GNUTLS_DIG_SHA256, digest.data(), &size);
        done < 0)
        return crypto_failure("taking a fingerprint", done);
    return digest;
}

Result<std::int64_t> not_after_of(std::string_view certificate_pem)
{
    Result<Certificate> certificate = read_certificate(certificate_pem);
    if (!certificate) return std::unexpected(certificate.error());
    return static_cast<std::int64_t>(gnutls_x509_crt_get_expiration_time(certificate->get()));
}

std::string to_base64(ByteView bytes)
{
    const gnutls_datum_t in = datum(bytes);
    gnutls_datum_t out{};
    if (bytes.empty() || gnutls_base64_encode2(&in, &out) < 0) return {};
    return take(out);
}

Result<Bytes> from_base64(std::string_view text)
{
    std::string dense;
    dense.reserve(text.size());
    for (const char c : text)
        if (c != '\r' && c != '\n' && c != ' ' && c != '\t') dense.push_back(c);
    const gnutls_datum_t in = datum(dense);
    gnutls_datum_t out{};
    if (dense.empty() || dense.size() % 4 != 0 || gnutls_base64_decode2(&in, &out) < 0)
        return fail(Errc::corrupt, "the text isn't base64");
    Bytes bytes{out.data, out.data + out.size};
    gnutls_free(out.data);
    return bytes;
}

} // namespace casustafel::bureau
