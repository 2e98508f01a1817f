#include "core/audit.h"

#include "support/builders.h"

#include <algorithm>
#include <gtest/gtest.h>

using namespace casustafel::core;
using namespace casustafel::support;

namespace {

const std::string canary = "KANARIE";
const AgreementId agreement{"00000000-0000-4000-8000-000000000001"};
const Strokes drawn{{{0.5, 0.5, 0}, {1, 1, 9}}};

AgreementContent telling_content()
{
    AgreementContent content;
    content.text = canary;
    content.owner = Owner{therapist, canary, PartnerId{"ggz"}};
    content.decision_of = canary;
    content.executor = canary;
    content.deputy = canary;
    return content;
}

Participant telling_person()
{
    Participant person;
    person.id = ParticipantId{"p-nieuw"};
    person.name = canary;
    person.function = canary;
    person.partner = PartnerId{"school"};
    person.mandate_by = canary;
    return person;
}

Partner telling_partner()
{
    Partner partner;
    partner.id = PartnerId{"school"};
    partner.name = canary;
    partner.sharing_card = SharingCard{canary, canary, canary, canary};
    return partner;
}

Case telling_case()
{
    Case one;
    one.id = first_case;
    one.label = canary;
    one.subject = Subject{canary, {}, canary, {}};
    one.question = canary;
    one.criteria = {{CriterionId{"gevolg"}, canary, true, canary, {}, canary, false}};
    one.items = {{ItemId{"i"}, Section::risk, {}, canary, PartnerId{"ggz"}, {}, Confidentiality::police, {}, {}}};
    one.goals = {{GoalId{"g"}, canary, {}}};
    Intervention intervention;
    intervention.text = canary;
    one.interventions = {intervention};
    EarlierAgreement earlier;
    earlier.text = canary;
    earlier.note = canary;
    earlier.owner.name = canary;
    earlier.decision_of = canary;
    earlier.executor = canary;
    earlier.deputy = canary;
    one.earlier_agreements = {earlier};
    one.milestones = {{{}, canary}};
    one.informing = {InformingState::postponed, {}, canary, canary};
    one.zsm_advice = ZsmAdvice{canary, canary, {}, {}, canary, {}};
    return one;
}

/// A package in which every text says the same.
Package telling_package()
{
    Package package = example_package();
    package.bureau.name = canary;
    package.bureau.region = canary;
    package.conference.title = canary;
    package.conference.room = canary;
    package.conference.chair = canary;
    package.conference.legal_basis.reference = canary;
    package.conference.covenant = Covenant{canary, canary};
    package.partners = {telling_partner()};
    package.participants = {telling_person()};
    package.life_domains = {{LifeDomainId{"wonen"}, canary}};
    package.phrases = {canary};
    package.cases = {telling_case()};
    package.secrecy_declaration = SecrecyDeclarationText{canary, canary, {}};
    package.closing_criteria = {{CriterionId{"stabiel"}, canary}};
    package.bottlenecks = {{BottleneckId{"wachtlijst"}, canary}};
    return package;
}

Decision telling_decision()
{
    Decision decision;
    decision.kind = DecisionKind::escalate;
    decision.to = canary;
    decision.question = canary;
    decision.accepted_by = canary;
    decision.reason = canary;
    decision.informed = {canary};
    decision.closing = {{CriterionId{"stabiel"}, true, canary}};
    return decision;
}

/// One of each kind, with the same text wherever there is one.
Facts one_of_each()
{
    Confirmation answer;
    answer.state = ConfirmationState::reserved;
    answer.by = therapist;
    answer.reason = canary;
    answer.strokes = drawn;
    return {fact::PackageImported{telling_package()},
            fact::PackageReplaced{telling_package()},
            fact::ConferenceStarted{},
            fact::CheckedIn{therapist},
            fact::SteppedOut{therapist, first_case},
            fact::SteppedIn{therapist, {}},
            fact::Substituted{therapist, telling_person()},
            fact::ParticipantAdded{telling_person(), telling_partner()},
            fact::TableCodeChosen{therapist, Digest{9}},
            fact::SecrecyDeclared{therapist, drawn},
            fact::CriterionRecorded{first_case, CriterionId{"gevolg"}, true, canary},
            fact::CaseOpened{first_case, {therapist, director}},
            fact::CaseLeft{first_case},
            fact::EarlierRecorded{first_case,
                                  earlier_agreement,
                                  Outcome::unable,
                                  canary,
                                  BottleneckId{"wachtlijst"},
                                  {},
                                  agreement,
                                  therapist},
            fact::AgreementProposed{first_case, agreement, 5, telling_content()},
            fact::AgreementChanged{first_case, agreement, 2, telling_content()},
            fact::AgreementWithdrawn{first_case, agreement, canary},
            fact::Answered{first_case, agreement, answer},
            fact::WrongCodeEntered{therapist},
            fact::ConclusionRecorded{first_case, canary},
            fact::InformingRecorded{first_case, InformingState::postponed, agreement, canary},
            fact::CaseDecided{first_case, telling_decision(), {therapist}},
            fact::CaseLeadAppointed{first_case, therapist},
            fact::PerspectiveRecorded{first_case, {PerspectiveOf::relatives, canary, PartnerId{"ggz"}}},
            fact::PerspectiveMissing{first_case, PerspectiveOf::subject, canary},
            fact::WithheldRecorded{first_case, {PartnerId{"ggz"}, canary, WithheldGround::medical_secrecy, canary}},
            fact::ZsmAdviceRecorded{first_case, {canary, therapist, {}, canary}},
            fact::SignalRecorded{first_case, {BottleneckId{"wachtlijst"}, canary}},
            fact::PlainSheetRecorded{first_case, canary},
            fact::AgendaReordered{{second_case, first_case}},
            fact::UrgentCaseAdded{telling_case()},
            fact::SubjectSeated{first_case},
            fact::SubjectUnseated{first_case},
            fact::Undone{first_case, ActionKind::proposed, {agreement}},
            fact::Sealed{MinutesId{"m-1"}}};
}

} // namespace

