#include "core/answerable.h"

#include "core/visibility.h"

namespace casustafel::core {

std::vector<command::Answer::Shown> answerable(const Conference& conference, const CaseState& state,
                                               const ParticipantId& owner)
{
    std::vector<command::Answer::Shown> shown;
    for (const Agreement& agreement : state.agreements) {
        const AgreementContent& content = agreement.content;
        if (agreement.withdrawn_at || !awaits_answer(agreement.confirmation)) continue;
        if (!content.complete() || content.owner->participant != owner) continue;
        if (masked(conference, state.brief->id, content.confidentiality, content.audience)) continue;
        shown.push_back({agreement.id, agreement.version});
    }
    return shown;
}

} // namespace casustafel::core
