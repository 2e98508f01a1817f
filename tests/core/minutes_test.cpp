#include "core/minutes.h"

#include "support/builders.h"

#include <gtest/gtest.h>

using namespace casustafel::core;
using namespace casustafel::support;
using namespace std::chrono_literals;

namespace {

const AgreementId one{"00000000-0000-4000-8000-000000000001"};
const AgreementId two{"00000000-0000-4000-8000-000000000002"};
const AgreementId three{"00000000-0000-4000-8000-000000000003"};
const Strokes drawn{{{0, 0, 0}, {1, 1, 9}}};

Decision continuing()
{
    Decision decision;
    decision.next_on = parse_date("2026-12-05");
    return decision;
}

void leave_and_seal(Table& table)
{
    ASSERT_EQ(table.give(command::Decide{first_case, continuing()}), std::nullopt);
    ASSERT_EQ(table.give(command::LeaveCase{first_case}), std::nullopt);
    ASSERT_EQ(table.give(command::Seal{MinutesId{"m"}}), std::nullopt);
}

} // namespace

TEST(MinutesHead, says_what_sealed_it_and_under_which_basis)
{
    Package package = example_package();
    package.conference.legal_basis.kind = LegalBasisKind::wgs_topx;
    Table table;
    table.give(command::ImportPackage{package});
    table.give(command::CheckIn{director});
    table.give(command::StartConference{});
    table.now += 1h;
    ASSERT_EQ(table.give(command::Seal{MinutesId{"m"}}), std::nullopt);
    const AuditHead head{Digest{7}, std::nullopt, 4};
    const Minutes minutes = minutes_of(table.conference, {DeviceId{"device-1"}, "1.0.0", "slot-2", true, head});
    EXPECT_EQ(minutes.id, MinutesId{"m"});
    EXPECT_EQ(minutes.package_id, package.id);
    EXPECT_EQ(minutes.conference_id, package.conference.id);
    EXPECT_EQ(minutes.device, (MinutesDevice{DeviceId{"device-1"}, "1.0.0"}));
    EXPECT_EQ(minutes.legal_basis, LegalBasisKind::wgs_topx);
    EXPECT_EQ(minutes.started_at, noon());
    EXPECT_EQ(minutes.sealed_at, noon() + 1h);
    EXPECT_EQ(minutes.chair, (MinutesChair{"N. Aalbers", "slot-2"}));
    EXPECT_EQ(minutes.audit, head);
    EXPECT_EQ(minutes.clock_trusted, true);
}

TEST(MinutesAttendance, keeps_guests_substitutes_declarations_and_closed_intervals)
{
    Table table;
    table.give(command::ImportPackage{example_package()});
    table.give(command::Substitute{therapist, ParticipantId{"p-invaller"}, "I. Invaller", "arts"});
    Participant guest;
    guest.id = ParticipantId{"p-school"};
    guest.name = "S. School";
    guest.partner = PartnerId{"school"};
    Partner school;
    school.id = guest.partner;
    school.name = "School De Kade";
    school.domain = Domain::other;
    table.give(command::AddParticipant{guest, school});
    table.give(command::DeclareSecrecy{guest.id, drawn});
    table.give(command::CheckIn{guest.id});
    table.give(command::StartConference{});
    table.give(command::OpenCase{first_case});
    table.now += 10min;
    table.give(command::StepOut{guest.id, {}});
    table.now += 10min;
    leave_and_seal(table);

    const Minutes minutes = minutes_of(table.conference, {});

    ASSERT_EQ(minutes.attendance.size(), 6U);
    EXPECT_EQ(minutes.attendance[0].state, PresenceState::absent);
    EXPECT_EQ(minutes.attendance[1].state, PresenceState::replaced);
    EXPECT_EQ(minutes.attendance[1].replaced_by, ParticipantId{"p-invaller"});
    const MinutesAttendance& substitute = minutes.attendance[4];
    EXPECT_TRUE(substitute.added_at_table);
    EXPECT_EQ(substitute.function, "arts");
    EXPECT_EQ(substitute.partner_name, "");
    EXPECT_EQ(substitute.intervals, (std::vector<Interval>{{noon(), noon() + 20min, {}}}));
    const MinutesAttendance& added = minutes.attendance[5];
    EXPECT_EQ(added.state, PresenceState::present);
    EXPECT_EQ(added.partner_name, "School De Kade");
    EXPECT_EQ(added.declared_at, noon());
    EXPECT_EQ(added.declaration, drawn);
    EXPECT_EQ(added.intervals, (std::vector<Interval>{{noon(), noon() + 10min, {}}}));
    EXPECT_EQ(minutes.absent_domains, (std::vector{Domain::safety, Domain::municipal}));
}

