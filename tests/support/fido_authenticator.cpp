#include "support/fido_authenticator.h"

#include "support/fido_crypto.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <stdexcept>

namespace casustafel::support {

namespace {

using Bytes = std::vector<std::uint8_t>;

enum : std::uint8_t { cmd_init = 0x06, cmd_cbor = 0x10, cmd_error = 0x3f, cmd_keepalive = 0x3b };
enum : std::uint8_t {
    ok = 0x00,
    invalid_command = 0x01,
    missing_parameter = 0x14,
    no_credentials = 0x2e,
    action_timeout = 0x2f,
    pin_invalid = 0x31,
    pin_blocked = 0x32,
    pin_auth_invalid = 0x33,
    pin_auth_blocked = 0x34,
    pin_not_set = 0x35,
};
constexpr std::size_t first_room = 57;
constexpr std::size_t next_room = 59;
constexpr std::uint8_t user_present = 0x01;
constexpr std::uint8_t user_verified = 0x04;
constexpr std::uint8_t has_credential = 0x40;
constexpr std::uint8_t has_extensions = 0x80;
constexpr const char* path_mark = "virtual:";

Bytes only(std::uint8_t code)
{
    return {code};
}

Bytes success(const CborWriter& body)
{
    Bytes answer{ok};
    answer.insert(answer.end(), body.written().begin(), body.written().end());
    return answer;
}

/// COSE_Key of a point (RFC 9053): algorithm -25 for agreement, -7 for signatures.
CborWriter cose(const Point& point, int algorithm)
{
    CborWriter key;
    key.map(5).number(1).number(2).number(3).number(algorithm).number(-1).number(1);
    key.number(-2).bytes(point.x).number(-3).bytes(point.y);
    return key;
}

Point point_of(const Cbor& key)
{
    Point point;
    std::ranges::copy(key.at(-2).bytes(), point.x.begin());
    std::ranges::copy(key.at(-3).bytes(), point.y.begin());
    return point;
}

FidoAuthenticator* at_path(const char* path)
{
    const std::string_view name{path};
    const std::size_t mark = std::strlen(path_mark);
    std::uintptr_t address = 0;
    if (!name.starts_with(path_mark) ||
        std::from_chars(name.data() + mark, name.data() + name.size(), address, 16).ec != std::errc{})
        return nullptr;
    return reinterpret_cast<FidoAuthenticator*>(
        address); // NOLINT(performance-no-int-to-ptr): the C library carries text
}

std::string path_of(FidoAuthenticator* one)
{
    std::array<char, 20> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), reinterpret_cast<std::uintptr_t>(one), 16).ptr;
    return path_mark + std::string{digits.data(), end};
}

void* open_io(const char* path)
{
    FidoAuthenticator* one = at_path(path);
    return one && one->state().plugged_in ? one : nullptr;
}

void close_io(void*) {}

int read_io(void* handle, unsigned char* into, std::size_t size, int)
{
    auto* one = static_cast<FidoAuthenticator*>(handle);
    return one->state().plugged_in && one->give({into, size}) ? static_cast<int>(size) : -1;
}

int write_io(void* handle, const unsigned char* report, std::size_t size)
{
    auto* one = static_cast<FidoAuthenticator*>(handle);
    if (!one->state().plugged_in || size < 2) return -1;
    one->take({report + 1, size - 1}); // the first byte is the number of the report
    return static_cast<int>(size);
}

} // namespace

struct FidoAuthenticator::Inside {
    struct Credential {
        P256Key key;
        Bytes with_pin;    // hmac-secret: CredRandomWithUV
        Bytes without_pin; // CredRandomWithoutUV
        bool verified_only{};
    };
    P256Key agreement;
    Bytes pin_token = random_bytes(32);
    std::map<Bytes, Credential> credentials;
    std::uint32_t count{};
};

FidoAuthenticator::FidoAuthenticator(int pin_protocol) : protocol_{pin_protocol}, inside_{std::make_unique<Inside>()} {}

FidoAuthenticator::~FidoAuthenticator() = default;

tokens::FidoPort FidoAuthenticator::port(std::vector<FidoAuthenticator*> others)
{
    others.insert(others.begin(), this);
    tokens::FidoPort made;
    made.list = [others] {
        std::vector<std::string> names;
        for (FidoAuthenticator* one : others)
            if (one->state().plugged_in) names.push_back(path_of(one));
        return names;
    };
    made.open = [](const std::string& name) -> core::Result<tokens::FidoDevice> {
        fido_init(0);
        tokens::FidoDevice device{fido_dev_new()};
        const fido_dev_io_t io{open_io, close_io, read_io, write_io};
        if (!device || fido_dev_set_io_functions(device.get(), &io) != FIDO_OK ||
            fido_dev_open(device.get(), name.c_str()) != FIDO_OK)
            return core::fail(core::Errc::not_found, "no token " + name);
        return device;
    };
    made.is_there = [](const std::string& name) { return at_path(name.c_str())->state().plugged_in; };
    return made;
}

