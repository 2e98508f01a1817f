#pragma once

#include "link/socket.h"

#include <memory>
#include <span>

#include <mbedtls/ssl.h>

namespace casustafel::link {

/// What every connection to the bureau has in common: our certificate, whom we trust, and TLS 1.3 with nothing else.
class TlsSettings {
public:
    /// Errors as HttpsClient::create.
    static core::Result<std::unique_ptr<TlsSettings>> create(const Trust& trust,
                                                             const std::optional<Identity>& identity);
    TlsSettings(const TlsSettings&) = delete;
    TlsSettings& operator=(const TlsSettings&) = delete;
    ~TlsSettings();

    const mbedtls_ssl_config& config() const { return config_; }

private:
    TlsSettings();
    core::Result<> load(const Trust& trust);
    core::Result<> load(const Identity& identity);
    core::Result<> configure();
    static int accept_pinned(void* self, mbedtls_x509_crt* certificate, int depth, std::uint32_t* flags);

    mbedtls_ssl_config config_;
    mbedtls_x509_crt ca_;
    mbedtls_x509_crt certificate_;
    mbedtls_pk_context key_;
    std::optional<core::Digest> pinned_;
};

/// One TLS connection over one socket. After an error it is of no more use, except for `read_now`.
class TlsConnection {
public:
    /// Connects and shakes hands. Errc::network, Errc::denied as HttpsClient::send.
    static core::Result<std::unique_ptr<TlsConnection>> open(const TlsSettings& settings, const Endpoint& endpoint,
                                                             const Patience& patience);
    TlsConnection(const TlsConnection&) = delete;
    TlsConnection& operator=(const TlsConnection&) = delete;
    ~TlsConnection();

    core::Result<> write(core::ByteView bytes, const Patience& patience);
    /// At least one byte, or 0 when the other side has ended the conversation.
    core::Result<std::size_t> read(std::span<std::uint8_t> into, const Patience& patience);
    /// As `read` but never waits: Errc::network when nothing has arrived.
    core::Result<std::size_t> read_now(std::span<std::uint8_t> into);
    /// Whether the other side still waits for a request: nothing unexpected and no end has arrived.
    bool is_idle();

private:
    explicit TlsConnection(Descriptor socket);
    core::Result<> shake_hands(const TlsSettings& settings, const Endpoint& endpoint, const Patience& patience);
    static int send_some(void* self, const unsigned char* bytes, std::size_t size);
    static int receive_some(void* self, unsigned char* bytes, std::size_t size);

    Descriptor socket_;
    mbedtls_ssl_context ssl_;
};

} // namespace casustafel::link
