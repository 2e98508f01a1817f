#include "firmware/appliance.h"
#include "journey/journey_fixture.h"
#include "protocol/report_codec.h"
#include "system/file.h"

#include <fstream>

// What the whole appliance does with updates: a person's wishes in, the state and the bureau's list out.

namespace casustafel::journey {
namespace {

using namespace std::chrono_literals;
using core::UpdateStage;

class Updating : public ReadyDevice {
protected:
    std::filesystem::path stick() const { return temp_ / "stick"; }
    std::filesystem::path result() const { return temp_ / "update.json"; }

    std::unique_ptr<device::Appliance> start()
    {
        auto opened = device::Appliance::open({.data = data(),
                                               .board = desk(),
                                               .log = [](const std::string&) {},
                                               .stick = stick(),
                                               .updates = device::UpdatePlace{"casustafel-pc", "A", result()}});
        if (!opened) throw std::runtime_error(opened.error().detail);
        (*opened)->start([this] {
            {
                const std::lock_guard lock{mutex_};
                ++news_;
            }
            woken_.notify_all();
        });
        return std::move(*opened);
    }
    /// Whether that comes true; the appliance wakes us at each change.
    bool becomes(const std::function<bool()>& reached)
    {
        std::unique_lock lock{mutex_};
        return woken_.wait_for(lock, 30s, reached);
    }

private:
    std::mutex mutex_;
    std::condition_variable woken_;
    int news_ = 0;
};

TEST_F(Updating, from_a_stick_at_a_persons_wish_becomes_an_order)
{
    std::filesystem::create_directories(stick());
    std::ofstream{stick() / "update.raucb"} << "a bundle";
    const auto appliance = start();
    appliance->carry_out(ui::request::UpdateFromStick{});
    ASSERT_TRUE(becomes([&] { return appliance->snapshot().device.update.stage == UpdateStage::ready; }));
    EXPECT_EQ(*system::read_whole(data() / "update/new.raucb"), "a bundle");
    EXPECT_TRUE(std::filesystem::exists(data() / "update/new.json"));
}

TEST_F(Updating, that_fell_back_is_known_from_the_first_frame_on)
{
    std::ofstream{result()} << protocol::write_update_result(
        {.stage = UpdateStage::fell_back, .version = "9.9.9", .percent = 0, .refusal = {}, .sha256 = {}});
    const auto appliance = start();
    EXPECT_EQ(appliance->snapshot().device.update.stage, UpdateStage::fell_back);
    EXPECT_EQ(appliance->snapshot().device.update.version, "9.9.9");
}

} // namespace
} // namespace casustafel::journey
