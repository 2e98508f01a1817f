#include "seal/key_set.h"

#include "protocol/base64url.h"
#include "protocol/json.h"

#include <algorithm>
#include <array>

namespace casustafel::seal {

using core::Errc;
using core::fail;
using core::Result;
using nlohmann::json;

namespace {

/// How a use is written: RFC 7517's `use`, and our own `role` that tells keys of one use apart.
struct UseWords {
    KeyUse meaning;
    KeySetOwner owner;
    std::string_view use;
    std::string_view role;
};

constexpr std::array use_words{
    UseWords{KeyUse::desk_signature, KeySetOwner::bureau, "sig", "desk"},
    UseWords{KeyUse::relay_receipt, KeySetOwner::bureau, "sig", "relay"},
    UseWords{KeyUse::operational, KeySetOwner::bureau, "enc", "operational"},
    UseWords{KeyUse::recovery, KeySetOwner::bureau, "enc", "recovery"},
    UseWords{KeyUse::device_signature, KeySetOwner::device, "sig", "device"},
    UseWords{KeyUse::device_encryption, KeySetOwner::device, "enc", "device"},
};

const char* owner_member(KeySetOwner owner)
{
    return owner == KeySetOwner::bureau ? "bureau" : "device";
}

json write_key(const ListedKey& listed)
{
    json jwk = listed.key.jwk();
    jwk["kid"] = listed.key.kid();
    const auto words = std::ranges::find(use_words, listed.use, &UseWords::meaning);
    jwk["use"] = words->use;
    jwk["role"] = words->role;
    return jwk;
}

json write_body(const KeySet& set)
{
    json keys = json::array();
    for (const ListedKey& listed : set.keys) keys.push_back(write_key(listed));
    return {{owner_member(set.owner), set.id},
            {"seq", set.seq},
            {"nbf", set.nbf},
            {"exp", set.exp},
            {"keys", std::move(keys)}};
}

Result<std::string> take_text(json& object, const char* name)
{
    const auto member = object.find(name);
    if (member == object.end() || !member->is_string())
        return fail(Errc::corrupt, std::string{"key set: wrong "} + name);
    std::string text = member->get<std::string>();
    object.erase(member);
    return text;
}

Result<std::int64_t> take_seconds(json& object, const char* name)
{
    const auto member = object.find(name);
    if (member == object.end() || !member->is_number_integer() || member->get<std::int64_t>() < 0)
        return fail(Errc::corrupt, std::string{"key set: wrong "} + name);
    const auto seconds = member->get<std::int64_t>();
    object.erase(member);
    return seconds;
}

Result<ListedKey> read_key(json value, KeySetOwner owner)
{
    if (!value.is_object()) return fail(Errc::corrupt, "key set: a key is not an object");
    const auto kid = take_text(value, "kid");
    if (!kid) return std::unexpected(kid.error());
    const auto use = take_text(value, "use");
    if (!use) return std::unexpected(use.error());
    const auto role = take_text(value, "role");
    if (!role) return std::unexpected(role.error());
    const auto words = std::ranges::find_if(use_words, [&](const UseWords& known) {
        return known.owner == owner && known.use == *use && known.role == *role;
    });
    if (words == use_words.end()) return fail(Errc::corrupt, "key set: unknown use of a key");
    auto key = PublicKey::from_jwk(value);
    if (!key) return std::unexpected(key.error());
    if (key->kid() != *kid) return fail(Errc::corrupt, "key set: a kid is not its key's thumbprint");
    return ListedKey{std::move(*key), words->meaning};
}

/// One key, one use: what signs must not open, and nobody's key stands twice.
Result<> check_distinct(const KeySet& set)
{
    for (auto key = set.keys.begin(); key != set.keys.end(); ++key)
        if (std::ranges::find(key + 1, set.keys.end(), key->key, &ListedKey::key) != set.keys.end())
            return fail(Errc::corrupt, "key set: a key stands twice");
    return {};
}

Result<KeySet> read_body(json body, KeySetOwner owner)
{
    KeySet set;
    set.owner = owner;
    auto id = take_text(body, owner_member(owner));
    if (!id) return std::unexpected(id.error());
    const auto seq = take_seconds(body, "seq");
    if (!seq) return std::unexpected(seq.error());
    const auto nbf = take_seconds(body, "nbf");
    if (!nbf) return std::unexpected(nbf.error());
    const auto exp = take_seconds(body, "exp");
    if (!exp) return std::unexpected(exp.error());
    const auto keys = body.find("keys");
    if (keys == body.end() || !keys->is_array() || keys->empty()) return fail(Errc::corrupt, "key set: wrong keys");
    if (body.size() != 1) return fail(Errc::corrupt, "key set: a member too many");
    if (*exp <= *nbf) return fail(Errc::corrupt, "key set: ends before it begins");
    for (json& element : *keys) {
        auto key = read_key(std::move(element), owner);
        if (!key) return std::unexpected(key.error());
        set.keys.push_back(std::move(*key));
    }
    set.id = std::move(*id);
    set.seq = static_cast<std::uint64_t>(*seq);
    set.nbf = *nbf;
    set.exp = *exp;
    if (auto distinct = check_distinct(set); !distinct) return std::unexpected(distinct.error());
    return set;
}

Result<VerifiedKeySet> read_verified(Verified message, KeySetOwner owner, std::uint64_t highest_seq_seen)
{
    auto set = read_body(std::move(message.frame.body), owner);
    if (!set) return std::unexpected(set.error());
    if (set->id != message.frame.iss) return fail(Errc::denied, "key set: of somebody else");
    if (set->seq != message.frame.seq) return fail(Errc::corrupt, "key set: two different seq");
    if (!message.frame.aud.empty()) return fail(Errc::corrupt, "key set: aud is not empty");
    if (set->seq < highest_seq_seen) return fail(Errc::denied, "key set: older than one seen before");
    return VerifiedKeySet{std::move(*set), message.jws_digest};
}

} // namespace

std::vector<PublicKey> KeySet::keys_for(KeyUse use) const
{
    std::vector<PublicKey> found;
    for (const ListedKey& listed : keys)
        if (listed.use == use) found.push_back(listed.key);
    return found;
}

std::vector<Signer> KeySet::signers_for(KeyUse use) const
{
    std::vector<Signer> found;
    for (const ListedKey& listed : keys)
        if (listed.use == use) found.push_back({id, listed.key});
    return found;
}

Result<std::string> sign_key_set(const SigningKey& key, const KeySet& set, std::int64_t now_s)
{
    json body = write_body(set);
    if (const auto read = read_body(body, set.owner); !read)
        return fail(Errc::crypto, "not to be signed: " + read.error().detail);
    return sign(key, MessageType::keys,
                {.iss = set.id, .aud = {}, .iat = now_s, .seq = set.seq, .prev = {}, .body = std::move(body)});
}

Result<VerifiedKeySet> verify_key_set(std::string_view jws, const Signer& root, std::uint64_t highest_seq_seen)
{
    auto message = verify(jws, MessageType::keys, std::span{&root, 1});
    if (!message) return std::unexpected(message.error());
    return read_verified(std::move(*message), KeySetOwner::bureau, highest_seq_seen);
}

Result<VerifiedKeySet> verify_device_key_set(std::string_view jws, std::string_view device_id,
                                             std::uint64_t highest_seq_seen)
{
    // First only to learn which keys the set names; nothing of this reading is believed.
    const std::size_t first = jws.find('.');
    const std::size_t last = jws.rfind('.');
    if (jws.size() > largest_message || first == std::string_view::npos || last <= first)
        return fail(Errc::corrupt, "key set: not a JWS");
    const auto payload = protocol::from_base64url(jws.substr(first + 1, last - first - 1));
    if (!payload) return std::unexpected(payload.error());
    auto frame = read_payload(core::text_of(*payload));
    if (!frame) return std::unexpected(frame.error());
    const auto claimed = read_body(std::move(frame->body), KeySetOwner::device);
    if (!claimed) return std::unexpected(claimed.error());
    if (claimed->id != device_id) return fail(Errc::denied, "key set: of another device");

    auto message = verify(jws, MessageType::keys, claimed->signers_for(KeyUse::device_signature));
    if (!message) return std::unexpected(message.error());
    return read_verified(std::move(*message), KeySetOwner::device, highest_seq_seen);
}

Result<> in_force(const KeySet& set, std::int64_t now_s)
{
    if (now_s < set.nbf) return fail(Errc::denied, "key set: not valid yet");
    if (now_s >= set.exp) return fail(Errc::denied, "key set: expired");
    return {};
}

} // namespace casustafel::seal
