#include "ui/say.h"
#include "ui/views/views.h"

#include <algorithm>

namespace casustafel::ui {

using namespace core;

namespace {

/// Its owner's answer is asked, here or later by the bureau.
bool is_asked(const Agreement& agreement)
{
    return awaits_answer(agreement.confirmation) && !agreement.withdrawn_at && agreement.content.complete();
}

struct Asked {
    ParticipantId owner; ///< empty: the bureau
    int agreements{};
    bool changed{};
};

std::vector<Asked> asked_in(const CaseState& state)
{
    std::vector<Asked> all;
    for (const Agreement& one : state.agreements) {
        if (!is_asked(one)) continue;
        const ParticipantId& owner = one.content.owner->participant;
        auto asked = std::ranges::find(all, owner, &Asked::owner);
        if (asked == all.end()) asked = all.insert(all.end(), {owner, 0, false});
        ++asked->agreements;
        asked->changed = asked->changed || one.version > 1;
    }
    return all;
}

} // namespace

PersonView bureau_view(const Conference& conference)
{
    PersonView bureau;
    bureau.id = bureau_person(conference);
    bureau.name = Sentence{say::bureau_owner};
    bureau.initials = initials(bureau.name);
    bureau.domain = Domain::municipal;
    bureau.here = true;
    return bureau;
}

std::vector<WaitingRow> waiting_in(const Conference& conference, const CaseState& state)
{
    std::vector<WaitingRow> rows;
    for (const Asked& asked : asked_in(state)) {
        const Participant* person = find(conference, asked.owner);
        WaitingRow row;
        row.here = !person || present_for(conference, person->id, state.brief->id);
        row.person = person ? person_view(conference, *person) : bureau_view(conference);
        row.what = count(asked.agreements, say::agreement_count);
        if (!row.here)
            row.mark = {Sentence{say::confirm_later}, Status::neutral};
        else if (asked.changed)
            row.mark = {Sentence{say::wording_changed}, Status::attention};
        else
            row.mark = {Sentence{say::to_confirm}, Status::attention};
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace casustafel::ui
