// Envelopes that were changed in one or two places, each with our own receiver's verdict, for other implementations to
// judge.
//
//   interop_mutants COUNT SEED FOLDER   writes device.jwk (public) and operational.jwk (private) in FOLDER, and to the
//   standard
//                                       output a line each: 'accepted' or 'refused', the kind of change, the envelope
//                                       and, when accepted, the payload, both base64url

#include "interop/change.h"

#include <filesystem>
#include <fstream>
#include <iostream>

namespace casustafel::seal {
namespace {

using nlohmann::json;

void write_keys(const std::filesystem::path& folder, const Parties& parties)
{
    json opens = parties.operational.public_key().jwk();
    opens["d"] = protocol::to_base64url(parties.operational.scalar());
    std::ofstream{folder / "device.jwk"} << parties.device.public_key().jwk_text();
    std::ofstream{folder / "operational.jwk"} << opens.dump();
}

int print(int count, unsigned seed, const std::filesystem::path& folder)
{
    const Parties parties;
    const std::vector<Signer> trusted = parties.device_signers();
    write_keys(folder, parties);
    interop::Changer changer{parties, seed};
    for (int i = 0; i < count; ++i) {
        const interop::Changed one = changer.next();
        const auto opened = open(one.envelope, MessageType::minutes, parties.operational, trusted);
        std::cout << (opened ? "accepted " : "refused ") << one.kind << ' '
                  << protocol::to_base64url(core::bytes_of(one.envelope));
        if (opened) {
            const std::string& jws = opened->message.jws;
            const auto first = jws.find('.');
            std::cout << ' ' << jws.substr(first + 1, jws.rfind('.') - first - 1);
        }
        std::cout << '\n';
    }
    return std::cout.good() ? 0 : 1;
}

} // namespace
} // namespace casustafel::seal

int main(int count, char** arguments)
{
    if (count != 4) {
        std::cerr << "usage: interop_mutants COUNT SEED FOLDER\n";
        return 2;
    }
    return casustafel::seal::print(std::stoi(arguments[1]), static_cast<unsigned>(std::stoul(arguments[2])),
                                   arguments[3]);
}
