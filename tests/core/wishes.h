#pragma once

#include "core/commands.h"
#include "core/conference.h"

#include <random>

namespace casustafel::support {

/// A package like the example's, changed at random: people invited for one case, a list on the legal basis, a criterion
/// that nobody tested, a declaration that lies at the bureau.
core::Package any_package(std::mt19937& random);

/// Any wish of anyone at any moment, sensible or not. The same seed wishes the same.
class Wishes {
public:
    explicit Wishes(std::mt19937& random) : random_{random} {}
    core::Command next(const core::Conference& conference);

private:
    core::Command about_people(const core::Conference& conference);
    core::Command about_cases(const core::Conference& conference);
    core::Command about_agreements(const core::Conference& conference);
    core::Command about_the_record(const core::Conference& conference);
    core::Command any_order(const core::Conference& conference);
    core::Command any_urgent_case();
    core::Command rarely();
    core::Command answer();

    int pick(int below);
    bool chance(int percent);
    core::ParticipantId anyone(const core::Conference& conference);
    core::CaseId any_case(const core::Conference& conference);
    core::AgreementId any_agreement();
    core::AgreementContent any_content(const core::Conference& conference);
    core::Decision any_decision(const core::Conference& conference);
    core::command::RecordEarlier any_outcome(const core::Conference& conference);

    std::mt19937& random_;
};

} // namespace casustafel::support
