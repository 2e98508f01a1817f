#pragma once

#include "firmware/appliance.h"
#include "firmware/work.h"
#include "ui/first_start.h"

#include <functional>

namespace casustafel::device {

/// What the image leaves in the data folder for a device that isn't set up; a stick has it as provisioning.json.
inline constexpr const char* new_provisioning = "provisioning-new.json";

/// Overwrites and removes the bureau's file that waited in `data`: once the device is set up its code is of no use.
/// Nothing when there is none.
core::Result<> erase_new_provisioning(const std::filesystem::path& data);

/// The work behind the screens of the first start: looks at the device and its bureau, and sets the device up. When it
/// goes it waits for the job under way: half a minute at most, for the bureau's answer.
class FirstStart {
public:
    explicit FirstStart(Appliance::Options options) : options_{std::move(options)} {}

    /// `wake` is called from the job's thread after each thing that changed. Once, and before everything else.
    void start(std::function<void()> wake);
    /// What the screens may know now. Any thread.
    ui::first_start::Facts facts() const;
    /// Makes all checks again. UI thread.
    void look();
    /// Sets the device up, or goes on with it. UI thread.
    void set_up(core::Secret secret);

private:
    using Change = Work<ui::first_start::Facts>::Change;

    Change look_around();
    Change carry_out(const core::Secret& secret);
    core::Result<> take(const std::filesystem::path& from, const std::string& device) const;
    std::filesystem::path file() const;
    bool vault_is_there() const;

    Appliance::Options options_;
    Work<ui::first_start::Facts> work_;
};

} // namespace casustafel::device
