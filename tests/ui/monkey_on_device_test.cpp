#include "ui/first_start_scenes.h"
#include "ui/monkey.h"
#include "ui/technician_scenes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <variant>

// The screens for a technician, whose finger is no wiser: ten thousand taps without sense on each.

namespace casustafel::test {

namespace {

using namespace std::chrono_literals;
namespace first = ui::first_start;
namespace technician = ui::technician;

constexpr int most_taps = 10'000;

template <class Choice>
Choice any_of(MonkeyHand& hand, Choice last)
{
    return static_cast<Choice>(hand.any(static_cast<int>(last) + 1));
}

bool something_to_touch(const ui::OffscreenShell& shell)
{
    return std::ranges::any_of(shell.targets(), [](const ui::Target& target) { return target.enabled; });
}

bool is_key(const ui::Target& target)
{
    return target.role == ui::Role::key;
}

/// What the technician's device has found out meanwhile.
void learn_anything(TechnicianDriver& device, MonkeyHand& hand)
{
    device.learn([&](technician::Facts& facts) {
        facts.now += std::chrono::seconds{hand.any(600)};
        facts.looking = hand.one_in(3);
        facts.reached = any_of(hand, ui::BureauContact::other);
        facts.writable = !hand.one_in(4);
        facts.may_send = !hand.one_in(4);
        facts.waiting = hand.any(30);
        if (hand.one_in(2)) facts.retry_at.reset();
        if (hand.one_in(20)) facts.gate = technician::Gate::closed;
        const auto action = any_of(hand, technician::Action::restart);
        const auto outcome = any_of(hand, technician::Outcome::failed);
        facts.answer = {action, outcome, "no route to host"};
    });
}

/// Sets up a device, with everything that can come between.
class FirstStartMonkey {
public:
    explicit FirstStartMonkey(std::uint32_t seed) : hand_{seed}, device_{seed % 2 == 0, 320, 180, 5.58 / 6} {}

    /// How often it tapped: less when the device was set up before.
    int play(int taps);
    const std::set<first::Step>& steps() const { return steps_; }

private:
    void go_further();
    void learn_anything();

    MonkeyHand hand_;
    FirstStartDriver device_;
    bool looking_ = false;
    std::set<first::Step> steps_;
};

int FirstStartMonkey::play(int taps)
{
    for (int n = 1; n <= taps; ++n) {
        hand_.tap_something(device_.shell(), is_key);
        if (hand_.one_in(8)) device_.type("bakom niret");
        if (hand_.one_in(8)) hand_.press_any_key(device_.shell());
        if (hand_.one_in(8)) learn_anything();
        if (hand_.one_in(30)) go_further();
        steps_.insert(device_.state().step);
        const bool waits = looking_ || device_.state().step == first::Step::busy;
        EXPECT_TRUE(waits || something_to_touch(device_.shell())) << "no way on from:\n" << device_.shell().golden();
        EXPECT_FALSE(device_.shell().pixels().empty());
        for (const first::Request& request : device_.take_requests())
            if (std::holds_alternative<first::request::Finish>(request)) return n;
        if (testing::Test::HasFailure()) return n;
    }
    return taps;
}

/// A hand without sense never chooses the same secret twice.
void FirstStartMonkey::go_further()
{
    const first::Step before = device_.state().step;
    if (before != first::Step::choose && before != first::Step::repeat) return;
    const std::string words{device_.state().proposal.view()};
    if (device_.enabled("eerst/pin/ok") || device_.shell().find("eerst/pin/0") != nullptr)
        device_.digits("258013").tap("eerst/pin/ok");
    else if (before == first::Step::repeat)
        device_.type(words);
}

void FirstStartMonkey::learn_anything()
{
    device_.learn([&](first::Facts& facts) {
        facts.looking = looking_ = hand_.one_in(3);
        facts.reached = any_of(hand_, ui::BureauContact::other);
        facts.writable = !hand_.one_in(4);
        if (device_.state().step != first::Step::busy) return;
        facts.failure.reset();
        if (hand_.one_in(3)) {
            facts.failure = any_of(hand_, first::Failure::something_else);
            facts.detail = "no route to host";
            facts.resumes = true;
        } else if (facts.progress != first::Progress::finished) {
            facts.progress = static_cast<first::Progress>(static_cast<int>(facts.progress) + 1);
        }
    });
}

} // namespace

TEST(TechnicianScreen, survives_ten_thousand_taps_without_sense)
{
    MonkeyHand hand{1};
    std::unique_ptr<TechnicianDriver> device;
    std::set<technician::Page> pages;
    std::size_t asked = 0;
    for (int n = 0; n < most_taps; ++n) {
        SCOPED_TRACE(testing::Message() << "tap " << n);
        if (n % 1000 == 0) device = std::make_unique<TechnicianDriver>(320, 180, 5.58 / 6);
        hand.tap_something(device->shell(), is_key);
        if (hand.one_in(10)) hand.press_any_key(device->shell());
        if (hand.one_in(10)) learn_anything(*device, hand);
        if (device->facts().gate != technician::Gate::open && hand.one_in(10))
            device->learn([](technician::Facts& facts) { facts.gate = technician::Gate::open; });
        if (device->facts().gate == technician::Gate::open) pages.insert(device->state().page);
        asked += device->take_requests().size();
        ASSERT_TRUE(something_to_touch(device->shell())) << "no way on from:\n" << device->shell().golden();
        ASSERT_FALSE(device->shell().pixels().empty());
    }
    EXPECT_EQ(pages.size(), 4U);
    EXPECT_GT(asked, 100U) << "the monkey did nothing";
}

TEST(FirstStart, survives_ten_thousand_taps_without_sense)
{
    std::set<first::Step> steps;
    int taps = 0;
    for (std::uint32_t seed = 1; taps < most_taps; ++seed) {
        SCOPED_TRACE(testing::Message() << "monkey " << seed);
        FirstStartMonkey monkey{seed};
        taps += monkey.play(std::min(1000, most_taps - taps));
        if (HasFailure()) return;
        steps.insert(monkey.steps().begin(), monkey.steps().end());
    }
    EXPECT_EQ(steps.size(), 6U) << "the monkeys missed a step";
}

} // namespace casustafel::test
