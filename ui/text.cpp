#include "ui/text.h"

#include <array>
#include <format>
#include <utility>

namespace casustafel::ui {

using namespace core;

namespace {

/// Why something can't be done, and what to do then. A test walks through all refusals.
constexpr auto refusals = std::to_array<std::pair<Refusal, std::string_view>>({
    {Refusal::not_started, "Het overleg is nog niet begonnen."},
    {Refusal::already_started, "Het overleg is al begonnen; het pakket kan niet meer worden vervangen."},
    {Refusal::already_sealed, "Het overleg is verzegeld en verandert niet meer."},
    {Refusal::other_conference, "Dit pakket hoort bij een ander overleg."},
    {Refusal::expired_package, "Dit pakket is verlopen."},
    {Refusal::no_such_participant, "Deze persoon staat niet op de lijst."},
    {Refusal::already_there, "Dat staat er al."},
    {Refusal::not_present, "Deze persoon is niet aan tafel."},
    {Refusal::not_absent, "Dat kan alleen voor iemand die er niet is."},
    {Refusal::secrecy_not_declared, "Iemand aan tafel moet eerst de geheimhouding tekenen."},
    {Refusal::nothing_to_declare, "Een geheimhoudingsverklaring is hier niet nodig."},
    {Refusal::signature_missing, "Zet eerst je handtekening."},
    {Refusal::code_needs_four_digits, "Een tafelcode heeft vier cijfers."},
    {Refusal::code_not_chosen, "Er is nog geen tafelcode gekozen."},
    {Refusal::code_must_wait, "Te vaak een verkeerde code. Wacht even, of bevestig mondeling."},
    {Refusal::partner_not_on_basis, "Er zit een organisatie aan tafel die bij deze grondslag niet mag meedoen."},
    {Refusal::partner_not_cleared, "Iemand aan tafel mag dit niet zien."},
    {Refusal::nothing_to_seal, "Er is nog niets te verzegelen."},
    {Refusal::no_such_case, "Deze casus staat niet op de agenda."},
    {Refusal::no_such_agreement, "Deze afspraak is er niet."},
    {Refusal::no_such_criterion, "Dit criterium is er niet."},
    {Refusal::reference_unknown, "Dit verwijst naar iets wat er niet is."},
    {Refusal::no_legal_ground, "Geen grondslag: leg eerst vast of aan de wettelijke criteria is voldaan."},
    {Refusal::another_case_open, "Rond eerst de casus af die nu aan tafel is."},
    {Refusal::case_not_open, "Deze casus is nu niet aan tafel."},
    {Refusal::case_decided, "Over deze casus is al besloten."},
    {Refusal::text_missing, "Vul eerst iets in."},
    {Refusal::text_not_clean, "Deze tekst is te lang of bevat vreemde tekens."},
    {Refusal::owner_unknown, "Deze actiehouder staat niet op de lijst."},
    {Refusal::consult_date_missing, "Kies wanneer het antwoord van de ruggespraak komt."},
    {Refusal::decision_of_missing, "Vul in wiens besluit nodig is."},
    {Refusal::date_in_the_past, "Die datum is al voorbij."},
    {Refusal::incomplete_agreement, "Zonder actiehouder en datum is dit nog geen afspraak."},
    {Refusal::not_the_owner, "Alleen de actiehouder zelf kan dit bevestigen."},
    {Refusal::withdrawn, "Deze afspraak is ingetrokken."},
    {Refusal::other_version, "De afspraak is intussen gewijzigd. Lees hem nog een keer."},
    {Refusal::reason_missing, "Vul de reden in."},
    {Refusal::answer_date_missing, "Kies wanneer het antwoord komt."},
    {Refusal::motivation_missing, "Vul in waarom."},
    {Refusal::bottleneck_missing, "Kies wat het tegenhield."},
    {Refusal::bottleneck_unknown, "Dit knelpunt staat niet op de lijst."},
    {Refusal::outcome_is_open, "Kies hoe het ermee staat."},
    {Refusal::decision_incomplete, "Er ontbreekt nog iets aan dit besluit."},
    {Refusal::open_agreements_left, "Er staan nog afspraken open. Rond ze af of draag ze over."},
    {Refusal::decision_missing, "Leg eerst een besluit vast."},
    {Refusal::informing_needs_agreement, "Maak eerst de afspraak om de betrokkene te informeren."},
    {Refusal::advice_incomplete, "Vul het advies in, wie het geeft en tot wanneer. Of zeg waarom er geen advies is."},
    {Refusal::case_still_open, "Er is nog een casus aan tafel. Rond die eerst af."},
});
static_assert(refusals.size() == refusal_count);

} // namespace

Sentence fill(std::string_view text, std::initializer_list<std::string_view> values)
{
    Sentence filled;
    auto next = values.begin();
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text.substr(at, 2) == "{}" && next != values.end()) {
            filled += *next++;
            ++at;
        } else {
            filled += text[at];
        }
    }
    return filled;
}

Sentence count(int number, std::string_view one, std::string_view many)
{
    return number == 1 ? Sentence{one} : fill(many, {std::to_string(number)});
}

Sentence words(Refusal why)
{
    for (const auto& [refusal, sentence] : refusals)
        if (refusal == why) return Sentence{sentence};
    return {};
}

