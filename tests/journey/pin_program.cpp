#include "journey/hands.h"
#include "seal/crypto.h"
#include "storage/keys.h"
#include "support/own_memory.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <iostream>
#include <span>
#include <unistd.h>

// casustafel_pin_search DATA pin|phrase: reads a PIN of six digits or a passphrase of twenty letters from standard
// input, character by character, touches it in on the lock screen and unlocks. Says how often it stands in its memory,
// or for a passphrase its first ten letters: `typed N` before the last touch, `unlocked N` after.

namespace {

using namespace casustafel;

void unlock(const std::string& data, bool phrase)
{
    board::Board board = journey::desk();
    board.development = !phrase;
    if (phrase) board.protectors = {"wachtwoordzin"};
    journey::Hands hands{data, board, [](const std::string&) {}};
    std::array<std::uint8_t, 20> read_in{};
    const std::span characters = std::span{read_in}.first(phrase ? 20 : 6);
    for (std::uint8_t& one : characters)
        if (::read(STDIN_FILENO, &one, 1) != 1) throw std::runtime_error("no secret");
    const support::Hidden secret{characters};
    const support::Hidden pin{characters.first(phrase ? 10 : 6)};
    for (volatile std::uint8_t& one : characters) one = 0; // volatile: not optimised away
    if (phrase) hands.tap("lock/zin");
    for (std::size_t i = 0; i < secret.size(); ++i) {
        std::string key = phrase ? "key/" : "lock/";
        key += static_cast<char>(secret[i]);
        hands.tap(key);
    }
    std::cout << "typed " << support::times_in_own_memory(pin) << std::endl;
    hands.tap("lock/ok");
    hands.wait_until("the vault", [](const ui::Snapshot& now) { return now.device.unlocked; });
    std::cout << "unlocked " << support::times_in_own_memory(pin) << std::endl;
}

} // namespace

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    if (argc != 3) return 2;
    try {
        if (!seal::start() || !storage::check_cipher()) return 1;
        unlock(argv[1], std::string_view{argv[2]} == "phrase");
        return 0;
    } catch (const std::exception& failed) {
        std::cerr << failed.what() << "\n";
        return 1;
    }
}
