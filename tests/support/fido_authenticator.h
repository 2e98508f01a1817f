#pragma once

#include "support/cbor.h"
#include "tokens/fido_token.h"

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace casustafel::support {

/// What a token shows to the outside besides its answers.
struct FidoTokenState {
    bool plugged_in{true};
    bool touched{true}; ///< somebody touches it when it asks
    bool with_secrets{true};
    std::string pin{"258036"}; ///< as its owner set it; empty: none
    int tries{8};
    int in_a_row{3};     ///< before it must be taken out
    int assertions{};    ///< that were signed
    int touches_asked{}; ///< how often it asked for one
};

/// A FIDO2 token in memory: CTAPHID over 64-byte reports, CTAP 2.0 with hmac-secret, credProtect and PIN protocol 1 or
/// 2 (Client to Authenticator Protocol, FIDO Alliance, sections 6, 11.2 and 12). Written from the specification,
/// without a line of the library that is tested with it.
class FidoAuthenticator {
public:
    explicit FidoAuthenticator(int pin_protocol = 2);
    ~FidoAuthenticator();
    FidoAuthenticator(const FidoAuthenticator&) = delete;
    FidoAuthenticator& operator=(const FidoAuthenticator&) = delete;

    /// A port at which this token, and `others`, may be plugged in.
    tokens::FidoPort port(std::vector<FidoAuthenticator*> others = {});
    FidoTokenState& state() { return state_; }
    /// Out and in again.
    void replug();

    /// One report from the host, one to the host. False: there is none.
    void take(std::span<const std::uint8_t> report);
    bool give(std::span<std::uint8_t> report);

private:
    struct Inside; // keys
    void answer(std::uint32_t channel, std::uint8_t command, std::span<const std::uint8_t> payload);
    std::vector<std::uint8_t> carry_out(std::uint8_t command, std::span<const std::uint8_t> body);
    std::vector<std::uint8_t> info() const;
    std::vector<std::uint8_t> client_pin(const Cbor& asked);
    std::vector<std::uint8_t> make_credential(const Cbor& asked);
    std::vector<std::uint8_t> get_assertion(const Cbor& asked);
    std::vector<std::uint8_t> pin_token(const Cbor& asked);
    bool proves_pin(const Cbor& asked, std::int64_t parameter) const;

    int protocol_;
    FidoTokenState state_;
    std::unique_ptr<Inside> inside_;
    std::vector<std::uint8_t> message_; // that is coming in
    std::size_t expected_{};
    std::uint8_t command_{};
    std::deque<std::array<std::uint8_t, 64>> reports_;
};

} // namespace casustafel::support
