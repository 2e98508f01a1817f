#pragma once

#include "reliability/promises.h"
#include "support/watched_vfs.h"

#include <functional>
#include <optional>
#include <string>

namespace casustafel::reliability {

/// What a failing call answers.
enum class Trouble : std::uint8_t {
    full,      ///< ENOSPC: writing and syncing fail
    read_only, ///< EROFS: writing, cutting off and removing fail
    broken,    ///< EIO: everything can fail
};

/// A disk on which one call fails, or all from that one on, until it is well again.
class FaultyDisk final : public support::DiskWatcher {
public:
    const std::string& vfs() const { return vfs_.name(); }
    /// The `nth` call from now that this trouble can touch fails; with `lasting` all later ones do too.
    void fail_at(std::uint64_t nth, Trouble trouble, bool lasting);
    void heal() { fail_at_ = 0; }
    bool failed() const { return failed_; }
    /// How many calls this trouble could have touched since `fail_at`.
    std::uint64_t calls() const { return calls_; }

    int before(support::DiskCall call, const std::string& path) override;
    int last_error() const override;

private:
    Trouble trouble_{};
    std::uint64_t calls_{};
    std::uint64_t fail_at_{};
    bool lasting_{};
    bool failed_{};
    support::WatchedVfs vfs_{*this};
};

/// What stands around a script that goes wrong somewhere: `begin` before the device is switched on, `heal` after the
/// script. `wrong_answer` judges what a command that wasn't saved was answered.
struct Troubled {
    std::string vfs;
    std::function<void()> begin;
    std::function<void()> heal;
    std::function<bool(core::Errc)> wrong_answer;
};

/// Plays a script in trouble, heals, goes on in the same session, switches off and looks at what is left. Nothing: all
/// that was acknowledged is there, the device went on, and said what was the matter.
std::optional<std::string> played_in_trouble(const Script& script, const Troubled& troubled);

} // namespace casustafel::reliability
