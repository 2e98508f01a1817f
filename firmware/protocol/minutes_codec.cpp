#include "protocol/minutes_codec.h"

#include "protocol/agreement_codec.h"
#include "protocol/audit_codec.h"
#include "protocol/json.h"
#include "protocol/parts_codec.h"

namespace casustafel::protocol {

using nlohmann::json;

namespace {

json write(const Interval& interval)
{
    return ObjectWriter{}
        .put("from", format(interval.from))
        .put_instant("until", interval.until)
        .put_id("case", interval.in_case)
        .take();
}

Interval read_interval(ObjectReader& reader)
{
    return {reader.instant("from"), reader.optional_instant("until"), reader.optional_id<CaseId>("case", Form::uuid)};
}

json write(const MinutesAttendance& one)
{
    ObjectWriter writer;
    writer.put_id("participant", one.participant)
        .put_text("name", one.name)
        .put_text("function", one.function)
        .put_id("partner", one.partner)
        .put_text("partner_name", one.partner_name);
    if (one.added_at_table) writer.put("added_at_table", true);
    writer.put_choice("state", one.state, presence_names).put_id("replaced_by", one.replaced_by);
    if (one.declared_at)
        writer.put("secrecy_declaration", ObjectWriter{}
                                              .put_instant("declared_at", one.declared_at)
                                              .put("strokes", protocol::write(one.declaration))
                                              .take());
    return writer.put_list("intervals", one.intervals, false, [](const Interval& interval) { return write(interval); })
        .take();
}

MinutesAttendance read_attendance(ObjectReader& reader)
{
    MinutesAttendance one;
    one.participant = reader.id<ParticipantId>("participant", Form::key);
    one.name = reader.line("name");
    one.function = reader.optional_line("function");
    one.partner = reader.id<PartnerId>("partner", Form::key);
    one.partner_name = reader.optional_line("partner_name");
    one.added_at_table = reader.optional_boolean("added_at_table").value_or(false);
    one.state = reader.choice("state", presence_names);
    one.replaced_by = reader.optional_id<ParticipantId>("replaced_by", Form::key);
    if (reader.has("secrecy_declaration"))
        reader.object("secrecy_declaration", [&](ObjectReader& declaration) {
            one.declared_at = declaration.instant("declared_at");
            if (!declaration.has("strokes")) declaration.flaw("strokes", "ontbreekt");
            one.declaration = read_strokes(declaration, "strokes");
            return true;
        });
    one.intervals = reader.list("intervals", false, 0, ObjectReader::unlimited, read_interval);
    return one;
}

json write(const MinutesEarlier& one)
{
    return ObjectWriter{}
        .put_id("id", one.id)
        .put_choice("status", one.status, outcome_names)
        .put_text("reason", one.reason)
        .put_id("followed_by", one.followed_by)
        .put_id("bottleneck", one.bottleneck)
        .put_date("new_due", one.new_due)
        .put_id("reported_by", one.reported_by)
        .take();
}

MinutesEarlier read_earlier(ObjectReader& reader)
{
    return {reader.id<AgreementId>("id", Form::uuid),
            reader.choice("status", outcome_names),
            reader.optional_text("reason"),
            reader.optional_id<AgreementId>("followed_by", Form::uuid),
            reader.optional_id<BottleneckId>("bottleneck", Form::key),
            reader.optional_date("new_due"),
            reader.optional_id<ParticipantId>("reported_by", Form::key)};
}

json write(const MinutesCriterion& one)
{
    return ObjectWriter{}
        .put_id("id", one.id)
        .put("met", one.met ? json(*one.met) : json(nullptr))
        .put_text("motivation", one.motivation)
        .take();
}

json write(const MinutesInforming& informing)
{
    return ObjectWriter{}
        .put_choice("state", informing.state, informing_names)
        .put_id("agreement", informing.agreement)
        .put_text("reason", informing.reason)
        .take();
}

json write(const MinutesCase& one)
{
    const auto written = [](const auto& value) { return write(value); };
    const auto part = [](const auto& value) { return protocol::write(value); };
    std::vector<json> missing;
    missing.reserve(one.no_perspective.size());
    for (const auto& [of, reason] : one.no_perspective)
        missing.push_back(ObjectWriter{}.put_choice("of", of, perspective_names).put_text("reason", reason).take());
    std::optional<json> advice;
    if (one.zsm_advice) advice = protocol::write(*one.zsm_advice);
    std::optional<json> added;
    if (one.added)
        added = ObjectWriter{}.put_text("label", one.added->label).put_text("question", one.added->question).take();
    return ObjectWriter{}
        .put_id("case_id", one.case_id)
        .put("discussed", one.discussed)
        .put_instant("opened_at", one.opened_at)
        .put_instant("closed_at", one.closed_at)
        .put_optional("minutes_spent", one.minutes_spent)
        .put_ids("present", one.present)
        .put_list("criteria", one.criteria, false, written)
        .put_text("conclusion", one.conclusion)
        .put_id("case_lead", one.case_lead)
        .put_list("agreements", one.agreements, true, write_minuted_agreement)
        .put_list("earlier", one.earlier, true, written)
        .put("decision", protocol::write(one.decision))
        .put("informing", write(one.informing))
        .put_list("perspective", one.perspective, false, part)
        .put_list("no_perspective", missing, false, [](const json& value) { return value; })
        .put_list("withheld", one.withheld, false, part)
        .put_list("signals", one.signals, false, part)
        .put_text("plain_sheet", one.plain_sheet)
        .put_optional("zsm_advice", advice)
        .put_optional("added", added)
        .put_text("correction", one.correction)
        .take();
}

/// What a table records besides agreements and the decision.
void read_table_record(ObjectReader& reader, MinutesCase& one)
{
    one.perspective = reader.list("perspective", false, 0, ObjectReader::unlimited, read_perspective);
    reader.list("no_perspective", false, 0, 2, [&](ObjectReader& missing) {
        const PerspectiveOf of = missing.choice("of", perspective_names);
        if (!one.no_perspective.emplace(of, missing.text("reason")).second) missing.flaw("of", "staat er twee keer");
        return true;
    });
    one.withheld = reader.list("withheld", false, 0, ObjectReader::unlimited, read_withheld);
    one.zsm_advice = reader.optional_object("zsm_advice", read_advice);
    one.signals = reader.list("signals", false, 0, ObjectReader::unlimited, read_signal);
    one.plain_sheet = reader.optional_text("plain_sheet");
    one.added = reader.optional_object(
        "added", [](ObjectReader& added) { return MinutesAdded{added.line("label"), added.line("question")}; });
}

MinutesCase read_case(ObjectReader& reader)
{
    MinutesCase one;
    one.case_id = reader.id<CaseId>("case_id", Form::uuid);
    one.discussed = reader.boolean("discussed");
    one.opened_at = reader.optional_instant("opened_at");
    one.closed_at = reader.optional_instant("closed_at");
    if (reader.has("minutes_spent")) one.minutes_spent = reader.number("minutes_spent", 0, 1e9);
    one.present = reader.ids<ParticipantId>("present", Form::key);
    one.criteria = reader.list("criteria", false, 0, ObjectReader::unlimited, [](ObjectReader& criterion) {
        return MinutesCriterion{criterion.id<CriterionId>("id", Form::key), criterion.nullable_boolean("met"),
                                criterion.optional_text("motivation")};
    });
    one.conclusion = reader.optional_text("conclusion");
    one.case_lead = reader.optional_id<ParticipantId>("case_lead", Form::key);
    one.agreements = reader.list("agreements", true, 0, ObjectReader::unlimited, read_minuted_agreement);
    one.earlier = reader.list("earlier", true, 0, ObjectReader::unlimited, read_earlier);
    one.decision = reader.object("decision", read_decision);
    one.informing = reader.object("informing", [](ObjectReader& informing) {
        return MinutesInforming{informing.choice("state", informing_names),
                                informing.optional_id<AgreementId>("agreement", Form::uuid),
                                informing.optional_text("reason")};
    });
    read_table_record(reader, one);
    one.correction = reader.optional_text("correction");
    return one;
}

/// As the object that it is; what isn't one is for the reader to refuse.
json read_line(const std::string& line)
{
    auto read = read_json(line);
    return read ? *std::move(read) : json(line);
}

json write(const LogExcerpt& log)
{
    return ObjectWriter{}
        .put("from", log.from)
        .put("size", log.head.size)
        .put("root", to_hex(log.head.root))
        .put("signed_head", log.signed_head)
        .put_list("lines", log.lines, true, read_line)
        .take();
}

LogExcerpt read_log(ObjectReader& reader)
{
    LogExcerpt log;
    log.from = static_cast<std::uint64_t>(reader.integer("from", 0, largest_json_integer));
    log.head.size = static_cast<std::uint64_t>(reader.integer("size", 0, largest_json_integer));
    log.head.root = reader.digest("root");
    log.signed_head = reader.text("signed_head");
    reader.each("lines", true, 0, ObjectReader::unlimited, [&](const json& line, const std::string& path) {
        log.lines.push_back(canonical_json(line));
        if (const auto read = read_audit_entry(log.lines.back()); !read)
            reader.flaw_at(path, "is geen regel van een log");
    });
    return log;
}

json write(const AuditHead& audit)
{
    ObjectWriter writer;
    writer.put_digest("head", audit.head).put_digest("previous", audit.previous).put("entries", audit.entries);
    if (audit.log) writer.put("log", write(*audit.log));
    return writer.take();
}

AuditHead read_audit(ObjectReader& reader)
{
    AuditHead audit;
    audit.head = reader.digest("head");
    audit.previous = reader.optional_digest("previous");
    audit.entries = static_cast<std::uint64_t>(reader.integer("entries", 1, 1'000'000'000));
    audit.log = reader.optional_object("log", read_log);
    return audit;
}

Minutes read_document(ObjectReader& reader)
{
    Minutes minutes;
    reader.constant("type", "casustafel/minutes");
    if (const std::int64_t version = reader.integer("version", 0, 1'000'000); version != 1)
        reader.flaw("version", "is " + std::to_string(version) + ", dit programma leest versie 1");
    minutes.id = reader.id<MinutesId>("id", Form::uuid);
    if (reader.has("corrects")) minutes.corrects = reader.id<MinutesId>("corrects", Form::uuid);
    minutes.package_id = reader.id<PackageId>("package_id", Form::uuid);
    minutes.conference_id = reader.id<ConferenceId>("conference_id", Form::uuid);
    minutes.device = reader.object("device", [](ObjectReader& device) {
        return MinutesDevice{device.id<DeviceId>("id", Form::key), device.line("software")};
    });
    minutes.legal_basis = reader.choice("legal_basis", legal_basis_names);
    minutes.started_at = reader.instant("started_at");
    minutes.sealed_at = reader.instant("sealed_at");
    minutes.clock_trusted = reader.optional_boolean("clock_trusted");
    minutes.chair = reader.object("chair", [](ObjectReader& chair) {
        return MinutesChair{chair.line("name"), chair.optional_id<Id<struct SlotTag>>("slot", Form::key).value()};
    });
    minutes.attendance = reader.list("attendance", true, 0, ObjectReader::unlimited, read_attendance);
    minutes.cases = reader.list("cases", true, 0, ObjectReader::unlimited, read_case);
    minutes.absent_domains = reader.choices("absent_domains", domain_names, false);
    minutes.audit = reader.object("audit", read_audit);
    return minutes;
}

} // namespace

std::string write_minutes(const core::Minutes& minutes)
{
    ObjectWriter writer;
    writer.put("type", "casustafel/minutes").put("version", 1).put_id("id", minutes.id);
    if (minutes.corrects) writer.put_id("corrects", *minutes.corrects);
    return writer.put_id("package_id", minutes.package_id)
        .put_id("conference_id", minutes.conference_id)
        .put("device",
             ObjectWriter{}.put_id("id", minutes.device.id).put_text("software", minutes.device.software).take())
        .put_choice("legal_basis", minutes.legal_basis, legal_basis_names)
        .put("started_at", format(minutes.started_at))
        .put("sealed_at", format(minutes.sealed_at))
        .put_optional("clock_trusted", minutes.clock_trusted)
        .put("chair", ObjectWriter{}.put_text("name", minutes.chair.name).put_text("slot", minutes.chair.slot).take())
        .put_list("attendance", minutes.attendance, true, [](const MinutesAttendance& one) { return write(one); })
        .put_list("cases", minutes.cases, true, [](const MinutesCase& one) { return write(one); })
        .put_list("absent_domains", minutes.absent_domains, false,
                  [](Domain domain) { return std::string{name_of(domain, domain_names)}; })
        .put("audit", write(minutes.audit))
        .take()
        .dump();
}

core::Result<core::Minutes> read_minutes(std::string_view text)
{
    const auto document = read_json(text);
    if (!document) return std::unexpected(document.error());
    Flaw flaw;
    Minutes minutes;
    {
        ObjectReader reader{*document, "", flaw};
        minutes = read_document(reader);
    }
    if (flaw.found()) return core::fail(core::Errc::corrupt, flaw.sentence());
    return minutes;
}

} // namespace casustafel::protocol