void FidoAuthenticator::replug()
{
    state_.in_a_row = 3;
    inside_->pin_token = random_bytes(32);
    inside_->agreement = P256Key{};
}

void FidoAuthenticator::take(std::span<const std::uint8_t> report)
{
    const auto channel = static_cast<std::uint32_t>(report[0] << 24 | report[1] << 16 | report[2] << 8 | report[3]);
    std::span<const std::uint8_t> rest = report.subspan(5);
    if (report[4] & 0x80) {
        command_ = report[4] & 0x7f;
        expected_ = static_cast<std::size_t>(report[5] << 8 | report[6]);
        message_.clear();
        rest = report.subspan(7);
    }
    rest = rest.first(std::min(rest.size(), expected_ - message_.size()));
    message_.insert(message_.end(), rest.begin(), rest.end());
    if (message_.size() < expected_) return;
    if (command_ == cmd_init) {
        Bytes hello = message_;
        for (const int byte : {0, 0, 0, 7, 2, 1, 0, 0, 0x04 | 0x08}) hello.push_back(static_cast<std::uint8_t>(byte));
        return answer(channel, cmd_init, hello);
    }
    if (command_ != cmd_cbor || message_.empty()) return answer(channel, cmd_error, only(invalid_command));
    const Bytes done = carry_out(message_[0], std::span{message_}.subspan(1));
    answer(channel, cmd_keepalive, only(2)); // first that it waits for a touch, then how it went
    answer(channel, cmd_cbor, done);
}

void FidoAuthenticator::answer(std::uint32_t channel, std::uint8_t command, std::span<const std::uint8_t> payload)
{
    std::uint8_t part = 0;
    bool first = true;
    const std::size_t size = payload.size();
    do {
        std::array<std::uint8_t, 64> report{};
        for (std::size_t i = 0; i < 4; ++i) report[i] = static_cast<std::uint8_t>(channel >> (24 - 8 * i));
        report[4] = first ? static_cast<std::uint8_t>(command | 0x80) : part++;
        if (first) {
            report[5] = static_cast<std::uint8_t>(size >> 8);
            report[6] = static_cast<std::uint8_t>(size);
        }
        const auto now = payload.first(std::min(payload.size(), first ? first_room : next_room));
        std::ranges::copy(now, report.begin() + (first ? 7 : 5));
        payload = payload.subspan(now.size());
        reports_.push_back(report);
        first = false;
    } while (!payload.empty());
}

bool FidoAuthenticator::give(std::span<std::uint8_t> report)
{
    if (reports_.empty()) return false;
    std::ranges::copy(std::span{reports_.front()}.first(report.size()), report.begin());
    reports_.pop_front();
    return true;
}

std::vector<std::uint8_t> FidoAuthenticator::carry_out(std::uint8_t command, std::span<const std::uint8_t> body)
{
    if (command == 0x04) return info();
    const Cbor asked = read_cbor(body);
    if (command == 0x06) return client_pin(asked);
    if (command == 0x01) return make_credential(asked);
    if (command == 0x02) return get_assertion(asked);
    return only(invalid_command);
}

std::vector<std::uint8_t> FidoAuthenticator::info() const
{
    CborWriter body;
    body.map(6).number(1).array(2).text("FIDO_2_0").text("FIDO_2_1_PRE");
    body.number(2);
    if (state_.with_secrets)
        body.array(2).text("credProtect").text("hmac-secret");
    else
        body.array(1).text("credProtect");
    body.number(3).bytes(Bytes(16, 0x77));
    body.number(4).map(3).text("rk").yes(true).text("up").yes(true).text("clientPin").yes(!state_.pin.empty());
    body.number(5).number(1200).number(6).array(1).number(protocol_);
    return success(body);
}

std::vector<std::uint8_t> FidoAuthenticator::client_pin(const Cbor& asked)
{
    CborWriter body;
    switch (asked.at(2).number()) {
    case 1:
        body.map(1).number(3).number(state_.tries);
        return success(body);
    case 2:
        body.map(1).number(1).item(cose(inside_->agreement.point(), -25));
        return success(body);
    case 5:
        return pin_token(asked);
    default:
        return only(invalid_command);
    }
}

std::vector<std::uint8_t> FidoAuthenticator::pin_token(const Cbor& asked)
{
    if (state_.pin.empty()) return only(pin_not_set);
    if (state_.tries == 0) return only(pin_blocked);
    if (state_.in_a_row == 0) return only(pin_auth_blocked);
    const PinChannel channel{protocol_, inside_->agreement.agree(point_of(asked.at(3)))};
    --state_.tries;
    --state_.in_a_row;
    Bytes right = sha256(std::span{reinterpret_cast<const std::uint8_t*>(state_.pin.data()), state_.pin.size()});
    right.resize(16);
    if (channel.decrypt(asked.at(6).bytes()) != right) {
        inside_->agreement = P256Key{};
        return only(state_.tries == 0 ? pin_blocked : state_.in_a_row == 0 ? pin_auth_blocked : pin_invalid);
    }
    state_.tries = 8;
    state_.in_a_row = 3;
    CborWriter body;
    body.map(1).number(2).bytes(channel.encrypt(inside_->pin_token));
    return success(body);
}