TEST(AuditLines, of_every_kind_of_fact_name_ids_and_never_a_text)
{
    const Facts facts = one_of_each();
    ASSERT_EQ(facts.size(), std::variant_size_v<Fact>) << "a kind of fact is missing in this test";
    for (std::size_t n = 0; n < facts.size(); ++n) {
        ASSERT_EQ(facts[n].index(), n);
        const AuditEntry entry = audit_entry({noon(), facts[n]});
        EXPECT_EQ(entry.at, noon());
        std::string all = entry.action + entry.actor + entry.meeting.value();
        for (const auto& [name, id] : entry.about) all += name + id;
        EXPECT_EQ(all.find(canary), std::string::npos) << all;
        EXPECT_EQ(all.find("0.5"), std::string::npos) << "a signature isn't for the log: " << all;
    }
}

TEST(AuditLines, say_who_was_present_when_which_case_was_opened)
{
    const AuditEntry entry = audit_entry({noon(), fact::CaseOpened{first_case, {therapist, director}}});
    EXPECT_EQ(entry.action, "case-opened");
    const std::vector<std::pair<std::string, std::string>> about{
        {"case", first_case.value()}, {"present", "p-ggz"}, {"present", "p-gemeente"}};
    EXPECT_EQ(entry.about, about);
}

TEST(AuditLines, tell_one_kind_of_fact_from_another)
{
    std::vector<std::string> kinds;
    for (const Fact& fact : one_of_each()) {
        kinds.push_back(audit_entry({noon(), fact}).action);
    }
    std::ranges::sort(kinds);
    EXPECT_EQ(std::ranges::adjacent_find(kinds), kinds.end());
}
