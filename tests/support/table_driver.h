#pragma once

#include "core/decide.h"
#include "core/time.h"
#include "seal/device_sealer.h"
#include "ui/screens/screen.h"
#include "ui/shell/offscreen.h"
#include "ui/state.h"

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::test {

/// The whole appliance but for disk and network, in memory: touches become intents, intents commands, and commands are
/// decided by the real rules of `core` and folded at once. Starts locked, on 21 November 2026 at 12:52 in Amsterdam,
/// with the example package on the device. Unlocks with 123456. A touch that isn't possible throws std::runtime_error
/// with what was on the screen.
class TableDriver {
public:
    explicit TableDriver(int width_px = 1920, int height_px = 1080, double px_per_mm = 5.58);
    /// With another package on the device.
    explicit TableDriver(core::Package package, int width_px = 1920, int height_px = 1080, double px_per_mm = 5.58);
    /// tests/data/example_package.json.
    static core::Package example_package();
    TableDriver(const TableDriver&) = delete;
    TableDriver& operator=(const TableDriver&) = delete;

    TableDriver& tap(std::string_view target);
    TableDriver& tap_all(const std::vector<std::string>& targets);
    TableDriver& digits(std::string_view pad, std::string_view code);
    TableDriver& type(std::string_view text);
    TableDriver& key(ui::Key key);
    /// Draws a stroke through the middle of a signature box.
    TableDriver& sign(std::string_view box);
    /// Lets the clocks go on.
    TableDriver& wait(std::chrono::milliseconds time);

    /// Unlocked, with the only conference open: the agenda before the start.
    TableDriver& open_conference();
    /// Everyone named is at the table with table code 1111; whoever has to has declared secrecy.
    TableDriver& seat(const std::vector<std::string>& participants);
    /// The usual company: all but E. Lambregts, T. Visser and F. Demir; started and back on the agenda.
    TableDriver& start_conference();
    /// An agreement in the case on screen, by touch.
    TableDriver& propose(std::size_t phrase, std::size_t date, std::string_view owner);

    /// What happens at the table without a touch of this test; the rules must allow it.
    TableDriver& give(const core::Command& command);
    /// An agreement in the case on screen, word for word; an owner who isn't known makes it a point of attention.
    core::AgreementId agree(std::string text, std::string_view owner, int days,
                            core::Confidentiality confidentiality = core::Confidentiality::general);
    /// F. Demir of the housing corporation, who isn't cleared for anything, signs and joins the case on screen.
    TableDriver& let_guest_in();

    /// Unlocking and commands wait until `commit`: what a slow device shows.
    void hold() { holding_ = true; }
    void commit();
    /// The disk takes nothing until `heal_disk`.
    void break_disk() { broken_ = true; }
    void heal_disk() { broken_ = false; }
    /// What the bureau did with the sealed minutes.
    void deliver(core::EnvelopeState state);
    /// The person at the table wants the screen so.
    TableDriver& prefer(const ui::Preferences& preferences);
    /// What happens besides touches; shows it at once.
    void change(const std::function<void(ui::Snapshot&)>& how);

    /// Plugs the screen for the room in, or pulls it out.
    TableDriver& plug_room(int width_px = 1920, int height_px = 1080);
    TableDriver& unplug_room();
    /// The screen for the room after one more frame.
    ui::OffscreenShell& room();

    bool has(std::string_view target) const { return shell_->find(target) != nullptr; }
    bool target_enabled(std::string_view target) const
    {
        const ui::Target* found = shell_->find(target);
        return found != nullptr && found->enabled;
    }
    std::string golden() const { return shell_->golden(); }
    ui::OffscreenShell& shell() { return *shell_; }
    const ui::State& state() const { return state_; }
    const ui::Snapshot& snapshot() const { return snapshot_; }
    const core::Conference& conference() const { return *snapshot_.conference; }
    /// The case on screen; there must be one.
    const core::CaseState& open_case() const { return *core::find(conference(), conference().open_case); }
    /// How often a finger touched the screen so far.
    int touches() const { return touches_; }
    /// Documents that correct the sealed minutes, in the order in which they were sealed.
    const std::vector<core::Minutes>& corrections() const { return corrections_; }
    /// Commands that were sent since the last call.
    std::vector<core::Command> take_commands();

private:
    void carry_out(const ui::Intents& intents);
    void answer(const ui::Request& request);
    void perform(const ui::request::Perform& request);
    void correct(const ui::request::Correct& request);
    void publish(const ui::Snapshot& next);
    std::string fresh_id();

    core::Calendar calendar_;
    seal::TableDigests digests_;
    core::Conference conference_;
    ui::State state_;
    ui::Snapshot snapshot_;
    std::deque<ui::Request> waiting_;
    std::vector<core::Command> commands_;
    std::vector<core::Minutes> corrections_;
    core::Facts draft_; ///< what a disk would keep of the form that is being filled in
    bool holding_ = false;
    bool broken_ = false;
    int next_id_ = 0;
    int touches_ = 0;
    std::unique_ptr<ui::OffscreenShell> shell_;
    std::unique_ptr<ui::OffscreenShell> room_;
};

} // namespace casustafel::test
