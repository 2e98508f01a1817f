#include "firmware/proposed_secret.h"
#include "journey/journey_fixture.h"
#include "journey/stage_hands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

// The first start of a device by touch, against a bureau that works, up to the lock screen.

namespace casustafel::journey {
namespace {

using ui::BureauContact;
using ui::first_start::Progress;

class FirstStart : public WithBureau {
protected:
    FirstStart() { std::filesystem::create_directory(data()); }

    /// As the image does it before the program starts.
    void bring_file() const { std::filesystem::copy_file(provision(), waiting()); }
    std::filesystem::path waiting() const { return data() / device::new_provisioning; }
    /// From the checks to setting up, with the PIN of a desk.
    static StageHands& go_through(StageHands& device)
    {
        device.wait_for("eerst/verder").tap("eerst/verder").touch_points();
        return device.digits("eerst/pin", secret).tap("eerst/pin/ok").digits("eerst/pin", secret).tap("eerst/pin/ok");
    }
    static void unlock(StageHands& device)
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
    StageHands device{data(), desk()};
    device.wait_for("eerst/verder");
    EXPECT_EQ(device.facts().reached, BureauContact::reached);
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
    StageHands device{data(), desk(), stick};
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
    StageHands device{data(), table_board()};
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
        StageHands device{data(), desk()};
        go_through(device).wait_for("eerst/opnieuw");
        EXPECT_EQ(device.facts().progress, Progress::keys_made);
        EXPECT_EQ(device.facts().reached, BureauContact::not_reached);
    }
    EXPECT_TRUE(std::filesystem::exists(waiting())) << "it is needed again";
    bureau_.start_relay();
    StageHands device{data(), desk()};
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
    StageHands device{data(), desk()};
    go_through(device).wait_for("eerst/terug");
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
    StageHands device{data(), desk()};
    go_through(device).wait_for("eerst/opnieuw");
    EXPECT_EQ(device.facts().failure, ui::first_start::Failure::keys_refused) << device.facts().detail;
}

TEST_F(FirstStart, shows_the_table_at_once_when_the_device_is_set_up)
{
    bureau_.set_up_device(device_id, data(), secret);
    bring_file(); // as if the power went before it was erased
    const StageHands device{data(), desk()};
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
