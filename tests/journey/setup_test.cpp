#include "journey/journey_fixture.h"

#include <gtest/gtest.h>

#include <csignal>

// Setting a device up, killed at each of its steps.

namespace casustafel::journey {
namespace {

class SetUp : public WithBureau {
protected:
    int killed_after(const std::string& sentence) const
    {
        return support::run(CASUSTAFEL_HALF_SETUP_PROGRAM, {data().string(), provision().string(), secret, sentence})
            .code;
    }
    /// The bureau seals to the keys it has for the device; the device opens that with the keys it has.
    void expect_to_work()
    {
        bureau_.set_up_device(device_id, data(), secret);
        seal_todays_package();
        const auto hands = switch_on();
        hands->wait_until("the package", [](const ui::Snapshot& now) { return now.device.waiting_packages > 0; });
        hands->digits("lock", secret).tap("lock/ok").wait_for("agenda/aanwezigheid");
        EXPECT_EQ(support::run(CASUSTAFEL_BUREAU_PROGRAM, {"device", "list", (temp_ / "bureau").string()}).code, 0);
    }
};

TEST_F(SetUp, goes_on_with_the_same_keys_after_a_kill_at_any_step)
{
    int kills = 0;
    for (const char* sentence :
         {"own keys made", "enrolled at the bureau", "public keys published", "key set of the bureau fetched"}) {
        EXPECT_EQ(killed_after(sentence), -SIGKILL) << sentence;
        ++kills;
    }
    EXPECT_EQ(kills, 4);
    expect_to_work();
}

TEST_F(SetUp, goes_on_when_it_was_killed_after_publishing_its_keys)
{
    EXPECT_EQ(killed_after("public keys published"), -SIGKILL);
    expect_to_work();
}

TEST_F(SetUp, needs_a_new_code_but_no_new_keys_when_the_certificate_got_lost)
{
    EXPECT_EQ(killed_after("public keys published"), -SIGKILL);
    std::filesystem::remove(data() / "transport.pem"); // as if the power went before it was written
    EXPECT_EQ(killed_after("never said"), 1) << "the code was used";
    bureau_.add_device(device_id, "De Meent");
    expect_to_work();
}

} // namespace
} // namespace casustafel::journey
