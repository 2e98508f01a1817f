#include "core/legal_ground.h"

#include <algorithm>

namespace casustafel::core {

bool has_legal_ground(const CaseState& state)
{
    return std::ranges::all_of(state.brief->criteria, [&](const Criterion& criterion) {
        if (criterion.regional) return true;
        const auto recorded = state.criteria.find(criterion.id);
        if (recorded != state.criteria.end()) return recorded->second.met;
        return criterion.met.value_or(false);
    });
}

} // namespace casustafel::core