TEST(MinutesCases, hold_what_the_table_recorded_and_how_long_it_took)
{
    Table table = Table::in_first_case();
    table.give(command::Propose{first_case, one, agreement_of(table.conference, therapist)});
    table.give(command::RecordCriterion{first_case, CriterionId{"gevolg"}, true, "Drie aangiften"});
    table.give(command::RecordConclusion{first_case, "Ja, per 1 december"});
    table.give(command::RecordInforming{first_case, InformingState::to_inform, one, {}});
    table.give(command::RecordEarlier{first_case, earlier_agreement, Outcome::unable, "Vol", BottleneckId{"wachtlijst"},
                                      parse_date("2026-12-24"), one, therapist});
    table.now += 90s;
    leave_and_seal(table);

    const MinutesCase first = minutes_of(table.conference, {}).cases[0];

    EXPECT_TRUE(first.discussed);
    EXPECT_EQ(first.minutes_spent, 1.5);
    EXPECT_EQ(first.opened_at, noon());
    EXPECT_EQ(first.closed_at, noon() + 90s);
    EXPECT_EQ(first.criteria, (std::vector<MinutesCriterion>{{CriterionId{"gevolg"}, true, "Drie aangiften"}}));
    EXPECT_EQ(first.conclusion, "Ja, per 1 december");
    EXPECT_EQ(first.informing, (MinutesInforming{InformingState::to_inform, one, {}}));
    EXPECT_EQ(first.earlier,
              (std::vector<MinutesEarlier>{{earlier_agreement, Outcome::unable, "Vol", one, BottleneckId{"wachtlijst"},
                                            parse_date("2026-12-24"), therapist}}));
    EXPECT_EQ(first.present, (std::vector{police_officer, therapist, director}));
    EXPECT_EQ(first.agreements, find(table.conference, first_case)->agreements);
}

TEST(MinutesCases, keep_what_was_withdrawn_as_withdrawn_by_whom_when_and_why)
{
    Table table = Table::in_first_case();
    table.give(command::Propose{first_case, one, agreement_of(table.conference, therapist)});
    table.give(command::Propose{first_case, two, agreement_of(table.conference, director)});
    AgreementContent third = agreement_of(table.conference, director);
    third.relates = {{one, RelationKind::depends_on}, {two, RelationKind::conflicts_with}};
    table.give(command::Propose{first_case, three, third});
    table.give(command::RecordEarlier{first_case, earlier_agreement, Outcome::in_progress, {}, {}, {}, one, {}});
    table.give(command::Withdraw{first_case, one, "Dubbel", therapist});
    leave_and_seal(table);

    const MinutesCase first = minutes_of(table.conference, {}).cases[0];

    ASSERT_EQ(first.agreements.size(), 3U);
    EXPECT_EQ(first.agreements[0].withdrawn_at, table.now);
    EXPECT_EQ(first.agreements[0].withdrawn_by, therapist);
    EXPECT_EQ(first.agreements[0].withdrawn_because, "Dubbel");
    EXPECT_EQ(first.agreements[2].content.relates, third.relates) << "who depended on it must know";
    EXPECT_TRUE(first.earlier[0].followed_by.empty());
    EXPECT_EQ(first.earlier[0].status, Outcome::in_progress);
}

TEST(MinutesCases, that_were_not_opened_say_so_with_nobody_present)
{
    Table table = Table::in_first_case();
    Decision skipped;
    skipped.kind = DecisionKind::not_discussed;
    skipped.reason = "Geen tijd";
    ASSERT_EQ(table.give(command::Decide{second_case, skipped}), std::nullopt);
    leave_and_seal(table);
    const MinutesCase second = minutes_of(table.conference, {}).cases[1];
    EXPECT_FALSE(second.discussed);
    EXPECT_EQ(second.decision.reason, "Geen tijd");
    EXPECT_TRUE(second.present.empty());
    EXPECT_FALSE(second.minutes_spent.has_value());
}

