#include "protocol/parts_codec.h"

namespace casustafel::protocol {

using nlohmann::json;

ObjectWriter& ObjectWriter::put_text(std::string_view name, const std::string& text)
{
    return text.empty() ? *this : put(name, text);
}

ObjectWriter& ObjectWriter::put_date(std::string_view name, const std::optional<Date>& date)
{
    return date ? put(name, format(*date)) : *this;
}

ObjectWriter& ObjectWriter::put_instant(std::string_view name, const std::optional<Instant>& instant)
{
    return instant ? put(name, format(*instant)) : *this;
}

ObjectWriter& ObjectWriter::put_digest(std::string_view name, const std::optional<Digest>& digest)
{
    return digest ? put(name, to_hex(*digest)) : *this;
}

Audience read_audience(ObjectReader& reader)
{
    return {reader.ids<PartnerId>("partners", Form::key), reader.choices("domains", domain_names, false)};
}

json write(const Audience& audience)
{
    return ObjectWriter{}
        .put_ids("partners", audience.partners)
        .put_list("domains", audience.domains, false,
                  [](Domain domain) { return std::string{name_of(domain, domain_names)}; })
        .take();
}

Owner read_owner(ObjectReader& reader)
{
    return {reader.optional_id<ParticipantId>("participant", Form::key), reader.line("name"),
            reader.id<PartnerId>("partner", Form::key)};
}

json write(const Owner& owner)
{
    return ObjectWriter{}
        .put_id("participant", owner.participant)
        .put_text("name", owner.name)
        .put_id("partner", owner.partner)
        .take();
}

std::vector<Relation> read_relations(ObjectReader& reader)
{
    return reader.list("relates", false, 0, 20, [](ObjectReader& relation) {
        return Relation{relation.id<AgreementId>("to", Form::uuid), relation.choice("how", relation_names)};
    });
}

json write(const Relation& relation)
{
    return ObjectWriter{}.put_id("to", relation.to).put_choice("how", relation.how, relation_names).take();
}

Strokes read_strokes(ObjectReader& reader, std::string_view name)
{
    Strokes strokes;
    reader.each(name, false, 0, 500, [&](const json& drawn, const std::string&) {
        if (!drawn.is_array() || drawn.size() > 4'000) return reader.flaw(name, "bevat een lijn die geen lijn is");
        Stroke stroke;
        for (const json& point : drawn) {
            const bool three_numbers = point.is_array() && point.size() == 3 && point[0].is_number() &&
                                       point[1].is_number() && point[2].is_number();
            if (!three_numbers) return reader.flaw(name, "bevat een punt dat geen punt is");
            stroke.push_back({point[0].get<double>(), point[1].get<double>(), point[2].get<double>()});
        }
        strokes.push_back(std::move(stroke));
    });
    return strokes;
}

json write(const Strokes& strokes)
{
    json list = json::array();
    for (const Stroke& stroke : strokes) {
        json drawn = json::array();
        for (const StrokePoint& point : stroke) drawn.push_back({point.x, point.y, point.t});
        list.push_back(std::move(drawn));
    }
    return list;
}

Participant read_participant(ObjectReader& reader)
{
    Participant participant;
    participant.id = reader.id<ParticipantId>("id", Form::key);
    participant.name = reader.line("name");
    participant.function = reader.optional_line("function");
    participant.partner = reader.id<PartnerId>("partner", Form::key);
    participant.secrecy_declared_on = reader.optional_date("secrecy_declared_on");
    if (reader.has("cases")) participant.cases = reader.ids<CaseId>("cases", Form::uuid);
    participant.mandate_source = reader.optional_choice("mandate_source", mandate_source_names);
    participant.mandate_by = reader.optional_line("mandate_by");
    return participant;
}

json write(const Participant& participant)
{
    ObjectWriter writer;
    writer.put_id("id", participant.id)
        .put_text("name", participant.name)
        .put_text("function", participant.function)
        .put_id("partner", participant.partner)
        .put_date("secrecy_declared_on", participant.secrecy_declared_on);
    if (participant.cases) writer.put_ids("cases", *participant.cases, true);
    writer.put_choice("mandate_source", participant.mandate_source, mandate_source_names)
        .put_text("mandate_by", participant.mandate_by);
    return writer.take();
}

Partner read_partner(ObjectReader& reader)
{
    Partner partner;
    partner.id = reader.id<PartnerId>("id", Form::key);
    partner.name = reader.line("name");
    partner.domain = reader.choice("domain", domain_names);
    partner.kind = reader.choice("kind", partner_kind_names);
    if (reader.has("clearances")) partner.clearances = reader.choices("clearances", confidentiality_names, true);
    partner.in_covenant = reader.optional_boolean("in_covenant").value_or(true);
    partner.sharing_card = reader.optional_object("sharing_card", [](ObjectReader& card) {
        return SharingCard{card.text("may"), card.text("with_outsiders"), card.line("ground"),
                           card.optional_text("example")};
    });
    return partner;
}

json write(const Partner& partner)
{
    ObjectWriter writer;
    writer.put_id("id", partner.id)
        .put_text("name", partner.name)
        .put_choice("domain", partner.domain, domain_names)
        .put_choice("kind", partner.kind, partner_kind_names);
    if (partner.clearances)
        writer.put_list("clearances", *partner.clearances, true,
                        [](Confidentiality one) { return std::string{name_of(one, confidentiality_names)}; });
    if (!partner.in_covenant) writer.put("in_covenant", false);
    if (partner.sharing_card)
        writer.put("sharing_card", ObjectWriter{}
                                       .put_text("may", partner.sharing_card->may)
                                       .put_text("with_outsiders", partner.sharing_card->with_outsiders)
                                       .put_text("ground", partner.sharing_card->ground)
                                       .put_text("example", partner.sharing_card->example)
                                       .take());
    return writer.take();
}

Decision read_decision(ObjectReader& reader)
{
    Decision decision;
    decision.kind = reader.choice("kind", decision_names);
    decision.next_on = reader.optional_date("next_on");
    decision.to = reader.optional_line("to");
    decision.by = reader.optional_id<ParticipantId>("by", Form::key);
    decision.question = reader.optional_line("question");
    decision.accepted_by = reader.optional_line("accepted_by");
    decision.monitored_until = reader.optional_date("monitored_until");
    decision.result = reader.optional_choice("result", close_result_names);
    decision.reason = reader.optional_text("reason");
    if (const auto phase = reader.optional_integer("ave_phase", 1, 4)) decision.ave_phase = static_cast<int>(*phase);
    decision.escalation_kind = reader.optional_choice("escalation_kind", escalation_names);
    decision.answer_by = reader.optional_date("answer_by");
    decision.informed = reader.lines("informed", ObjectReader::unlimited);
    decision.handover = reader.optional_choice("handover", handover_names);
    decision.closing = reader.list("closing", false, 0, ObjectReader::unlimited, [](ObjectReader& test) {
        return ClosingTest{test.id<CriterionId>("id", Form::key), test.boolean("met"),
                           test.optional_text("motivation")};
    });
    decision.goals = reader.list("goals", false, 0, ObjectReader::unlimited, [](ObjectReader& goal) {
        return GoalResult{goal.id<GoalId>("id", Form::uuid), goal.choice("state", goal_state_names)};
    });
    return decision;
}

json write(const Decision& decision)
{
    return ObjectWriter{}
        .put_choice("kind", decision.kind, decision_names)
        .put_date("next_on", decision.next_on)
        .put_text("to", decision.to)
        .put_id("by", decision.by)
        .put_text("question", decision.question)
        .put_text("accepted_by", decision.accepted_by)
        .put_date("monitored_until", decision.monitored_until)
        .put_choice("result", decision.result, close_result_names)
        .put_text("reason", decision.reason)
        .put_optional("ave_phase", decision.ave_phase)
        .put_choice("escalation_kind", decision.escalation_kind, escalation_names)
        .put_date("answer_by", decision.answer_by)
        .put_list("informed", decision.informed, false, [](const std::string& line) { return line; })
        .put_choice("handover", decision.handover, handover_names)
        .put_list("closing", decision.closing, false,
                  [](const ClosingTest& test) {
                      return ObjectWriter{}
                          .put_id("id", test.id)
                          .put("met", test.met)
                          .put_text("motivation", test.motivation)
                          .take();
                  })
        .put_list(
            "goals", decision.goals, false,
            [](const GoalResult& goal) {
                return ObjectWriter{}.put_id("id", goal.id).put_choice("state", goal.state, goal_state_names).take();
            })
        .take();
}

} // namespace casustafel::protocol
