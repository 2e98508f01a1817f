#pragma once

#include "core/secret.h"
#include "core/time.h"
#include "ui/device_checks.h"
#include "ui/frame.h"
#include "ui/text.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

// The first start of a device: what a technician goes through by touch before anybody can unlock it. A machine of its
// own, because nothing of a conference is there yet.

namespace casustafel::ui::first_start {

/// How far setting up came; the steps are done in this order.
enum class Progress : std::uint8_t { none, begun, keys_made, enrolled, finished };

/// Why setting up stopped.
enum class Failure : std::uint8_t {
    other_secret,   ///< an earlier start began with another secret, or the wait after wrong ones isn't over
    code_refused,   ///< the bureau doesn't take the code, or isn't the one of the file
    no_bureau,      ///< not reached; later it may be
    keys_refused,   ///< the bureau has other keys of this device
    file_unusable,  ///< the bureau's file went away or changed
    disk,           ///< not writable or full
    something_else, ///< see the detail
};

/// The file that the bureau made for this device.
struct Provision {
    bool there{};
    Sentence flaw; ///< why it can't be used; then the rest is empty
    std::string device;
    std::string room;
    std::string bureau;
    std::string address; ///< host:port
};

/// Everything that the screens of the first start may know. A value.
struct Facts : DeviceChecks {
    std::string board;
    std::string software;
    bool development{};
    bool pin{};     ///< what opens this device is a PIN; else a passphrase
    bool resumes{}; ///< an earlier start chose the secret
    Provision provision;
    Progress progress{Progress::none};
    std::optional<Failure> failure;
    std::string detail; ///< of the failure, for the technician
    std::optional<core::Instant> certificate_ends;
};

enum class Step : std::uint8_t { welcome, touch, choose, repeat, busy, done };

/// What the screens remember between frames.
struct State {
    Preferences preferences;
    Step step{Step::welcome};
    std::set<std::size_t> touched;
    bool touch_skipped{};
    core::Secret proposal; ///< the passphrase that is offered
    core::Secret chosen;   ///< the first time
    core::Secret typed;    ///< of a PIN or a passphrase, so far
    bool differs{};        ///< the second time it wasn't the same
};

namespace intent {
struct LookAgain {};
struct GoOn {};
struct GoBack {};
struct TouchPoint {
    std::size_t number{}; ///< from 0
};
struct SkipTouch {};
struct ProposeAnother {};
struct PressDigit {
    int digit{};
};
struct ClearDigits {};
struct TypeSecret {
    SecretKeys keys;
};
struct TryAgain {};
} // namespace intent
using Intent =
    std::variant<intent::LookAgain, intent::GoOn, intent::GoBack, intent::TouchPoint, intent::SkipTouch,
                 intent::ProposeAnother, intent::PressDigit, intent::ClearDigits, intent::TypeSecret, intent::TryAgain>;
using Intents = std::vector<Intent>;

// What goes out to the rest of the device.
namespace request {
struct Look {};
struct SetUp {
    core::Secret secret;
};
/// The device is set up and the technician has read it: on to the lock screen.
struct Finish {};
} // namespace request
using Request = std::variant<request::Look, request::SetUp, request::Finish>;

struct Update {
    State state;
    std::vector<Request> requests;
};

/// Gives a passphrase that nobody can guess.
using Propose = std::function<core::Secret()>;

/// The bureau's file can be used, nobody else answers in the bureau's place, and the disk takes what is written.
bool may_set_up(const Facts& facts);
/// Doing the same again may help; if not, only going back does.
bool may_try_again(Failure why);
/// The secret on screen is long enough to go on with.
bool may_go_on(const State& state, const Facts& facts);

/// The state after a person's intent, and what has to be asked of the rest of the device. Pure but for `propose`.
Update reduce(State state, const Intent& intent, const Facts& facts, const Propose& propose);
/// The state after news.
State settle(State state, const Facts& now);

/// Draws what `state` says over `facts` and returns what the person asked for in this frame. Changes nothing.
///
/// Names of targets: eerst/kijk, eerst/verder, eerst/terug; eerst/punt/0..8, eerst/overslaan, eerst/terug;
/// eerst/andere, eerst/zin, eerst/pin/0..9, eerst/pin/ok; eerst/opnieuw; eerst/klaar.
Intents draw(Frame& frame, const State& state, const Facts& facts);

} // namespace casustafel::ui::first_start
