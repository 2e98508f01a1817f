#include "ui/first_start_scenes.h"

#include "support/screen_driver.h"
#include "ui/in_english.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <variant>

// The first start by touch, step by step, and how it looks on every panel.

namespace casustafel::test {
namespace {

namespace first = ui::first_start;
using first::Facts;
using first::Failure;
using first::Progress;
using first::Step;

/// The secret of the only request, which is to set up; empty if it is another one.
std::string asked_to_set_up(FirstStartDriver& driver)
{
    const auto requests = driver.take_requests();
    if (requests.size() != 1) return {};
    const auto* one = std::get_if<first::request::SetUp>(&requests.front());
    return one == nullptr ? std::string{} : std::string{one->secret.view()};
}

template <class T>
bool asked_only_for(FirstStartDriver& driver)
{
    const auto requests = driver.take_requests();
    return requests.size() == 1 && std::holds_alternative<T>(requests.front());
}

} // namespace

TEST(FirstStart, does_not_begin_without_a_usable_file_of_the_bureau_or_a_disk)
{
    FirstStartDriver driver;
    EXPECT_TRUE(driver.enabled("eerst/verder"));
    driver.learn([](Facts& facts) { facts.provision.flaw = "bij /device staat niets."; });
    EXPECT_FALSE(driver.enabled("eerst/verder"));
    driver.learn([](Facts& facts) { facts.provision = {}; });
    EXPECT_FALSE(driver.enabled("eerst/verder"));
    driver.learn([](Facts& facts) {
        facts.provision.there = true;
        facts.writable = false;
    });
    EXPECT_FALSE(driver.enabled("eerst/verder"));
    driver.tap("eerst/kijk");
    EXPECT_TRUE(asked_only_for<first::request::Look>(driver));
}

TEST(FirstStart, does_not_begin_while_another_answers_in_place_of_the_bureau)
{
    FirstStartDriver driver;
    driver.learn([](Facts& facts) { facts.reached = ui::BureauContact::other; });
    EXPECT_FALSE(driver.enabled("eerst/verder"));
    driver.key(ui::Key::enter);
    EXPECT_EQ(driver.state().step, Step::welcome);
    driver.learn([](Facts& facts) { facts.reached = ui::BureauContact::reached; });
    EXPECT_TRUE(driver.enabled("eerst/verder"));
}

TEST(FirstStart, goes_back_from_the_touch_test)
{
    FirstStartDriver driver;
    driver.tap("eerst/verder").tap("eerst/punt/0");
    EXPECT_THAT(driver.shell().golden(), testing::HasSubstr("Stap 2 van 4"));
    driver.tap("eerst/terug");
    EXPECT_EQ(driver.state().step, Step::welcome);
}

TEST(FirstStart, begins_although_the_bureau_does_not_answer_and_the_clock_is_loose)
{
    FirstStartDriver driver;
    driver.learn([](Facts& facts) {
        facts.reached = ui::BureauContact::not_reached;
        facts.clock_trusted = false;
    });
    EXPECT_TRUE(driver.enabled("eerst/verder"));
}

TEST(FirstStart, asks_to_touch_nine_points_of_at_least_12_mm_up_to_the_edges)
{
    FirstStartDriver driver;
    driver.tap("eerst/verder");
    const ui::Metrics& glass = driver.shell().metrics();
    int left = glass.width();
    int bottom = 0;
    for (std::size_t n = 0; n < ui::touch_points; ++n) {
        const ui::Target* point = driver.shell().find("eerst/punt/" + std::to_string(n));
        ASSERT_NE(point, nullptr);
        EXPECT_GE(std::min(point->rect.w, point->rect.h), glass.mm(12));
        left = std::min(left, point->rect.x);
        bottom = std::max(bottom, point->rect.bottom());
    }
    EXPECT_LE(left, glass.mm(4));
    EXPECT_GE(bottom, glass.height() - glass.mm(4));
    for (const char* point : {"8", "0", "3", "5", "1", "7", "2", "6"}) driver.tap(std::string{"eerst/punt/"} + point);
    EXPECT_EQ(driver.state().step, Step::touch) << "one is left";
    driver.tap("eerst/punt/4");
    EXPECT_EQ(driver.state().step, Step::choose);
}

TEST(FirstStart, lets_the_keyboard_skip_the_touch_test_and_says_so_in_the_result)
{
    FirstStartDriver driver;
    driver.tap("eerst/verder");
    for (int n = 0; n < 12 && driver.shell().interaction().focus != "eerst/overslaan"; ++n) driver.key(ui::Key::tab);
    driver.key(ui::Key::enter);
    EXPECT_EQ(driver.state().step, Step::choose);
    driver.learn([](Facts& facts) { facts.progress = Progress::finished; });
    EXPECT_THAT(driver.shell().golden(), testing::HasSubstr("overgeslagen, 0 van 9"));
}

TEST(FirstStart, sets_up_with_the_passphrase_once_it_was_typed_from_paper)
{
    FirstStartDriver driver;
    driver.to_secret();
    const std::string words{driver.state().proposal.view()};
    EXPECT_THAT(driver.shell().golden(), testing::HasSubstr(words));
    driver.tap("eerst/verder");
    EXPECT_THAT(driver.shell().golden(), testing::Not(testing::HasSubstr(words)));
    EXPECT_FALSE(driver.enabled("eerst/verder"));
    driver.type("bakom niret soluk pamer dogit").tap("eerst/verder");
    EXPECT_TRUE(driver.state().differs);
    EXPECT_TRUE(driver.take_requests().empty());
    driver.type(words).tap("eerst/verder");
    EXPECT_EQ(asked_to_set_up(driver), words);
    EXPECT_EQ(driver.state().step, Step::busy);
}

TEST(FirstStart, proposes_another_passphrase_when_asked)
{
    FirstStartDriver driver;
    driver.to_secret();
    const core::Secret before = driver.state().proposal;
    driver.tap("eerst/andere");
    EXPECT_NE(driver.state().proposal, before);
}

TEST(FirstStart, takes_a_pin_of_six_digits_twice)
{
    FirstStartDriver driver{true};
    driver.to_secret().digits("25801");
    EXPECT_FALSE(driver.enabled("eerst/pin/ok"));
    driver.digits("3").tap("eerst/pin/ok").digits("258014").tap("eerst/pin/ok");
    EXPECT_TRUE(driver.state().differs);
    EXPECT_EQ(driver.state().step, Step::choose) << "nobody knows which one was meant";
    driver.digits("258013").tap("eerst/pin/ok").digits("258013").tap("eerst/pin/ok");
    EXPECT_EQ(asked_to_set_up(driver), "258013");
}

TEST(FirstStart, asks_for_the_earlier_secret_when_an_earlier_start_broke_off)
{
    FirstStartDriver driver;
    driver.learn([](Facts& facts) { facts.resumes = true; }).to_secret();
    EXPECT_EQ(driver.state().step, Step::repeat);
    driver.type("walen tomuk fidar gonel zupes").tap("eerst/verder");
    EXPECT_EQ(asked_to_set_up(driver), "walen tomuk fidar gonel zupes");
    driver.fail(Progress::begun, Failure::other_secret, "another secret").tap("eerst/opnieuw");
    EXPECT_EQ(driver.state().step, Step::repeat) << "it may be typed again";
}

TEST(FirstStart, tries_again_with_the_same_secret_and_goes_back_for_another_file)
{
    FirstStartDriver driver;
    driver.to_setup();
    const std::string words = asked_to_set_up(driver);
    EXPECT_FALSE(words.empty());
    EXPECT_EQ(driver.shell().find("eerst/opnieuw"), nullptr);
    driver.fail(Progress::keys_made, Failure::no_bureau, "no answer in time").tap("eerst/opnieuw");
    EXPECT_EQ(asked_to_set_up(driver), words);
    driver.fail(Progress::keys_made, Failure::code_refused, "401");
    EXPECT_EQ(driver.shell().find("eerst/opnieuw"), nullptr) << "the same file comes to the same";
    driver.tap("eerst/terug");
    EXPECT_TRUE(asked_only_for<first::request::Look>(driver));
    driver.tap("eerst/verder");
    EXPECT_EQ(asked_to_set_up(driver), words) << "it was given twice already";
}

TEST(FirstStart, forgets_the_secret_when_the_device_is_set_up_and_ends_with_one_touch)
{
    FirstStartDriver driver;
    driver.to_setup();
    EXPECT_FALSE(asked_to_set_up(driver).empty());
    driver.learn([](Facts& facts) { facts.progress = Progress::finished; });
    EXPECT_TRUE(driver.state().chosen.empty());
    EXPECT_TRUE(driver.state().proposal.empty());
    EXPECT_TRUE(driver.state().typed.empty());
    driver.tap("eerst/klaar");
    EXPECT_TRUE(asked_only_for<first::request::Finish>(driver));
}

namespace {

class FirstStartPictures : public testing::TestWithParam<std::size_t> {
protected:
    static FirstStartScene scene() { return first_start_scenes()[GetParam()]; }
};

} // namespace

TEST_P(FirstStartPictures, look_as_they_did)
{
    FirstStartDriver driver{scene().pin};
    scene().reach(driver);
    expect_golden(driver.shell(), scene().name);
    EXPECT_THAT(driver.shell().clipped(), testing::IsEmpty());
}

TEST_P(FirstStartPictures, can_be_used_on_every_panel_and_at_every_size_of_text)
{
    struct Panel {
        int width;
        int height;
        double px_per_mm;
    };
    for (const Panel& panel : {Panel{1920, 1080, 5.58}, Panel{1280, 800, 3.86}, Panel{2560, 1440, 7.44}})
        for (const int percent : {100, 125, 150}) {
            SCOPED_TRACE(std::to_string(panel.width) + " at " + std::to_string(percent));
            FirstStartDriver driver{scene().pin, panel.width, panel.height, panel.px_per_mm};
            scene().reach(driver);
            driver.prefer({.text_percent = percent});
            expect_usable(driver.shell());
        }
}

TEST_P(FirstStartPictures, have_room_for_the_english_words)
{
    const InEnglish english;
    for (const int percent : {100, 150}) {
        FirstStartDriver driver{scene().pin};
        scene().reach(driver);
        driver.prefer({.text_percent = percent, .left_handed = true});
        EXPECT_THAT(driver.shell().clipped(), testing::IsEmpty()) << percent;
    }
}

INSTANTIATE_TEST_SUITE_P(Every, FirstStartPictures, testing::Range(std::size_t{0}, first_start_scenes().size()),
                         [](const auto& which) {
                             std::string name = first_start_scenes()[which.param].name;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

} // namespace casustafel::test
