#include "ui/say.h"
#include "ui/views/record_view.h"

#include <algorithm>

// What the case screen shows of what a table recorded besides agreements and the decision.

namespace casustafel::ui {

using namespace core;

namespace {

CaseLine said(Sentence text, Sentence source = {})
{
    CaseLine line;
    line.text = std::move(text);
    line.source = std::move(source);
    return line;
}

CaseLine hidden_line(const Conference& conference, const Mask& mask)
{
    CaseLine hidden;
    hidden.masked_because = reason_of(conference, mask);
    return hidden;
}

/// What isn't for the person, nor for a guest: shown to a company that is cleared for justice, masked otherwise.
std::vector<CaseLine> for_the_table(const Conference& conference, const CaseState& state, std::vector<CaseLine> lines)
{
    const auto mask = masked(conference, state.brief->id, Confidentiality::justice, std::nullopt);
    if (!mask || lines.empty()) return lines;
    return {hidden_line(conference, *mask)};
}

void add_card(const Conference& conference, const CaseState& state, const State& local, SharingCardView& view)
{
    const Partner* shown = nullptr;
    const Partner* outsider = nullptr;
    for (const ParticipantId& id : present_for(conference, state.brief->id)) {
        const Participant* person = find(conference, id);
        const Partner* partner = find(conference, person->partner);
        if (!partner ||
            std::ranges::any_of(view.organisations, [&](const auto& one) { return one.first == partner->id; }))
            continue;
        if (!partner->in_covenant) outsider = partner;
        if (!shown || partner->id == local.card_of) shown = partner;
        view.organisations.push_back({partner->id, {partner->name, false}});
    }
    if (!shown) {
        view.empty = Sentence{say::sharing_nobody};
        return;
    }
    for (auto& [id, choice] : view.organisations) choice.selected = id == shown->id;
    if (!shown->sharing_card) {
        view.empty = Sentence{say::sharing_no_card};
        return;
    }
    const SharingCard& card = *shown->sharing_card;
    const auto add = [&](Sentence caption, const std::string& text) {
        if (!text.empty()) view.parts.push_back({std::move(caption), {said(text)}});
    };
    add(Sentence{say::sharing_may}, card.may);
    add(outsider ? fill(say::sharing_outsider_here, {outsider->name}) : Sentence{say::sharing_outsiders},
        card.with_outsiders);
    add(Sentence{say::sharing_ground}, card.ground);
    add(Sentence{say::sharing_example}, card.example);
}

Mark validity(const std::optional<Date>& until, Date today)
{
    if (!until) return {Sentence{say::zsm_no_date}, Status::neutral};
    if (*until < today) return {fill(say::zsm_expired, {short_date(*until)}), Status::wrong};
    return {fill(say::zsm_valid_until, {short_date(*until)}), Status::ok};
}

void add_advice(const Snapshot& snapshot, const CaseState& state, SharingView& view)
{
    const Conference& conference = *snapshot.conference;
    const Date today = today_of(snapshot);
    view.advice_mark = {Sentence{say::zsm_not_yet}, Status::attention};
    if (const auto& now = state.zsm_advice) {
        if (now->none_because.empty()) {
            const Participant* author = find(conference, now->author);
            view.advice.push_back(said(now->text, fill(say::recorded_today, {author ? author->name : ""})));
            view.advice_mark = validity(now->valid_until, today);
        } else {
            view.advice.push_back(said(fill(say::zsm_none_because, {now->none_because})));
            view.advice_mark = {Sentence{say::zsm_none}, Status::neutral};
        }
    }
    if (const auto& before = state.brief->zsm_advice) {
        const bool replaced = state.zsm_advice.has_value();
        if (before->none_because.empty())
            view.advice.push_back(said(replaced ? fill(say::zsm_before, {before->text}) : before->text,
                                       before->author + (before->on ? " · " + short_date(*before->on) : "")));
        else if (!replaced)
            view.advice.push_back(said(fill(say::zsm_none_because, {before->none_because})));
        if (!replaced)
            view.advice_mark = before->none_because.empty() ? validity(before->valid_until, today)
                                                            : Mark{Sentence{say::zsm_none}, Status::neutral};
    }
    if (view.advice.empty()) view.advice.push_back(said(Sentence{say::zsm_nothing}));
    view.advice = for_the_table(conference, state, std::move(view.advice));
    if (view.advice.front().masked_because) view.advice_mark = {Sentence{say::shielded_item}, Status::attention};
}

} // namespace

Sentence words(WithheldGround ground)
{
    switch (ground) {
    case WithheldGround::medical_secrecy:
        return Sentence{say::ground_medical_secrecy};
    case WithheldGround::criminal_investigation:
        return Sentence{say::ground_criminal_investigation};
    case WithheldGround::outsider_present:
        return Sentence{say::ground_outsider_present};
    case WithheldGround::no_legal_ground:
        return Sentence{say::ground_no_legal_ground};
    case WithheldGround::not_necessary:
        return Sentence{say::ground_not_necessary};
    case WithheldGround::other:
        return Sentence{say::ground_other};
    }
    return {};
}

Sentence whose(PerspectiveOf of)
{
    return words(of == PerspectiveOf::subject ? Section::perspective_subject : Section::perspective_relatives);
}

SharingView sharing_view(const Snapshot& snapshot, const State& local)
{
    SharingView view;
    const CaseState* state = case_on_screen(snapshot);
    if (!state) return view;
    const Conference& conference = *snapshot.conference;
    add_card(conference, *state, local, view.card);
    for (const Withheld& one : state->withheld)
        view.withheld.push_back(said(fill(say::withheld_from, {partner_name(conference, one.asked_of), one.asked}),
                                     one.usable_conclusion.empty()
                                         ? words(one.ground)
                                         : fill(say::withheld_because, {words(one.ground), one.usable_conclusion})));
    view.withheld = for_the_table(conference, *state, std::move(view.withheld));
    add_advice(snapshot, *state, view);
    for (const Signal& one : state->signals) {
        const auto& all = conference.package.bottlenecks;
        const auto known = std::ranges::find(all, one.bottleneck, &Bottleneck::id);
        view.signals.push_back(said(known == all.end() ? Sentence{} : known->label, one.note));
    }
    view.risk = section_lines(conference, *state->brief, Section::risk);
    return view;
}

std::vector<PerspectiveOf> perspective_wanted(const CaseState& state)
{
    std::vector<PerspectiveOf> wanted;
    for (const PerspectiveOf of : {PerspectiveOf::subject, PerspectiveOf::relatives}) {
        const Section section =
            of == PerspectiveOf::subject ? Section::perspective_subject : Section::perspective_relatives;
        if (std::ranges::contains(state.brief->items, section, &Item::section)) continue;
        if (std::ranges::contains(state.perspective, of, &Perspective::of)) continue;
        if (!state.no_perspective.contains(of)) wanted.push_back(of);
    }
    return wanted;
}

namespace {

/// What was put down at the table, and why there is nothing.
void add_perspectives_of_today(const Conference& conference, const CaseState& state, PerspectiveOf of,
                               std::vector<CaseLine>& lines)
{
    const auto add = [&](CaseLine line) {
        if (const auto mask = masked(conference, state.brief->id, of)) line = hidden_line(conference, *mask);
        lines.push_back(std::move(line));
    };
    for (const Perspective& one : state.perspective)
        if (one.of == of)
            add(said(one.text, whose(of) + " · " + fill(say::recorded_today, {partner_name(conference, one.source)})));
    if (const auto why = state.no_perspective.find(of); why != state.no_perspective.end())
        add(said(fill(say::perspective_missing, {whose(of), why->second})));
}

} // namespace

std::vector<CaseLine> perspective_lines(const Conference& conference, const CaseState& state)
{
    std::vector<CaseLine> lines;
    const std::vector<PerspectiveOf> wanted = perspective_wanted(state);
    for (const PerspectiveOf of : {PerspectiveOf::subject, PerspectiveOf::relatives}) {
        const Section section =
            of == PerspectiveOf::subject ? Section::perspective_subject : Section::perspective_relatives;
        for (CaseLine& line : section_lines(conference, *state.brief, section)) {
            if (!line.masked_because) line.source = whose(of) + " · " + line.source;
            lines.push_back(std::move(line));
        }
        add_perspectives_of_today(conference, state, of, lines);
        if (std::ranges::contains(wanted, of)) lines.push_back(said(fill(say::perspective_of_nobody, {whose(of)})));
    }
    return lines;
}

} // namespace casustafel::ui
