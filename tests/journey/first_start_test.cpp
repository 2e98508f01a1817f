#include "firmware/proposed_secret.h"
#include "firmware/resources.h"
#include "firmware/stage.h"
#include "journey/journey_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <regex>
#include <set>

// The first start of a device by touch, against a bureau that works, up to the lock screen.

namespace casustafel::journey {
namespace {

using namespace std::chrono_literals;
using ui::first_start::Bureau;
using ui::first_start::Progress;

constexpr auto patience = 30s;

/// The program without its display: whatever stands on the screen, and a finger.
class Device {
public:
    Device(const std::filesystem::path& data, const board::Board& board, const std::filesystem::path& stick = {})
        : stage_{must(device::Stage::open({data, board, [](const std::string&) {}, stick}))}
    {
        const ui::Metrics metrics{board.panel_width_px, board.panel_height_px, board.px_per_mm(), board.text_percent};
        shell_ = std::make_unique<ui::OffscreenShell>(must(ui::OffscreenShell::create(
            device::font_folder, metrics, [this](ui::Frame& frame) { return stage_->frame(frame); })));
        stage_->start([this] {
            {
                const std::lock_guard lock{mutex_};
                ++news_;
            }
            woken_.notify_one();
        });
        shell_->settle();
    }
    ~Device() { stage_->stop(); }
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    Device& tap(const std::string& target)
    {
        if (!shell_->tap(target)) throw std::runtime_error("can't touch '" + target + "' on:\n" + shell_->golden());
        return *this;
    }
    Device& digits(const std::string& pad, const std::string& code)
    {
        for (const char digit : code) tap(pad + "/" + digit);
        return *this;
    }
    Device& write(const std::string& text)
    {
        shell_->type(text);
        shell_->settle();
        return *this;
    }
    Device& touch_points()
    {
        for (std::size_t n = 0; n < ui::first_start::points; ++n) tap("eerst/punt/" + std::to_string(n));
        return *this;
    }
    Device& wait_until(const std::string& what, const std::function<bool()>& reached)
    {
        const auto deadline = std::chrono::steady_clock::now() + patience;
        shell_->settle();
        while (!reached()) {
            bool came = false;
            {
                std::unique_lock lock{mutex_};
                came = woken_.wait_until(lock, deadline, [this] { return news_ != seen_; });
                seen_ = news_;
            }
            shell_->settle();
            if (!came && !reached())
                throw std::runtime_error("waited too long for " + what + "; the screen:\n" + shell_->golden());
        }
        return *this;
    }
    Device& wait_for(const std::string& target)
    {
        return wait_until(target, [&] {
            const ui::Target* found = shell_->find(target);
            return found != nullptr && found->enabled;
        });
    }
    const ui::first_start::Facts& facts() const { return stage_->first_facts(); }
    const device::Stage& stage() const { return *stage_; }
    std::string golden() const { return shell_->golden(); }

private:
    template <class T>
    static T must(core::Result<T> result)
    {
        if (!result) throw std::runtime_error(result.error().detail);
        return std::move(*result);
    }

    std::mutex mutex_;
    std::condition_variable woken_;
    int news_ = 0;
    int seen_ = 0;
    std::unique_ptr<device::Stage> stage_;
    std::unique_ptr<ui::OffscreenShell> shell_;
};

class FirstStart : public WithBureau {
protected:
    FirstStart() { std::filesystem::create_directory(data()); }

