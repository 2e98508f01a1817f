#include "support/table_driver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

// An agreement that slips is shown beside those that hang together with it, and beside itself; what is still vague is
// listed before the decision, one touch from being completed.

namespace casustafel::test {

namespace {

using testing::HasSubstr;
using testing::Not;

class SlipScreen : public testing::Test {
protected:
    SlipScreen()
    {
        table.start_conference().tap("agenda/open/1");
        first = table.agree("Briefadres regelen", "m-de-vries", 6);
        second = table.agree("Urgentie indienen", "s-bouazza", 13);
        relate(second, first, core::RelationKind::depends_on);
    }
    void relate(const core::AgreementId& from, const core::AgreementId& to, core::RelationKind how)
    {
        core::AgreementContent content = of(from).content;
        content.relates.push_back({to, how});
        table.give(core::command::Change{table.conference().open_case, from, content});
    }
    const core::Agreement& of(const core::AgreementId& id) const { return *core::find(table.open_case(), id); }
    std::string number(const core::AgreementId& id) const { return std::to_string(of(id).number); }
    void withdraw(const core::AgreementId& id)
    {
        table.give(core::command::Withdraw{table.conference().open_case, id, "Vervalt"});
    }

    TableDriver table;
    core::AgreementId first;
    core::AgreementId second;
};

} // namespace

TEST_F(SlipScreen, says_nothing_while_all_goes_well)
{
    EXPECT_THAT(table.golden(), Not(HasSubstr("Let op: ")));
}

TEST_F(SlipScreen, warns_on_both_when_the_needed_one_is_withdrawn)
{
    withdraw(first);
    EXPECT_THAT(table.golden(), HasSubstr("Let op: afspraak " + number(first) + " is ingetrokken"));
    EXPECT_THAT(table.golden(), HasSubstr("Let op: dit raakt afspraak " + number(second)));
}

TEST_F(SlipScreen, warns_on_an_earlier_agreement_that_was_not_taken_up)
{
    const core::EarlierAgreement& earlier = table.open_case().brief->earlier_agreements.front();
    relate(second, earlier.id, core::RelationKind::conflicts_with);
    core::command::RecordEarlier outcome;
    outcome.in_case = table.conference().open_case;
    outcome.agreement = earlier.id;
    outcome.outcome = core::Outcome::not_taken_up;
    table.give(outcome);
    const std::string slipped = std::to_string(earlier.number);
    EXPECT_THAT(table.golden(), HasSubstr("Let op: afspraak " + slipped + " is niet opgepakt"));
    EXPECT_EQ(table.shell().clipped().size(), 0U);
}

TEST_F(SlipScreen, shows_it_where_agreements_are_tied_together)
{
    core::AgreementContent later = of(first).content;
    later.due = core::parse_date("2027-01-15");
    table.give(core::command::Change{table.conference().open_case, first, later});
    table.tap_all({"casus/nieuw", "nieuw/meer", "meer/deel/3"});
    EXPECT_THAT(table.golden(), HasSubstr("Let op: afspraak " + number(first) + " komt later klaar"));
    EXPECT_THAT(table.golden(), HasSubstr("Let op: dit raakt afspraak " + number(second)));
}

TEST_F(SlipScreen, stands_before_the_decision_and_leads_to_the_one_that_must_know)
{
    withdraw(first);
    table.tap("casus/besluit");
    const std::string sentence =
        "Let op: afspraak " + number(first) + " is ingetrokken; dit raakt afspraak " + number(second);
    EXPECT_THAT(table.golden(), HasSubstr(sentence));
    for (const ui::Target& target : table.shell().targets())
        if (target.label == sentence) {
            table.tap(target.name);
            break;
        }
    EXPECT_EQ(table.state().agreement.changing, second);
    table.tap("nieuw/annuleren");
    EXPECT_EQ(table.state().screen, ui::Screen::decision);
}

TEST_F(SlipScreen, does_not_say_what_happened_to_what_is_masked)
{
    const core::AgreementId secret =
        table.agree("Depot voortzetten", "r-hoekstra", 6, core::Confidentiality::care_secret);
    relate(first, secret, core::RelationKind::depends_on);
    withdraw(secret);
    EXPECT_THAT(table.golden(), HasSubstr("afspraak " + number(secret) + " is ingetrokken"));
    table.let_guest_in();
    EXPECT_THAT(table.golden(), HasSubstr("Let op: kijk ook naar afspraak " + number(secret)));
    EXPECT_THAT(table.golden(), Not(HasSubstr("is ingetrokken")));
    table.tap("casus/besluit");
    EXPECT_THAT(table.golden(), Not(HasSubstr("is ingetrokken")));
    EXPECT_THAT(table.golden(), Not(HasSubstr("Depot")));
}

TEST_F(SlipScreen, lists_each_point_of_attention_before_the_decision_one_touch_from_being_completed)
{
    const core::AgreementId vague = table.agree("Zus uitnodigen", "", 13);
    const core::AgreementId secret = table.agree("Medicatie bespreken", "", 13, core::Confidentiality::care_secret);
    table.tap("casus/besluit").tap("besluit/soort/0");
    const std::string row = "Aandachtspunt " + number(vague) + " · Zus uitnodigen · Wie?";
    EXPECT_THAT(table.golden(), HasSubstr(row));
    EXPECT_THAT(table.golden(), HasSubstr("Aandachtspunt " + number(secret) + " · Medicatie bespreken · Wie?"));
    for (const ui::Target& target : table.shell().targets())
        if (target.label.starts_with(row)) {
            table.tap(target.name);
            break;
        }
    EXPECT_EQ(table.state().agreement.changing, vague);
    table.tap("nieuw/wie/s-bouazza").tap("nieuw/vastleggen");
    EXPECT_EQ(table.state().screen, ui::Screen::decision) << "the decision waits where it was";
    EXPECT_TRUE(table.state().decision_started);
    EXPECT_TRUE(of(vague).content.complete());
    EXPECT_THAT(table.golden(), Not(HasSubstr("Zus uitnodigen")));
    table.let_guest_in();
    EXPECT_THAT(table.golden(), HasSubstr("Aandachtspunt " + number(secret) + " · Verborgen: "));
    EXPECT_THAT(table.golden(), Not(HasSubstr("Medicatie")));
}

} // namespace casustafel::test
