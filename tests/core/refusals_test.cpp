#include "core/correction.h"
#include "support/builders.h"

#include <functional>
#include <gtest/gtest.h>
#include <map>

using namespace casustafel::core;
using namespace casustafel::support;

// Every reason to refuse is provoked here at least once; one that can't be provoked has no place in the enumeration.

namespace {

using Provocation = std::function<std::optional<Refusal>()>;
using Provocations = std::map<Refusal, Provocation>;

const AgreementId one{"00000000-0000-4000-8000-000000000001"};
const AgreementId two{"00000000-0000-4000-8000-000000000002"};

Table imported(const Package& package = example_package())
{
    Table table;
    table.give(command::ImportPackage{package});
    return table;
}

Table started(const Package& package)
{
    Table table = imported(package);
    table.give(command::CheckIn{director});
    table.give(command::StartConference{});
    return table;
}

Table with_agreement()
{
    Table table = Table::in_first_case();
    table.give(command::Propose{first_case, one, agreement_of(table.conference, therapist)});
    return table;
}

Decision continuing()
{
    Decision decision;
    decision.next_on = parse_date("2026-12-05");
    return decision;
}

/// In the first case, where there is one agreement of the therapist: what `command` leads to.
Provocation at_the_table(std::function<Command(const Conference&)> command)
{
    return [command = std::move(command)] {
        Table table = with_agreement();
        return table.give(command(table.conference));
    };
}

Provocation proposing(std::function<void(AgreementContent&)> change)
{
    return at_the_table([change = std::move(change)](const Conference& conference) {
        AgreementContent content = agreement_of(conference, therapist);
        change(content);
        return command::Propose{first_case, two, content};
    });
}

Provocation answering(std::function<void(command::Answer&)> change)
{
    return at_the_table([change = std::move(change)](const Conference&) {
        command::Answer answer{first_case, {{one, 1}}, therapist, command::Spoken{}, ConfirmationState::confirmed,
                               {},         {}};
        change(answer);
        return answer;
    });
}

Provocation recording(std::function<void(command::RecordEarlier&)> change)
{
    return at_the_table([change = std::move(change)](const Conference&) {
        command::RecordEarlier earlier{first_case, earlier_agreement, Outcome::done, {}, {}, {}, {}, {}};
        change(earlier);
        return earlier;
    });
}

Provocations about_conferences()
{
    return {
        {Refusal::not_started, [] { return Table{}.give(command::CheckIn{therapist}); }},
        {Refusal::already_started,
         [] {
             Table table = Table::in_first_case();
             Package newer = example_package();
             newer.id = PackageId{"another"};
             return table.give(command::ReplacePackage{newer});
         }},
        {Refusal::already_sealed,
         [] {
             Table table = started(example_package());
             table.give(command::Seal{MinutesId{"m"}});
             return table.give(command::CheckIn{therapist});
         }},
        {Refusal::other_conference,
         [] {
             Table table = imported();
             Package other = example_package();
             other.id = PackageId{"another"};
             other.conference.id = ConferenceId{"another"};
             return table.give(command::ReplacePackage{other});
         }},
        {Refusal::expired_package,
         [] {
             Package package = example_package();
             package.expires_at = noon();
             return Table{}.give(command::ImportPackage{package});
         }},
        {Refusal::case_still_open, at_the_table([](const Conference&) { return command::Seal{MinutesId{"m"}}; })},
        {Refusal::nothing_to_seal, [] { return imported().give(command::Seal{MinutesId{"m"}}); }},
    };
}

Provocations about_people()
{
    return {
        {Refusal::no_such_participant, [] { return imported().give(command::CheckIn{ParticipantId{"niemand"}}); }},
        {Refusal::already_there, [] { return imported().give(command::ImportPackage{example_package()}); }},
        {Refusal::not_present, [] { return imported().give(command::ChooseTableCode{therapist, "1234"}); }},
        {Refusal::not_absent, at_the_table([](const Conference&) {
             return command::Substitute{therapist, ParticipantId{"p-invaller"}, "I. Invaller", ""};
         })},
        {Refusal::secrecy_not_declared, at_the_table([](const Conference&) { return command::CheckIn{landlord}; })},
        {Refusal::nothing_to_declare,
         at_the_table([](const Conference&) { return command::DeclareSecrecy{therapist, {}}; })},
        {Refusal::signature_missing,
         at_the_table([](const Conference&) { return command::DeclareSecrecy{landlord, {}}; })},
        {Refusal::code_needs_four_digits,
         at_the_table([](const Conference&) { return command::ChooseTableCode{therapist, "12a4"}; })},
        {Refusal::partner_not_on_basis,
         [] {
             Package package = example_package();
             package.conference.legal_basis.allowed_partners = std::vector{PartnerId{"politie"}};
             return started(package).give(command::OpenCase{first_case});
         }},
    };
}

Provocations about_cases()
{
    return {
        {Refusal::no_such_case, [] { return started(example_package()).give(command::OpenCase{CaseId{"geen"}}); }},
        {Refusal::no_such_criterion, at_the_table([](const Conference&) {
             return command::RecordCriterion{first_case, CriterionId{"geen"}, true, "Omdat"};
         })},
        {Refusal::no_legal_ground,
         [] {
             Package package = example_package();
             package.cases[0].criteria[0].met = false;
             return started(package).give(command::OpenCase{first_case});
         }},
        {Refusal::another_case_open, at_the_table([](const Conference&) { return command::OpenCase{second_case}; })},
        {Refusal::case_not_open,
         at_the_table([](const Conference&) { return command::RecordConclusion{second_case, "Ja"}; })},
        {Refusal::case_decided,
         [] {
             Table table = Table::in_first_case();
             table.give(command::Decide{first_case, continuing()});
             table.give(command::LeaveCase{first_case});
             return table.give(command::RecordConclusion{first_case, "Ja"});
         }},
        {Refusal::motivation_missing, at_the_table([](const Conference&) {
             return command::RecordCriterion{first_case, CriterionId{"gevolg"}, true, " "};
         })},
        {Refusal::decision_incomplete, at_the_table([](const Conference&) { return command::Decide{first_case, {}}; })},
        {Refusal::open_agreements_left, at_the_table([](const Conference&) {
             Decision decision;
             decision.kind = DecisionKind::close;
             decision.result = CloseResult::manageable;
             decision.reason = "Rustig";
             decision.closing = {{CriterionId{"stabiel"}, true, {}}};
             return command::Decide{first_case, decision};
         })},
        {Refusal::decision_missing, at_the_table([](const Conference&) { return command::LeaveCase{first_case}; })},
        {Refusal::informing_missing,
         [] {
             Package package = example_package();
             package.cases[1].informing.state = InformingState::to_inform;
             Table table = started(package);
             table.give(command::OpenCase{second_case});
             Decision decision;
             decision.kind = DecisionKind::close;
             decision.result = CloseResult::manageable;
             decision.reason = "Rustig";
             decision.closing = {{CriterionId{"stabiel"}, true, {}}};
             return table.give(command::Decide{second_case, decision});
         }},
        {Refusal::informing_needs_agreement, at_the_table([](const Conference&) {
             return command::RecordInforming{first_case, InformingState::to_inform, two, {}};
         })},
    };
}

Provocations about_agreements()
{
    return {
        {Refusal::partner_not_cleared, proposing([](AgreementContent& content) {
             content.owner = Owner{landlord, "Deelnemer corporatie", PartnerId{"corporatie"}};
             content.confidentiality = Confidentiality::police;
         })},
        {Refusal::reference_unknown, proposing([](AgreementContent& content) { content.goal = GoalId{"geen"}; })},
        {Refusal::text_missing, proposing([](AgreementContent& content) { content.text = "\n "; })},
        {Refusal::text_not_clean, proposing([](AgreementContent& content) { content.text = "a\xFF"; })},
        {Refusal::owner_unknown, proposing([](AgreementContent& content) { content.owner->name = "Iemand anders"; })},
        {Refusal::consult_date_missing,
         proposing([](AgreementContent& content) { content.mandate = Mandate::subject_to_consultation; })},
        {Refusal::decision_of_missing,
         proposing([](AgreementContent& content) { content.mandate = Mandate::needs_decision; })},
        {Refusal::date_in_the_past,
         proposing([](AgreementContent& content) { content.due = parse_date("2026-11-20"); })},
        {Refusal::no_such_agreement,
         at_the_table([](const Conference&) { return command::Withdraw{first_case, two, "Dubbel"}; })},
        {Refusal::withdrawn,
         [] {
             Table table = with_agreement();
             table.give(command::Withdraw{first_case, one, "Dubbel"});
             return table.give(command::Change{first_case, one, agreement_of(table.conference, director)});
         }},
        {Refusal::incomplete_agreement,
         [] {
             Table table = Table::in_first_case();
             AgreementContent content = agreement_of(table.conference, therapist);
             content.due.reset();
             table.give(command::Propose{first_case, one, content});
             return table.give(command::Answer{
                 first_case, {{one, 1}}, therapist, command::Spoken{}, ConfirmationState::confirmed, {}, {}});
         }},
    };
}

Provocations about_answers()
{
    return {
        {Refusal::code_not_chosen,
         answering([](command::Answer& answer) { answer.proof = command::ByTableCode{"1234"}; })},
        {Refusal::code_must_wait,
         [] {
             Table table = with_agreement();
             table.give(command::ChooseTableCode{therapist, "1234"});
             const command::Answer wrong{
                 first_case, {{one, 1}}, therapist, command::ByTableCode{"4321"}, ConfirmationState::confirmed, {}, {}};
             for (int n = 0; n < 3; ++n) table.give(wrong);
             return table.give(wrong);
         }},
        {Refusal::not_the_owner, answering([](command::Answer& answer) { answer.by = director; })},
        {Refusal::other_version, answering([](command::Answer& answer) { answer.agreements[0].version = 2; })},
        {Refusal::reason_missing,
         answering([](command::Answer& answer) { answer.state = ConfirmationState::declined; })},
        {Refusal::answer_date_missing, answering([](command::Answer& answer) {
             answer.state = ConfirmationState::reserved;
             answer.reason = "Eerst overleg";
         })},
        {Refusal::bottleneck_missing,
         recording([](command::RecordEarlier& earlier) { earlier.outcome = Outcome::unable; })},
        {Refusal::bottleneck_unknown,
         recording([](command::RecordEarlier& earlier) { earlier.bottleneck = BottleneckId{"geen"}; })},
        {Refusal::advice_incomplete, at_the_table([](const Conference&) {
             return command::RecordZsmAdvice{first_case, "Bel eerst", therapist, {}, {}};
         })},
        {Refusal::order_incomplete,
         at_the_table([](const Conference&) { return command::ReorderAgenda{{first_case}}; })},
        {Refusal::time_box_missing, at_the_table([](const Conference&) {
             Case urgent;
             urgent.id = CaseId{"urgent"};
             urgent.label = "Gezin V.";
             urgent.question = "Waar slapen de kinderen?";
             return command::AddUrgentCase{urgent};
         })},
        {Refusal::nothing_to_undo, [] { return Table::in_first_case().give(command::Undo{}); }},
        {Refusal::not_sealed,
         [] {
             const Table table = Table::in_first_case();
             const auto made = correction_of(table.conference, {MinutesId{"nieuw"}, first_case, "Anders"}, {}, noon());
             return std::optional{made.error().why};
         }},
        {Refusal::older_package,
         [] {
             Package newer = example_package();
             newer.issued_at = noon();
             Table table = imported(newer);
             Package older = example_package();
             older.id = PackageId{"ouder"};
             return table.give(command::ReplacePackage{older});
         }},
        {Refusal::replaces_other_package,
         [] {
             Package next = example_package();
             next.id = PackageId{"nieuwer"};
             next.replaces = PackageId{"een ander"};
             return imported().give(command::ReplacePackage{next});
         }},
        {Refusal::outcome_is_open, recording([](command::RecordEarlier& earlier) { earlier.outcome = Outcome::open; })},
    };
}

Provocations all_provocations()
{
    Provocations all = about_conferences();
    for (Provocations more : {about_people(), about_cases(), about_agreements(), about_answers()}) all.merge(more);
    return all;
}

} // namespace

TEST(Refusals, each_of_them_can_be_provoked_at_the_table)
{
    const Provocations provocations = all_provocations();
    for (std::size_t n = 0; n < refusal_count; ++n) {
        const auto why = static_cast<Refusal>(n);
        const auto found = provocations.find(why);
        ASSERT_NE(found, provocations.end()) << "nothing provokes refusal " << n;
        EXPECT_EQ(found->second(), why) << n;
    }
}
