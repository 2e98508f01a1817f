#include "ui/views/search_view.h"
#include "core/search.h"
#include "ui/say.h"

#include <algorithm>

namespace casustafel::ui {

using namespace core;

namespace {

constexpr std::size_t most_found = 60; // who sees more than this types another word

CaseTab tab_of(const Found& found)
{
    switch (found.kind) {
    case FoundKind::question:
    case FoundKind::earlier_agreement:
    case FoundKind::agreement:
        return CaseTab::overview;
    case FoundKind::goal:
    case FoundKind::intervention:
        return CaseTab::plan;
    case FoundKind::milestone:
        return CaseTab::timeline;
    case FoundKind::item:
        break;
    }
    switch (found.section) {
    case Section::timeline:
        return CaseTab::timeline;
    case Section::network:
        return CaseTab::network;
    case Section::reason:
    case Section::perspective_subject:
    case Section::perspective_relatives:
    case Section::risk:
        return CaseTab::overview;
    case Section::problem_analysis:
        break;
    }
    return CaseTab::life_domains;
}

bool is_point(const Conference& conference, const CaseId& in_case, int number)
{
    const CaseState* state = find(conference, in_case);
    return state && std::ranges::any_of(state->agreements, [&](const Agreement& one) {
               return one.number == number && !one.content.complete();
           });
}

Sentence what_of(const Conference& conference, const CaseId& in_case, const Found& found)
{
    switch (found.kind) {
    case FoundKind::question:
        return Sentence{say::found_question};
    case FoundKind::goal:
        return Sentence{say::found_goal};
    case FoundKind::intervention:
        return Sentence{say::kind_intervention};
    case FoundKind::milestone:
        return Sentence{say::found_milestone};
    case FoundKind::earlier_agreement:
        return Sentence{say::found_earlier};
    case FoundKind::agreement:
        return fill(is_point(conference, in_case, found.number) ? say::found_point : say::found_agreement,
                    {std::to_string(found.number)});
    case FoundKind::item:
        break;
    }
    const auto domain = std::ranges::find(conference.package.life_domains, found.life_domain, &LifeDomain::id);
    return domain == conference.package.life_domains.end() ? words(found.section) : domain->label;
}

std::vector<Emphasis> emphasis_of(const std::vector<TextSpan>& spans)
{
    std::vector<Emphasis> marks;
    marks.reserve(spans.size());
    for (const TextSpan& span : spans) marks.push_back({span.begin, span.end});
    return marks;
}

FoundRow row_of(const Conference& conference, const CaseState& state, const Found& found)
{
    return {found.text,
            emphasis_of(found.marks),
            found.source,
            emphasis_of(found.source_marks),
            what_of(conference, state.brief->id, found),
            state.brief->id,
            tab_of(found)};
}

} // namespace

SearchView search_view(const Snapshot& snapshot, const State& local)
{
    SearchView view;
    view.typed = local.text(Field::search);
    if (!snapshot.conference) return view;
    const Conference& conference = *snapshot.conference;
    const SearchResult result = search(conference, view.typed, most_found);
    std::size_t rows = 0;
    for (const FoundCase& one : result.cases) {
        const auto place = std::ranges::find(conference.cases, one.in_case, [](const auto& c) { return c.brief->id; });
        const std::string number = std::to_string(place - conference.cases.begin() + 1);
        FoundGroup group;
        group.label = fill(say::found_case, {number, place->brief->label});
        if (one.in_case == conference.open_case) group.mark = Mark{Sentence{say::now_at_table}, Status::now};
        for (const Found& found : one.found) group.rows.push_back(row_of(conference, *place, found));
        rows += group.rows.size();
        view.groups.push_back(std::move(group));
    }
    if (query_words(view.typed).empty())
        view.summary = Sentence{say::search_start};
    else if (result.more)
        view.summary = fill(say::found_more, {std::to_string(rows)});
    else if (rows == 0)
        view.summary = Sentence{say::found_none};
    else
        view.summary = count(static_cast<int>(rows), say::found_count);
    return view;
}

} // namespace casustafel::ui
