#include "bureau/dutch.h"

namespace casustafel::bureau {

std::string_view dutch(core::LegalBasisKind kind)
{
    switch (kind) {
    case core::LegalBasisKind::wgs_case:
        return "WGS-casusoverleg";
    case core::LegalBasisKind::wgs_topx:
        return "WGS Top-X";
    case core::LegalBasisKind::plustaak:
        return "plustaak";
    }
    return {};
}

std::string_view dutch(core::Domain domain)
{
    switch (domain) {
    case core::Domain::safety:
        return "veiligheid";
    case core::Domain::care:
        return "zorg";
    case core::Domain::municipal:
        return "gemeentelijk domein";
    case core::Domain::other:
        return "overig";
    }
    return {};
}

std::string_view dutch(core::Outcome outcome)
{
    switch (outcome) {
    case core::Outcome::open:
        return "open";
    case core::Outcome::in_progress:
        return "loopt nog";
    case core::Outcome::done:
        return "nagekomen";
    case core::Outcome::partly:
        return "deels nagekomen";
    case core::Outcome::unable:
        return "kon niet";
    case core::Outcome::not_taken_up:
        return "niet opgepakt";
    case core::Outcome::lapsed:
        return "vervallen";
    }
    return {};
}

std::string_view dutch(core::Mandate mandate)
{
    switch (mandate) {
    case core::Mandate::within:
        return "binnen mandaat";
    case core::Mandate::subject_to_consultation:
        return "ruggespraak nodig (nog niet bindend)";
    case core::Mandate::needs_decision:
        return "besluit nodig (nog niet bindend)";
    }
    return {};
}

std::string_view dutch(core::ConfirmationHow how)
{
    switch (how) {
    case core::ConfirmationHow::table_code:
        return "met tafelcode";
    case core::ConfirmationHow::signature:
        return "met handtekening";
    case core::ConfirmationHow::spoken:
        return "mondeling, vastgelegd door voorzitter";
    }
    return {};
}

std::string_view dutch(core::ConfirmationState state)
{
    switch (state) {
    case core::ConfirmationState::open:
        return "nog niet bevestigd";
    case core::ConfirmationState::confirmed:
        return "akkoord";
    case core::ConfirmationState::reserved:
        return "met voorbehoud";
    case core::ConfirmationState::declined:
        return "niet akkoord (betwist)";
    case core::ConfirmationState::awaiting_absent:
        return "te bevestigen: actiehouder was afwezig";
    }
    return {};
}

std::string_view dutch(core::DecisionKind kind)
{
    switch (kind) {
    case core::DecisionKind::continued:
        return "vervolg";
    case core::DecisionKind::escalate:
        return "opschalen";
    case core::DecisionKind::scale_down:
        return "afschalen";
    case core::DecisionKind::close:
        return "afsluiten";
    case core::DecisionKind::not_discussed:
        return "niet besproken";
    }
    return {};
}

std::string_view dutch(core::EscalationKind kind)
{
    switch (kind) {
    case core::EscalationKind::not_delivered:
        return "afspraak niet geleverd";
    case core::EscalationKind::system_problem:
        return "knelpunt in het systeem";
    }
    return {};
}

std::string_view dutch(core::Handover handover)
{
    switch (handover) {
    case core::Handover::accepted:
        return "aanvaard";
    case core::Handover::pending:
        return "in overdracht";
    }
    return {};
}

std::string_view dutch(core::CloseResult result)
{
    switch (result) {
    case core::CloseResult::manageable:
        return "hanteerbaar geworden";
    case core::CloseResult::moved:
        return "verhuisd";
    case core::CloseResult::deceased:
        return "overleden";
    case core::CloseResult::not_complex:
        return "geen complexe casus";
    case core::CloseResult::other:
        return "anders";
    }
    return {};
}

std::string_view dutch(core::GoalState state)
{
    switch (state) {
    case core::GoalState::reached:
        return "bereikt";
    case core::GoalState::partly:
        return "deels bereikt";
    case core::GoalState::not_reached:
        return "niet bereikt";
    }
    return {};
}

std::string_view dutch(core::InformingState state)
{
    switch (state) {
    case core::InformingState::informed:
        return "betrokkene is geïnformeerd";
    case core::InformingState::to_inform:
        return "betrokkene wordt nog geïnformeerd";
    case core::InformingState::postponed:
        return "uitgesteld";
    }
    return {};
}

std::string_view dutch(core::AgreementKind kind)
{
    switch (kind) {
    case core::AgreementKind::intervention:
        return "interventie";
    case core::AgreementKind::deployment:
        return "inzet";
    case core::AgreementKind::next_step:
        return "vervolgstap";
    case core::AgreementKind::monitoring:
        return "monitoring";
    case core::AgreementKind::information:
        return "informatie";
    case core::AgreementKind::talk_with_subject:
        return "gesprek met betrokkene";
    }
    return {};
}

std::string_view dutch(core::Confidentiality confidentiality)
{
    switch (confidentiality) {
    case core::Confidentiality::general:
        return "algemeen";
    case core::Confidentiality::care_secret:
        return "medisch geheim";
    case core::Confidentiality::justice:
        return "justitieel";
    case core::Confidentiality::police:
        return "politie";
    }
    return {};
}

std::string_view dutch(core::PerspectiveOf of)
{
    switch (of) {
    case core::PerspectiveOf::subject:
        return "betrokkene";
    case core::PerspectiveOf::relatives:
        return "naasten";
    }
    return {};
}

std::string_view dutch(core::WithheldGround ground)
{
    switch (ground) {
    case core::WithheldGround::medical_secrecy:
        return "medisch geheim";
    case core::WithheldGround::criminal_investigation:
        return "lopend onderzoek";
    case core::WithheldGround::outsider_present:
        return "er zat iemand van buiten het convenant aan tafel";
    case core::WithheldGround::no_legal_ground:
        return "geen wettelijke grond";
    case core::WithheldGround::not_necessary:
        return "niet nodig voor de vraag";
    case core::WithheldGround::other:
        return "andere reden";
    }
    return {};
}

} // namespace casustafel::bureau
