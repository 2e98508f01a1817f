#include "link/tls.h"

#include "link/random.h"

#include <array>
#include <cerrno>
#include <cstdio>

#include <mbedtls/error.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/platform_util.h>
#include <mbedtls/sha256.h>
#include <poll.h>
#include <sys/socket.h>

namespace casustafel::link {
namespace {

using core::Errc;
using core::fail;
using core::Result;

constexpr std::array suites{MBEDTLS_TLS1_3_AES_256_GCM_SHA384, MBEDTLS_TLS1_3_CHACHA20_POLY1305_SHA256,
                            MBEDTLS_TLS1_3_AES_128_GCM_SHA256, 0};
constexpr std::array<std::uint16_t, 3> groups{MBEDTLS_SSL_IANA_TLS_GROUP_X25519, MBEDTLS_SSL_IANA_TLS_GROUP_SECP256R1,
                                              MBEDTLS_SSL_IANA_TLS_GROUP_NONE};
constexpr std::array<std::uint16_t, 3> signatures{MBEDTLS_TLS1_3_SIG_ECDSA_SECP256R1_SHA256,
                                                  MBEDTLS_TLS1_3_SIG_ECDSA_SECP384R1_SHA384, MBEDTLS_TLS1_3_SIG_NONE};

std::string code_text(int code)
{
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "-0x%04X", static_cast<unsigned>(-code));
    return text.data();
}

/// Which kind of failure an mbedTLS code is. A fatal alert is the other side saying no to our certificate or our
/// settings; mbedTLS doesn't tell which.
core::Error failure(std::string_view what, int code)
{
    const bool no_trust = code == MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE || code == MBEDTLS_ERR_X509_CERT_VERIFY_FAILED ||
                          code == MBEDTLS_ERR_SSL_BAD_PROTOCOL_VERSION || code == MBEDTLS_ERR_SSL_BAD_CERTIFICATE ||
                          code == MBEDTLS_ERR_SSL_HANDSHAKE_FAILURE;
    return {no_trust ? Errc::denied : Errc::network, std::string{what} + " failed with " + code_text(code)};
}

/// The flaws of the server's certificate on one line.
std::string flaws(std::uint32_t flags)
{
    std::array<char, 512> text{};
    mbedtls_x509_crt_verify_info(text.data(), text.size(), "", flags);
    std::string line{text.data()};
    for (char& c : line)
        if (c == '\n') c = ' ';
    while (line.ends_with(' ')) line.pop_back();
    return line;
}

core::ByteView with_terminator(const std::string& text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.c_str()), text.size() + 1}; // mbedTLS counts it for PEM
}

} // namespace

TlsSettings::TlsSettings()
{
    mbedtls_ssl_config_init(&config_);
    mbedtls_x509_crt_init(&ca_);
    mbedtls_x509_crt_init(&certificate_);
    mbedtls_pk_init(&key_);
}

TlsSettings::~TlsSettings()
{
    mbedtls_ssl_config_free(&config_);
    mbedtls_pk_free(&key_);
    mbedtls_x509_crt_free(&certificate_);
    mbedtls_x509_crt_free(&ca_);
}

Result<std::unique_ptr<TlsSettings>> TlsSettings::create(const Trust& trust, const std::optional<Identity>& identity)
{
    if (psa_crypto_init() != PSA_SUCCESS) return fail(Errc::crypto, "psa_crypto_init failed");
    std::unique_ptr<TlsSettings> settings{new TlsSettings};
    if (auto done = settings->load(trust); !done) return std::unexpected(done.error());
    if (identity)
        if (auto done = settings->load(*identity); !done) return std::unexpected(done.error());
    if (auto done = settings->configure(); !done) return std::unexpected(done.error());
    return settings;
}

Result<> TlsSettings::load(const Trust& trust)
{
    if (trust.ca_pem.empty()) {
        if (!trust.ca_sha256) return fail(Errc::denied, "no CA to trust");
        pinned_ = trust.ca_sha256;
        return {};
    }
    const core::ByteView pem = with_terminator(trust.ca_pem);
    if (const int code = mbedtls_x509_crt_parse(&ca_, pem.data(), pem.size()); code != 0)
        return fail(Errc::denied, "the CA certificate can't be read: " + code_text(code));
    if (!trust.ca_sha256) return {};
    core::Digest digest{};
    mbedtls_sha256(ca_.raw.p, ca_.raw.len, digest.data(), 0);
    if (ca_.next != nullptr || digest != *trust.ca_sha256)
        return fail(Errc::denied, "the CA certificate isn't the pinned one");
    return {};
}

