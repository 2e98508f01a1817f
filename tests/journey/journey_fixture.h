#pragma once

#include "firmware/resources.h"
#include "journey/counterpart.h"
#include "journey/hands.h"
#include "seal/crypto.h"
#include "storage/keys.h"
#include "support/temp_dir.h"

#include <gtest/gtest.h>

#include <csignal>
#include <memory>
#include <stdexcept>
#include <string>

namespace casustafel::journey {

inline constexpr const char* device_id = "CT-0017";
inline constexpr const char* secret = "258013";

inline board::Board desk()
{
    auto board = device::board_named("desk");
    if (!board) throw std::runtime_error(board.error().detail);
    return *board;
}

/// A bureau, a device that is set up, and the example's conference of today already fetched by it.
class Journey : public testing::Test {
protected:
    Journey()
    {
        if (!seal::start() || !storage::check_cipher()) throw std::runtime_error("no cryptography");
        bureau_.start_relay();
        bureau_.add_device(device_id, "De Meent");
        bureau_.set_up_device(device_id, data(), secret);
        const auto package = temp_ / "package.json";
        const auto made =
            support::run("/usr/bin/python3", {CASUSTAFEL_TODAYS_PACKAGE, CASUSTAFEL_EXAMPLE_PACKAGE, package.string()});
        if (made.code != 0) throw std::runtime_error("no package for today");
        bureau_.seal_package(package, device_id);
    }

    std::filesystem::path data() const { return temp_ / "device"; }
    std::unique_ptr<Hands> switch_on() const
    {
        return std::make_unique<Hands>(data(), desk(), [](const std::string&) {});
    }
    void fetch_package()
    {
        switch_on()->wait_until("the package", [](const ui::Snapshot& now) { return now.device.waiting_packages > 0; });
    }
    /// Plays the story in a process of its own and kills that as soon as it says `last`; the value it said with it.
    std::string play_until(const std::string& last) const
    {
        support::Process device{CASUSTAFEL_STORY_PROGRAM, {data().string(), secret}};
        for (std::string line = device.line(); !line.empty(); line = device.line()) {
            if (!line.starts_with(last)) continue;
            EXPECT_EQ(device.end(SIGKILL), -SIGKILL);
            return line.substr(line.find(' ') + 1);
        }
        throw std::runtime_error("the story ended without '" + last + "'");
    }
    support::TempDir temp_;
    Counterpart bureau_{{CASUSTAFEL_PROGRAM, CASUSTAFEL_BUREAU_PROGRAM}, temp_ / "bureau"};
};

} // namespace casustafel::journey
