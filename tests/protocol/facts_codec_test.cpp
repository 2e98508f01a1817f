#include "protocol/facts_codec.h"

#include "protocol/documents.h"
#include "protocol/package_codec.h"

#include <gtest/gtest.h>

namespace casustafel {
namespace {

using namespace core;

const CaseId in_case{"44444444-4444-4444-8444-444444444444"};
const AgreementId agreement{"11111111-1111-4111-8111-111111111111"};
const ParticipantId person{"p-een"};
const Date day{std::chrono::year{2026} / 12 / 1};

/// One of each kind, with every member filled.
Facts one_of_each()
{
    const Package package = *protocol::read_package(test::example_package_text());
    const Minutes minutes = test::full_minutes();
    const Agreement full = minutes.cases[0].agreements[0];
    const Confirmation& answer = full.confirmation;
    const Participant someone{ParticipantId{"nieuw"},   "N. Nieuw", "adviseur",
                              PartnerId{"school"},      day,        std::vector{in_case},
                              MandateSource::delegated, "directeur"};
    const Partner school{PartnerId{"school"},
                         "School Voorbeeld",
                         Domain::other,
                         PartnerKind::incidental,
                         std::vector{Confidentiality::police},
                         false,
                         SharingCard{"a", "b", "c", "d"}};
    return {
        fact::PackageImported{package},
        fact::PackageReplaced{package},
        fact::ConferenceStarted{},
        fact::CheckedIn{person},
        fact::SteppedOut{person, in_case},
        fact::SteppedIn{person, {}},
        fact::Substituted{person, someone},
        fact::ParticipantAdded{someone, school},
        fact::TableCodeChosen{person, Digest{9}},
        fact::SecrecyDeclared{person, minutes.attendance[0].declaration},
        fact::CriterionRecorded{in_case, CriterionId{"gevolg"}, true, "besproken"},
        fact::CaseOpened{in_case, {person}},
        fact::CaseLeft{in_case},
        fact::EarlierRecorded{in_case, agreement, Outcome::unable, "vol", BottleneckId{"wachtlijst"}, day, agreement,
                              person},
        fact::AgreementProposed{in_case, agreement, 5, full.content},
        fact::AgreementChanged{in_case, agreement, 2, full.content},
        fact::AgreementWithdrawn{in_case, agreement, "dubbel", person},
        fact::Answered{in_case, agreement, answer},
        fact::WrongCodeEntered{person},
        fact::ConclusionRecorded{in_case, "Plek per 1 december"},
        fact::InformingRecorded{in_case, InformingState::to_inform, agreement, "volgt"},
        fact::CaseDecided{in_case, minutes.cases[0].decision, {person}},
        fact::CaseLeadAppointed{in_case, person},
        fact::PerspectiveRecorded{in_case, {PerspectiveOf::relatives, "Zij wil rust", PartnerId{"ggz"}}},
        fact::PerspectiveMissing{in_case, PerspectiveOf::subject, "Wilde niet praten"},
        fact::WithheldRecorded{in_case,
                               {PartnerId{"ggz"}, "Diagnose", WithheldGround::medical_secrecy, "Er is begeleiding"}},
        fact::ZsmAdviceRecorded{in_case, {"Bel de casusregisseur", person, day, "geen"}},
        fact::SignalRecorded{in_case, {BottleneckId{"wachtlijst"}, "Weer vol"}},
        fact::PlainSheetRecorded{in_case, "Wij helpen u met een woning."},
        fact::AgendaReordered{{in_case, package.cases[0].id}},
        fact::UrgentCaseAdded{package.cases[0]},
        fact::SubjectSeated{in_case},
        fact::SubjectUnseated{in_case},
        fact::Undone{in_case, ActionKind::proposed, {agreement}},
        fact::Sealed{minutes.id},
    };
}

TEST(FactsCodec, each_kind_of_fact_survives_the_way_there_and_back)
{
    const Facts facts = one_of_each();
    ASSERT_EQ(facts.size(), std::variant_size_v<Fact>) << "a kind of fact is missing in this test";
    for (std::size_t n = 0; n < facts.size(); ++n) {
        EXPECT_EQ(facts[n].index(), n);
        const Recorded recorded{*parse_instant("2026-11-21T12:34:56.789Z"), facts[n]};
        const auto again = protocol::decode_fact(protocol::encode(recorded));
        ASSERT_TRUE(again) << n << ": " << again.error().detail;
        EXPECT_EQ(*again, recorded) << n;
    }
}

TEST(FactsCodec, refuses_an_unknown_kind_and_a_stranger_member)
{
    const auto decode = [](std::string_view text) { return protocol::decode_fact(bytes_of(text)); };
    EXPECT_FALSE(decode(R"({"at":"2026-11-21T12:00:00Z","fact":"dreamt"})"));
    EXPECT_FALSE(decode(R"({"at":"2026-11-21T12:00:00Z","fact":"conference-started","more":1})"));
    EXPECT_FALSE(decode(R"({"fact":"conference-started"})"));
    EXPECT_TRUE(decode(R"({"at":"2026-11-21T12:00:00Z","fact":"conference-started"})"));
}

} // namespace
} // namespace casustafel
