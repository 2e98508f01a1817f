#include "protocol/agreement_codec.h"

#include "protocol/json.h"
#include "protocol/parts_codec.h"

namespace casustafel::protocol {

using nlohmann::json;

void write_content(json& object, const AgreementContent& content)
{
    ObjectWriter writer;
    writer.put_text("text", content.text);
    if (content.owner) writer.put("owner", write(*content.owner));
    writer.put_date("due", content.due)
        .put_choice("mandate", content.mandate, mandate_names)
        .put_date("consult_by", content.consult_by)
        .put_id("goal", content.goal)
        .put_id("life_domain", content.life_domain)
        .put_choice("confidentiality", content.confidentiality, confidentiality_names);
    if (content.audience) writer.put("audience", write(*content.audience));
    writer.put_text("decision_of", content.decision_of)
        .put_choice("kind", content.kind, agreement_kind_names)
        .put_text("executor", content.executor)
        .put_text("deputy", content.deputy);
    if (content.outside_regular_frames) writer.put("outside_regular_frames", true);
    writer.put_list("relates", content.relates, false, [](const Relation& one) { return write(one); });
    object.update(writer.take());
}

AgreementContent read_content(ObjectReader& reader)
{
    AgreementContent content;
    content.text = reader.text("text");
    content.owner = reader.optional_object("owner", read_owner);
    content.due = reader.optional_date("due");
    content.mandate = reader.optional_choice("mandate", mandate_names);
    content.consult_by = reader.optional_date("consult_by");
    content.goal = reader.optional_id<GoalId>("goal", Form::uuid);
    content.life_domain = reader.optional_id<LifeDomainId>("life_domain", Form::key);
    content.confidentiality =
        reader.optional_choice("confidentiality", confidentiality_names).value_or(Confidentiality::general);
    content.audience = reader.optional_object("audience", read_audience);
    content.decision_of = reader.optional_line("decision_of");
    content.kind = reader.optional_choice("kind", agreement_kind_names);
    content.executor = reader.optional_line("executor");
    content.deputy = reader.optional_line("deputy");
    content.outside_regular_frames = reader.optional_boolean("outside_regular_frames").value_or(false);
    content.relates = read_relations(reader);
    return content;
}

json write(const Confirmation& confirmation)
{
    ObjectWriter writer;
    writer.put_choice("state", confirmation.state, confirmation_names)
        .put_choice("how", confirmation.how, how_names)
        .put_instant("at", confirmation.at)
        .put_id("by", confirmation.by)
        .put_digest("of", confirmation.of);
    if (!confirmation.strokes.empty()) writer.put("strokes", write(confirmation.strokes));
    writer.put_text("reason", confirmation.reason).put_date("answer_by", confirmation.answer_by);
    if (confirmation.version > 0) writer.put("version", confirmation.version);
    return writer.take();
}

Confirmation read_confirmation(ObjectReader& reader)
{
    Confirmation confirmation;
    confirmation.state = reader.choice("state", confirmation_names);
    confirmation.how = reader.optional_choice("how", how_names);
    confirmation.at = reader.optional_instant("at");
    confirmation.by = reader.optional_id<ParticipantId>("by", Form::key);
    confirmation.of = reader.optional_digest("of");
    confirmation.strokes = read_strokes(reader, "strokes");
    confirmation.reason = reader.optional_text("reason");
    confirmation.answer_by = reader.optional_date("answer_by");
    confirmation.version = static_cast<int>(reader.optional_integer("version", 1, 1'000'000).value_or(0));
    return confirmation;
}

json write_minuted_agreement(const Agreement& agreement)
{
    json object = ObjectWriter{}
                      .put_id("id", agreement.id)
                      .put("number", agreement.number)
                      .put("made_at", format(agreement.made_at))
                      .put_instant("changed_at", agreement.changed_at)
                      .put("confirmation", write(agreement.confirmation))
                      .put("complete", agreement.content.complete())
                      .take();
    write_content(object, agreement.content);
    if (agreement.withdrawn_at)
        object["withdrawn"] = ObjectWriter{}
                                  .put_instant("at", agreement.withdrawn_at)
                                  .put_id("by", agreement.withdrawn_by)
                                  .put("reason", agreement.withdrawn_because)
                                  .take();
    return object;
}

Agreement read_minuted_agreement(ObjectReader& reader)
{
    Agreement agreement;
    agreement.id = reader.id<AgreementId>("id", Form::uuid);
    agreement.number = static_cast<int>(reader.integer("number", 1, 1'000'000));
    agreement.made_at = reader.instant("made_at");
    agreement.changed_at = reader.optional_instant("changed_at");
    agreement.content = read_content(reader);
    agreement.confirmation = reader.object("confirmation", read_confirmation);
    if (reader.has("withdrawn"))
        reader.object("withdrawn", [&](ObjectReader& withdrawn) {
            agreement.withdrawn_at = withdrawn.instant("at");
            agreement.withdrawn_by = withdrawn.optional_id<ParticipantId>("by", Form::key);
            agreement.withdrawn_because = withdrawn.text("reason");
            return true;
        });
    agreement.version = std::max(1, agreement.confirmation.version);
    if (reader.boolean("complete") != agreement.content.complete())
        reader.flaw("complete", "past niet bij actiehouder en datum");
    return agreement;
}

std::string canonical_content(const AgreementContent& content)
{
    ObjectWriter writer;
    writer.put("text", content.text);
    if (content.owner) writer.put("owner", write(*content.owner));
    writer.put_date("due", content.due)
        .put_choice("mandate", content.mandate, mandate_names)
        .put_date("consult_by", content.consult_by);
    return canonical_json(writer.take());
}

} // namespace casustafel::protocol
