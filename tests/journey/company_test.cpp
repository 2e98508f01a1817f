#include "journey/journey_fixture.h"
#include "journey/story.h"

#include <gmock/gmock.h>

#include <algorithm>

// Who is at the table decides what stands on it, from the touch to the minutes.

namespace casustafel::journey {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr const char* of_care = "Intake FACT-team"; // an earlier agreement that a housing association may not read
constexpr const char* depot = "Depot voortzetten";

class CompanyAtTable : public ReadyDevice {
protected:
    void SetUp() override
    {
        hands_ = switch_on();
        story_ = std::make_unique<Story>(*hands_, secret, [](const std::string&, const std::string&) {});
        story_->unlock();
    }
    /// Whatever a person, a screen reader or a second display has of it.
    std::string shown()
    {
        std::string all = hands_->golden();
        for (const ui::AccessibleNode& node : hands_->accessible()) all += "\n" + node.name + "\n" + node.value;
        return all;
    }
    /// The case on screen goes on another day; then all is sealed.
    core::Minutes sealed_at_bureau()
    {
        hands_->tap("casus/besluit").tap("besluit/soort/0").tap("besluit/datum/0").tap("besluit/vastleggen");
        hands_->wait_for("agenda/afronden");
        const core::MinutesId minutes = story_->seal();
        hands_->wait_until("sending", [](const ui::Snapshot& now) {
            return now.envelopes.size() == 1 && now.envelopes.front().state >= core::EnvelopeState::sent;
        });
        bureau_.sync_desk();
        return bureau_.read_minutes(minutes.value());
    }

    std::unique_ptr<Hands> hands_;
    std::unique_ptr<Story> story_;
};
using Company = AtEachSize<CompanyAtTable>;
INSTANTIATE_TEST_SUITE_P(, Company, testing::ValuesIn(panels), panel_name);

TEST_P(Company, with_a_guest_who_has_not_declared_secrecy_opens_no_case)
{
    hands_->tap("agenda/aanwezigheid");
    for (const char* id : {"s-bouazza", "r-hoekstra", "m-de-vries"}) story_->seat(id, false);
    hands_->tap("aanwezig/f-demir").tap("aanwezig/start").wait_for("agenda/open/1");
    hands_->tap("agenda/open/1");
    EXPECT_TRUE(hands_->snapshot().conference->open_case.empty());
    EXPECT_THAT(shown(), AllOf(HasSubstr("geheimhouding"), Not(HasSubstr(of_care))));
    hands_->tap("agenda/aanwezigheid").tap("aanwezig/f-demir").tap("persoon/tekenen").sign("verklaring/vlak");
    hands_->tap("verklaring/ok").tap("aanwezig/agenda").tap("agenda/open/1").wait_for("casus/nieuw");
    hands_->tap("casus/tab/2");
    EXPECT_THAT(shown(), AllOf(HasSubstr("Verborgen: "), Not(HasSubstr(of_care))));
    hands_->tap("casus/tafel").tap("tafel/f-demir").tap("sluiten");
    EXPECT_THAT(shown(), HasSubstr(of_care));
    const core::Minutes minutes = sealed_at_bureau();
    const auto guest =
        std::ranges::find(minutes.attendance, core::ParticipantId{"f-demir"}, &core::MinutesAttendance::participant);
    ASSERT_NE(guest, minutes.attendance.end());
    EXPECT_TRUE(guest->declared_at);
    EXPECT_GE(*minutes.cases.front().opened_at, *guest->declared_at) << "no case before the declaration";
}

TEST_P(Company, that_comes_and_goes_takes_along_and_brings_back_what_it_may_read_here_and_in_the_room)
{
    story_->take_attendance();
    hands_->plug_room();
    hands_->tap("agenda/open/1").wait_for("casus/nieuw");
    hands_->tap("casus/tafel").tap("tafel/f-demir").tap("sluiten");
    hands_->tap("casus/nieuw").write("nieuw/tekst", depot).tap("nieuw/datum/3").tap("nieuw/wie/r-hoekstra");
    hands_->tap("nieuw/meer").tap("meer/deel/2").tap("meer/zicht/1").tap("sluiten").tap("nieuw/vastleggen");
    hands_->wait_for("casus/nieuw");
    hands_->tap("zaal").tap("zaal/0").tap("zaal/2").tap("sluiten");
    EXPECT_THAT(hands_->room_golden(), HasSubstr(depot));
    EXPECT_THAT(shown(), HasSubstr(depot));
    hands_->tap("casus/tafel").tap("tafel/f-demir");
    EXPECT_THAT(hands_->room_golden(), Not(HasSubstr(depot)));
    EXPECT_THAT(shown(), Not(HasSubstr(depot)));
    hands_->tap("sluiten");
    EXPECT_THAT(shown(), AllOf(HasSubstr("Verborgen: "), Not(HasSubstr(depot))));
    hands_->tap("casus/tafel").tap("tafel/f-demir").tap("sluiten");
    EXPECT_THAT(hands_->room_golden(), HasSubstr(depot));
    EXPECT_THAT(shown(), HasSubstr(depot));
    hands_->tap("afschermen");
    EXPECT_THAT(hands_->room_golden(), Not(HasSubstr(depot)));
    EXPECT_THAT(shown(), Not(HasSubstr(depot)));
    hands_->tap("verder");
    hands_->unplug_room();
    hands_->plug_room();
    EXPECT_THAT(hands_->room_golden(), HasSubstr(depot)) << "a cable that came loose costs nothing";
    const core::Minutes minutes = sealed_at_bureau();
    const core::MinutesCase& first = minutes.cases.front();
    ASSERT_EQ(first.agreements.size(), 1U);
    EXPECT_EQ(first.agreements.front().content.text, depot);
    EXPECT_EQ(first.agreements.front().content.confidentiality, core::Confidentiality::care_secret);
    EXPECT_THAT(first.present, Contains(core::ParticipantId{"r-hoekstra"}));
}

} // namespace
} // namespace casustafel::journey
