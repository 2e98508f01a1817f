#include "protocol/facts_codec.h"

#include "protocol/agreement_codec.h"
#include "protocol/json.h"
#include "protocol/parts_codec.h"

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

} // namespace

core::Bytes encode(const core::Recorded& recorded)
{
    json object = write_fact(recorded.fact);
    object["at"] = format(recorded.at);
    const std::string text = object.dump();
    return {text.begin(), text.end()};
}

} // namespace casustafel::protocol
