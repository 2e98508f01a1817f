#include "seal/forger.h"
#include "seal/key_set.h"

#include <algorithm>
#include <cstdlib>

using namespace casustafel;
using namespace casustafel::seal;

namespace {

const Signer& root()
{
    static const Signer pinned{"zvh-rivierenkust", signing_key("root of zvh-rivierenkust").public_key()};
    return pinned;
}

/// What is accepted is of the pinned owner, not older than asked, and lists each key once; signing the same set again
/// gives one that reads as the same.
void check_bureau(std::string_view jws)
{
    const auto verified = verify_key_set(jws, root(), 5);
    if (!verified) return;
    const KeySet& set = verified->set;
    if (set.owner != KeySetOwner::bureau || set.id != root().id || set.seq < 5 || set.exp <= set.nbf) std::abort();
    for (auto key = set.keys.begin(); key != set.keys.end(); ++key)
        if (std::ranges::count(set.keys, key->key, &ListedKey::key) != 1) std::abort();
    const auto again = sign_key_set(signing_key("root of zvh-rivierenkust"), set, 1'795'000'000);
    if (!again || verify_key_set(*again, root(), set.seq)->set != set) std::abort();
    if (verify_key_set(jws, root(), set.seq + 1)) std::abort();
}

/// A device's set speaks for the device that was asked for, is signed by a key in it, and is no other device's.
void check_device(std::string_view jws)
{
    const auto verified = verify_device_key_set(jws, "CT-0017", 0);
    if (!verified) return;
    if (verified->set.id != "CT-0017" || verified->set.keys_for(KeyUse::device_signature).empty()) std::abort();
    if (verify_device_key_set(jws, "CT-0018", 0) || verify_key_set(jws, root(), 0)) std::abort();
}

} // namespace

/// The last byte chooses: the input is a set as it comes from the network, or the body of one that the root, or a
/// device, signed rightly.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const SigningKey root_key = signing_key("root of zvh-rivierenkust");
    static const SigningKey device = signing_key("device CT-0017");
    if (size == 0) return 0;
    const std::string_view input = core::text_of({data, size - 1});
    if (data[size - 1] % 3 == 0) {
        check_bureau(input);
        check_device(input);
        return 0;
    }
    const auto body = protocol::read_json(input);
    if (!body || !body->is_object()) return 0;
    const bool of_bureau = data[size - 1] % 3 == 1;
    const auto seq = body->find("seq");
    const Frame frame{.iss = of_bureau ? root().id : "CT-0017",
                      .aud = {},
                      .iat = 1'795'000'000,
                      .seq = seq != body->end() && seq->is_number_unsigned() ? seq->get<std::uint64_t>() : 0,
                      .prev = {},
                      .body = *body};
    const auto jws = sign(of_bureau ? root_key : device, MessageType::keys, frame);
    if (!jws) return 0;
    of_bureau ? check_bureau(*jws) : check_device(*jws);
    return 0;
}