Result<> TlsSettings::load(const Identity& identity)
{
    const core::ByteView certificate = with_terminator(identity.certificate_pem);
    if (const int code = mbedtls_x509_crt_parse(&certificate_, certificate.data(), certificate.size()); code != 0)
        return fail(Errc::denied, "the device's certificate can't be read: " + code_text(code));
    const core::ByteView key = with_terminator(identity.private_key_pem);
    if (const int code = mbedtls_pk_parse_key(&key_, key.data(), key.size(), nullptr, 0, random_bytes, nullptr);
        code != 0)
        return fail(Errc::denied, "the device's key can't be read: " + code_text(code));
    if (mbedtls_pk_check_pair(&certificate_.pk, &key_, random_bytes, nullptr) != 0)
        return fail(Errc::denied, "the device's key isn't that of its certificate");
    if (const int code = mbedtls_ssl_conf_own_cert(&config_, &certificate_, &key_); code != 0)
        return fail(Errc::crypto, "mbedtls_ssl_conf_own_cert failed with " + code_text(code));
    return {};
}

Result<> TlsSettings::configure()
{
    if (const int code = mbedtls_ssl_config_defaults(&config_, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                                     MBEDTLS_SSL_PRESET_DEFAULT);
        code != 0)
        return fail(Errc::crypto, "mbedtls_ssl_config_defaults failed with " + code_text(code));
    mbedtls_ssl_conf_min_tls_version(&config_, MBEDTLS_SSL_VERSION_TLS1_3);
    mbedtls_ssl_conf_max_tls_version(&config_, MBEDTLS_SSL_VERSION_TLS1_3);
    mbedtls_ssl_conf_tls13_key_exchange_modes(&config_, MBEDTLS_SSL_TLS1_3_KEY_EXCHANGE_MODE_EPHEMERAL);
    mbedtls_ssl_conf_ciphersuites(&config_, suites.data());
    mbedtls_ssl_conf_groups(&config_, groups.data());
    mbedtls_ssl_conf_sig_algs(&config_, signatures.data());
    mbedtls_ssl_conf_session_tickets(&config_, MBEDTLS_SSL_SESSION_TICKETS_DISABLED);
    mbedtls_ssl_conf_rng(&config_, random_bytes, nullptr);
    mbedtls_ssl_conf_authmode(&config_, MBEDTLS_SSL_VERIFY_REQUIRED);
    // With a pin alone the list of CAs is empty: every chain is untrusted until the callback finds the pinned one in
    // it.
    mbedtls_ssl_conf_ca_chain(&config_, &ca_, nullptr);
    if (pinned_) mbedtls_ssl_conf_verify(&config_, &TlsSettings::accept_pinned, this);
    return {};
}

int TlsSettings::accept_pinned(void* self, mbedtls_x509_crt* certificate, int depth, std::uint32_t* flags)
{
    // Called for the top of the chain first. mbedTLS has checked that each certificate signed the one below it and may
    // do so; what is missing is only that the top one is known.
    const auto& settings = *static_cast<const TlsSettings*>(self);
    core::Digest digest{};
    if (const int code = mbedtls_sha256(certificate->raw.p, certificate->raw.len, digest.data(), 0); code != 0)
        return code;
    if (depth > 0 && digest == *settings.pinned_) *flags &= ~std::uint32_t{MBEDTLS_X509_BADCERT_NOT_TRUSTED};
    return 0;
}

TlsConnection::TlsConnection(Descriptor socket) : socket_{std::move(socket)}
{
    mbedtls_ssl_init(&ssl_);
}

TlsConnection::~TlsConnection()
{
    mbedtls_ssl_close_notify(&ssl_); // said once; whether it fits in the socket doesn't matter
    mbedtls_ssl_free(&ssl_);
}

Result<std::unique_ptr<TlsConnection>> TlsConnection::open(const TlsSettings& settings, const Endpoint& endpoint,
                                                           const Patience& patience)
{
    auto socket = connect_to(endpoint, patience);
    if (!socket) return std::unexpected(socket.error());
    std::unique_ptr<TlsConnection> connection{new TlsConnection{std::move(*socket)}};
    if (auto done = connection->shake_hands(settings, endpoint, patience); !done) return std::unexpected(done.error());
    return connection;
}

