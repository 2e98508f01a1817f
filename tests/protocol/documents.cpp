#include "protocol/documents.h"

#include "support/temp_dir.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace casustafel::test {

using namespace std::chrono_literals;
using namespace core;

namespace {

std::string slurp(const std::string& path)
{
    std::ostringstream text;
    text << std::ifstream{path}.rdbuf();
    return text.str();
}

const Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21} + 12h};
const Date day{std::chrono::year{2026} / 12 / 1};
const Strokes drawn{{{0.1, 0.2, 0}, {0.5, 0.25, 16}}};

Agreement full_agreement()
{
    Agreement agreement;
    agreement.id = AgreementId{"11111111-1111-4111-8111-111111111111"};
    agreement.number = 5;
    agreement.content.text = "Intake regelen bij De Voorbeeldkliniek";
    agreement.content.owner = Owner{ParticipantId{"p-een"}, "P. Een", PartnerId{"ggz"}};
    agreement.content.due = day;
    agreement.content.mandate = Mandate::subject_to_consultation;
    agreement.content.consult_by = day;
    agreement.content.decision_of = "directeur";
    agreement.content.goal = GoalId{"22222222-2222-4222-8222-222222222222"};
    agreement.content.life_domain = LifeDomainId{"wonen"};
    agreement.content.confidentiality = Confidentiality::care_secret;
    agreement.content.audience = Audience{{PartnerId{"ggz"}}, {Domain::care}};
    agreement.content.kind = AgreementKind::next_step;
    agreement.content.executor = "team Noord";
    agreement.content.deputy = "P. Twee";
    agreement.content.outside_regular_frames = true;
    agreement.content.relates = {{AgreementId{"33333333-3333-4333-8333-333333333333"}, RelationKind::depends_on}};
    agreement.version = 2;
    agreement.made_at = noon;
    agreement.changed_at = noon + 1min;
    Confirmation& answer = agreement.confirmation;
    answer.state = ConfirmationState::reserved;
    answer.how = ConfirmationHow::signature;
    answer.at = noon + 2min;
    answer.by = ParticipantId{"p-een"};
    answer.of = Digest{1, 2, 3};
    answer.strokes = drawn;
    answer.reason = "Eerst ruggespraak";
    answer.answer_by = day;
    answer.version = 2;
    agreement.withdrawn_at = noon + 3min;
    agreement.withdrawn_by = ParticipantId{"p-een"};
    agreement.withdrawn_because = "Dubbel";
    return agreement;
}

Decision full_decision()
{
    Decision decision;
    decision.kind = DecisionKind::escalate;
    decision.next_on = day;
    decision.to = "stuurgroep";
    decision.by = ParticipantId{"p-een"};
    decision.question = "Wie regelt een beveiligd bed?";
    decision.accepted_by = "P. Drie";
    decision.monitored_until = day;
    decision.result = CloseResult::moved;
    decision.reason = "Geen plek in de regio";
    decision.ave_phase = 3;
    decision.escalation_kind = EscalationKind::system_problem;
    decision.answer_by = day;
    decision.informed = {"wethouder"};
    decision.handover = Handover::pending;
    decision.closing = {{CriterionId{"zorg"}, true, "loopt"}};
    decision.goals = {{GoalId{"22222222-2222-4222-8222-222222222222"}, GoalState::partly}};
    return decision;
}

MinutesCase full_case()
{
    MinutesCase one;
    one.case_id = CaseId{"44444444-4444-4444-8444-444444444444"};
    one.discussed = true;
    one.opened_at = noon;
    one.closed_at = noon + 20min;
    one.minutes_spent = 19.5;
    one.present = {ParticipantId{"p-een"}};
    one.criteria = {{CriterionId{"gevolg"}, true, "besproken"}, {CriterionId{"domeinen"}, std::nullopt, ""}};
    one.conclusion = "Plek per 1 december";
    one.case_lead = ParticipantId{"p-een"};
    one.agreements = {full_agreement()};
    one.earlier = {{AgreementId{"33333333-3333-4333-8333-333333333333"}, Outcome::unable, "vol",
                    AgreementId{"11111111-1111-4111-8111-111111111111"}, BottleneckId{"wachtlijst"}, day,
                    ParticipantId{"p-een"}}};
    one.decision = full_decision();
    one.informing = {InformingState::to_inform, AgreementId{"11111111-1111-4111-8111-111111111111"}, "volgt"};
    one.perspective = {{PerspectiveOf::subject, "Wil naar huis", PartnerId{"ggz"}}};
    one.no_perspective = {{PerspectiveOf::relatives, "Niet bereikt"}};
    one.withheld = {{PartnerId{"ggz"}, "Diagnose", WithheldGround::medical_secrecy, "Er is begeleiding"}};
    one.zsm_advice = TableAdvice{"Bel de casusregisseur", ParticipantId{"p-een"}, day, "niet nodig"};
    one.signals = {{BottleneckId{"wachtlijst"}, "Weer vol"}};
    one.plain_sheet = "Wij helpen u met een woning.";
    one.added = {"Gezin V.", "Waar slapen de kinderen?"};
    one.correction = "Afspraak 4 is van 4 december";
    return one;
}

} // namespace

std::string example_package_text()
{
    return slurp(CASUSTAFEL_SOURCE "/tests/data/example_package.json");
}

bool valid_by_schema(std::string_view schema, const std::string& document)
{
    const support::TempDir dir;
    const std::string path = (dir.path() / "document.json").string();
    std::ofstream{path} << document;
    const std::string command = "python3 " CASUSTAFEL_SOURCE "/tests/protocol/validate.py " CASUSTAFEL_SOURCE
                                "/firmware/protocol/schemas/" +
                                std::string{schema} + ".schema.json " + path;
    return std::system(command.c_str()) == 0;
}

Minutes full_minutes()
{
    Minutes minutes;
    minutes.id = MinutesId{"55555555-5555-4555-8555-555555555555"};
    minutes.corrects = MinutesId{"66666666-6666-4666-8666-666666666666"};
    minutes.package_id = PackageId{"77777777-7777-4777-8777-777777777777"};
    minutes.conference_id = ConferenceId{"88888888-8888-4888-8888-888888888888"};
    minutes.device = {DeviceId{"CT-TEST"}, "casustafel 0.1.0"};
    minutes.legal_basis = LegalBasisKind::wgs_topx;
    minutes.started_at = noon - 1h;
    minutes.sealed_at = noon + 1h;
    minutes.clock_trusted = false;
    minutes.chair = {"N. Voorbeeld", "pin"};
    MinutesAttendance person;
    person.participant = ParticipantId{"p-een"};
    person.name = "P. Een";
    person.function = "behandelaar";
    person.partner = PartnerId{"ggz"};
    person.partner_name = "GGZ Voorbeeld";
    person.added_at_table = true;
    person.state = PresenceState::present;
    person.replaced_by = ParticipantId{"p-twee"};
    person.declared_at = noon;
    person.declaration = drawn;
    person.intervals = {{noon, noon + 5min, CaseId{"44444444-4444-4444-8444-444444444444"}}, {noon, {}, {}}};
    minutes.attendance = {person};
    minutes.cases = {full_case()};
    minutes.absent_domains = {Domain::care, Domain::municipal};
    minutes.audit = {Digest{4, 5}, Digest{6, 7}, 42};
    return minutes;
}

} // namespace casustafel::test
