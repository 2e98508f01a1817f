#include "ui/say.h"
#include "ui/views/agenda_views.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace casustafel::ui {

using namespace core;

namespace {

constexpr std::array time_boxes{10, 15, 20, 30, 45};
constexpr std::array<Text, 4> skip_reasons{say::skip_no_time, say::skip_person_missing, say::skip_nothing_new,
                                           say::skip_later};

/// A word of four letters or more that isn't one of those that begin the label of a family or a place.
bool looks_like_a_name(std::string_view label)
{
    constexpr std::size_t longest_abbreviation = 3;
    while (!label.empty()) {
        const std::size_t end = std::min(label.find_first_of(" .-"), label.size());
        std::string word{label.substr(0, end)};
        for (char& letter : word) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        const bool known = word == "gezin" || word == "groep" || word == "gebied" || word == "buurt" ||
                           word == "straat" || word == "familie";
        if (word.size() > longest_abbreviation && !known) return true;
        label.remove_prefix(std::min(end + 1, label.size()));
    }
    return false;
}

Sentence missing_in(const UrgentView& view)
{
    if (view.label.empty()) return Sentence{say::urgent_needs_label};
    if (view.question.empty()) return Sentence{say::urgent_needs_question};
    if (!std::ranges::all_of(view.criteria, &UrgentCriterionRow::met)) return Sentence{say::urgent_needs_criteria};
    const bool motivated =
        std::ranges::none_of(view.criteria, [](const UrgentCriterionRow& one) { return one.why.empty(); });
    return motivated ? Sentence{} : Sentence{say::urgent_needs_why};
}

} // namespace

std::vector<Criterion> legal_criteria(const Conference& conference)
{
    std::vector<Criterion> criteria;
    // The package words them; each of its cases has the same four.
    for (const CaseState& state : conference.cases) {
        for (const Criterion& one : state.brief->criteria)
            if (!one.regional) criteria.push_back({one.id, one.label, {}, {}, {}, {}, false});
        if (criteria.size() == urgent_motivations.size()) return criteria;
        criteria.clear();
    }
    const std::array<std::pair<const char*, Text>, urgent_motivations.size()> usual{
        {{"problemen", say::criterion_problems},
         {"leefgebieden", say::criterion_life_domains},
         {"overlast", say::criterion_nuisance},
         {"domeinen", say::criterion_domains}}};
    for (const auto& [id, label] : usual)
        criteria.push_back({CriterionId{id}, std::string{label.dutch()}, {}, {}, {}, {}, false});
    return criteria;
}

SkipView skip_view(const Snapshot& snapshot, const State& state)
{
    SkipView view;
    const CaseState* one = snapshot.conference ? find(*snapshot.conference, state.chosen) : nullptr;
    if (!one) return view;
    view.title = fill(say::skip_title, {one->brief->label});
    for (const Text& reason : skip_reasons) view.reasons.emplace_back(Sentence{reason}, reason.dutch());
    view.reason = state.text(Field::skip_reason);
    view.may_save = !view.reason.empty();
    return view;
}

UrgentView urgent_view(const Snapshot& snapshot, const State& state)
{
    UrgentView view;
    if (!snapshot.conference) return view;
    view.label = state.text(Field::urgent_label);
    if (looks_like_a_name(view.label)) view.label_warning = Sentence{say::urgent_like_a_name};
    view.question = state.text(Field::urgent_question);
    for (const int box : time_boxes)
        view.minutes.push_back({box, {fill(say::minutes, {std::to_string(box)}), state.urgent.minutes == box}});
    const std::vector<Criterion> criteria = legal_criteria(*snapshot.conference);
    for (std::size_t n = 0; n < criteria.size(); ++n) {
        const Field field = urgent_motivations.at(n);
        view.criteria.push_back({criteria[n].label, state.urgent.met.at(n), field, state.text(field)});
    }
    view.missing = missing_in(view);
    return view;
}

} // namespace casustafel::ui
