#pragma once

#include "app/messages.h"
#include "board/board.h"
#include "core/result.h"
#include "firmware/journal.h"
#include "firmware/updater.h"
#include "ui/snapshot.h"
#include "ui/state.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace casustafel::device {

/// What waits for the bureau, in numbers.
struct Delivery {
    struct Contact {
        core::Instant at{};
        bool reached{};
    };
    bool possible{}; ///< there is somebody to ask for contact
    int waiting{};   ///< envelopes that the bureau hasn't taken
    std::optional<core::Instant> oldest;
    std::optional<Contact> contact; ///< the last one since the start
};

/// The whole device but its screen: everything it keeps in one folder, the recorder and the courier on their threads.
class Appliance {
public:
    struct Options {
        std::filesystem::path data;
        board::Board board;
        Log log;
        std::filesystem::path stick{}; ///< where a USB stick is mounted when there is one; empty: none is taken
        std::function<core::Instant()> clock{now}; ///< of every fact; called from all threads
        std::string vfs{}; ///< SQLite's name of the disk that the databases are on; empty: the usual one
        std::optional<UpdatePlace> updates{}; ///< nothing: none are taken and nothing is reported
    };

    /// Opens what a set-up device keeps. Errc::not_found: never set up; conflict: another program has the folder;
    /// corrupt: a file isn't what it was (it is kept).
    static core::Result<std::unique_ptr<Appliance>> open(Options options);
    /// Locks, lets the courier break off, and waits for both threads.
    ~Appliance();
    Appliance(const Appliance&) = delete;
    Appliance& operator=(const Appliance&) = delete;

    /// Starts the threads. `wake` is called, from the recorder's thread, after each thing that changed. Once.
    void start(std::function<void()> wake);

    /// What the screens may know now. Any thread.
    ui::Snapshot snapshot() const;
    /// What a technician may know of it. Any thread.
    Delivery delivery() const;
    /// How the person wants the screen; kept from before the start.
    ui::Preferences preferences() const;
    /// Somebody touches the screen: it doesn't start again by itself before their eyes. Any thread.
    void attend();
    /// A line for the device's log, of something that happened outside a conference. Any thread.
    void audit(const core::AuditEvent& event);
    /// Hands over what a person asked for; its effect shows in a later snapshot. Any thread.
    void carry_out(const ui::Request& request);

private:
    struct Parts;
    explicit Appliance(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

} // namespace casustafel::device
