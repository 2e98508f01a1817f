// Project Wycheproof's vectors against our own doors to the primitives and, where the vectors are for X.509, against
// the library that reads our certificates.
//
//   wycheproof FOLDER   every file of FOLDER that is about something we use, as labelled; a line of counts each
//
// 'outside' is what our doors don't offer (AES-128, another nonce's size, a compressed point) and therefore refuse:
// such a vector counts only as refused. Exit 1 when one was judged unlike its label, 2 when the folder has none of the
// files.

#include "vectors/wycheproof.h"
#include "protocol/json.h"
#include "seal/crypto.h"
#include "vectors/hex.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <format>
#include <fstream>
#include <iostream>
#include <iterator>

namespace casustafel::vectors {
namespace {

using nlohmann::json;

struct Suite {
    const char* file;
    const char* what;
    Verdict (*judge)(const json& group, const json& test);
};

constexpr std::array suites{
    Suite{"ecdsa_secp256r1_sha256_p1363", "signatures of messages", ecdsa_raw},
    Suite{"ecdsa_secp256r1_webcrypto", "the same, keys as JWK", ecdsa_jwk},
    Suite{"ecdsa_secp256r1_sha256", "signatures of certificates", ecdsa_der},
    Suite{"ecdh_secp256r1_ecpoint", "key agreement", ecdh_point},
    Suite{"ecdh_secp256r1_webcrypto", "ephemeral keys as JWK", ecdh_jwk},
    Suite{"ecdh_secp256r1", "keys of certificates", ecdh_der},
    Suite{"ecdh_secp256r1_pem", "the same in PEM", ecdh_pem},
    Suite{"aes_gcm", "A256GCM", aes_gcm},
    Suite{"aes_wrap", "A256KW", aes_wrap},
    Suite{"hkdf_sha256", "keys of slots", hkdf},
    Suite{"json_web_signature", "whole JWS", jws},
    Suite{"json_web_encryption", "whole JWE", jwe},
    Suite{"json_web_key", "key sets in JWS and JWE", either},
    Suite{"json_web_crypto", "keys of mixed use", either},
};

struct Counts {
    int cases = 0;
    int valid = 0;
    int refused = 0;
    int free = 0; ///< labelled 'acceptable': both answers are right
    int outside = 0;
    int lenient = 0;
    int wrong = 0;
};

void count(const Suite& suite, const json& test, Verdict verdict, Counts& counts)
{
    const std::string label = test.at("result");
    ++counts.cases;
    if (verdict == Verdict::outside)
        ++counts.outside;
    else if (verdict == Verdict::lenient)
        ++counts.lenient;
    else if (label == "acceptable")
        ++counts.free;
    else if (label == "valid" && verdict == Verdict::accepted)
        ++counts.valid;
    else if (label == "invalid" && verdict == Verdict::refused)
        ++counts.refused;
    else {
        ++counts.wrong;
        std::cout << "WRONG: " << suite.file << " tcId " << test.at("tcId") << " (" << test.at("comment")
                  << ") is labelled " << label << '\n';
    }
}

Counts run(const Suite& suite, const std::filesystem::path& file)
{
    std::ifstream stream{file, std::ios::binary};
    const json document = json::parse(std::string{std::istreambuf_iterator<char>{stream}, {}});
    Counts counts;
    for (const json& group : document.at("testGroups"))
        for (const json& test : group.at("tests")) count(suite, test, suite.judge(group, test), counts);
    if (counts.cases != document.at("numberOfTests")) {
        std::cout << "WRONG: " << suite.file << " doesn't have as many cases as it says\n";
        ++counts.wrong;
    }
    return counts;
}

void print(const char* name, const Counts& counts, const char* what)
{
    std::cout << std::format("{:29} {:5} cases: {:4} accepted as valid, {:4} refused as invalid, {:3} either way, {:3} "
                             "outside our profile, {} lenient, {} wrong  ({})\n",
                             name, counts.cases, counts.valid, counts.refused, counts.free, counts.outside,
                             counts.lenient, counts.wrong, what);
}

int run_folder(const std::filesystem::path& folder)
{
    Counts all;
    int files = 0;
    for (const Suite& suite : suites) {
        const auto file = folder / (std::string{suite.file} + "_test.json");
        if (!std::filesystem::exists(file)) {
            std::cout << suite.file << ": not in this folder\n";
            continue;
        }
        const Counts counts = run(suite, file);
        print(suite.file, counts, suite.what);
        ++files;
        all.cases += counts.cases;
        all.valid += counts.valid;
        all.refused += counts.refused;
        all.free += counts.free;
        all.outside += counts.outside;
        all.lenient += counts.lenient;
        all.wrong += counts.wrong;
    }
    if (files == 0) return 2;
    print("together", all, std::format("{} files", files).c_str());
    return all.wrong == 0 && all.valid > 0 && all.refused > 0 ? 0 : 1;
}

} // namespace
} // namespace casustafel::vectors

int main(int count, char** arguments)
{
    if (count != 2 || !casustafel::seal::start()) {
        std::cerr << "usage: wycheproof FOLDER\n";
        return 2;
    }
    return casustafel::vectors::run_folder(arguments[1]);
}
