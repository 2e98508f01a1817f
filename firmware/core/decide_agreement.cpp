#include "core/rules.h"
#include "core/visibility.h"

#include <algorithm>

namespace casustafel::core {

namespace {

constexpr std::size_t most_relations = 20; // minutes.schema.json

/// The owner is a participant of this conference or the bureau itself: no participant and the bureau's id as partner.
bool is_bureau(const Conference& conference, const Owner& owner)
{
    return owner.participant.empty() && owner.partner.value() == conference.package.bureau.id.value();
}

std::optional<Rejection> flaw_of_owner(const Conference& conference, const Owner& owner)
{
    if (is_bureau(conference, owner)) {
        const bool named = !blank(owner.name) && clean_text(owner.name, longest_line);
        return named ? std::nullopt : std::optional{Rejection{Refusal::owner_unknown, owner.partner.value()}};
    }
    const Participant* person = find(conference, owner.participant);
    if (!person || person->partner != owner.partner || person->name != owner.name)
        return Rejection{Refusal::owner_unknown, owner.participant.value()};
    return std::nullopt;
}

/// Nobody owns what they may not read.
std::optional<Rejection> flaw_of_clearance(const Conference& conference, const AgreementContent& content)
{
    if (!content.owner || is_bureau(conference, *content.owner)) return std::nullopt;
    const Partner* partner = find(conference, content.owner->partner);
    if (partner && cleared(*partner, content.confidentiality) && meant_for(*partner, content.audience))
        return std::nullopt;
    return Rejection{Refusal::partner_not_cleared, content.owner->partner.value()};
}

std::optional<Rejection> flaw_of_mandate(const AgreementContent& content)
{
    if (!content.mandate) return std::nullopt;
    switch (*content.mandate) {
    case Mandate::within:
        return std::nullopt;
    case Mandate::subject_to_consultation:
        if (!content.consult_by) return Rejection{Refusal::consult_date_missing, {}};
        return std::nullopt;
    case Mandate::needs_decision:
        if (blank(content.decision_of)) return Rejection{Refusal::decision_of_missing, {}};
        return std::nullopt;
    }
    return std::nullopt;
}

/// Everything that is named must be there: the minutes can't be sealed with a name of nothing.
std::optional<Rejection> flaw_of_references(const Conference& conference, const CaseState& state,
                                            const AgreementId& own, const AgreementContent& content)
{
    const auto known = [](const auto& list, const auto& id) {
        return std::ranges::any_of(list, [&](const auto& one) { return one.id == id; });
    };
    if (!content.goal.empty() && !known(state.brief->goals, content.goal))
        return Rejection{Refusal::reference_unknown, content.goal.value()};
    if (!content.life_domain.empty() && !known(conference.package.life_domains, content.life_domain))
        return Rejection{Refusal::reference_unknown, content.life_domain.value()};
    if (content.audience)
        for (const PartnerId& id : content.audience->partners)
            if (!find(conference, id)) return Rejection{Refusal::reference_unknown, id.value()};
    if (content.relates.size() > most_relations) return Rejection{Refusal::reference_unknown, "relates"};
    for (const Relation& relation : content.relates)
        if (relation.to == own || (!find(state, relation.to) && !find_earlier(state, relation.to)))
            return Rejection{Refusal::reference_unknown, relation.to.value()};
    return std::nullopt;
}

std::optional<Rejection> flaw_of(const Circumstances& c, const CaseState& state, const AgreementId& own,
                                 const AgreementContent& content)
{
    if (blank(content.text)) return Rejection{Refusal::text_missing, "text"};
    if (!clean_text(content.text, longest_text)) return Rejection{Refusal::text_not_clean, "text"};
    for (const std::string* line : {&content.decision_of, &content.executor, &content.deputy})
        if (!clean_text(*line, longest_line)) return Rejection{Refusal::text_not_clean, "line"};
    if (content.owner)
        if (const auto flaw = flaw_of_owner(c.conference, *content.owner)) return flaw;
    if (const auto flaw = flaw_of_clearance(c.conference, content)) return flaw;
    if (content.due && *content.due < c.today()) return Rejection{Refusal::date_in_the_past, "due"};
    if (content.consult_by && *content.consult_by < c.today())
        return Rejection{Refusal::date_in_the_past, "consult_by"};
    if (const auto flaw = flaw_of_references(c.conference, state, own, content)) return flaw;
    return flaw_of_mandate(content);
}

/// Within the case, after everything that was ever numbered there.
int next_number(const CaseState& state)
{
    int highest = 0;
    for (const EarlierAgreement& earlier : state.brief->earlier_agreements) highest = std::max(highest, earlier.number);
    for (const Agreement& agreement : state.agreements) highest = std::max(highest, agreement.number);
    return highest + 1;
}

bool id_is_taken(const Conference& conference, const AgreementId& id)
{
    return std::ranges::any_of(conference.cases,
                               [&](const CaseState& state) { return find(state, id) || find_earlier(state, id); });
}

ConfirmationHow how_of(const command::Proof& proof)
{
    if (std::holds_alternative<command::ByTableCode>(proof)) return ConfirmationHow::table_code;
    if (std::holds_alternative<command::BySignature>(proof)) return ConfirmationHow::signature;
    return ConfirmationHow::spoken;
}

/// The agreements that were on screen, each still what it was and each this person's.
std::optional<Rejection> flaw_of_shown(const CaseState& state, const command::Answer& command)
{
    if (command.agreements.empty()) return Rejection{Refusal::no_such_agreement, {}};
    for (const command::Answer::Shown& shown : command.agreements) {
        const auto agreement = standing(state, shown.agreement);
        if (!agreement) return agreement.error();
        const AgreementContent& content = (*agreement)->content;
        if (!content.complete()) return Rejection{Refusal::incomplete_agreement, shown.agreement.value()};
        if (content.owner->participant != command.by) return Rejection{Refusal::not_the_owner, command.by.value()};
        if ((*agreement)->version != shown.version) return Rejection{Refusal::other_version, shown.agreement.value()};
    }
    return std::nullopt;
}

std::optional<Rejection> flaw_of_answer(const Circumstances& c, const command::Answer& command)
{
    if (!clean_text(command.reason, longest_text)) return Rejection{Refusal::text_not_clean, "reason"};
    switch (command.state) {
    case ConfirmationState::confirmed:
        return std::nullopt;
    case ConfirmationState::reserved:
        if (blank(command.reason)) return Rejection{Refusal::reason_missing, {}};
        if (!command.answer_by) return Rejection{Refusal::answer_date_missing, {}};
        if (*command.answer_by < c.today()) return Rejection{Refusal::date_in_the_past, "answer_by"};
        return std::nullopt;
    case ConfirmationState::declined:
        if (blank(command.reason)) return Rejection{Refusal::reason_missing, {}};
        return std::nullopt;
    case ConfirmationState::open:
    case ConfirmationState::awaiting_absent:
        return Rejection{Refusal::reason_missing, "state"};
    }
    return std::nullopt;
}

enum class ProofVerdict : std::uint8_t { good, wrong_code };

std::expected<ProofVerdict, Rejection> judge(const Circumstances& c, const command::Answer& command)
{
    const Attendance& attendance = attendance_of(c.conference, command.by);
    if (const auto* drawn = std::get_if<command::BySignature>(&command.proof)) {
        if (!has_drawn(drawn->strokes)) return refuse(Refusal::signature_missing);
        return ProofVerdict::good;
    }
    const auto* code = std::get_if<command::ByTableCode>(&command.proof);
    if (!code) return ProofVerdict::good;
    if (!attendance.code) return refuse(Refusal::code_not_chosen, command.by.value());
    if (attendance.code_retry_at && c.now < *attendance.code_retry_at)
        return refuse(Refusal::code_must_wait, command.by.value());
    const Digest given = c.digests.of_code(c.conference.package.conference.id, command.by, code->code);
    return given == *attendance.code ? ProofVerdict::good : ProofVerdict::wrong_code;
}

} // namespace

std::expected<const Agreement*, Rejection> standing(const CaseState& state, const AgreementId& id)
{
    const Agreement* agreement = find(state, id);
    if (!agreement) return refuse(Refusal::no_such_agreement, id.value());
    if (agreement->withdrawn_at) return refuse(Refusal::withdrawn, id.value());
    return agreement;
}

Decided decide(const Circumstances& c, const command::Propose& command)
{
    const auto state = open_case(c.conference, command.in_case);
    if (!state) return std::unexpected{state.error()};
    if (command.agreement.empty() || id_is_taken(c.conference, command.agreement))
        return refuse(Refusal::already_there, command.agreement.value());
    if (const auto flaw = flaw_of(c, **state, command.agreement, command.content)) return std::unexpected{*flaw};
    return Facts{fact::AgreementProposed{command.in_case, command.agreement, next_number(**state), command.content}};
}

Decided decide(const Circumstances& c, const command::Change& command)
{
    const auto state = open_case(c.conference, command.in_case);
    if (!state) return std::unexpected{state.error()};
    const auto agreement = standing(**state, command.agreement);
    if (!agreement) return std::unexpected{agreement.error()};
    if ((*agreement)->content == command.content) return Facts{};
    if (const auto flaw = flaw_of(c, **state, command.agreement, command.content)) return std::unexpected{*flaw};
    return Facts{
        fact::AgreementChanged{command.in_case, command.agreement, (*agreement)->version + 1, command.content}};
}

Decided decide(const Circumstances& c, const command::Withdraw& command)
{
    const auto state = open_case(c.conference, command.in_case);
    if (!state) return std::unexpected{state.error()};
    const Agreement* agreement = find(**state, command.agreement);
    if (!agreement) return refuse(Refusal::no_such_agreement, command.agreement.value());
    if (agreement->withdrawn_at) return Facts{};
    if (blank(command.reason)) return refuse(Refusal::reason_missing);
    if (!clean_text(command.reason, longest_text)) return refuse(Refusal::text_not_clean, "reason");
    if (!command.by.empty() && !present_for(c.conference, command.by, command.in_case))
        return refuse(Refusal::not_present, command.by.value());
    return Facts{fact::AgreementWithdrawn{command.in_case, command.agreement, command.reason, command.by}};
}

Decided decide(const Circumstances& c, const command::Answer& command)
{
    const auto state = open_case(c.conference, command.in_case);
    if (!state) return std::unexpected{state.error()};
    // The chair speaks for the bureau, which has nobody else at the table.
    const bool for_bureau = command.by.empty() && std::holds_alternative<command::Spoken>(command.proof);
    if (!for_bureau && !present_for(c.conference, command.by, command.in_case))
        return refuse(Refusal::not_present, command.by.value());
    if (const auto flaw = flaw_of_shown(**state, command)) return std::unexpected{*flaw};
    if (const auto flaw = flaw_of_answer(c, command)) return std::unexpected{*flaw};
    const auto verdict = judge(c, command);
    if (!verdict) return std::unexpected{verdict.error()};
    if (*verdict == ProofVerdict::wrong_code) return Facts{fact::WrongCodeEntered{command.by}};
    Facts facts;
    for (const command::Answer::Shown& shown : command.agreements) {
        const Agreement& agreement = *find(**state, shown.agreement);
        Confirmation answer;
        answer.state = command.state;
        answer.how = how_of(command.proof);
        answer.at = c.now;
        answer.by = command.by;
        answer.of = c.digests.of_agreement(agreement.content);
        if (const auto* drawn = std::get_if<command::BySignature>(&command.proof)) answer.strokes = drawn->strokes;
        answer.reason = command.reason;
        answer.answer_by = command.state == ConfirmationState::reserved ? command.answer_by : std::nullopt;
        answer.version = agreement.version;
        facts.push_back(fact::Answered{command.in_case, shown.agreement, std::move(answer)});
    }
    return facts;
}

} // namespace casustafel::core