    /// As the image does it before the program starts.
    void bring_file() const { std::filesystem::copy_file(provision(), waiting()); }
    std::filesystem::path waiting() const { return data() / device::new_provisioning; }
    /// From the checks to setting up, with the PIN of a desk.
    static Device& go_through(Device& device)
    {
        device.wait_for("eerst/verder").tap("eerst/verder").touch_points();
        return device.digits("eerst/pin", secret).tap("eerst/pin/ok").digits("eerst/pin", secret).tap("eerst/pin/ok");
    }
    static void unlock(Device& device)
    {
        device.digits("lock", secret).tap("lock/ok");
        device.wait_until("the agenda", [&] { return device.stage().table()->snapshot().device.unlocked; });
    }
    static board::Board table_board()
    {
        auto board = device::board_named("pc-x86_64");
        if (!board) throw std::runtime_error(board.error().detail);
        return *board;
    }
};

} // namespace

TEST_F(FirstStart, sets_a_device_up_by_touch_and_ends_at_the_lock_screen)
{
    bring_file();
    Device device{data(), desk()};
    device.wait_for("eerst/verder");
    EXPECT_EQ(device.facts().reached, Bureau::reached);
    EXPECT_THAT(device.golden(), testing::AllOf(testing::HasSubstr("CT-0017"), testing::HasSubstr("De Meent")));
    go_through(device).wait_for("eerst/klaar");
    EXPECT_TRUE(device.facts().certificate_ends);
    EXPECT_FALSE(std::filesystem::exists(waiting())) << "its code was used";
    device.tap("eerst/klaar").wait_for("lock/1");
    unlock(device);
}

TEST_F(FirstStart, takes_the_file_from_a_stick_that_is_put_in_and_erases_it_there)
{
    const auto stick = temp_ / "stick";
    std::filesystem::create_directory(stick);
    Device device{data(), desk(), stick};
    device.wait_for("eerst/kijk");
    EXPECT_THAT(device.golden(), testing::HasSubstr("provisioning.json"));
    std::filesystem::copy_file(provision(), stick / "provisioning.json");
    device.tap("eerst/kijk");
    go_through(device).wait_for("eerst/klaar");
    EXPECT_FALSE(std::filesystem::exists(stick / "provisioning.json"));
    EXPECT_FALSE(std::filesystem::exists(waiting()));
}

TEST_F(FirstStart, opens_a_table_with_the_passphrase_that_it_proposed)
{
    bring_file();
    Device device{data(), table_board()};
    device.wait_for("eerst/verder").tap("eerst/verder").touch_points();
    const std::string shown = device.golden();
    std::smatch words;
    ASSERT_TRUE(std::regex_search(shown, words, std::regex{"([a-z]{5} ){4}[a-z]{5}"})) << shown;
    device.tap("eerst/verder").write(words.str()).tap("eerst/verder").wait_for("eerst/klaar");
    device.tap("eerst/klaar").wait_for("lock/zin").tap("lock/zin").write(words.str()).tap("lock/ok");
    device.wait_until("the agenda", [&] { return device.stage().table()->snapshot().device.unlocked; });
}

TEST_F(FirstStart, goes_on_where_it_was_when_the_bureau_was_away_and_the_power_went)
{
    bring_file();
    bureau_.stop_relay(SIGTERM);
    {
        Device device{data(), desk()};
        go_through(device).wait_for("eerst/opnieuw");
        EXPECT_EQ(device.facts().progress, Progress::keys_made);
        EXPECT_EQ(device.facts().reached, Bureau::not_reached);
    }
    EXPECT_TRUE(std::filesystem::exists(waiting())) << "it is needed again";
    bureau_.start_relay();
    Device device{data(), desk()};
    device.wait_for("eerst/verder").tap("eerst/verder").touch_points();
    EXPECT_TRUE(device.facts().resumes);
    device.digits("eerst/pin", "999999").tap("eerst/pin/ok").wait_for("eerst/opnieuw");
    EXPECT_EQ(device.facts().failure, ui::first_start::Failure::other_secret);
    device.tap("eerst/opnieuw").digits("eerst/pin", secret).tap("eerst/pin/ok").wait_for("eerst/klaar");
    device.tap("eerst/klaar").wait_for("lock/1");
    unlock(device);
}

TEST_F(FirstStart, says_that_the_bureau_refuses_a_code_and_goes_on_with_a_new_file)
{
    bring_file();
    bureau_.add_device(device_id, "De Meent"); // from now on only the code in the new file counts
    Device device{data(), desk()};
    go_through(device).wait_for("eerst/opnieuw");
    EXPECT_EQ(device.facts().failure, ui::first_start::Failure::code_refused);
    EXPECT_THAT(device.golden(), testing::HasSubstr("nieuw bestand"));
    std::filesystem::remove(waiting());
    bring_file();
    device.tap("eerst/terug").wait_for("eerst/verder").tap("eerst/verder").wait_for("eerst/klaar");
}

TEST_F(FirstStart, says_that_the_bureau_knows_other_keys_when_those_of_the_device_got_lost)
{
    bureau_.set_up_device(device_id, data(), secret);
    for (const auto& entry : std::filesystem::directory_iterator{data()})
        if (entry.path().filename() != "transport.pem") std::filesystem::remove(entry.path());
    bring_file();
    Device device{data(), desk()};
    go_through(device).wait_for("eerst/opnieuw");
    EXPECT_EQ(device.facts().failure, ui::first_start::Failure::keys_refused) << device.facts().detail;
}

TEST_F(FirstStart, shows_the_table_at_once_when_the_device_is_set_up)
{
    bureau_.set_up_device(device_id, data(), secret);
    bring_file(); // as if the power went before it was erased
    const Device device{data(), desk()};
    EXPECT_NE(device.stage().table(), nullptr);
    EXPECT_FALSE(std::filesystem::exists(waiting()));
}

TEST(ProposedPassphrase, is_another_one_each_time_and_can_be_typed_on_one_layer)
{
    ASSERT_TRUE(seal::start());
    std::set<std::string> seen;
    for (int n = 0; n < 50; ++n) {
        const std::string words{device::propose_passphrase().view()};
        EXPECT_TRUE(std::regex_match(words, std::regex{"([a-z]{5} ){4}[a-z]{5}"})) << words;
        seen.insert(words);
    }
    EXPECT_EQ(seen.size(), 50U);
}

} // namespace casustafel::journey
