#include "core/rules.h"

#include <algorithm>

namespace casustafel::core {

Decided decide(const Circumstances& c, const command::AppointCaseLead& command)
{
    const CaseState* state = find(c.conference, command.in_case);
    if (!state) return refuse(Refusal::no_such_case, command.in_case.value());
    if (!find(c.conference, command.participant))
        return refuse(Refusal::no_such_participant, command.participant.value());
    if (must_declare_secrecy(c.conference, command.participant))
        return refuse(Refusal::secrecy_not_declared, command.participant.value());
    if (case_lead_of(*state) == command.participant) return Facts{};
    return Facts{fact::CaseLeadAppointed{command.in_case, command.participant}};
}

Decided decide(const Circumstances& c, const command::RecordPerspective& command)
{
    const auto state = open_case(c.conference, command.in_case);
    if (!state) return std::unexpected{state.error()};
    if (blank(command.text)) return refuse(Refusal::text_missing, "text");
    if (!clean_text(command.text, longest_text)) return refuse(Refusal::text_not_clean, "text");
    if (!find(c.conference, command.source)) return refuse(Refusal::reference_unknown, command.source.value());
    Perspective perspective{command.of, command.text, command.source};
    if (std::ranges::contains((*state)->perspective, perspective)) return Facts{};
    return Facts{fact::PerspectiveRecorded{command.in_case, std::move(perspective)}};
}

Decided decide(const Circumstances& c, const command::RecordNoPerspective& command)
{
    const auto state = open_case(c.conference, command.in_case);
    if (!state) return std::unexpected{state.error()};
    if (blank(command.reason)) return refuse(Refusal::reason_missing);
    if (!clean_text(command.reason, longest_text)) return refuse(Refusal::text_not_clean, "reason");
    if (std::ranges::contains((*state)->perspective, command.of, &Perspective::of))
        return refuse(Refusal::already_there, "perspective");
    const auto known = (*state)->no_perspective.find(command.of);
    if (known != (*state)->no_perspective.end() && known->second == command.reason) return Facts{};
    return Facts{fact::PerspectiveMissing{command.in_case, command.of, command.reason}};
}

Decided decide(const Circumstances& c, const command::RecordWithheld& command)
{
    const auto state = open_case(c.conference, command.in_case);
    if (!state) return std::unexpected{state.error()};
    if (!find(c.conference, command.asked_of)) return refuse(Refusal::reference_unknown, command.asked_of.value());
    if (!clean_text(command.asked, longest_line)) return refuse(Refusal::text_not_clean, "asked");
    if (!clean_text(command.usable_conclusion, longest_text))
        return refuse(Refusal::text_not_clean, "usable_conclusion");
    Withheld withheld{command.asked_of, command.asked, command.ground, command.usable_conclusion};
    if (std::ranges::contains((*state)->withheld, withheld)) return Facts{};
    return Facts{fact::WithheldRecorded{command.in_case, std::move(withheld)}};
}

Decided decide(const Circumstances& c, const command::RecordZsmAdvice& command)
{
    const auto state = open_case(c.conference, command.in_case);
    if (!state) return std::unexpected{state.error()};
    if (!clean_text(command.text, longest_text)) return refuse(Refusal::text_not_clean, "text");
    if (!clean_text(command.none_because, longest_text)) return refuse(Refusal::text_not_clean, "none_because");
    const bool advises = !blank(command.text) && !command.author.empty() && command.valid_until;
    const bool says_why_not = !blank(command.none_because);
    const bool anything = !blank(command.text) || !command.author.empty() || command.valid_until;
    if (says_why_not ? anything : !advises) return refuse(Refusal::advice_incomplete);
    if (advises && !find(c.conference, command.author))
        return refuse(Refusal::no_such_participant, command.author.value());
    if (command.valid_until && *command.valid_until < c.today())
        return refuse(Refusal::date_in_the_past, "valid_until");
    TableAdvice advice{command.text, command.author, command.valid_until, command.none_because};
    if ((*state)->zsm_advice == advice) return Facts{};
    return Facts{fact::ZsmAdviceRecorded{command.in_case, std::move(advice)}};
}

Decided decide(const Circumstances& c, const command::RecordSignal& command)
{
    const auto state = open_case(c.conference, command.in_case);
    if (!state) return std::unexpected{state.error()};
    const auto& known = c.conference.package.bottlenecks;
    if (command.bottleneck.empty()) return refuse(Refusal::bottleneck_missing);
    if (std::ranges::find(known, command.bottleneck, &Bottleneck::id) == known.end())
        return refuse(Refusal::bottleneck_unknown, command.bottleneck.value());
    if (!clean_text(command.note, longest_line)) return refuse(Refusal::text_not_clean, "note");
    Signal signal{command.bottleneck, command.note};
    if (std::ranges::contains((*state)->signals, signal)) return Facts{};
    return Facts{fact::SignalRecorded{command.in_case, std::move(signal)}};
}

Decided decide(const Circumstances& c, const command::RecordPlainSheet& command)
{
    const auto state = open_case(c.conference, command.in_case);
    if (!state) return std::unexpected{state.error()};
    if (blank(command.text)) return refuse(Refusal::text_missing, "text");
    if (!clean_text(command.text, longest_text)) return refuse(Refusal::text_not_clean, "text");
    if ((*state)->plain_sheet == command.text) return Facts{};
    return Facts{fact::PlainSheetRecorded{command.in_case, command.text}};
}

} // namespace casustafel::core
