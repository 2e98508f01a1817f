#include "firmware/resources.h"
#include "journey/story.h"
#include "seal/crypto.h"
#include "storage/keys.h"

#include <algorithm>
#include <csignal>
#include <iostream>

// casustafel_story DATA SECRET: holds the example's conference on the device in DATA and says in a line each, at once,
// what the appliance has acknowledged: `step NAME`, `facts N`, `sealed ID`, `sent ID`, `opened ID`. Whoever reads the
// lines may end this process at any of them; it knows nothing of that.

namespace {

using namespace casustafel;

void say(std::string_view what, const std::string& value)
{
    std::cout << what << ' ' << value << std::endl;
}

void wait_for(journey::Hands& hands, const core::MinutesId& minutes, core::EnvelopeState state)
{
    hands.wait_until("the envelope's way", [&](const ui::Snapshot& now) {
        const auto found = std::ranges::find(now.envelopes, minutes, &core::Envelope::minutes);
        return found != now.envelopes.end() && found->state >= state;
    });
}

void play(const std::string& data, const std::string& secret)
{
    const auto board = device::board_named("desk");
    if (!board) throw std::runtime_error(board.error().detail);
    journey::Hands hands{data, *board, [](const std::string&) {}};
    std::uint64_t told = 0;
    hands.after_touch([&] {
        const auto conference = hands.snapshot().conference;
        if (!conference || conference->fact_count == told) return;
        told = conference->fact_count;
        say("facts", std::to_string(told));
    });
    journey::Story story{hands, secret, [](const std::string& name, const std::string&) { say("step", name); }};
    story.hold_conference();
    const core::MinutesId minutes = story.seal();
    say("sealed", minutes.value());
    wait_for(hands, minutes, core::EnvelopeState::sent);
    say("sent", minutes.value());
    wait_for(hands, minutes, core::EnvelopeState::opened);
    say("opened", minutes.value());
}

} // namespace

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    if (argc != 3) return 2;
    try {
        if (!seal::start() || !storage::check_cipher()) return 1;
        play(argv[1], argv[2]);
        return 0;
    } catch (const std::exception& failed) {
        std::cerr << failed.what() << "\n";
        return 1;
    }
}
