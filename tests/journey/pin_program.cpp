#include "firmware/resources.h"
#include "journey/hands.h"
#include "seal/crypto.h"
#include "storage/keys.h"
#include "support/own_memory.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <iostream>
#include <unistd.h>

// casustafel_pin_search DATA: reads a PIN of six digits from standard input, digit by digit, touches it in on the lock
// screen and unlocks. Says how often the PIN stands in its memory: `typed N` before the last touch, `unlocked N` after.

namespace {

using namespace casustafel;

void unlock(const std::string& data)
{
    const auto board = device::board_named("desk");
    if (!board) throw std::runtime_error(board.error().detail);
    journey::Hands hands{data, *board, [](const std::string&) {}};
    std::array<std::uint8_t, 6> digits{};
    for (std::uint8_t& digit : digits)
        if (::read(STDIN_FILENO, &digit, 1) != 1) throw std::runtime_error("no PIN");
    const support::Hidden pin{digits};
    for (volatile std::uint8_t& digit : digits) digit = 0; // volatile: not optimised away
    for (std::size_t i = 0; i < pin.size(); ++i) {
        std::string key = "lock/";
        key += static_cast<char>(pin[i]);
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
    if (argc != 2) return 2;
    try {
        if (!seal::start() || !storage::check_cipher()) return 1;
        unlock(argv[1]);
        return 0;
    } catch (const std::exception& failed) {
        std::cerr << failed.what() << "\n";
        return 1;
    }
}
