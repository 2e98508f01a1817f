#pragma once

#include "core/visibility.h"

#include <vector>

namespace casustafel::core {

/// `masked` for one case of a conference that doesn't change meanwhile, thought out once for each kind of line: a case
/// has hundreds of lines and few kinds. Refers to both.
class CaseMask {
public:
    CaseMask(const Conference& conference, const CaseId& in_case) : conference_{conference}, in_case_{in_case} {}
    std::optional<Mask> of(Confidentiality confidentiality, const std::optional<Audience>& audience);
    std::optional<Mask> of(const Item& item);
    const Conference& conference() const { return conference_; }

private:
    struct Kind {
        Confidentiality confidentiality{};
        std::optional<Audience> audience;
        std::optional<Mask> mask;
    };
    const Conference& conference_;
    const CaseId& in_case_;
    std::vector<Kind> known_;
};

} // namespace casustafel::core
