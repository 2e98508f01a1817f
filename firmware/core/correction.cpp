#include "core/correction.h"

#include "core/text.h"

#include <algorithm>

namespace casustafel::core {

std::expected<Minutes, Rejection> correction_of(const Conference& conference, const Correction& correction,
                                                const MinutesContext& context, Instant sealed_at)
{
    const auto refuse = [](Refusal why, std::string about) {
        return std::unexpected{Rejection{why, std::move(about)}};
    };
    if (!conference.sealed_at) return refuse(Refusal::not_sealed, {});
    if (blank(correction.text)) return refuse(Refusal::text_missing, "text");
    if (!clean_text(correction.text, longest_text)) return refuse(Refusal::text_not_clean, "text");
    Minutes minutes = minutes_of(conference, context);
    const auto sealed = std::ranges::find(minutes.cases, correction.in_case, &MinutesCase::case_id);
    if (sealed == minutes.cases.end()) return refuse(Refusal::no_such_case, correction.in_case.value());
    MinutesCase corrected;
    corrected.case_id = sealed->case_id;
    corrected.discussed = sealed->discussed;
    corrected.decision = std::move(sealed->decision);
    corrected.informing = std::move(sealed->informing);
    corrected.added = std::move(sealed->added);
    corrected.correction = correction.text;
    minutes.corrects = minutes.id;
    minutes.id = correction.minutes;
    minutes.sealed_at = sealed_at;
    minutes.attendance.clear();
    minutes.absent_domains.clear();
    minutes.cases.clear();
    minutes.cases.push_back(std::move(corrected));
    return minutes;
}

} // namespace casustafel::core
