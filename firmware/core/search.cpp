#include "core/search.h"

#include "core/case_mask.h"

#include <algorithm>
#include <utility>

namespace casustafel::core {

namespace {

/// Everyone who can read the screen belongs to this case.
bool only_its_own_people_look(const Conference& conference, const CaseId& in_case)
{
    return std::ranges::all_of(conference.participants, [&](const Participant& person) {
        const bool looks = conference.open_case.empty()
                               ? attendance_of(conference, person.id).state == PresenceState::present
                               : present_for(conference, person.id, conference.open_case);
        return !looks || present_for(conference, person.id, in_case);
    });
}

std::string_view partner_name(const Conference& conference, const PartnerId& id)
{
    const Partner* partner = find(conference, id);
    return partner ? std::string_view{partner->name} : std::string_view{};
}

std::string owner_name(const Conference& conference, const Owner& owner)
{
    const std::string_view organisation = partner_name(conference, owner.partner);
    return organisation.empty() ? owner.name : owner.name + " · " + std::string{organisation};
}

class Search {
public:
    Search(const Conference& conference, std::string_view typed, std::size_t most)
        : conference_{conference}, words_{query_words(typed)}, room_{most}
    {
    }

    SearchResult run()
    {
        if (words_.empty()) return {};
        if (const CaseState* open = find(conference_, conference_.open_case)) look_in(*open);
        for (const CaseState& state : conference_.cases)
            if (state.brief->id != conference_.open_case) look_in(state);
        return std::move(result_);
    }

private:
    void look_in(const CaseState& state)
    {
        CaseMask mask{conference_, state.brief->id};
        found_.clear();
        if (!mask.of(Confidentiality::general, {})) add(FoundKind::question, state.brief->question, state.brief->label);
        if (only_its_own_people_look(conference_, state.brief->id)) look_inside(state, mask);
        if (!found_.empty()) result_.cases.push_back({state.brief->id, std::move(found_)});
    }

    void look_inside(const CaseState& state, CaseMask& mask)
    {
        for (const Agreement& one : state.agreements) {
            if (one.withdrawn_at || mask.of(one.content.confidentiality, one.content.audience)) continue;
            const std::string owner = one.content.owner ? owner_name(conference_, *one.content.owner) : std::string{};
            if (Found* found = add(FoundKind::agreement, one.content.text, owner)) found->number = one.number;
        }
        for (const EarlierAgreement& one : state.brief->earlier_agreements)
            if (!mask.of(confidentiality_of(one), one.audience))
                add(FoundKind::earlier_agreement, one.text, owner_name(conference_, one.owner));
        for (const Item& one : state.brief->items) {
            if (mask.of(one)) continue;
            if (Found* found = add(FoundKind::item, one.text, partner_name(conference_, one.source))) {
                found->section = one.section;
                found->life_domain = one.life_domain;
            }
        }
        if (mask.of(Confidentiality::general, {})) return;
        for (const Goal& one : state.brief->goals) add(FoundKind::goal, one.text, {});
        for (const Intervention& one : state.brief->interventions)
            add(FoundKind::intervention, one.text, partner_name(conference_, one.partner));
        for (const Milestone& one : state.brief->milestones) add(FoundKind::milestone, one.label, {});
    }

    /// Keeps it if it matches and there is room for it.
    Found* add(FoundKind kind, const std::string& text, std::string_view source)
    {
        if (result_.more) return nullptr;
        folded_.clear();
        fold_words(text, folded_);
        fold_words(source, folded_);
        if (!has_all(folded_, words_)) return nullptr;
        result_.more = room_ == 0;
        if (result_.more) return nullptr;
        --room_;
        found_.push_back({.kind = kind,
                          .text = text,
                          .source = std::string{source},
                          .marks = matching_words(text, words_),
                          .source_marks = matching_words(source, words_),
                          .section = {},
                          .life_domain = {}});
        return &found_.back();
    }

    const Conference& conference_;
    const std::vector<std::string> words_;
    std::size_t room_;
    std::string folded_; // kept, so that a line costs no memory of its own
    std::vector<Found> found_;
    SearchResult result_;
};

} // namespace

SearchResult search(const Conference& conference, std::string_view typed, std::size_t most)
{
    return Search{conference, typed, most}.run();
}

} // namespace casustafel::core
