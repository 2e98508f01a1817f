#pragma once

#include "journey/counterpart.h"
#include "journey/hands.h"
#include "seal/crypto.h"
#include "storage/keys.h"
#include "support/temp_dir.h"

#include <gtest/gtest.h>

#include <csignal>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

namespace casustafel::journey {

inline constexpr const char* device_id = "CT-0017";
inline constexpr const char* secret = "258013";

/// A bureau at work that expects a device.
class WithBureau : public testing::Test {
protected:
    WithBureau()
    {
        if (!seal::start() || !storage::check_cipher()) throw std::runtime_error("no cryptography");
        bureau_.start_relay();
        bureau_.add_device(device_id, "De Meent");
    }

    std::filesystem::path data() const { return temp_ / "device"; }
    std::filesystem::path provision() const { return temp_ / "bureau/provisioning/device-CT-0017.json"; }
    std::unique_ptr<Hands> switch_on() const
    {
        return std::make_unique<Hands>(data(), desk(panel()), [](const std::string&) {});
    }
    /// What the device is used through.
    virtual const Panel& panel() const { return usual_panel; }
    /// The example's conference, as if it were held today.
    void seal_todays_package() { seal_for_today(CASUSTAFEL_EXAMPLE_PACKAGE); }
    /// The same with that many cases, and what else longer_package.py is told.
    void seal_longer_package(int cases, const std::vector<std::string>& more = {})
    {
        const auto longer = temp_ / "longer.json";
        std::vector<std::string> arguments{CASUSTAFEL_LONGER_PACKAGE, CASUSTAFEL_EXAMPLE_PACKAGE, longer.string(),
                                           std::to_string(cases)};
        arguments.insert(arguments.end(), more.begin(), more.end());
        python(std::move(arguments));
        seal_for_today(longer.string());
    }
    /// What a script says.
    static std::string python(std::vector<std::string> arguments)
    {
        const support::Ran ran = support::run("/usr/bin/python3", std::move(arguments));
        if (ran.code != 0) throw std::runtime_error("a script failed");
        return ran.out;
    }

private:
    void seal_for_today(const std::string& package)
    {
        const auto todays = temp_ / "package.json";
        python({CASUSTAFEL_TODAYS_PACKAGE, package, todays.string()});
        bureau_.seal_package(todays, device_id);
    }

protected:
    support::TempDir temp_;
    Counterpart bureau_{{CASUSTAFEL_PROGRAM, CASUSTAFEL_BUREAU_PROGRAM}, temp_ / "bureau"};
};

/// The same at each size of the screen.
template <class Fixture>
class AtEachSize : public Fixture, public testing::WithParamInterface<Panel> {
protected:
    const Panel& panel() const override { return GetParam(); }
};

inline std::string panel_name(const testing::TestParamInfo<Panel>& info)
{
    return std::string{"at_"} + info.param.name;
}

/// A bureau, a device that is set up, and the example's conference of today ready for it.
class ReadyDevice : public WithBureau {
protected:
    ReadyDevice()
    {
        bureau_.set_up_device(device_id, data(), secret);
        seal_todays_package();
    }

    void fetch_package()
    {
        switch_on()->wait_until("the package", [](const ui::Snapshot& now) { return now.device.waiting_packages > 0; });
    }
    /// Plays the story in a process of its own that is killed as soon as it has said `last`; the value it said with it.
    /// `before` is told each line first.
    std::string play_until(const std::string& last, const std::function<void(const std::string&)>& before = {}) const
    {
        support::Process device{CASUSTAFEL_STORY_PROGRAM, {data().string(), secret, panel().name, last}};
        for (std::string line = device.line(); !line.empty(); line = device.line()) {
            if (before) before(line);
            if (!line.starts_with(last)) continue;
            EXPECT_EQ(device.end(), -SIGKILL);
            return line.substr(line.find(' ') + 1);
        }
        throw std::runtime_error("the story ended without '" + last + "'");
    }
};

} // namespace casustafel::journey
