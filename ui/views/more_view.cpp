#include "ui/views/agreement_views.h"

#include "ui/say.h"

#include <algorithm>
#include <array>

namespace casustafel::ui {

using namespace core;

namespace {

constexpr std::array all_kinds{AgreementKind::intervention, AgreementKind::deployment,
                               AgreementKind::next_step,    AgreementKind::monitoring,
                               AgreementKind::information,  AgreementKind::talk_with_subject};
constexpr std::array all_confidentialities{Confidentiality::general, Confidentiality::care_secret,
                                           Confidentiality::justice, Confidentiality::police};
constexpr std::array all_domains{core::Domain::safety, core::Domain::care, core::Domain::municipal};

std::optional<RelationKind> relation_to(const AgreementContent& content, const AgreementId& id)
{
    const auto found = std::ranges::find(content.relates, id, &Relation::to);
    return found == content.relates.end() ? std::nullopt : std::optional{found->how};
}

void add_people(const Conference& conference, const State& local, MoreView& view)
{
    const std::optional<Owner>& owner = local.agreement.content.owner;
    for (const Participant& person : conference.participants) {
        if (attendance_of(conference, person.id).state == PresenceState::replaced) continue;
        if (owner && (person.partner != owner->partner || person.id == owner->participant)) continue;
        view.people.push_back(person_view(conference, person));
    }
}

void add_relations(const Conference& conference, const CaseState& state, const State& local, MoreView& view)
{
    const AgreementContent& content = local.agreement.content;
    const auto add = [&](std::vector<RelationRow>& rows, const AgreementId& id, int number, CaseLine line) {
        RelationRow row{id, std::move(line), relation_to(content, id)};
        if (row.line.masked_because) return; // nobody ties something to what the table can't read
        row.line.text = std::to_string(number) + " · " + row.line.text;
        row.line.warning = slip_warning(conference, state, id);
        rows.push_back(std::move(row));
    };
    for (const Agreement& one : state.agreements)
        if (!one.withdrawn_at && one.id != local.agreement.changing)
            add(view.today, one.id, one.number, agreement_line(conference, state, one));
    for (const EarlierAgreement& one : state.brief->earlier_agreements)
        add(view.earlier, one.id, one.number, earlier_line(conference, state, one));
}

} // namespace

MoreView more_view(const Snapshot& snapshot, const State& local)
{
    MoreView view;
    const CaseState* state = case_on_screen(snapshot);
    if (!state) return view;
    const Conference& conference = *snapshot.conference;
    const AgreementContent& content = local.agreement.content;
    view.part = local.agreement.part;
    view.content = content;
    view.executor = local.text(Field::executor);
    view.deputy = local.text(Field::deputy);
    for (const AgreementKind kind : all_kinds) view.kinds.push_back({kind, {words(kind), content.kind == kind}});
    for (const Goal& goal : state->brief->goals) view.goals.push_back({goal.id, {goal.text, content.goal == goal.id}});
    for (const LifeDomain& domain : conference.package.life_domains)
        view.life_domains.push_back({domain.id, {domain.label, content.life_domain == domain.id}});
    for (const Confidentiality one : all_confidentialities)
        view.confidentialities.push_back({one, {words(one), content.confidentiality == one}});
    for (const core::Domain domain : all_domains) {
        const bool chosen = content.audience && std::ranges::contains(content.audience->domains, domain);
        view.domains.push_back({domain, {words(domain), chosen}});
    }
    for (const Partner& partner : conference.partners) {
        const bool chosen = content.audience && std::ranges::contains(content.audience->partners, partner.id);
        view.partners.push_back({partner.id, {partner.name, chosen}});
    }
    add_people(conference, local, view);
    add_relations(conference, *state, local, view);
    return view;
}

Sentence more_summary(const Snapshot& snapshot, const State& local)
{
    const MoreView view = more_view(snapshot, local);
    Sentence summary;
    const auto add = [&summary](const Sentence& part) {
        if (!part.empty()) summary += (summary.empty() ? "" : " · ") + part;
    };
    const auto add_chosen = [&add](const auto& choices) {
        for (const auto& [value, choice] : choices)
            if (choice.selected) add(choice.label);
    };
    add_chosen(view.kinds);
    add_chosen(view.goals);
    add_chosen(view.life_domains);
    if (view.content.outside_regular_frames) add(Sentence{say::outside_frames});
    add(view.executor);
    add(view.deputy);
    if (view.content.confidentiality != Confidentiality::general) add_chosen(view.confidentialities);
    add_chosen(view.domains);
    add_chosen(view.partners);
    for (const std::vector<RelationRow>* rows : {&view.today, &view.earlier})
        for (const RelationRow& row : *rows)
            if (row.how)
                add(Sentence{*row.how == RelationKind::depends_on ? say::depends_on : say::conflicts_with} + " " +
                    row.line.text.substr(0, row.line.text.find(' ')));
    return summary;
}

Sentence relations_sentence(const CaseState& state, const AgreementId& id)
{
    struct Tied {
        AgreementId id;
        int number{};
        const std::vector<Relation>* relates{};
    };
    std::vector<Tied> all;
    for (const EarlierAgreement& one : state.brief->earlier_agreements)
        all.push_back({one.id, one.number, &one.relates});
    for (const Agreement& one : state.agreements)
        if (!one.withdrawn_at || one.id == id) all.push_back({one.id, one.number, &one.content.relates});
    const auto self = std::ranges::find(all, id, &Tied::id);
    std::vector<Sentence> parts;
    const auto add = [&parts](std::string_view words, int number) {
        Sentence part = fill(words, {std::to_string(number)});
        if (!std::ranges::contains(parts, part)) parts.push_back(std::move(part));
    };
    for (const Tied& other : all) {
        if (self == all.end() || other.id == id) continue;
        for (const Relation& relation : *self->relates)
            if (relation.to == other.id)
                add(relation.how == RelationKind::depends_on ? say::depends_on_number : say::conflicts_with_number,
                    other.number);
        for (const Relation& relation : *other.relates)
            if (relation.to == id)
                add(relation.how == RelationKind::depends_on ? say::needed_by_number : say::conflicts_with_number,
                    other.number);
    }
    Sentence sentence;
    for (const Sentence& part : parts) sentence += (sentence.empty() ? "" : " · ") + part;
    return sentence;
}

} // namespace casustafel::ui
