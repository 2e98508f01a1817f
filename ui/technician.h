#pragma once

#include "core/secret.h"
#include "core/time.h"
#include "core/update.h"
#include "ui/device_checks.h"
#include "ui/frame.h"
#include "ui/text.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

// The technician's screen of a device that is set up: reached from the lock screen with a PIN of its own. A machine of
// its own, which knows nothing of a conference: what it may show is in Facts, and no more than that.

namespace casustafel::ui::technician {

/// What stands between the lock screen and this one.
enum class Gate : std::uint8_t {
    absent, ///< the bureau gave this device no PIN for it
    closed,
    trying, ///< a PIN is being compared
    open,
};

/// What a technician can have done.
enum class Action : std::uint8_t { send, renew, report, update, update_from_stick, restart };

enum class Outcome : std::uint8_t {
    busy,
    done,
    not_reached, ///< the bureau doesn't answer
    denied,      ///< the bureau says no
    no_stick,
    disk, ///< of the device or the stick: not writable or full
    failed,
};

/// What came of the last action; what came of those for updates shows in `Facts::update`.
struct Answer {
    Action action{};
    Outcome outcome{};
    std::string detail; ///< for the technician
};

/// An address by which the device can be reached on its network.
struct Address {
    std::string port; ///< the name of the socket: eth0
    std::string text; ///< with the size of its network: 192.0.2.10/24
    bool fixed{};     ///< set by hand; else given by the network
};

/// The last time that the bureau was looked for.
struct Contact {
    core::Instant at{};
    bool reached{};
};

/// A line of the journal: ids and paths, never case text.
struct JournalLine {
    core::Instant at{};
    std::string text;
};

/// Everything that the screen may know. A value.
struct Facts : DeviceChecks {
    Gate gate{Gate::absent};
    int wrong_pins{};
    std::optional<core::Instant> retry_at;
    bool not_counted{}; ///< the disk can't keep count of wrong PINs: none is tried
    std::string device;
    std::string room;
    std::string bureau;
    std::string address; ///< of the bureau, host:port
    std::string board;
    std::string software;
    std::vector<Address> addresses;
    std::optional<core::Instant> certificate_ends; ///< nothing: it can't be read
    int waiting{};                                 ///< envelopes that the bureau doesn't have yet
    std::optional<core::Instant> oldest;           ///< of those
    std::optional<Contact> contact;                ///< the last one since the start
    bool may_send{};                               ///< there is somebody to send them to
    core::UpdateState update;
    std::vector<JournalLine> journal; ///< newest first
    std::optional<Answer> answer;
};

enum class Page : std::uint8_t { device, update, bureau, journal };
enum class Step : std::uint8_t { pages, touch };

/// What the screen remembers between frames.
struct State {
    Preferences preferences;
    Step step{Step::pages};
    Page page{Page::device};
    core::Secret typed;
    std::set<std::size_t> touched;
    bool touch_skipped{};
    bool restarting{}; ///< asks whether that is meant
};

namespace intent {
struct PressDigit {
    int digit{};
};
struct ClearDigits {};
struct TryPin {};
struct AskAgain {}; ///< whether PINs can be counted by now
struct Show {
    Page page{};
};
struct LookAgain {};
struct TestTouch {};
struct TouchPoint {
    std::size_t number{}; ///< from 0
};
struct SkipTouch {};
struct Do {
    Action action{};
};
struct AskRestart {};
struct KeepRunning {};
struct Leave {};
} // namespace intent
using Intent = std::variant<intent::PressDigit, intent::ClearDigits, intent::TryPin, intent::AskAgain, intent::Show,
                            intent::LookAgain, intent::TestTouch, intent::TouchPoint, intent::SkipTouch, intent::Do,
                            intent::AskRestart, intent::KeepRunning, intent::Leave>;
using Intents = std::vector<Intent>;

// What goes out to the rest of the device.
namespace request {
struct TryPin {
    core::Secret pin;
};
/// Looks at the count of wrong PINs once more.
struct AskAgain {};
struct Look {};
struct Do {
    Action action{};
};
/// Back to the lock screen.
struct Leave {};
} // namespace request
using Request = std::variant<request::TryPin, request::AskAgain, request::Look, request::Do, request::Leave>;

struct Update {
    State state;
    std::vector<Request> requests;
};

/// A PIN may be tried now.
bool may_try(const Facts& facts);
/// It may be asked for now.
bool may(Action action, const Facts& facts);
/// It was given a new certificate just now, which it uses from the next start.
bool has_new_certificate(const Facts& facts);
/// A certificate that ends within that time should have been renewed.
inline constexpr auto certificate_ends_soon = std::chrono::hours{14 * 24};
/// How the device stands asks for it: it is the one thing to do next on its page.
bool wanted(Action action, const Facts& facts);

/// The state after a person's intent, and what has to be asked of the rest of the device. Pure. Before the gate is open
/// nothing but a PIN and leaving does anything.
Update reduce(State state, const Intent& intent, const Facts& facts);

/// What a technician takes home as text: the device, its version and what the checks said. Never a case, never a code.
std::string report(const Facts& facts, const State& state);

/// The button that leads here, on the lock screen: drawn after that, and not under a sheet. True when it was activated.
/// Its name is lock/beheer.
bool draw_door(Frame& frame);

/// Draws what `state` says over `facts` and returns what the person asked for in this frame. Changes nothing.
///
/// Names of targets: beheer/pin/0..9, beheer/pin/ok, beheer/opnieuw, beheer/terug; beheer/blad/0..3, beheer/klaar;
/// beheer/kijk, beheer/test, beheer/punt/0..8, beheer/overslaan; beheer/bijwerken, beheer/stick, beheer/herstart,
/// beheer/herstart/ja, beheer/herstart/nee; beheer/verstuur, beheer/certificaat; beheer/verslag.
Intents draw(Frame& frame, const State& state, const Facts& facts);

} // namespace casustafel::ui::technician
