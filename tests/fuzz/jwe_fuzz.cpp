#include "seal/forger.h"

#include <cstdlib>

using namespace casustafel;
using namespace casustafel::seal;

/// What is opened was sealed to exactly the recipients that its signer named, and opens for no other key. The last byte
/// chooses: the input is an envelope as it comes from the network, or what is inside one that is encrypted rightly, or
/// its protected header.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Parties parties;
    static const std::vector<Signer> trusted = parties.device_signers();
    if (size == 0) return 0;
    const std::string input{core::text_of({data, size - 1})};
    std::string envelope = input;
    if (data[size - 1] % 3 != 0) {
        // Agreeing on keys is slow and doesn't depend on the input, so it is done once.
        static const Forgery good = good_minutes(parties);
        static const nlohmann::json recipients = forge_recipients(good);
        Forgery forgery = good;
        (data[size - 1] % 3 == 1 ? forgery.plain : forgery.header) = input;
        envelope = forge_jwe(forgery, recipients).dump();
    }
    const auto opened = open(envelope, MessageType::minutes, parties.operational, trusted);
    if (!opened) return 0;
    if (opened->message.frame.aud != opened->recipients || opened->recipients.size() < 2) std::abort();
    if (opened->message.frame.iss != trusted.front().id) std::abort();
    if (open(envelope, MessageType::minutes, parties.device_opens, trusted)) std::abort();
    if (open(envelope, MessageType::package, parties.operational, trusted)) std::abort();
    return 0;
}
