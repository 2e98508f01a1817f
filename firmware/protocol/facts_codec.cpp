#include "protocol/facts_codec.h"

#include "core/result.h"
#include "protocol/agreement_codec.h"
#include "protocol/json.h"
#include "protocol/parts_codec.h"

#include <map>

namespace casustafel::protocol {

using nlohmann::json;

namespace {

json named(std::string_view kind)
{
    return {{"fact", kind}};
}

json named(std::string_view kind, const CaseId& in_case, const AgreementId& agreement)
{
    return ObjectWriter{}.put("fact", kind).put_id("case", in_case).put_id("agreement", agreement).take();
}

json named(std::string_view kind, const ParticipantId& participant, const CaseId& in_case = {})
{
    return ObjectWriter{}.put("fact", kind).put_id("participant", participant).put_id("case", in_case).take();
}

json with_content(json object, const AgreementContent& content)
{
    object["content"] = json::object();
    write_content(object["content"], content);
    return object;
}

json with(json object, std::string_view name, json value)
{
    object[std::string{name}] = std::move(value);
    return object;
}

json of_case(std::string_view kind, const CaseId& in_case, std::string_view name, json value)
{
    return with(with(named(kind), "case", in_case.value()), name, std::move(value));
}

json write_fact(const fact::EarlierRecorded& f)
{
    return ObjectWriter{}
        .put("fact", "earlier-recorded")
        .put_id("case", f.in_case)
        .put_id("agreement", f.agreement)
        .put_choice("outcome", f.outcome, outcome_names)
        .put_text("reason", f.reason)
        .put_id("bottleneck", f.bottleneck)
        .put_date("new_due", f.new_due)
        .put_id("followed_by", f.followed_by)
        .put_id("reported_by", f.reported_by)
        .take();
}

json write_fact(const fact::ParticipantAdded& f)
{
    json object = with(named("participant-added"), "participant", write(f.participant));
    return f.new_partner ? with(std::move(object), "new_partner", write(*f.new_partner)) : object;
}

json write_fact(const fact::CriterionRecorded& f)
{
    return ObjectWriter{}
        .put("fact", "criterion-recorded")
        .put_id("case", f.in_case)
        .put_id("criterion", f.criterion)
        .put("met", f.met)
        .put_text("motivation", f.motivation)
        .take();
}

json write_fact(const fact::InformingRecorded& f)
{
    return ObjectWriter{}
        .put("fact", "informing-recorded")
        .put_id("case", f.in_case)
        .put_choice("state", f.state, informing_names)
        .put_id("agreement", f.agreement)
        .put_text("reason", f.reason)
        .take();
}

json write_fact(const fact::CaseDecided& f)
{
    return ObjectWriter{}
        .put("fact", "case-decided")
        .put_id("case", f.in_case)
        .put("decision", write(f.decision))
        .put_ids("present", f.present, true)
        .take();
}

json write_fact(const Fact& one)
{
    return std::visit(
        overloaded{
            [](const fact::PackageImported& f) { return with(named("package-imported"), "package", write(f.package)); },
            [](const fact::PackageReplaced& f) { return with(named("package-replaced"), "package", write(f.package)); },
            [](const fact::ConferenceStarted&) { return named("conference-started"); },
            [](const fact::CheckedIn& f) { return named("checked-in", f.participant); },
            [](const fact::SteppedOut& f) { return named("stepped-out", f.participant, f.in_case); },
            [](const fact::SteppedIn& f) { return named("stepped-in", f.participant, f.in_case); },
            [](const fact::Substituted& f) {
                return with(with(named("substituted"), "invited", f.invited.value()), "substitute",
                            write(f.substitute));
            },
            [](const fact::ParticipantAdded& f) { return write_fact(f); },
            [](const fact::TableCodeChosen& f) {
                return with(named("table-code-chosen", f.participant), "code", to_hex(f.code));
            },
            [](const fact::SecrecyDeclared& f) {
                return with(named("secrecy-declared", f.participant), "strokes", write(f.strokes));
            },
            [](const fact::CriterionRecorded& f) { return write_fact(f); },
            [](const fact::CaseOpened& f) {
                return ObjectWriter{}
                    .put("fact", "case-opened")
                    .put_id("case", f.in_case)
                    .put_ids("present", f.present, true)
                    .take();
            },
            [](const fact::CaseLeft& f) { return with(named("case-left"), "case", f.in_case.value()); },
            [](const fact::EarlierRecorded& f) { return write_fact(f); },
            [](const fact::AgreementProposed& f) {
                return with_content(with(named("agreement-proposed", f.in_case, f.agreement), "number", f.number),
                                    f.content);
            },
            [](const fact::AgreementChanged& f) {
                return with_content(with(named("agreement-changed", f.in_case, f.agreement), "version", f.version),
                                    f.content);
            },
            [](const fact::AgreementWithdrawn& f) {
                json object = with(named("agreement-withdrawn", f.in_case, f.agreement), "reason", f.reason);
                return f.by.empty() ? object : with(std::move(object), "by", f.by.value());
            },
            [](const fact::Answered& f) {
                return with(named("answered", f.in_case, f.agreement), "confirmation", write(f.confirmation));
            },
            [](const fact::WrongCodeEntered& f) { return named("wrong-code-entered", f.participant); },
            [](const fact::ConclusionRecorded& f) {
                return ObjectWriter{}
                    .put("fact", "conclusion-recorded")
                    .put_id("case", f.in_case)
                    .put_text("text", f.text)
                    .take();
            },
            [](const fact::InformingRecorded& f) { return write_fact(f); },
            [](const fact::CaseDecided& f) { return write_fact(f); },
            [](const fact::CaseLeadAppointed& f) { return named("case-lead-appointed", f.participant, f.in_case); },
            [](const fact::PerspectiveRecorded& f) {
                return of_case("perspective-recorded", f.in_case, "perspective", write(f.perspective));
            },
            [](const fact::PerspectiveMissing& f) {
                return with(of_case("perspective-missing", f.in_case, "reason", f.reason), "of",
                            name_of(f.of, perspective_names));
            },
            [](const fact::WithheldRecorded& f) {
                return of_case("withheld-recorded", f.in_case, "withheld", write(f.withheld));
            },
            [](const fact::ZsmAdviceRecorded& f) {
                return of_case("zsm-advice-recorded", f.in_case, "advice", write(f.advice));
            },
            [](const fact::SignalRecorded& f) {
                return of_case("signal-recorded", f.in_case, "signal", write(f.signal));
            },
            [](const fact::PlainSheetRecorded& f) {
                return of_case("plain-sheet-recorded", f.in_case, "text", f.text);
            },
            [](const fact::AgendaReordered& f) {
                return ObjectWriter{}.put("fact", "agenda-reordered").put_ids("order", f.order, true).take();
            },
            [](const fact::UrgentCaseAdded& f) { return with(named("urgent-case-added"), "brief", write(f.brief)); },
            [](const fact::SubjectSeated& f) { return with(named("subject-seated"), "case", f.in_case.value()); },
            [](const fact::SubjectUnseated& f) { return with(named("subject-unseated"), "case", f.in_case.value()); },
            [](const fact::Undone& f) {
                return ObjectWriter{}
                    .put("fact", "undone")
                    .put_id("case", f.in_case)
                    .put_choice("what", f.what, action_names)
                    .put_ids("agreements", f.agreements)
                    .take();
            },
            [](const fact::Sealed& f) { return with(named("sealed"), "minutes", f.minutes.value()); },
        },
        one);
}

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

core::Bytes encode(const core::Recorded& recorded)
{
    json object = write_fact(recorded.fact);
    object["at"] = format(recorded.at);
    const std::string text = object.dump();
    return {text.begin(), text.end()};
}

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
