#include "journey/story.h"
#include "seal/crypto.h"
#include "storage/keys.h"

#include <algorithm>
#include <csignal>
#include <format>
#include <iostream>

// casustafel_story DATA SECRET PANEL LAST: holds the example's conference on the device in DATA and says in a line
// each, at once, what the appliance has acknowledged: `step NAME`, `facts N`, `sealed ID`, `sent ID`, `opened ID`. At
// the first line that starts with LAST it is gone by SIGKILL: sent by itself, so that it has not gone on by then.

namespace {

using namespace casustafel;

/// Says each line until it is the last one.
class Teller {
public:
    explicit Teller(std::string last) : last_{std::move(last)} {}

    void say(std::string_view what, const std::string& value) const
    {
        const std::string line = std::format("{} {}", what, value);
        std::cout << line << std::endl;
        if (line.starts_with(last_)) std::raise(SIGKILL);
    }

private:
    std::string last_;
};

void wait_for(journey::Hands& hands, const core::MinutesId& minutes, core::EnvelopeState state)
{
    hands.wait_until("the envelope's way", [&](const ui::Snapshot& now) {
        const auto found = std::ranges::find(now.envelopes, minutes, &core::Envelope::minutes);
        return found != now.envelopes.end() && found->state >= state;
    });
}

void play(const std::string& data, const std::string& secret, const std::string& panel, const Teller& teller)
{
    journey::Hands hands{data, journey::desk(journey::panel_named(panel)), [](const std::string&) {}};
    std::uint64_t told = 0;
    hands.after_touch([&] {
        const auto conference = hands.snapshot().conference;
        if (!conference || conference->fact_count == told) return;
        told = conference->fact_count;
        teller.say("facts", std::to_string(told));
    });
    journey::Story story{hands, secret, [&](const std::string& name, const std::string&) { teller.say("step", name); }};
    story.hold_conference();
    const core::MinutesId minutes = story.seal();
    teller.say("sealed", minutes.value());
    wait_for(hands, minutes, core::EnvelopeState::sent);
    teller.say("sent", minutes.value());
    wait_for(hands, minutes, core::EnvelopeState::opened);
    teller.say("opened", minutes.value());
}

} // namespace

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    if (argc != 5) return 2;
    try {
        if (!seal::start() || !storage::check_cipher()) return 1;
        play(argv[1], argv[2], argv[3], Teller{argv[4]});
        return 0;
    } catch (const std::exception& failed) {
        std::cerr << failed.what() << "\n";
        return 1;
    }
}
