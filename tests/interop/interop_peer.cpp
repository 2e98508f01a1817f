// Our side of the interoperability tests: seals for, and opens from, another implementation through files in a folder.
//
//   interop_peer seal FOLDER   writes device.jwk (public), operational.jwk and recovery.jwk (private), body.json,
//                              envelope.jwe.json, receipt.jws, and recovery.jwe.json with database.key inside
//   interop_peer open FOLDER   opens foreign.jwe.json as both recipients and verifies foreign.jws, both signed by
//                              foreign-device.jwk; prints the three bodies, canonical, a line each

#include "seal/parties.h"
#include "seal/recovery.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace casustafel::seal {
namespace {

using nlohmann::json;
using std::filesystem::path;

void write(const path& file, const std::string& text)
{
    std::ofstream{file, std::ios::binary} << text;
}

std::string read(const path& file)
{
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::string private_jwk(const PublicKey& key, const SecretBytes& scalar)
{
    json jwk = key.jwk();
    jwk["d"] = protocol::to_base64url(scalar);
    return jwk.dump();
}

/// What no two JSON writers should write differently once it is canonical.
const json body = {
    {"type", "casustafel/minutes"}, {"zin", "Verzonnen: café, € 12,50, 😀"}, {"getal", -1.5e-7}, {"lijst", {1, 2}}};

int seal_for_others(const path& folder)
{
    const Parties parties;
    const auto envelope =
        seal_envelope(parties.device, MessageType::minutes, minutes_frame(body), parties.minutes_recipients());
    const auto receipt = sign(parties.device, MessageType::receipt, minutes_frame(body));
    if (!envelope || !receipt) return 1;
    write(folder / "device.jwk", parties.device.public_key().jwk_text());
    write(folder / "operational.jwk", private_jwk(parties.operational.public_key(), parties.operational.scalar()));
    write(folder / "recovery.jwk", private_jwk(parties.recovery.public_key(), parties.recovery.scalar()));
    write(folder / "body.json", protocol::canonical_json(body));
    write(folder / "envelope.jwe.json", envelope->jwe);
    write(folder / "receipt.jws", *receipt);
    const core::Bytes key = random_bytes(48);
    const auto kept = seal_for_recovery(core::ConferenceId{"c-1"}, key, parties.recovery.public_key());
    const auto jwe = kept ? recovery_jwe(*kept) : std::unexpected(kept.error());
    if (!jwe) return 1;
    write(folder / "database.key", std::string{core::text_of(key)});
    write(folder / "recovery.jwe.json", *jwe);
    return 0;
}

int open_from_others(const path& folder)
{
    const Parties parties;
    const auto device = PublicKey::from_jwk_text(read(folder / "foreign-device.jwk"));
    if (!device) {
        std::cerr << device.error().detail << '\n';
        return 1;
    }
    const std::vector<Signer> trusted{{"CT-0017", *device}};
    const std::string envelope = read(folder / "foreign.jwe.json");
    for (const DecryptionKey* key : {&parties.operational, &parties.recovery}) {
        const auto opened = open(envelope, MessageType::minutes, *key, trusted);
        if (!opened) {
            std::cerr << opened.error().detail << '\n';
            return 1;
        }
        std::cout << protocol::canonical_json(opened->message.frame.body) << '\n';
    }
    const auto receipt = verify(read(folder / "foreign.jws"), MessageType::receipt, trusted);
    if (!receipt) {
        std::cerr << receipt.error().detail << '\n';
        return 1;
    }
    std::cout << protocol::canonical_json(receipt->frame.body) << '\n';
    return 0;
}

} // namespace
} // namespace casustafel::seal

int main(int count, char** arguments)
{
    const std::string command = count == 3 ? arguments[1] : "";
    if (command == "seal") return casustafel::seal::seal_for_others(arguments[2]);
    if (command == "open") return casustafel::seal::open_from_others(arguments[2]);
    std::cerr << "usage: interop_peer seal|open FOLDER\n";
    return 2;
}