Result<> TlsConnection::shake_hands(const TlsSettings& settings, const Endpoint& endpoint, const Patience& patience)
{
    if (const int code = mbedtls_ssl_setup(&ssl_, &settings.config()); code != 0)
        return fail(Errc::crypto, "mbedtls_ssl_setup failed with " + code_text(code));
    if (const int code = mbedtls_ssl_set_hostname(&ssl_, endpoint.host.c_str()); code != 0)
        return fail(Errc::crypto, "mbedtls_ssl_set_hostname failed with " + code_text(code));
    mbedtls_ssl_set_bio(&ssl_, this, &TlsConnection::send_some, &TlsConnection::receive_some, nullptr);

    for (;;) {
        const int code = mbedtls_ssl_handshake(&ssl_);
        if (code == 0) return {};
        if (code == MBEDTLS_ERR_X509_CERT_VERIFY_FAILED)
            return fail(Errc::denied, "the server's certificate: " + flaws(mbedtls_ssl_get_verify_result(&ssl_)));
        if (code != MBEDTLS_ERR_SSL_WANT_READ && code != MBEDTLS_ERR_SSL_WANT_WRITE)
            return std::unexpected(failure("TLS handshake", code));
        const short events = code == MBEDTLS_ERR_SSL_WANT_READ ? POLLIN : POLLOUT;
        if (auto ready = wait_for(socket_.get(), events, patience); !ready)
            return fail(Errc::network, "TLS handshake: " + ready.error().detail);
    }
}

Result<> TlsConnection::write(core::ByteView bytes, const Patience& patience)
{
    while (!bytes.empty()) {
        const int code = mbedtls_ssl_write(&ssl_, bytes.data(), bytes.size());
        if (code >= 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(code));
            continue;
        }
        if (code != MBEDTLS_ERR_SSL_WANT_READ && code != MBEDTLS_ERR_SSL_WANT_WRITE)
            return std::unexpected(failure("sending", code));
        const short events = code == MBEDTLS_ERR_SSL_WANT_READ ? POLLIN : POLLOUT;
        if (auto ready = wait_for(socket_.get(), events, patience); !ready) return ready;
    }
    return {};
}

Result<std::size_t> TlsConnection::read(std::span<std::uint8_t> into, const Patience& patience)
{
    for (;;) {
        const int code = mbedtls_ssl_read(&ssl_, into.data(), into.size());
        if (code >= 0) return static_cast<std::size_t>(code);
        if (code == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY || code == MBEDTLS_ERR_SSL_CONN_EOF) return 0;
        // A session ticket isn't an error, only nothing to read: servers send them unasked.
        if (code == MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET) continue;
        if (code != MBEDTLS_ERR_SSL_WANT_READ && code != MBEDTLS_ERR_SSL_WANT_WRITE)
            return std::unexpected(failure("receiving", code));
        const short events = code == MBEDTLS_ERR_SSL_WANT_READ ? POLLIN : POLLOUT;
        if (auto ready = wait_for(socket_.get(), events, patience); !ready) return std::unexpected(ready.error());
    }
}

Result<std::size_t> TlsConnection::read_now(std::span<std::uint8_t> into)
{
    for (;;) {
        const int code = mbedtls_ssl_read(&ssl_, into.data(), into.size());
        if (code > 0) return static_cast<std::size_t>(code);
        if (code == MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET) continue;
        if (code == 0) return 0;
        return std::unexpected(failure("receiving", code));
    }
}

bool TlsConnection::is_idle()
{
    std::array<unsigned char, 1> unexpected{};
    for (;;) {
        const int code = mbedtls_ssl_read(&ssl_, unexpected.data(), unexpected.size());
        if (code == MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET) continue;
        return code == MBEDTLS_ERR_SSL_WANT_READ;
    }
}

int TlsConnection::send_some(void* self, const unsigned char* bytes, std::size_t size)
{
    const int fd = static_cast<TlsConnection*>(self)->socket_.get();
    const ssize_t sent = ::send(fd, bytes, size, MSG_NOSIGNAL);
    if (sent >= 0) return static_cast<int>(sent);
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return MBEDTLS_ERR_SSL_WANT_WRITE;
    return errno == EPIPE || errno == ECONNRESET ? MBEDTLS_ERR_NET_CONN_RESET : MBEDTLS_ERR_NET_SEND_FAILED;
}

int TlsConnection::receive_some(void* self, unsigned char* bytes, std::size_t size)
{
    const int fd = static_cast<TlsConnection*>(self)->socket_.get();
    const ssize_t received = ::recv(fd, bytes, size, 0);
    if (received >= 0) return static_cast<int>(received);
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return MBEDTLS_ERR_SSL_WANT_READ;
    return errno == EPIPE || errno == ECONNRESET ? MBEDTLS_ERR_NET_CONN_RESET : MBEDTLS_ERR_NET_RECV_FAILED;
}

} // namespace casustafel::link
