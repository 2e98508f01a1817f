#include "firmware/commands.h"
#include "firmware/resources.h"
#include "seal/crypto.h"
#include "storage/keys.h"

#include <csignal>
#include <iostream>

// casustafel_half_setup DATA PROVISION SECRET SENTENCE: sets a device up with the product's own parts, and ends itself
// as a kill would at the moment at which the step of SENTENCE is done.

int main(int argc, char** argv)
{
    using namespace casustafel;
    std::signal(SIGPIPE, SIG_IGN);
    if (argc != 5) return 2;
    if (!seal::start() || !storage::check_cipher()) return 1;
    const auto board = device::board_named("desk");
    if (!board) return 1;
    const auto done =
        device::set_up_device({argv[1], argv[2], *board, core::Secret{argv[3]}}, [&](const std::string& told) {
            if (told == argv[4]) std::raise(SIGKILL);
        });
    if (!done) std::cerr << done.error().detail << "\n";
    return done ? 0 : 1;
}
