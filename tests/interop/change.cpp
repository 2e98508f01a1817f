#include "interop/change.h"

#include <algorithm>
#include <array>
#include <format>

namespace casustafel::interop {

using nlohmann::json;
using namespace seal;

namespace {

constexpr std::size_t most_originals = 40;
constexpr std::array members{"protected", "iv", "ciphertext", "tag"};

/// A member written behind the last one of the outermost object, whatever stands there already.
std::string with_member(const json& object, std::string_view member)
{
    std::string text = object.dump();
    text.insert(text.size() - 1, "," + std::string{member});
    return text;
}

} // namespace

Changer::Changer(const Parties& parties, unsigned seed) : parties_{parties}, random_{seed}
{
    for (std::size_t i = 0; i < most_originals; ++i) {
        Forgery forgery;
        forgery.recipients = parties.minutes_recipients();
        Frame frame = minutes_frame({{"type", "casustafel/minutes"}, {"nummer", i}, {"zin", std::string(i * 7, 'x')}});
        frame.aud = sorted_kids(forgery.recipients);
        forgery.plain = sign(parties.device, MessageType::minutes, frame).value();
        good_.push_back(forge_jwe(forgery));
        forgeries_.push_back(std::move(forgery));
    }
}

const std::vector<Changer::Named>& Changer::changes()
{
    static const std::vector<Named> all{
        {"untouched", &Changer::untouched},
        {"white-space", &Changer::white_space},
        {"other-order", &Changer::other_order},
        {"escaped", &Changer::escaped},
        {"recipients-in-other-order", &Changer::recipients_in_other_order},
        {"bit", &Changer::bit},
        {"byte", &Changer::byte},
        {"cut", &Changer::cut},
        {"base64", &Changer::base64},
        {"tag-or-nonce", &Changer::tag_or_nonce},
        {"member-left-out", &Changer::member_left_out},
        {"member-twice", &Changer::member_twice},
        {"member-too-many", &Changer::member_too_many},
        {"parts-of-two", &Changer::parts_of_two},
        {"recipients", &Changer::recipients},
        {"ephemeral-key", &Changer::ephemeral_key},
        {"protected-header", &Changer::protected_header},
        {"inner-header", &Changer::inner_header},
        {"inner-payload", &Changer::inner_payload},
        {"inner-bytes", &Changer::inner_bytes},
    };
    return all;
}

Changed Changer::next()
{
    const Named& chosen = one_of(changes());
    return {chosen.kind, (this->*chosen.change)()};
}

std::size_t Changer::below(std::size_t bound)
{
    return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_);
}

json Changer::good()
{
    return one_of(good_);
}

std::string& Changer::text_member(json& envelope)
{
    const std::size_t which = below(members.size() + 4);
    if (which < members.size()) return envelope[members[which]].get_ref<std::string&>();
    json& recipient = envelope["recipients"][below(2)];
    if (which == members.size()) return recipient["encrypted_key"].get_ref<std::string&>();
    if (which == members.size() + 1) return recipient["header"]["kid"].get_ref<std::string&>();
    return recipient["header"]["epk"][which % 2 ? "x" : "y"].get_ref<std::string&>();
}

std::string Changer::untouched()
{
    return good().dump();
}

std::string Changer::white_space()
{
    return good().dump(static_cast<int>(below(9)));
}

std::string Changer::other_order()
{
    const json envelope = good();
    std::vector<std::string> texts;
    for (const auto& [name, value] : envelope.items()) texts.push_back(json(name).dump() + ":" + value.dump());
    std::ranges::shuffle(texts, random_);
    std::string text = "{";
    for (const std::string& one : texts) text += (text.size() > 1 ? "," : "") + one;
    return text + "}";
}

std::string Changer::escaped()
{
    std::string text = good().dump();
    const std::size_t at =
        text.find(one_of(std::array{"protected", "recipients", "ciphertext", "epk", "kid", "P-256"}));
    return text.replace(at, 1, std::format("\\u{:04x}", static_cast<unsigned>(text[at])));
}

std::string Changer::recipients_in_other_order()
{
    json envelope = good();
    std::swap(envelope["recipients"][0], envelope["recipients"][1]);
    return envelope.dump();
}

std::string Changer::bit()
{
    std::string text = good().dump();
    char& changed = text[below(text.size())];
    changed = static_cast<char>(static_cast<unsigned char>(changed) ^ (1U << below(8)));
    return text;
}

std::string Changer::byte()
{
    std::string text = good().dump();
    const std::size_t at = below(text.size());
    const auto any = static_cast<char>(below(256));
    switch (below(3)) {
    case 0:
        text[at] = any;
        break;
    case 1:
        text.insert(at, 1, any);
        break;
    case 2:
        text.erase(at, 1);
        break;
    }
    return text;
}