TEST(MinutesCases, hold_what_the_table_recorded_beside_the_agreements)
{
    Table table = Table::in_first_case();
    const PartnerId ggz{"ggz"};
    table.give(command::AppointCaseLead{first_case, director});
    table.give(command::RecordPerspective{first_case, PerspectiveOf::subject, "Wil rust", ggz});
    table.give(command::RecordNoPerspective{first_case, PerspectiveOf::relatives, "Niet bereikt"});
    table.give(command::RecordWithheld{first_case, ggz, "Diagnose", WithheldGround::medical_secrecy, ""});
    table.give(command::RecordZsmAdvice{first_case, "Bel eerst", police_officer, parse_date("2027-02-01"), ""});
    table.give(command::RecordSignal{first_case, BottleneckId{"wachtlijst"}, ""});
    leave_and_seal(table);
    const MinutesCase first = minutes_of(table.conference, {}).cases[0];
    EXPECT_EQ(first.case_lead, director);
    EXPECT_EQ(first.perspective, (std::vector<Perspective>{{PerspectiveOf::subject, "Wil rust", ggz}}));
    EXPECT_EQ(first.no_perspective.at(PerspectiveOf::relatives), "Niet bereikt");
    EXPECT_EQ(first.withheld, (std::vector<Withheld>{{ggz, "Diagnose", WithheldGround::medical_secrecy, ""}}));
    EXPECT_EQ(first.zsm_advice->author, police_officer);
    EXPECT_EQ(first.signals.size(), 1U);
    EXPECT_FALSE(first.added.has_value());
}

TEST(Completeness, counts_what_the_chair_should_see_before_sealing)
{
    Table table = Table::in_first_case();
    AgreementContent point = agreement_of(table.conference, therapist);
    point.due.reset();
    table.give(command::Propose{first_case, one, point});
    table.give(command::Propose{first_case, two, agreement_of(table.conference, director)});
    table.give(command::Propose{first_case, three, agreement_of(table.conference, landlord)});
    const Completeness before = completeness_of(table.conference);
    EXPECT_EQ(before.attention_points, 1);
    EXPECT_EQ(before.unconfirmed, 1);
    EXPECT_EQ(before.awaiting_absent, 1);
    EXPECT_EQ(before.undecided, std::vector{first_case});
    EXPECT_EQ(before.never_opened, std::vector{second_case});
    EXPECT_FALSE(before.may_seal);
    table.give(command::Answer{
        first_case, {{two, 1}}, director, command::Spoken{}, ConfirmationState::declined, "Geen capaciteit", {}});
    table.give(command::Decide{first_case, continuing()});
    table.give(command::LeaveCase{first_case});
    const Completeness after = completeness_of(table.conference);
    EXPECT_EQ(after.unconfirmed, 0);
    EXPECT_EQ(after.disputed, 1);
    EXPECT_TRUE(after.may_seal);
}

TEST(Minutes, tell_who_was_there_what_was_promised_and_what_was_not_discussed)
{
    Table table = Table::in_first_case();
    const AgreementId& kept = one;
    const AgreementId& dropped = two;
    table.give(command::Propose{first_case, kept, agreement_of(table.conference, therapist)});
    table.give(command::Propose{first_case, dropped, agreement_of(table.conference, director)});
    table.give(command::Withdraw{first_case, dropped, "Dubbel"});
    table.give(command::StepOut{police_officer, {}});
    table.now += std::chrono::minutes{30};
    table.give(command::Decide{first_case, continuing()});
    table.give(command::LeaveCase{first_case});
    ASSERT_EQ(table.give(command::Seal{MinutesId{"m"}}), std::nullopt);

    const Minutes minutes = minutes_of(table.conference, {});

    ASSERT_EQ(minutes.cases.size(), 2U);
    EXPECT_TRUE(minutes.cases[0].discussed);
    ASSERT_EQ(minutes.cases[0].agreements.size(), 2U);
    EXPECT_EQ(minutes.cases[0].agreements[0].id, kept);
    EXPECT_FALSE(minutes.cases[0].agreements[0].withdrawn_at.has_value());
    EXPECT_TRUE(minutes.cases[0].agreements[1].withdrawn_at.has_value());
    EXPECT_EQ(minutes.cases[0].minutes_spent, 30.0);
    EXPECT_EQ(minutes.cases[0].present, (std::vector{therapist, director}));
    EXPECT_FALSE(minutes.cases[1].discussed);
    EXPECT_EQ(minutes.cases[1].decision.kind, DecisionKind::not_discussed);
    EXPECT_FALSE(minutes.cases[1].decision.reason.empty());
    EXPECT_TRUE(minutes.absent_domains.empty());
    for (const MinutesAttendance& one : minutes.attendance)
        for (const Interval& interval : one.intervals) EXPECT_TRUE(interval.until.has_value());
}
