#include "wishes.h"

#include "support/builders.h"

#include <algorithm>
#include <array>

namespace casustafel::support {

using namespace core;

namespace {

const Strokes drawn{{{0, 0, 0}, {1, 1, 9}}};

AgreementId agreement_number(int number)
{
    return AgreementId{"00000000-0000-4000-8000-00000000000" + std::to_string(number)};
}

} // namespace

Package any_package(std::mt19937& random)
{
    const auto chance = [&](int percent) { return std::uniform_int_distribution{1, 100}(random) <= percent; };
    Package package = example_package();
    if (chance(40)) package.participants[1].cases = std::vector{second_case};
    if (chance(30)) package.participants[0].cases = std::vector<CaseId>{};
    if (chance(20)) package.conference.legal_basis.allowed_partners = {PartnerId{"ggz"}, PartnerId{"gemeente"}};
    if (chance(30)) package.cases[1].criteria[0].met.reset();
    if (chance(30)) package.partners[2].clearances = std::vector{Confidentiality::care_secret};
    if (chance(30)) package.participants[3].secrecy_declared_on = parse_date("2026-11-20");
    if (chance(50)) package.secrecy_declaration = SecrecyDeclarationText{"1", "Ik houd geheim.", chance(50) ? 0 : 30};
    package.life_domains = {{LifeDomainId{"wonen"}, "Wonen"}};
    return package;
}

int Wishes::pick(int below)
{
    return std::uniform_int_distribution{0, below - 1}(random_);
}

bool Wishes::chance(int percent)
{
    return pick(100) < percent;
}

Command Wishes::next(const Conference& conference)
{
    const int what = pick(100);
    if (what < 35) return about_people(conference);
    if (what < 60) return about_cases(conference);
    if (what < 88) return about_agreements(conference);
    if (what < 98) return about_the_record(conference);
    return rarely();
}

Command Wishes::about_people(const Conference& conference)
{
    const CaseId where = chance(50) ? CaseId{} : any_case(conference);
    switch (pick(8)) {
    case 0:
    case 1:
        return command::CheckIn{anyone(conference)};
    case 2:
        return command::StepOut{anyone(conference), where};
    case 3:
        return command::StepIn{anyone(conference), where};
    case 4:
        return command::DeclareSecrecy{anyone(conference), chance(80) ? drawn : Strokes{}};
    case 5:
        return command::ChooseTableCode{anyone(conference), chance(90) ? "1234" : "12345"};
    case 6:
        return command::Substitute{anyone(conference), ParticipantId{"p-invaller-" + std::to_string(pick(4))},
                                   "I. Invaller", ""};
    default: {
        Participant person;
        person.id = ParticipantId{"p-extra-" + std::to_string(pick(4))};
        person.name = "E. Extra";
        person.partner = chance(50) ? PartnerId{"ggz"} : PartnerId{"school"};
        std::optional<Partner> school;
        if (person.partner == PartnerId{"school"} && chance(50)) {
            school.emplace();
            school->id = person.partner;
            school->name = "School De Kade";
        }
        return command::AddParticipant{person, school};
    }
    }
}

Command Wishes::about_cases(const Conference& conference)
{
    switch (pick(9)) {
    case 0:
    case 1:
        return command::OpenCase{any_case(conference)};
    case 2:
    case 3:
        return command::Decide{any_case(conference), any_decision(conference)};
    case 4:
        return command::LeaveCase{any_case(conference)};
    case 5:
        return command::RecordCriterion{any_case(conference), CriterionId{"problemen"}, chance(70), "Besproken"};
    case 6:
        return command::RecordConclusion{any_case(conference), "Ja " + std::to_string(pick(3))};
    case 7:
        return command::RecordInforming{any_case(conference),
                                        chance(50) ? InformingState::to_inform : InformingState::postponed,
                                        any_agreement(), chance(50) ? "Te vroeg" : ""};
    default:
        return any_outcome(conference);
    }
}

Command Wishes::about_agreements(const Conference& conference)
{
    switch (pick(6)) {
    case 0:
    case 1:
        return command::Propose{any_case(conference), any_agreement(), any_content(conference)};
    case 2:
        return command::Change{any_case(conference), any_agreement(), any_content(conference)};
    case 3:
        return command::Withdraw{any_case(conference), any_agreement(), chance(90) ? "Vervalt" : "",
                                 chance(30) ? anyone(conference) : ParticipantId{}};
    default: {
        Command wish = answer();
        auto& one = std::get<command::Answer>(wish);
        one.in_case = any_case(conference);
        const CaseState* state = find(conference, one.in_case);
        const Agreement* agreement = state ? find(*state, one.agreements[0].agreement) : nullptr;
        // Mostly by the owner and in the version on screen: others are refused at once.
        if (agreement && agreement->content.owner && chance(80)) one.by = agreement->content.owner->participant;
        if (agreement && chance(80)) one.agreements[0].version = agreement->version;
        return wish;
    }
    }
}

Command Wishes::about_the_record(const Conference& conference)
{
    const CaseId where = any_case(conference);
    const PerspectiveOf of = chance(50) ? PerspectiveOf::subject : PerspectiveOf::relatives;
    const PartnerId partner{chance(90) ? "ggz" : "niemand"};
    switch (pick(12)) {
    case 0:
        return command::AppointCaseLead{where, anyone(conference)};
    case 1:
        return command::RecordPerspective{where, of, chance(90) ? "Wil rust " + std::to_string(pick(3)) : "", partner};
    case 2:
        return command::RecordNoPerspective{where, of, chance(80) ? "Niet bereikt" : ""};
    case 3:
        return command::RecordWithheld{where, partner, "Diagnose", static_cast<WithheldGround>(pick(6)), ""};
    case 4:
        return command::RecordZsmAdvice{where, chance(60) ? "Bel eerst" : "", chance(60) ? therapist : ParticipantId{},
                                        parse_date("2026-12-01"), chance(30) ? "Niet nodig" : ""};
    case 5:
        return command::RecordPlainSheet{where, chance(90) ? "Wij helpen u " + std::to_string(pick(3)) : ""};
    case 6:
        return chance(50) ? Command{command::SeatSubject{where}} : Command{command::UnseatSubject{where}};
    case 7:
        return any_order(conference);
    case 8:
        return any_urgent_case();
    case 9:
    case 10:
        return command::Undo{};
    default:
        return command::RecordSignal{where, BottleneckId{chance(80) ? "wachtlijst" : "geen"}, ""};
    }
}

Command Wishes::any_order(const Conference& conference)
{
    command::ReorderAgenda wish;
    for (const CaseState& state : conference.cases) wish.order.push_back(state.brief->id);
    std::ranges::shuffle(wish.order, random_);
    if (chance(10)) wish.order.push_back(first_case);
    return wish;
}

Command Wishes::any_urgent_case()
{
    Case urgent = example_package().cases[0];
    urgent.id = CaseId{"13835f94-2e9e-518d-9c46-80ca1b41f0d" + std::to_string(3 + pick(2))};
    for (Criterion& criterion : urgent.criteria) {
        criterion.met = chance(95);
        criterion.motivation = chance(95) ? "Gebleken aan tafel" : "";
    }
    return command::AddUrgentCase{urgent};
}

Command Wishes::rarely()
{
    switch (pick(4)) {
    case 0:
        return command::ImportPackage{example_package()};
    case 1: {
        Package newer = any_package(random_);
        newer.id = PackageId{"newer-" + std::to_string(pick(5))};
        return command::ReplacePackage{newer};
    }
    case 2:
        return command::StartConference{};
    default:
        return chance(15) ? Command{command::Seal{MinutesId{"m"}}} : Command{command::StartConference{}};
    }
}

Command Wishes::answer()
{
    command::Answer answer;
    answer.agreements = {{any_agreement(), 1 + pick(3)}};
    answer.by = therapist;
    answer.proof = command::Spoken{};
    if (chance(40)) answer.proof = command::ByTableCode{chance(60) ? "1234" : "4321"};
    if (chance(20)) answer.proof = command::BySignature{chance(80) ? drawn : Strokes{}};
    answer.state = std::array{ConfirmationState::confirmed, ConfirmationState::reserved, ConfirmationState::declined,
                              ConfirmationState::open}[static_cast<std::size_t>(chance(60) ? 0 : pick(4))];
    if (chance(70)) answer.reason = "Eerst overleg";
    if (chance(70)) answer.answer_by = parse_date("2026-12-01");
    return answer;
}

ParticipantId Wishes::anyone(const Conference& conference)
{
    if (conference.participants.empty() || chance(2)) return ParticipantId{"niemand"};
    return conference.participants[static_cast<std::size_t>(pick(static_cast<int>(conference.participants.size())))].id;
}

CaseId Wishes::any_case(const Conference& conference)
{
    if (!conference.open_case.empty() && chance(85)) return conference.open_case;
    if (conference.cases.empty() || chance(2)) return CaseId{"geen"};
    return conference.cases[static_cast<std::size_t>(pick(static_cast<int>(conference.cases.size())))].brief->id;
}

AgreementId Wishes::any_agreement()
{
    return agreement_number(1 + pick(9));
}

AgreementContent Wishes::any_content(const Conference& conference)
{
    AgreementContent content = agreement_of(conference, anyone(conference), "Versie " + std::to_string(pick(9)));
    if (chance(10)) content.owner = Owner{{}, "Bureau", PartnerId{"zvh-rivierenkust"}};
    if (chance(10)) content.owner.reset();
    if (chance(10)) content.due.reset();
    if (chance(20)) content.mandate = Mandate::subject_to_consultation;
    if (chance(30)) content.consult_by = parse_date("2026-11-28");
    if (chance(20)) content.confidentiality = Confidentiality::care_secret;
    if (chance(10)) content.audience = Audience{{}, {Domain::care}};
    if (chance(10)) content.relates = {{any_agreement(), RelationKind::depends_on}};
    if (chance(10)) content.life_domain = LifeDomainId{"wonen"};
    return content;
}

Decision Wishes::any_decision(const Conference& conference)
{
    Decision decision;
    decision.kind = static_cast<DecisionKind>(pick(5));
    if (chance(70)) decision.next_on = parse_date("2026-12-05");
    if (chance(70)) decision.to = "Sociaal team Oosterveld";
    if (chance(70)) decision.by = anyone(conference);
    if (chance(70)) decision.question = "Is er een plek?";
    if (chance(70)) decision.answer_by = parse_date("2026-12-05");
    if (chance(70)) decision.escalation_kind = EscalationKind::system_problem;
    if (chance(70)) decision.handover = chance(50) ? Handover::accepted : Handover::pending;
    if (chance(70)) decision.accepted_by = "O. Ontvanger";
    if (chance(70)) decision.reason = "Rustig sinds mei";
    if (chance(70)) decision.result = CloseResult::manageable;
    if (chance(70)) decision.closing = {{CriterionId{"stabiel"}, chance(50), "Al maanden"}};
    return decision;
}

command::RecordEarlier Wishes::any_outcome(const Conference& conference)
{
    command::RecordEarlier wish{
        any_case(conference), earlier_agreement, static_cast<Outcome>(pick(7)), {}, {}, {}, {}, {}};
    if (chance(30)) wish.bottleneck = BottleneckId{"wachtlijst"};
    if (chance(30)) wish.followed_by = any_agreement();
    if (chance(20)) wish.new_due = parse_date("2026-12-20");
    if (chance(50)) wish.reason = "Wachtlijst";
    return wish;
}

} // namespace casustafel::support