bool FidoAuthenticator::proves_pin(const Cbor& asked, std::int64_t parameter) const
{
    const std::int64_t challenge = parameter == 8 ? 1 : 2;
    return asked.has(parameter) &&
           pin_proof(protocol_, inside_->pin_token, asked.at(challenge).bytes()) == asked.at(parameter).bytes();
}

std::vector<std::uint8_t> FidoAuthenticator::make_credential(const Cbor& asked)
{
    if (!proves_pin(asked, 8)) return only(pin_auth_invalid);
    ++state_.touches_asked;
    if (!state_.touched) return only(action_timeout);
    const Bytes id = random_bytes(180); // long ones exist
    Inside::Credential& made = inside_->credentials[id];
    made.with_pin = random_bytes(32);
    made.without_pin = random_bytes(32);
    const Cbor extensions = asked.has(6) ? asked.at(6) : Cbor{Cbor::Map{}};
    made.verified_only = extensions.has("credProtect") && extensions.at("credProtect").number() == 3;
    Bytes data = sha256(std::span{reinterpret_cast<const std::uint8_t*>(asked.at(2).at("id").text().data()),
                                  asked.at(2).at("id").text().size()});
    data.push_back(user_present | user_verified | has_credential | has_extensions);
    for (int i = 0; i < 4 + 16; ++i) data.push_back(i < 4 ? 0 : 0x77); // count, model
    data.push_back(static_cast<std::uint8_t>(id.size() >> 8));
    data.push_back(static_cast<std::uint8_t>(id.size()));
    data.insert(data.end(), id.begin(), id.end());
    CborWriter rest = cose(made.key.point(), -7);
    rest.map(2).text("credProtect").number(made.verified_only ? 3 : 1).text("hmac-secret").yes(true);
    data.insert(data.end(), rest.written().begin(), rest.written().end());
    CborWriter body;
    body.map(3).number(1).text("none").number(2).bytes(data).number(3).map(0);
    return success(body);
}

std::vector<std::uint8_t> FidoAuthenticator::get_assertion(const Cbor& asked)
{
    const bool verified = proves_pin(asked, 6);
    if (asked.has(6) && !verified) return only(pin_auth_invalid);
    const bool touch = !asked.has(5) || !asked.at(5).has("up") || std::get<bool>(asked.at(5).at("up").value);
    const Cbor::Array& allowed = asked.at(3).array();
    const auto found = std::ranges::find_if(
        allowed, [&](const Cbor& one) { return inside_->credentials.contains(one.at("id").bytes()); });
    const bool may =
        found != allowed.end() && (verified || !inside_->credentials.at(found->at("id").bytes()).verified_only);
    if (touch) ++state_.touches_asked;
    if (touch && !state_.touched) return only(action_timeout);
    if (!may) return only(no_credentials);
    const Bytes id = found->at("id").bytes();
    const Inside::Credential& credential = inside_->credentials.at(id);
    const bool secret = asked.has(4) && asked.at(4).has("hmac-secret");
    if (secret && !touch) return only(missing_parameter);
    Bytes data =
        sha256(std::span{reinterpret_cast<const std::uint8_t*>(asked.at(1).text().data()), asked.at(1).text().size()});
    data.push_back(static_cast<std::uint8_t>((touch ? user_present : 0) | (verified ? user_verified : 0) |
                                             (secret ? has_extensions : 0)));
    ++inside_->count;
    for (int shift : {24, 16, 8, 0}) data.push_back(static_cast<std::uint8_t>(inside_->count >> shift));
    if (secret) {
        const Cbor& wanted = asked.at(4).at("hmac-secret");
        const PinChannel channel{protocol_, inside_->agreement.agree(point_of(wanted.at(1)))};
        if (!channel.proves(wanted.at(2).bytes(), wanted.at(3).bytes())) return only(pin_auth_invalid);
        const Bytes output =
            hmac_sha256(verified ? credential.with_pin : credential.without_pin, channel.decrypt(wanted.at(2).bytes()));
        CborWriter extension;
        extension.map(1).text("hmac-secret").bytes(channel.encrypt(output));
        data.insert(data.end(), extension.written().begin(), extension.written().end());
    }
    Bytes told = data;
    told.insert(told.end(), asked.at(2).bytes().begin(), asked.at(2).bytes().end());
    ++state_.assertions;
    CborWriter body;
    body.map(3).number(1).map(2).text("id").bytes(id).text("type").text("public-key");
    body.number(2).bytes(data).number(3).bytes(credential.key.sign(told));
    return success(body);
}

} // namespace casustafel::support