std::string Changer::cut()
{
    std::string text = good().dump();
    if (below(2) == 0) return text + std::string(1 + below(3), one_of(std::string{"}x \n"}));
    text.resize(below(text.size()));
    return text;
}

std::string Changer::base64()
{
    json envelope = good();
    std::string& text = text_member(envelope);
    switch (below(5)) {
    case 0:
        text += one_of(std::array{"=", "==", "\n", " ", "A", "-", "+"});
        break;
    case 1:
        text.insert(below(text.size()), one_of(std::array{"\n", " ", "=", "\r\n", "\t", "."}));
        break;
    case 2: // the bits of the last character that stand for nothing
        text.back() = static_cast<char>(text.back() + 1);
        break;
    case 3: // the other alphabet
        std::ranges::replace(text, '-', '+');
        std::ranges::replace(text, '_', '/');
        break;
    case 4:
        text.erase(text.size() - 1 - below(3));
        break;
    }
    return envelope.dump();
}

std::string Changer::tag_or_nonce()
{
    json envelope = good();
    const char* const name = below(2) == 0 ? "tag" : "iv";
    auto bytes = protocol::from_base64url(envelope[name].get<std::string>()).value();
    bytes.resize(below(18), 0);
    envelope[name] = protocol::to_base64url(bytes);
    return envelope.dump();
}

std::string Changer::member_left_out()
{
    json envelope = good();
    switch (below(3)) {
    case 0:
        envelope.erase(one_of(std::array{"protected", "recipients", "iv", "ciphertext", "tag"}));
        break;
    case 1:
        envelope["recipients"][0].erase(one_of(std::array{"header", "encrypted_key"}));
        break;
    case 2:
        envelope["recipients"][0]["header"].erase(one_of(std::array{"kid", "epk"}));
        break;
    }
    return envelope.dump();
}

std::string Changer::member_twice()
{
    const json envelope = good();
    const std::string name = one_of(std::array{"protected", "recipients", "iv", "ciphertext", "tag"});
    const json& value = below(2) == 0 ? envelope[name] : one_of(good_)[name];
    if (below(2) == 0) return with_member(envelope, json(name).dump() + ":" + value.dump());
    return "{" + json(name).dump() + ":" + value.dump() + "," + envelope.dump().substr(1);
}

std::string Changer::member_too_many()
{
    json envelope = good();
    const char* const name = one_of(
        std::array{"unprotected", "aad", "zip", "crit", "apu", "apv", "alg", "enc", "p2c", "d", "__proto__", "x"});
    const json value = one_of(std::array{json::object(), json("QQ"), json(1), json{"b64"}, json(nullptr),
                                         json{{"zip", "DEF"}}, json{{"crit", {"x"}}}});
    json& recipient = envelope["recipients"][below(2)];
    switch (below(4)) {
    case 0:
        envelope[name] = value;
        break;
    case 1:
        recipient[name] = value;
        break;
    case 2:
        recipient["header"][name] = value;
        break;
    case 3:
        recipient["header"]["epk"][name] = value;
        break;
    }
    return envelope.dump();
}

std::string Changer::parts_of_two()
{
    json envelope = good();
    const char* const name = one_of(std::array{"protected", "recipients", "iv", "ciphertext", "tag"});
    envelope[name] = one_of(good_)[name];
    return envelope.dump();
}

std::string Changer::recipients()
{
    json envelope = good();
    json& all = envelope["recipients"];
    switch (below(4)) {
    case 0:
        all.erase(below(2));
        break;
    case 1:
        all.push_back(all[below(2)]);
        break;
    case 2:
        all.push_back(forge_recipient(decryption_key("third").public_key(), random_secret(32), "ECDH-ES+A256KW"));
        break;
    case 3:
        std::swap(all[0]["header"]["kid"], all[1]["header"]["kid"]);
        break;
    }
    return envelope.dump();
}

std::string Changer::ephemeral_key()
{
    json envelope = good();
    json& epk = envelope["recipients"][below(2)]["header"]["epk"];
    const char* const name = below(2) == 0 ? "x" : "y";
    auto bytes = protocol::from_base64url(epk[name].get<std::string>()).value();
    switch (below(6)) {
    case 0:
        bytes.insert(bytes.begin(), 1 + below(2), 0);
        break;
    case 1:
        bytes.pop_back();
        break;
    case 2:
        bytes[below(bytes.size())] ^= static_cast<std::uint8_t>(1U << below(8));
        break;
    case 3:
        std::ranges::fill(bytes, static_cast<std::uint8_t>(below(2) * 255));
        break;
    case 4:
        epk["crv"] = one_of(std::array{"P-384", "p-256", "secp256k1", "X25519"});
        break;
    case 5:
        epk["d"] = protocol::to_base64url(core::Bytes(32, 1));
        break;
    }
    epk[name] = protocol::to_base64url(bytes);
    return envelope.dump();
}

