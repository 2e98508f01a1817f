#pragma once

#include "ui/views/decision_view.h"

namespace casustafel::ui {

/// What the decision that is being drafted for this case still asks and what it has. Internal to ui/views.
std::vector<DecisionStep> decision_steps(const core::Conference& conference, const core::CaseState& state,
                                         const State& local);

} // namespace casustafel::ui
