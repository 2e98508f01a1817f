#include "journey/journey_fixture.h"
#include "journey/story.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

// From a touch to the bureau with every part real: SQLCipher, mbedTLS, TLS on loopback, the bureau's program.

namespace casustafel::journey {
namespace {

using testing::IsEmpty;
using namespace std::chrono_literals;

using Journey = AtEachSize<ReadyDevice>;
INSTANTIATE_TEST_SUITE_P(, Journey, testing::ValuesIn(panels), panel_name);

const core::Envelope* envelope_of(const ui::Snapshot& now, const core::MinutesId& minutes)
{
    const auto found = std::ranges::find(now.envelopes, minutes, &core::Envelope::minutes);
    return found == now.envelopes.end() ? nullptr : &*found;
}

void wait_for(Hands& hands, const core::MinutesId& minutes, core::EnvelopeState state)
{
    hands.wait_until("the envelope's way", [&](const ui::Snapshot& now) {
        const core::Envelope* envelope = envelope_of(now, minutes);
        return envelope && envelope->state >= state;
    });
}

/// What the minutes of the whole story hold, whoever played it.
void expect_whole(const core::Minutes& minutes)
{
    ASSERT_EQ(minutes.cases.size(), 3U);
    EXPECT_EQ(minutes.cases[0].agreements.size(), 4U);
    EXPECT_EQ(minutes.cases[0].earlier.size(), 4U);
    EXPECT_EQ(minutes.cases[0].decision.kind, core::DecisionKind::continued);
    EXPECT_EQ(minutes.cases[1].agreements.size(), 1U);
    EXPECT_EQ(minutes.cases[1].decision.kind, core::DecisionKind::escalate);
    EXPECT_EQ(minutes.cases[2].decision.kind, core::DecisionKind::scale_down);
}

TEST_P(Journey, brings_everything_that_was_touched_in_to_the_bureau_and_forgets_it_here)
{
    const auto hands = switch_on();
    Story story{*hands, secret, [](const std::string&, const std::string&) {}};
    story.hold_conference();
    const core::MinutesId minutes = story.seal();
    EXPECT_THAT(hands->snapshot().conferences, IsEmpty()) << "the key is gone as soon as the envelope is durable";
    wait_for(*hands, minutes, core::EnvelopeState::sent);
    bureau_.sync_desk();
    if (hands->has("afronden/nu")) hands->tap("afronden/nu"); // gone when it was opened meanwhile
    wait_for(*hands, minutes, core::EnvelopeState::opened);
    EXPECT_THAT(story.missing_in(bureau_.read_minutes(minutes.value())), IsEmpty());
    EXPECT_GE(story.promises(), 5U);
}

TEST_P(Journey, is_made_with_a_usb_keyboard_alone)
{
    const auto hands = switch_on();
    hands->use_keyboard();
    Story story{*hands, secret, [](const std::string&, const std::string&) {}};
    story.hold_conference();
    const core::MinutesId minutes = story.seal();
    wait_for(*hands, minutes, core::EnvelopeState::sent);
    bureau_.sync_desk();
    EXPECT_THAT(story.missing_in(bureau_.read_minutes(minutes.value())), IsEmpty());
}

TEST_P(Journey, keeps_minutes_while_the_bureau_is_away_and_sends_them_when_it_is_back)
{
    const auto hands = switch_on();
    Story story{*hands, secret, [](const std::string&, const std::string&) {}};
    story.hold_conference();
    bureau_.stop_relay(SIGTERM);
    const core::MinutesId minutes = story.seal();
    hands->tap("afronden/nu");
    hands->wait_until("a failed contact", [](const ui::Snapshot& now) { return now.device.bureau_reached == false; });
    ASSERT_TRUE(envelope_of(hands->snapshot(), minutes));
    EXPECT_EQ(envelope_of(hands->snapshot(), minutes)->state, core::EnvelopeState::sealed);
    bureau_.start_relay();
    hands->tap("afronden/nu");
    wait_for(*hands, minutes, core::EnvelopeState::sent);
    bureau_.sync_desk();
    if (hands->has("afronden/nu")) hands->tap("afronden/nu"); // gone when it was opened meanwhile
    wait_for(*hands, minutes, core::EnvelopeState::opened);
    EXPECT_THAT(story.missing_in(bureau_.read_minutes(minutes.value())), IsEmpty());
}

TEST_P(Journey, loses_no_acknowledged_fact_when_the_device_is_killed)
{
    fetch_package();
    bureau_.stop_relay(SIGTERM);
    const auto whole = temp_ / "whole";
    const auto counter = data().string() + ".counter"; // put back too, or the device would say that its data is old
    std::filesystem::copy(data(), whole, std::filesystem::copy_options::recursive);
    std::filesystem::copy_file(counter, whole.string() + ".counter");
    for (const int kill_at : {2, 5, 17, 30, 44}) {
        std::filesystem::remove_all(data());
        std::filesystem::copy(whole, data(), std::filesystem::copy_options::recursive);
        std::filesystem::copy_file(whole.string() + ".counter", counter,
                                   std::filesystem::copy_options::overwrite_existing);
        const auto acknowledged = std::stoull(play_until("facts " + std::to_string(kill_at)));
        const auto hands = switch_on();
        hands->digits("lock", secret).tap("lock/ok");
        hands->wait_until("the conference", [](const ui::Snapshot& now) { return now.conference != nullptr; });
        EXPECT_GE(hands->snapshot().conference->fact_count, acknowledged);
    }
}

TEST_P(Journey, comes_back_to_the_agreement_that_was_being_filled_in_when_the_device_was_killed)
{
    fetch_package();
    bureau_.stop_relay(SIGTERM);
    play_until("step afspraak-geweigerd"); // the answer to saving came after the draft was kept
    const auto hands = switch_on();
    hands->digits("lock", secret).tap("lock/ok").wait_for("nieuw/vastleggen");
    EXPECT_EQ(hands->state().text(ui::Field::agreement_text), "Zorgmachtiging voorbereiden");
    const core::AgreementContent content = hands->state().agreement.content;
    EXPECT_TRUE(content.due);
    EXPECT_EQ(content.owner->participant.value(), "r-hoekstra");
    EXPECT_EQ(content.mandate, core::Mandate::subject_to_consultation);
    hands->tap("nieuw/antwoord/1").tap("nieuw/vastleggen").wait_for("casus/nieuw");
    const auto saved = hands->snapshot().conference->fact_count;
    hands->tap("casus/agenda").tap("agenda/vergrendel").wait_for("lock/ok");
    hands->digits("lock", secret).tap("lock/ok").wait_for("casus/nieuw");
    EXPECT_EQ(hands->snapshot().conference->fact_count, saved);
    EXPECT_TRUE(hands->snapshot().draft.empty());
}

TEST_P(Journey, comes_back_to_an_agreement_that_has_no_words_yet)
{
    fetch_package();
    bureau_.stop_relay(SIGTERM);
    auto hands = switch_on();
    Story story{*hands, secret, [](const std::string&, const std::string&) {}};
    story.unlock();
    story.take_attendance();
    hands->tap("agenda/open/2").wait_for("casus/nieuw");
    hands->tap("casus/nieuw").tap("nieuw/wie/l-smit").tap("nieuw/datum/3");
    hands->let_pass(2s);
    const core::AgreementContent chosen = hands->state().agreement.content;
    hands.reset();
    hands = switch_on();
    hands->digits("lock", secret).tap("lock/ok").wait_for("nieuw/vastleggen");
    EXPECT_EQ(hands->state().agreement.content, chosen);
    EXPECT_EQ(hands->state().text(ui::Field::agreement_text), "");
}

TEST_P(Journey, sends_what_was_sealed_when_the_device_was_killed_right_after)
{
    fetch_package();
    bureau_.stop_relay(SIGTERM);
    const core::MinutesId minutes{play_until("sealed")};
    bureau_.start_relay();
    const auto hands = switch_on();
    wait_for(*hands, minutes, core::EnvelopeState::sent); // without anyone unlocking
    EXPECT_THAT(hands->snapshot().conferences, IsEmpty());
    bureau_.sync_desk();
    wait_for(*hands, minutes, core::EnvelopeState::opened);
    expect_whole(bureau_.read_minutes(minutes.value()));
}

TEST_P(Journey, asks_for_the_receipt_when_the_device_was_killed_after_sending)
{
    const core::MinutesId minutes{play_until("sent")};
    bureau_.sync_desk();
    const auto hands = switch_on();
    wait_for(*hands, minutes, core::EnvelopeState::opened);
    expect_whole(bureau_.read_minutes(minutes.value()));
}

TEST_P(Journey, keeps_nothing_twice_when_the_device_was_killed_right_after_the_bureau_opened)
{
    const core::MinutesId minutes{play_until("opened", [&](const std::string& line) {
        if (line.starts_with("sent")) bureau_.sync_desk();
    })};
    const auto hands = switch_on();
    const auto settled = [&] {
        const ui::Snapshot& now = hands->snapshot();
        ASSERT_EQ(now.envelopes.size(), 1U);
        EXPECT_EQ(now.envelopes.front().minutes, minutes);
        EXPECT_EQ(now.envelopes.front().state, core::EnvelopeState::opened);
        EXPECT_THAT(now.conferences, IsEmpty());
    };
    hands->wait_until("contact", [](const ui::Snapshot& now) { return now.device.bureau_reached == true; });
    bureau_.sync_desk();
    settled();
    const std::string listed = bureau_.list_minutes();
    EXPECT_EQ(std::ranges::count(listed, '\n'), 1) << listed;
    expect_whole(bureau_.read_minutes(minutes.value()));
}

TEST_P(Journey, keeps_a_package_when_the_device_was_killed_before_and_after_unlocking)
{
    play_until("step vergrendeld"); // it is durable here, and the relay may or may not have heard so
    bureau_.stop_relay(SIGTERM);
    play_until("step kies"); // and now it is a conference
    play_until("step agenda");
    const auto hands = switch_on();
    hands->digits("lock", secret).tap("lock/ok").wait_for("agenda/aanwezigheid");
    EXPECT_EQ(hands->snapshot().conferences.size(), 1U);
    EXPECT_EQ(hands->snapshot().device.waiting_packages, 0);
    EXPECT_FALSE(hands->snapshot().device.notice);
}

TEST_P(Journey, carries_package_minutes_and_receipt_on_a_stick_when_there_is_no_network)
{
    const auto stick = temp_ / "stick";
    std::filesystem::create_directory(stick);
    bureau_.export_stick(stick, device_id);
    bureau_.stop_relay(SIGTERM);
    core::MinutesId minutes;
    {
        Hands hands{data(), desk(panel()), [](const std::string&) {}, stick};
        Story story{hands, secret, [](const std::string&, const std::string&) {}};
        story.hold_conference();
        minutes = story.seal();
        hands.wait_until("the stick", [](const ui::Snapshot& now) { return !now.on_stick.empty(); });
        EXPECT_NE(hands.golden().find("Op USB-stick gezet"), std::string::npos);
    }
    EXPECT_NE(bureau_.import_stick(stick, device_id).find("stored"), std::string::npos);
    EXPECT_NE(bureau_.import_stick(stick, device_id).find("there already"), std::string::npos);
    bureau_.start_relay(); // the desk fetches from it
    bureau_.sync_desk();
    bureau_.stop_relay(SIGTERM);
    expect_whole(bureau_.read_minutes(minutes.value()));
    bureau_.export_stick(stick, device_id);
    Hands hands{data(), desk(panel()), [](const std::string&) {}, stick};
    wait_for(hands, minutes, core::EnvelopeState::opened);
}

} // namespace
} // namespace casustafel::journey