Sentence words(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::package_damaged:
        return "Een pakket van het bureau is beschadigd of niet voor dit apparaat. Bel het bureau.";
    case NoticeKind::package_expired:
        return "Een pakket van het bureau is verlopen.";
    case NoticeKind::package_too_late:
        return "Er kwam een nieuw pakket, maar het overleg is al begonnen.";
    case NoticeKind::conference_unreadable:
        return "Een overleg is beschadigd en niet te openen. Het bestand blijft bewaard; bel de technicus.";
    case NoticeKind::keys_refused:
        return "Het bureau stuurde sleutels die niet kloppen. Bel het bureau.";
    case NoticeKind::sealing_waits:
        return "Verzegelen is nog niet gelukt. Het overleg blijft bewaard; we proberen het opnieuw.";
    }
    return {};
}

Sentence words(core::Domain domain)
{
    switch (domain) {
    case core::Domain::safety:
        return "Veiligheid";
    case core::Domain::care:
        return "Zorg";
    case core::Domain::municipal:
        return "Gemeente";
    case core::Domain::other:
        return "Overig";
    }
    return {};
}

Sentence words(Confidentiality confidentiality)
{
    switch (confidentiality) {
    case Confidentiality::general:
        return "Iedereen aan tafel";
    case Confidentiality::care_secret:
        return "Zorggeheim";
    case Confidentiality::justice:
        return "Justitie";
    case Confidentiality::police:
        return "Politie";
    }
    return {};
}

Sentence words(Outcome outcome)
{
    switch (outcome) {
    case Outcome::open:
        return "Open";
    case Outcome::in_progress:
        return "Loopt nog";
    case Outcome::done:
        return "Nagekomen";
    case Outcome::partly:
        return "Deels";
    case Outcome::unable:
        return "Kon niet";
    case Outcome::not_taken_up:
        return "Niet opgepakt";
    case Outcome::lapsed:
        return "Vervallen";
    }
    return {};
}

Sentence words(Mandate mandate)
{
    switch (mandate) {
    case Mandate::within:
        return "Binnen mandaat";
    case Mandate::subject_to_consultation:
        return "Onder voorbehoud van ruggespraak";
    case Mandate::needs_decision:
        return "Besluit van een ander nodig";
    }
    return {};
}

Sentence words(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::continued:
        return "Vervolg";
    case DecisionKind::escalate:
        return "Opschalen";
    case DecisionKind::scale_down:
        return "Afschalen";
    case DecisionKind::close:
        return "Afsluiten";
    case DecisionKind::not_discussed:
        return "Niet besproken";
    }
    return {};
}

Sentence words(Section section)
{
    switch (section) {
    case Section::reason:
        return "Aanleiding";
    case Section::problem_analysis:
        return "Probleemanalyse";
    case Section::perspective_subject:
        return "Betrokkene";
    case Section::perspective_relatives:
        return "Naasten";
    case Section::network:
        return "Netwerk";
    case Section::timeline:
        return "Tijdlijn";
    case Section::risk:
        return "Risico";
    }
    return {};
}

Sentence words(ItemState state)
{
    switch (state) {
    case ItemState::acute:
        return "Acuut";
    case ItemState::risk:
        return "Risico";
    case ItemState::ongoing:
        return "Loopt";
    case ItemState::stable:
        return "Stabiel";
    }
    return {};
}

Sentence words(Approach approach)
{
    switch (approach) {
    case Approach::person:
        return "Persoonsgericht";
    case Approach::system:
        return "Systeemgericht";
    case Approach::area:
        return "Gebiedsgericht";
    }
    return {};
}

Sentence words(Track track)
{
    switch (track) {
    case Track::levensloopaanpak:
        return "Levensloopaanpak";
    case Track::mda:
        return "MDA++";
    case Track::top_x:
        return "Top-X";
    case Track::nazorg:
        return "Nazorg";
    case Track::radicalisering:
        return "Radicalisering";
    case Track::verward_gedrag:
        return "Verward gedrag";
    }
    return {};
}

Sentence words(InterventionKind kind)
{
    switch (kind) {
    case InterventionKind::sanction:
        return "Straf";
    case InterventionKind::care:
        return "Zorg";
    case InterventionKind::administrative:
        return "Bestuurlijk";
    }
    return {};
}

Sentence words(LegalBasisKind kind)
{
    switch (kind) {
    case LegalBasisKind::wgs_case:
        return "WGS";
    case LegalBasisKind::wgs_topx:
        return "WGS Top-X";
    case LegalBasisKind::plustaak:
        return "plustaak";
    }
    return {};
}

Sentence words(GoalState state)
{
    switch (state) {
    case GoalState::reached:
        return "Bereikt";
    case GoalState::partly:
        return "Deels";
    case GoalState::not_reached:
        return "Niet bereikt";
    }
    return {};
}

Sentence words(CloseResult result)
{
    switch (result) {
    case CloseResult::manageable:
        return "Beheersbaar";
    case CloseResult::moved:
        return "Verhuisd";
    case CloseResult::deceased:
        return "Overleden";
    case CloseResult::not_complex:
        return "Niet complex";
    case CloseResult::other:
        return "Anders";
    }
    return {};
}

Sentence words(EscalationKind kind)
{
    switch (kind) {
    case EscalationKind::not_delivered:
        return "Afspraak niet nagekomen";
    case EscalationKind::system_problem:
        return "Probleem van het stelsel";
    }
    return {};
}

std::string initials(std::string_view name)
{
    // The first letter of the first and of the last word; a letter may be more than one byte.
    const auto letter_at = [&](std::size_t at) {
        std::size_t size = 1;
        while (at + size < name.size() && (static_cast<unsigned char>(name[at + size]) & 0xC0U) == 0x80U) ++size;
        return std::string{name.substr(at, size)};
    };
    if (name.empty()) return {};
    const std::size_t last = name.rfind(' ');
    return last == std::string_view::npos || last + 1 >= name.size() ? letter_at(0)
                                                                     : letter_at(0) + letter_at(last + 1);
}

} // namespace casustafel::ui
