#include "protocol/facts_codec.h"

#include "core/result.h"
#include "protocol/agreement_codec.h"
#include "protocol/json.h"
#include "protocol/parts_codec.h"

#include <map>

namespace casustafel::protocol {

namespace {

CaseId case_of(ObjectReader& reader)
{
    return reader.id<CaseId>("case", Form::uuid);
}

AgreementId agreement_of(ObjectReader& reader)
{
    return reader.id<AgreementId>("agreement", Form::uuid);
}

ParticipantId participant_of(ObjectReader& reader)
{
    return reader.id<ParticipantId>("participant", Form::key);
}

Fact read_earlier_recorded(ObjectReader& reader)
{
    return fact::EarlierRecorded{case_of(reader),
                                 agreement_of(reader),
                                 reader.choice("outcome", outcome_names),
                                 reader.optional_text("reason"),
                                 reader.optional_id<BottleneckId>("bottleneck", Form::key),
                                 reader.optional_date("new_due"),
                                 reader.optional_id<AgreementId>("followed_by", Form::uuid),
                                 reader.optional_id<ParticipantId>("reported_by", Form::key)};
}

using ReadFact = Fact (*)(ObjectReader&);

std::map<std::string_view, ReadFact> presence_readers()
{
    return {
        {"conference-started", [](ObjectReader&) -> Fact { return fact::ConferenceStarted{}; }},
        {"checked-in", [](ObjectReader& r) -> Fact { return fact::CheckedIn{participant_of(r)}; }},
        {"stepped-out",
         [](ObjectReader& r) -> Fact {
             return fact::SteppedOut{participant_of(r), r.optional_id<CaseId>("case", Form::uuid)};
         }},
        {"stepped-in",
         [](ObjectReader& r) -> Fact {
             return fact::SteppedIn{participant_of(r), r.optional_id<CaseId>("case", Form::uuid)};
         }},
        {"substituted",
         [](ObjectReader& r) -> Fact {
             return fact::Substituted{r.id<ParticipantId>("invited", Form::key),
                                      r.object("substitute", read_participant)};
         }},
        {"participant-added",
         [](ObjectReader& r) -> Fact {
             return fact::ParticipantAdded{r.object("participant", read_participant),
                                           r.optional_object("new_partner", read_partner)};
         }},
        {"table-code-chosen",
         [](ObjectReader& r) -> Fact { return fact::TableCodeChosen{participant_of(r), r.digest("code")}; }},
        {"secrecy-declared",
         [](ObjectReader& r) -> Fact { return fact::SecrecyDeclared{participant_of(r), read_strokes(r, "strokes")}; }},
        {"wrong-code-entered", [](ObjectReader& r) -> Fact { return fact::WrongCodeEntered{participant_of(r)}; }},
    };
}

std::map<std::string_view, ReadFact> case_readers()
{
    return {
        {"case-opened",
         [](ObjectReader& r) -> Fact {
             return fact::CaseOpened{case_of(r), r.ids<ParticipantId>("present", Form::key)};
         }},
        {"case-left", [](ObjectReader& r) -> Fact { return fact::CaseLeft{case_of(r)}; }},
        {"criterion-recorded",
         [](ObjectReader& r) -> Fact {
             return fact::CriterionRecorded{case_of(r), r.id<CriterionId>("criterion", Form::key), r.boolean("met"),
                                            r.optional_text("motivation")};
         }},
        {"earlier-recorded", read_earlier_recorded},
        {"conclusion-recorded",
         [](ObjectReader& r) -> Fact { return fact::ConclusionRecorded{case_of(r), r.optional_text("text")}; }},
        {"informing-recorded",
         [](ObjectReader& r) -> Fact {
             return fact::InformingRecorded{case_of(r), r.choice("state", informing_names),
                                            r.optional_id<AgreementId>("agreement", Form::uuid),
                                            r.optional_text("reason")};
         }},
        {"case-decided",
         [](ObjectReader& r) -> Fact {
             return fact::CaseDecided{case_of(r), r.object("decision", read_decision),
                                      r.ids<ParticipantId>("present", Form::key)};
         }},
    };
}

std::map<std::string_view, ReadFact> agreement_readers()
{
    return {
        {"agreement-proposed",
         [](ObjectReader& r) -> Fact {
             return fact::AgreementProposed{case_of(r), agreement_of(r),
                                            static_cast<int>(r.integer("number", 1, 1'000'000)),
                                            r.object("content", read_content)};
         }},
        {"agreement-changed",
         [](ObjectReader& r) -> Fact {
             return fact::AgreementChanged{case_of(r), agreement_of(r),
                                           static_cast<int>(r.integer("version", 1, 1'000'000)),
                                           r.object("content", read_content)};
         }},
        {"agreement-withdrawn",
         [](ObjectReader& r) -> Fact {
             return fact::AgreementWithdrawn{case_of(r), agreement_of(r), r.text("reason"),
                                             r.optional_id<ParticipantId>("by", Form::key)};
         }},
        {"answered",
         [](ObjectReader& r) -> Fact {
             return fact::Answered{case_of(r), agreement_of(r), r.object("confirmation", read_confirmation)};
         }},
    };
}

std::map<std::string_view, ReadFact> record_readers()
{
    return {
        {"case-lead-appointed",
         [](ObjectReader& r) -> Fact { return fact::CaseLeadAppointed{case_of(r), participant_of(r)}; }},
        {"perspective-recorded",
         [](ObjectReader& r) -> Fact {
             return fact::PerspectiveRecorded{case_of(r), r.object("perspective", read_perspective)};
         }},
        {"perspective-missing",
         [](ObjectReader& r) -> Fact {
             return fact::PerspectiveMissing{case_of(r), r.choice("of", perspective_names), r.text("reason")};
         }},
        {"withheld-recorded",
         [](ObjectReader& r) -> Fact {
             return fact::WithheldRecorded{case_of(r), r.object("withheld", read_withheld)};
         }},
        {"zsm-advice-recorded",
         [](ObjectReader& r) -> Fact { return fact::ZsmAdviceRecorded{case_of(r), r.object("advice", read_advice)}; }},
        {"signal-recorded",
         [](ObjectReader& r) -> Fact { return fact::SignalRecorded{case_of(r), r.object("signal", read_signal)}; }},
    };
}

std::map<std::string_view, ReadFact> agenda_readers()
{
    return {
        {"plain-sheet-recorded",
         [](ObjectReader& r) -> Fact { return fact::PlainSheetRecorded{case_of(r), r.text("text")}; }},
        {"agenda-reordered",
         [](ObjectReader& r) -> Fact { return fact::AgendaReordered{r.ids<CaseId>("order", Form::uuid)}; }},
        {"urgent-case-added",
         [](ObjectReader& r) -> Fact { return fact::UrgentCaseAdded{r.object("brief", read_case)}; }},
        {"subject-seated", [](ObjectReader& r) -> Fact { return fact::SubjectSeated{case_of(r)}; }},
        {"subject-unseated", [](ObjectReader& r) -> Fact { return fact::SubjectUnseated{case_of(r)}; }},
        {"undone",
         [](ObjectReader& r) -> Fact {
             return fact::Undone{case_of(r), r.choice("what", action_names),
                                 r.ids<AgreementId>("agreements", Form::uuid)};
         }},
    };
}

/// How each kind of fact is read, by the name it is kept under.
std::map<std::string_view, ReadFact> all_readers()
{
    std::map<std::string_view, ReadFact> all = presence_readers();
    all.merge(case_readers());
    all.merge(agreement_readers());
    all.merge(record_readers());
    all.merge(agenda_readers());
    all.emplace("package-imported", [](ObjectReader& r) -> Fact {
        return fact::PackageImported{r.object("package", read_package_object)};
    });
    all.emplace("package-replaced", [](ObjectReader& r) -> Fact {
        return fact::PackageReplaced{r.object("package", read_package_object)};
    });
    all.emplace("sealed", [](ObjectReader& r) -> Fact { return fact::Sealed{r.id<MinutesId>("minutes", Form::uuid)}; });
    return all;
}

Recorded read_recorded(ObjectReader& reader)
{
    static const std::map<std::string_view, ReadFact> readers = all_readers();
    Recorded recorded;
    recorded.at = reader.instant("at");
    const std::string kind = reader.line("fact");
    const auto found = readers.find(kind);
    if (found == readers.end())
        reader.flaw("fact", "is een onbekend soort feit");
    else
        recorded.fact = found->second(reader);
    return recorded;
}

} // namespace

core::Result<core::Recorded> decode_fact(core::ByteView bytes)
{
    const auto document = read_json(text_of(bytes));
    if (!document) return std::unexpected(document.error());
    Flaw flaw;
    Recorded recorded;
    {
        ObjectReader reader{*document, "", flaw};
        recorded = read_recorded(reader);
    }
    if (flaw.found()) return core::fail(core::Errc::corrupt, flaw.sentence());
    return recorded;
}

} // namespace casustafel::protocol
