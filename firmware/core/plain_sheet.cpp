#include "core/plain_sheet.h"

#include <algorithm>
#include <array>
#include <format>
#include <iterator>

namespace casustafel::core {

namespace {

std::string day(Date date)
{
    constexpr std::array<std::string_view, 12> months{"januari",   "februari", "maart",    "april",
                                                      "mei",       "juni",     "juli",     "augustus",
                                                      "september", "oktober",  "november", "december"};
    return std::format("{} {} {}", static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                       static_cast<int>(date.year()));
}

bool for_the_person(const Agreement& agreement)
{
    const AgreementContent& content = agreement.content;
    return !agreement.withdrawn_at && content.complete() && content.confidentiality == Confidentiality::general &&
           !content.audience && agreement.confirmation.state != ConfirmationState::declined;
}

/// A sentence ends with a mark, whoever typed it.
std::string sentence(std::string text)
{
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.pop_back();
    if (!text.empty() && std::string_view{".!?"}.find(text.back()) == std::string_view::npos) text += '.';
    return text;
}

std::string who(const Conference& conference, const Owner& owner)
{
    const Partner* partner = find(conference, owner.partner);
    if (!partner) return owner.name;
    return owner.name + " van " + partner->name;
}

/// What is not sure yet, the person must know too.
std::string_view reservation(const Agreement& agreement)
{
    const bool binds = !agreement.content.mandate || *agreement.content.mandate == Mandate::within;
    const bool agreed = agreement.confirmation.state == ConfirmationState::confirmed;
    return binds && agreed ? "" : "   Let op: dit is nog niet zeker.\n";
}

} // namespace

std::string plain_sheet_draft(const Conference& conference, const CaseId& in_case)
{
    const CaseState* state = find(conference, in_case);
    if (!state) return {};
    const Date held{std::chrono::floor<std::chrono::days>(conference.package.conference.starts_at)};
    std::string sheet = std::format("Wat is er afgesproken?\n\n"
                                    "Op {} hebben wij over uw situatie gepraat. Wij werken bij verschillende "
                                    "organisaties. Wij willen samen helpen.\n\n",
                                    day(held));
    int number = 0;
    for (const Agreement& agreement : state->agreements) {
        if (!for_the_person(agreement)) continue;
        if (number == 0) sheet += "Dit hebben wij afgesproken:\n\n";
        std::format_to(std::back_inserter(sheet),
                       "{}. {}\n   Wie doet dit? {}.\n   Wanneer is het klaar? Op {} of eerder.\n{}\n", ++number,
                       sentence(agreement.content.text), who(conference, *agreement.content.owner),
                       day(*agreement.content.due), reservation(agreement));
    }
    if (number == 0) sheet += "Er zijn nu geen nieuwe afspraken.\n\n";
    if (state->decision && state->decision->next_on)
        std::format_to(std::back_inserter(sheet), "Op {} praten wij hier weer over.\n\n",
                       day(*state->decision->next_on));
    const Participant* lead = find(conference, case_lead_of(*state));
    if (lead)
        std::format_to(std::back_inserter(sheet), "Heeft u een vraag? Vraag het aan {}.\n",
                       who(conference, {lead->id, lead->name, lead->partner}));
    std::format_to(std::back_inserter(sheet), "U mag weten welke gegevens wij van u hebben. Vraag dat aan {}.\n",
                   conference.package.bureau.name);
    return sheet;
}

} // namespace casustafel::core
