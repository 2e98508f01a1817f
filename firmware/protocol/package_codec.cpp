#include "protocol/package_codec.h"

#include "protocol/json.h"
#include "protocol/package_check.h"
#include "protocol/parts_codec.h"

#include <algorithm>

namespace casustafel::protocol {

using nlohmann::json;

namespace {

LegalBasis read_legal_basis(ObjectReader& reader)
{
    LegalBasis basis;
    basis.kind = reader.choice("kind", legal_basis_names);
    basis.reference = reader.optional_line("reference");
    if (reader.has("allowed_partners")) basis.allowed_partners = reader.ids<PartnerId>("allowed_partners", Form::key);
    return basis;
}

ConferenceHeader read_conference(ObjectReader& reader)
{
    ConferenceHeader header;
    header.id = reader.id<ConferenceId>("id", Form::uuid);
    header.title = reader.line("title");
    header.room = reader.optional_line("room");
    header.starts_at = reader.instant("starts_at");
    header.ends_at = reader.instant("ends_at");
    header.next_at = reader.optional_instant("next_at");
    header.chair = reader.line("chair");
    header.legal_basis = reader.object("legal_basis", read_legal_basis);
    header.covenant = reader.optional_object("covenant", [](ObjectReader& covenant) {
        return Covenant{covenant.line("covenant"), covenant.line("privacy_protocol")};
    });
    return header;
}

Criterion read_criterion(ObjectReader& reader)
{
    Criterion criterion;
    criterion.id = reader.id<CriterionId>("id", Form::key);
    criterion.label = reader.line("label");
    criterion.met = reader.nullable_boolean("met");
    criterion.by = reader.optional_line("by");
    criterion.on = reader.optional_date("on");
    criterion.motivation = reader.optional_text("motivation");
    criterion.regional = reader.optional_boolean("regional").value_or(false);
    return criterion;
}

Item read_item(ObjectReader& reader)
{
    Item item;
    item.id = reader.id<ItemId>("id", Form::uuid);
    item.section = reader.choice("section", section_names);
    item.life_domain = reader.optional_id<LifeDomainId>("life_domain", Form::key);
    item.text = reader.text("text");
    item.source = reader.id<PartnerId>("source", Form::key);
    item.on = reader.date("on");
    item.confidentiality = reader.choice("confidentiality", confidentiality_names);
    item.audience = reader.optional_object("audience", read_audience);
    item.state = reader.optional_choice("state", item_state_names);
    return item;
}

Intervention read_intervention(ObjectReader& reader)
{
    Intervention intervention;
    intervention.id = reader.id<InterventionId>("id", Form::uuid);
    intervention.kind = reader.choice("kind", intervention_kind_names);
    intervention.text = reader.line("text");
    intervention.partner = reader.id<PartnerId>("partner", Form::key);
    intervention.from = reader.optional_date("from");
    intervention.until = reader.optional_date("until");
    intervention.goal = reader.optional_id<GoalId>("goal", Form::uuid);
    return intervention;
}

EarlierAgreement read_earlier(ObjectReader& reader)
{
    EarlierAgreement earlier;
    earlier.id = reader.id<AgreementId>("id", Form::uuid);
    earlier.number = static_cast<int>(reader.integer("number", 1, 1'000'000));
    earlier.text = reader.text("text");
    earlier.owner = reader.object("owner", read_owner);
    earlier.due = reader.date("due");
    earlier.mandate = reader.choice("mandate", mandate_names);
    earlier.consult_by = reader.optional_date("consult_by");
    earlier.status = reader.choice("status", outcome_names);
    earlier.made_on = reader.date("made_on");
    earlier.goal = reader.optional_id<GoalId>("goal", Form::uuid);
    earlier.life_domain = reader.optional_id<LifeDomainId>("life_domain", Form::key);
    earlier.confidentiality = reader.optional_choice("confidentiality", confidentiality_names);
    earlier.audience = reader.optional_object("audience", read_audience);
    earlier.note = reader.optional_text("note");
    earlier.decision_of = reader.optional_line("decision_of");
    earlier.kind = reader.optional_choice("kind", agreement_kind_names);
    earlier.executor = reader.optional_line("executor");
    earlier.deputy = reader.optional_line("deputy");
    earlier.confirmed = reader.optional_boolean("confirmed");
    earlier.relates = read_relations(reader);
    return earlier;
}

std::optional<int> small(const std::optional<std::int64_t>& number)
{
    return number ? std::optional{static_cast<int>(*number)} : std::nullopt;
}

ZsmAdvice read_zsm(ObjectReader& reader)
{
    ZsmAdvice advice;
    advice.text = reader.optional_text("text");
    advice.author = reader.optional_line("author");
    advice.on = reader.optional_date("on");
    advice.valid_until = reader.optional_date("valid_until");
    advice.none_because = reader.optional_text("none_because");
    advice.followed = reader.optional_choice("followed", followed_names);
    return advice;
}

Informing read_informing(ObjectReader& reader)
{
    return {reader.choice("state", informing_names), reader.optional_date("on"), reader.optional_line("by"),
            reader.optional_text("reason")};
}

} // namespace

Case read_case(ObjectReader& reader)
{
    Case one;
    one.id = reader.id<CaseId>("id", Form::uuid);
    one.label = reader.line("label");
    one.subject = reader.optional_object("subject", [](ObjectReader& subject) {
        return Subject{subject.optional_line("name"), subject.optional_date("born"), subject.optional_line("residence"),
                       subject.optional_choice("confidentiality", confidentiality_names)};
    });
    one.approach = reader.choice("approach", approach_names);
    one.tracks = reader.choices("tracks", track_names, true);
    one.question = reader.line("question");
    one.time_box_minutes = static_cast<int>(reader.integer("time_box_minutes", 1, 240));
    one.case_lead = reader.optional_id<ParticipantId>("case_lead", Form::key);
    one.submitted_by = reader.optional_id<PartnerId>("submitted_by", Form::key);
    one.criteria = reader.list("criteria", true, 4, 12, read_criterion);
    one.items = reader.list("items", true, 0, 2'000, read_item);
    one.goals = reader.list("goals", false, 0, 100, [](ObjectReader& goal) {
        return Goal{goal.id<GoalId>("id", Form::uuid), goal.line("text"),
                    goal.optional_id<LifeDomainId>("life_domain", Form::key)};
    });
    one.interventions = reader.list("interventions", false, 0, 200, read_intervention);
    one.earlier_agreements = reader.list("earlier_agreements", true, 0, 500, read_earlier);
    one.milestones = reader.list("milestones", false, 0, 50, [](ObjectReader& milestone) {
        return Milestone{milestone.date("on"), milestone.line("label")};
    });
    one.informing = reader.object("informing", read_informing);
    one.ave_phase = small(reader.optional_integer("ave_phase", 1, 4));
    one.review = reader.optional_object("review", [](ObjectReader& review) {
        return Review{small(review.optional_integer("times_discussed", 0, 1'000'000)),
                      small(review.optional_integer("since_last_new_agreement", 0, 1'000'000)),
                      review.optional_date("review_on")};
    });
    one.zsm_advice = reader.optional_object("zsm_advice", read_zsm);
    return one;
}

namespace {

std::vector<DeviceId> read_devices(ObjectReader& reader)
{
    std::vector<DeviceId> devices = reader.ids<DeviceId>("device_ids", Form::key);
    if (devices.empty()) reader.flaw("device_ids", "is leeg of ontbreekt");
    std::vector<DeviceId> sorted = devices;
    std::ranges::sort(sorted);
    if (std::ranges::adjacent_find(sorted) != sorted.end()) reader.flaw("device_ids", "noemt een apparaat twee keer");
    return devices;
}

} // namespace

Package read_package_object(ObjectReader& reader)
{
    Package package;
    reader.constant("type", "casustafel/package");
    if (const std::int64_t version = reader.integer("version", 0, 1'000'000); version != 1)
        reader.flaw("version", "is " + std::to_string(version) + ", dit apparaat leest versie 1");
    package.id = reader.id<PackageId>("id", Form::uuid);
    if (reader.has("replaces")) package.replaces = reader.id<PackageId>("replaces", Form::uuid);
    package.issued_at = reader.instant("issued_at");
    package.expires_at = reader.instant("expires_at");
    package.bureau = reader.object("bureau", [](ObjectReader& bureau) {
        return Bureau{bureau.id<BureauId>("id", Form::key), bureau.line("name"), bureau.line("region")};
    });
    package.device_ids = read_devices(reader);
    package.conference = reader.object("conference", read_conference);
    package.partners = reader.list("partners", true, 1, 200, read_partner);
    package.participants = reader.list("participants", true, 0, 100, read_participant);
    package.life_domains = reader.list("life_domains", true, 1, ObjectReader::unlimited, [](ObjectReader& domain) {
        return LifeDomain{domain.id<LifeDomainId>("id", Form::key), domain.line("label")};
    });
    package.phrases = reader.lines("phrases", 200);
    package.cases = reader.list("cases", true, 1, 60, read_case);
    package.secrecy_declaration = reader.optional_object("secrecy_declaration", [](ObjectReader& declaration) {
        return SecrecyDeclarationText{declaration.id<Id<struct VersionTag>>("version", Form::key).value(),
                                      declaration.text("text"),
                                      small(declaration.optional_integer("valid_days", 0, 1'000'000))};
    });
    package.closing_criteria = reader.list("closing_criteria", false, 0, 20, [](ObjectReader& criterion) {
        return ClosingCriterion{criterion.id<CriterionId>("id", Form::key), criterion.line("label")};
    });
    package.bottlenecks = reader.list("bottlenecks", false, 0, 40, [](ObjectReader& bottleneck) {
        return Bottleneck{bottleneck.id<BottleneckId>("id", Form::key), bottleneck.line("label")};
    });
    return package;
}

core::Result<core::Package> read_package(std::string_view text)
{
    const auto document = read_json(text);
    if (!document) return std::unexpected(document.error());
    Flaw flaw;
    Package package;
    {
        ObjectReader reader{*document, "", flaw};
        package = read_package_object(reader);
    }
    if (!flaw.found()) check_references(package, flaw);
    if (flaw.found()) return core::fail(core::Errc::corrupt, flaw.sentence());
    return package;
}

std::string write_package(const core::Package& package)
{
    return write(package).dump();
}

core::Result<> check_for(const core::Package& package, const core::DeviceId& device, core::Instant now)
{
    if (std::ranges::find(package.device_ids, device) == package.device_ids.end())
        return core::fail(core::Errc::rejected, "device_ids noemt dit apparaat niet");
    if (package.expires_at <= now) return core::fail(core::Errc::rejected, "expires_at is voorbij");
    return {};
}

} // namespace casustafel::protocol