std::string Changer::protected_header()
{
    Forgery forgery = one_of(forgeries_);
    json header = json::parse(forgery.header);
    const char* const name =
        one_of(std::array{"alg", "enc", "typ", "cty", "zip", "crit", "kid", "epk", "apu", "b64", "x"});
    const json value =
        one_of(std::array{json("ECDH-ES+A256KW"), json("dir"), json("A256GCM"), json("A128GCM"), json("none"),
                          json("DEF"), json{"x"}, json::array(), json(false), json("casustafel-package+jwe")});
    switch (below(3)) {
    case 0:
        header[name] = value;
        break;
    case 1:
        header.erase(name);
        break;
    case 2:
        forgery.header = with_member(header, json(name).dump() + ":" + value.dump());
        return forge_jwe(forgery).dump();
    }
    forgery.header = below(2) == 0 ? header.dump() : header.dump(2);
    return forge_jwe(forgery).dump();
}

std::string Changer::inner_header()
{
    Forgery forgery = one_of(forgeries_);
    json header = jws_header(parties_.device, MessageType::minutes);
    const char* const name = one_of(std::array{"alg", "kid", "typ", "cty", "crit", "b64", "jwk", "x5c", "x"});
    const json value =
        one_of(std::array{json("none"), json("HS256"), json("ES256"), json("es256"), json{"b64"}, json::array(),
                          json(false), parties_.device.public_key().jwk(), json("casustafel-receipt+jws")});
    std::string text;
    switch (below(3)) {
    case 0:
        header[name] = value;
        break;
    case 1:
        header.erase(name);
        break;
    case 2:
        text = with_member(header, json(name).dump() + ":" + value.dump());
        break;
    }
    if (text.empty()) text = header.dump(below(2) == 0 ? -1 : 1);
    const std::string& signed_before = one_of(forgeries_).plain;
    const std::size_t first = signed_before.find('.');
    const auto payload = protocol::from_base64url(
        std::string_view{signed_before}.substr(first + 1, signed_before.rfind('.') - first - 1));
    static const SigningKey attacker = signing_key("attacker");
    const SigningKey& signer = below(8) == 0 ? attacker : parties_.device;
    forgery.plain = forge_jws(signer, text, core::text_of(payload.value()));
    return forge_jwe(forgery).dump();
}

std::string Changer::inner_payload()
{
    Forgery forgery = one_of(forgeries_);
    Frame frame = minutes_frame({{"nummer", below(1000)}, {"zin", "Verzonnen: café, € 12,50"}});
    frame.aud = sorted_kids(forgery.recipients);
    std::string payload = write_payload(frame, below(40)).value();
    switch (below(5)) {
    case 0: // as it should be
        break;
    case 1:
        payload = json::parse(payload).dump(1);
        break;
    case 2:
        payload[below(payload.size())] = static_cast<char>(below(256));
        break;
    case 3:
        payload.resize(below(payload.size()));
        break;
    case 4: {
        json other = json::parse(payload);
        other[one_of(std::array{"iss", "aud", "iat", "seq", "prev", "pad", "exp"})] =
            one_of(std::array{json("CT-0018"), json::array(), json(-1), json(7), json(1e300), json(""), json("  ")});
        payload = protocol::canonical_json(other);
        break;
    }
    }
    forgery.plain = forge_jws(parties_.device, jws_header(parties_.device, MessageType::minutes).dump(), payload);
    return forge_jwe(forgery).dump();
}

std::string Changer::inner_bytes()
{
    Forgery forgery = one_of(forgeries_);
    std::string& jws = forgery.plain;
    const std::size_t at = below(jws.size());
    switch (below(4)) {
    case 0:
        jws[at] = one_of(std::string{"ABCDEFabcdef0123-_.=+/ \n"});
        break;
    case 1:
        jws += one_of(std::array{"=", "\n", ".", ".e30", "A", " "});
        break;
    case 2:
        jws.resize(at);
        break;
    case 3: // a signature of another message, or the last character's unused bits
        if (below(2) == 0) {
            const std::string& other = one_of(forgeries_).plain;
            jws.replace(jws.rfind('.'), std::string::npos, other.substr(other.rfind('.')));
        } else {
            jws.back() = static_cast<char>(jws.back() + 1);
        }
        break;
    }
    return forge_jwe(forgery).dump();
}

} // namespace casustafel::interop
