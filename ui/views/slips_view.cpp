#include "ui/say.h"
#include "ui/views/agreement_views.h"

#include <algorithm>

// Agreements that slip and those that must know (`core::relations_warned`), in words.

namespace casustafel::ui {

using namespace core;

namespace {

bool is_masked(const Conference& conference, const CaseState& state, const AgreementId& id)
{
    if (const Agreement* today = find(state, id))
        return agreement_line(conference, state, *today).masked_because.has_value();
    const EarlierAgreement* earlier = find_earlier(state, id);
    return !earlier || earlier_line(conference, state, *earlier).masked_because;
}

std::string_view words_of(SlipReason why)
{
    switch (why) {
    case SlipReason::withdrawn:
        return say::slip_withdrawn;
    case SlipReason::declined:
        return say::slip_declined;
    case SlipReason::due_later:
        return say::slip_later;
    case SlipReason::unable:
        return say::slip_unable;
    case SlipReason::not_taken_up:
        return say::slip_not_taken_up;
    }
    return {};
}

/// What happened to it; of what the table can't read only that it is to be looked at.
Sentence happened(const Conference& conference, const CaseState& state, const Slip& slip)
{
    const Sentence thing = thing_of(state, slip.agreement);
    if (is_masked(conference, state, slip.agreement)) return fill(say::slip_hidden, {thing});
    return fill(words_of(slip.why), {thing});
}

Sentence things_of(const CaseState& state, const std::vector<AgreementId>& ids)
{
    Sentence things;
    for (const AgreementId& id : ids) things += (things.empty() ? "" : ", ") + thing_of(state, id);
    return things;
}

} // namespace

Sentence slip_warning(const Conference& conference, const CaseState& state, const AgreementId& id)
{
    std::vector<Sentence> parts;
    for (const Slip& slip : relations_warned(state)) {
        Sentence part;
        if (slip.agreement == id)
            part = fill(say::slip_touches, {things_of(state, slip.warned)});
        else if (std::ranges::contains(slip.warned, id))
            part = happened(conference, state, slip);
        if (!part.empty() && !std::ranges::contains(parts, part)) parts.push_back(std::move(part));
    }
    Sentence all;
    for (const Sentence& part : parts) all += (all.empty() ? "" : "; ") + part;
    return all.empty() ? all : fill(say::look_out, {all});
}

Sentence slip_words(const Conference& conference, const CaseState& state, const Slip& slip)
{
    const Sentence touched = fill(say::slip_touches, {things_of(state, slip.warned)});
    return fill(say::look_out, {happened(conference, state, slip) + "; " + touched});
}

} // namespace casustafel::ui
