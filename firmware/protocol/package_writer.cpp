#include "protocol/parts_codec.h"

namespace casustafel::protocol {

using nlohmann::json;

namespace {

json write(const ConferenceHeader& header)
{
    ObjectWriter basis;
    basis.put_choice("kind", header.legal_basis.kind, legal_basis_names)
        .put_text("reference", header.legal_basis.reference);
    if (header.legal_basis.allowed_partners)
        basis.put_ids("allowed_partners", *header.legal_basis.allowed_partners, true);
    ObjectWriter writer;
    writer.put_id("id", header.id)
        .put_text("title", header.title)
        .put_text("room", header.room)
        .put("starts_at", format(header.starts_at))
        .put("ends_at", format(header.ends_at))
        .put_instant("next_at", header.next_at)
        .put_text("chair", header.chair)
        .put("legal_basis", basis.take());
    if (header.covenant)
        writer.put("covenant", ObjectWriter{}
                                   .put_text("covenant", header.covenant->covenant)
                                   .put_text("privacy_protocol", header.covenant->privacy_protocol)
                                   .take());
    return writer.take();
}

json write(const Criterion& criterion)
{
    ObjectWriter writer;
    writer.put_id("id", criterion.id)
        .put_text("label", criterion.label)
        .put("met", criterion.met ? json(*criterion.met) : json(nullptr))
        .put_text("by", criterion.by)
        .put_date("on", criterion.on)
        .put_text("motivation", criterion.motivation);
    if (criterion.regional) writer.put("regional", true);
    return writer.take();
}

json write(const Item& item)
{
    ObjectWriter writer;
    writer.put_id("id", item.id)
        .put_choice("section", item.section, section_names)
        .put_id("life_domain", item.life_domain)
        .put_text("text", item.text)
        .put_id("source", item.source)
        .put_date("on", item.on)
        .put_choice("confidentiality", item.confidentiality, confidentiality_names);
    if (item.audience) writer.put("audience", protocol::write(*item.audience));
    return writer.put_choice("state", item.state, item_state_names).take();
}

json write(const Goal& goal)
{
    return ObjectWriter{}
        .put_id("id", goal.id)
        .put_text("text", goal.text)
        .put_id("life_domain", goal.life_domain)
        .take();
}

json write(const Intervention& intervention)
{
    return ObjectWriter{}
        .put_id("id", intervention.id)
        .put_choice("kind", intervention.kind, intervention_kind_names)
        .put_text("text", intervention.text)
        .put_id("partner", intervention.partner)
        .put_date("from", intervention.from)
        .put_date("until", intervention.until)
        .put_id("goal", intervention.goal)
        .take();
}

json write(const EarlierAgreement& earlier)
{
    ObjectWriter writer;
    writer.put_id("id", earlier.id)
        .put("number", earlier.number)
        .put_text("text", earlier.text)
        .put("owner", protocol::write(earlier.owner))
        .put_date("due", earlier.due)
        .put_choice("mandate", earlier.mandate, mandate_names)
        .put_date("consult_by", earlier.consult_by)
        .put_choice("status", earlier.status, outcome_names)
        .put_date("made_on", earlier.made_on)
        .put_id("goal", earlier.goal)
        .put_id("life_domain", earlier.life_domain)
        .put_choice("confidentiality", earlier.confidentiality, confidentiality_names);
    if (earlier.audience) writer.put("audience", protocol::write(*earlier.audience));
    return writer.put_text("note", earlier.note)
        .put_text("decision_of", earlier.decision_of)
        .put_choice("kind", earlier.kind, agreement_kind_names)
        .put_text("executor", earlier.executor)
        .put_text("deputy", earlier.deputy)
        .put_optional("confirmed", earlier.confirmed)
        .put_list("relates", earlier.relates, false, [](const Relation& one) { return protocol::write(one); })
        .take();
}

json write(const Subject& subject)
{
    return ObjectWriter{}
        .put_text("name", subject.name)
        .put_date("born", subject.born)
        .put_text("residence", subject.residence)
        .put_choice("confidentiality", subject.confidentiality, confidentiality_names)
        .take();
}

json write(const Milestone& milestone)
{
    return ObjectWriter{}.put_date("on", milestone.on).put_text("label", milestone.label).take();
}

json write(const Informing& informing)
{
    return ObjectWriter{}
        .put_choice("state", informing.state, informing_names)
        .put_date("on", informing.on)
        .put_text("by", informing.by)
        .put_text("reason", informing.reason)
        .take();
}

json write(const Review& review)
{
    return ObjectWriter{}
        .put_optional("times_discussed", review.times_discussed)
        .put_optional("since_last_new_agreement", review.since_last_new_agreement)
        .put_date("review_on", review.review_on)
        .take();
}

json write(const ZsmAdvice& advice)
{
    return ObjectWriter{}
        .put_text("text", advice.text)
        .put_text("author", advice.author)
        .put_date("on", advice.on)
        .put_date("valid_until", advice.valid_until)
        .put_text("none_because", advice.none_because)
        .put_choice("followed", advice.followed, followed_names)
        .take();
}

} // namespace

json write(const Case& one)
{
    const auto written = [](const auto& value) { return write(value); };
    ObjectWriter writer;
    writer.put_id("id", one.id).put_text("label", one.label);
    if (one.subject) writer.put("subject", write(*one.subject));
    writer.put_choice("approach", one.approach, approach_names)
        .put_list("tracks", one.tracks, false, [](Track track) { return std::string{name_of(track, track_names)}; })
        .put_text("question", one.question)
        .put("time_box_minutes", one.time_box_minutes)
        .put_id("case_lead", one.case_lead)
        .put_id("submitted_by", one.submitted_by)
        .put_list("criteria", one.criteria, true, written)
        .put_list("items", one.items, true, written)
        .put_list("goals", one.goals, false, written)
        .put_list("interventions", one.interventions, false, written)
        .put_list("earlier_agreements", one.earlier_agreements, true, written)
        .put_list("milestones", one.milestones, false, written)
        .put("informing", write(one.informing))
        .put_optional("ave_phase", one.ave_phase);
    if (one.review) writer.put("review", write(*one.review));
    if (one.zsm_advice) writer.put("zsm_advice", write(*one.zsm_advice));
    return writer.take();
}

namespace {

template <class Labelled>
json write_labelled(const Labelled& one)
{
    return ObjectWriter{}.put_id("id", one.id).put_text("label", one.label).take();
}

} // namespace

json write(const Package& package)
{
    ObjectWriter writer;
    writer.put("type", "casustafel/package").put("version", 1).put_id("id", package.id);
    if (package.replaces) writer.put_id("replaces", *package.replaces);
    writer.put("issued_at", format(package.issued_at))
        .put("expires_at", format(package.expires_at))
        .put("bureau", ObjectWriter{}
                           .put_id("id", package.bureau.id)
                           .put_text("name", package.bureau.name)
                           .put_text("region", package.bureau.region)
                           .take())
        .put_ids("device_ids", package.device_ids, true)
        .put("conference", write(package.conference))
        .put_list("partners", package.partners, true, [](const Partner& one) { return write(one); })
        .put_list("participants", package.participants, true, [](const Participant& one) { return write(one); })
        .put_list("life_domains", package.life_domains, true, write_labelled<LifeDomain>)
        .put_list("phrases", package.phrases, false, [](const std::string& phrase) { return phrase; })
        .put_list("cases", package.cases, true, [](const Case& one) { return write(one); });
    if (package.secrecy_declaration)
        writer.put("secrecy_declaration", ObjectWriter{}
                                              .put_text("version", package.secrecy_declaration->version)
                                              .put_text("text", package.secrecy_declaration->text)
                                              .put_optional("valid_days", package.secrecy_declaration->valid_days)
                                              .take());
    return writer.put_list("closing_criteria", package.closing_criteria, false, write_labelled<ClosingCriterion>)
        .put_list("bottlenecks", package.bottlenecks, false, write_labelled<Bottleneck>)
        .take();
}

} // namespace casustafel::protocol
