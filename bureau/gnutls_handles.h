#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <gnutls/abstract.h>
#include <gnutls/pkcs7.h>
#include <gnutls/x509.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

// GnuTLS's objects, owned.

namespace casustafel::bureau {

/// How the URI name of a client certificate starts; the id follows.
inline constexpr std::string_view device_urn = "urn:casustafel:device:";
inline constexpr std::string_view desk_urn = "urn:casustafel:desk:";

template <auto deinit>
struct Deinit {
    template <class T>
    void operator()(T* value) const
    {
        deinit(value);
    }
};
using Certificate = std::unique_ptr<gnutls_x509_crt_int, Deinit<gnutls_x509_crt_deinit>>;
using Key = std::unique_ptr<gnutls_x509_privkey_int, Deinit<gnutls_x509_privkey_deinit>>;
using SigningRequest = std::unique_ptr<gnutls_x509_crq_int, Deinit<gnutls_x509_crq_deinit>>;
using PublicKeyInfo = std::unique_ptr<gnutls_pubkey_st, Deinit<gnutls_pubkey_deinit>>;
using Pkcs7 = std::unique_ptr<gnutls_pkcs7_int, Deinit<gnutls_pkcs7_deinit>>;

inline std::unexpected<core::Error> crypto_failure(std::string_view what, int code)
{
    return core::fail(core::Errc::crypto, std::string{what} + ": " + gnutls_strerror(code));
}

/// Bytes as GnuTLS takes them; valid as long as they are.
inline gnutls_datum_t datum(core::ByteView bytes)
{
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast) GnuTLS's struct for input lacks const; it isn't written to
    return {const_cast<unsigned char*>(bytes.data()), static_cast<unsigned>(bytes.size())};
}

inline gnutls_datum_t datum(std::string_view text)
{
    return datum(core::bytes_of(text));
}

/// What GnuTLS gave out, freed.
inline std::string take(gnutls_datum_t& out)
{
    std::string text{reinterpret_cast<const char*>(out.data), out.size};
    gnutls_free(out.data);
    out = {};
    return text;
}

/// A new object; null when there is no memory.
template <class Owner, class Raw, class Init>
Owner make(Init init)
{
    Raw raw = nullptr;
    if (init(&raw) < 0) return nullptr;
    return Owner{raw};
}
inline Certificate new_certificate()
{
    return make<Certificate, gnutls_x509_crt_t>(gnutls_x509_crt_init);
}
inline Key new_key()
{
    return make<Key, gnutls_x509_privkey_t>(gnutls_x509_privkey_init);
}

/// Errc::corrupt: not a certificate in PEM.
inline core::Result<Certificate> read_certificate(std::string_view pem)
{
    Certificate certificate = new_certificate();
    const gnutls_datum_t in = datum(pem);
    if (!certificate || gnutls_x509_crt_import(certificate.get(), &in, GNUTLS_X509_FMT_PEM) < 0)
        return core::fail(core::Errc::corrupt, "a certificate can't be read");
    return certificate;
}

/// The one common name, or nothing.
template <class Subject, class Get>
std::optional<std::string> common_name_of(Subject subject, Get get)
{
    std::array<char, 256> name{};
    std::size_t size = name.size();
    if (get(subject, GNUTLS_OID_X520_COMMON_NAME, 0, 0U, name.data(), &size) < 0) return std::nullopt;
    std::array<char, 256> second{};
    std::size_t second_size = second.size();
    if (get(subject, GNUTLS_OID_X520_COMMON_NAME, 1, 0U, second.data(), &second_size) !=
        GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE)
        return std::nullopt;
    return std::string{name.data(), size};
}

/// The serial number in hexadecimal.
inline std::string hex_serial(gnutls_x509_crt_t certificate)
{
    std::array<std::uint8_t, 64> serial{};
    std::size_t size = serial.size();
    if (gnutls_x509_crt_get_serial(certificate, serial.data(), &size) < 0) return {};
    return core::to_hex(core::ByteView{serial.data(), size});
}

} // namespace casustafel::bureau
