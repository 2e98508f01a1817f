#pragma once

#include "board/board.h"
#include "core/audit.h"
#include "core/update.h"
#include "firmware/appliance.h"
#include "firmware/device_files.h"
#include "firmware/last_lines.h"
#include "firmware/technician_pin.h"
#include "firmware/work.h"
#include "ui/technician.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace casustafel::device {

/// All that the technician's screen has of the rest of the device. No vault, no snapshot, no conference: what isn't in
/// here can't get on that screen.
struct TechnicianParts {
    std::filesystem::path data;
    std::filesystem::path stick; ///< where a USB stick is mounted; empty: none is taken
    board::Board board;
    std::function<core::Instant()> clock;
    Log log;
    std::function<void(const core::AuditEvent&)> audit; ///< a line for the device's log
    std::shared_ptr<const LastLines> lines;
    std::function<bool()> locked; ///< no conference can be read
    std::function<Delivery()> delivery;
    std::function<core::UpdateState()> update;
    std::function<void()> send;
    std::function<void()> update_now;
    std::function<void()> update_from_stick;
    std::function<void()> restart;
};

/// The work behind the technician's screen: compares the PIN, looks at the device, and does what is asked, each on a
/// thread of its own. When it goes it waits for the job under way: ten seconds at most, for the bureau's answer. All
/// functions: UI thread.
class Technician {
public:
    explicit Technician(TechnicianParts parts);

    /// `wake` is called, also from other threads, after each thing that changed. Once, and before everything else.
    void start(std::function<void()> wake);
    /// Somebody stands before the gate: it is closed, whatever was known of the one before.
    void enter();
    /// The gate closes; a PIN that is being compared opens it no more.
    void leave();
    /// False once the appliance was unlocked: then this screen isn't there.
    bool locked() const { return parts_.locked(); }

    /// What the screen may know now.
    ui::technician::Facts facts();
    void try_pin(core::Secret pin);
    /// Makes all checks again.
    void look();
    /// Everything but the report.
    void carry_out(ui::technician::Action action);
    /// Puts the text on the stick.
    void write_report(std::string text);

private:
    struct Gate {
        ui::technician::Gate gate{};
        int wrong{};
        std::optional<core::Instant> retry_at;
        bool not_counted{};
        int visit{}; ///< another one each time that somebody enters or leaves
    };
    using Facts = ui::technician::Facts;
    using Change = Work<Facts>::Change;

    void judge(core::Result<core::Unlocking> how, int visit, Gate& gate) const;
    void begin(ui::technician::Action action, std::function<ui::technician::Answer()> job);
    void answer(ui::technician::Answer given);
    void settle(const Facts& known, const Delivery& delivery);
    Change look_around();
    ui::technician::Answer renew();
    ui::technician::Answer put_report(const std::string& text) const;

    TechnicianParts parts_;
    DeviceFiles files_;
    protocol::Provisioning provisioning_;
    TechnicianPin pin_;
    core::Instant asked_at_{};
    Work<Gate> gate_;
    Work<Facts> work_;
};

} // namespace casustafel::device
