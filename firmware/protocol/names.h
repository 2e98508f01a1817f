#pragma once

#include "core/agreement.h"
#include "core/conference.h"
#include "core/decision.h"
#include "core/receipt.h"
#include "core/update.h"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

// The words of the messages for each enumerator, in one place for reading and writing.

namespace casustafel::protocol {

template <class Enum, std::size_t N>
using Names = std::array<std::pair<Enum, std::string_view>, N>;

using namespace core;

inline constexpr Names<Domain, 4> domain_names{
    {{Domain::safety, "safety"}, {Domain::care, "care"}, {Domain::municipal, "municipal"}, {Domain::other, "other"}}};
inline constexpr Names<PartnerKind, 2> partner_kind_names{
    {{PartnerKind::permanent, "permanent"}, {PartnerKind::incidental, "incidental"}}};
inline constexpr Names<Confidentiality, 4> confidentiality_names{{{Confidentiality::general, "general"},
                                                                  {Confidentiality::care_secret, "care-secret"},
                                                                  {Confidentiality::justice, "justice"},
                                                                  {Confidentiality::police, "police"}}};
inline constexpr Names<LegalBasisKind, 3> legal_basis_names{{{LegalBasisKind::wgs_case, "wgs-case"},
                                                             {LegalBasisKind::wgs_topx, "wgs-topx"},
                                                             {LegalBasisKind::plustaak, "plustaak"}}};
inline constexpr Names<Mandate, 3> mandate_names{{{Mandate::within, "within"},
                                                  {Mandate::subject_to_consultation, "subject-to-consultation"},
                                                  {Mandate::needs_decision, "needs-decision"}}};
inline constexpr Names<Outcome, 7> outcome_names{{{Outcome::open, "open"},
                                                  {Outcome::in_progress, "in-progress"},
                                                  {Outcome::done, "done"},
                                                  {Outcome::partly, "partly"},
                                                  {Outcome::unable, "unable"},
                                                  {Outcome::not_taken_up, "not-taken-up"},
                                                  {Outcome::lapsed, "lapsed"}}};
inline constexpr Names<AgreementKind, 6> agreement_kind_names{
    {{AgreementKind::intervention, "intervention"},
     {AgreementKind::deployment, "deployment"},
     {AgreementKind::next_step, "next-step"},
     {AgreementKind::monitoring, "monitoring"},
     {AgreementKind::information, "information"},
     {AgreementKind::talk_with_subject, "talk-with-subject"}}};
inline constexpr Names<Section, 7> section_names{{{Section::reason, "reason"},
                                                  {Section::problem_analysis, "problem_analysis"},
                                                  {Section::perspective_subject, "perspective_subject"},
                                                  {Section::perspective_relatives, "perspective_relatives"},
                                                  {Section::network, "network"},
                                                  {Section::timeline, "timeline"},
                                                  {Section::risk, "risk"}}};
inline constexpr Names<ItemState, 4> item_state_names{{{ItemState::acute, "acute"},
                                                       {ItemState::risk, "risk"},
                                                       {ItemState::ongoing, "ongoing"},
                                                       {ItemState::stable, "stable"}}};
inline constexpr Names<Approach, 3> approach_names{
    {{Approach::person, "person"}, {Approach::system, "system"}, {Approach::area, "area"}}};
inline constexpr Names<Track, 6> track_names{{{Track::levensloopaanpak, "levensloopaanpak"},
                                              {Track::mda, "mda++"},
                                              {Track::top_x, "top-x"},
                                              {Track::nazorg, "nazorg"},
                                              {Track::radicalisering, "radicalisering"},
                                              {Track::verward_gedrag, "verward-gedrag"}}};
inline constexpr Names<InterventionKind, 3> intervention_kind_names{
    {{InterventionKind::sanction, "sanction"},
     {InterventionKind::care, "care"},
     {InterventionKind::administrative, "administrative"}}};
inline constexpr Names<InformingState, 3> informing_names{{{InformingState::informed, "informed"},
                                                           {InformingState::to_inform, "to-inform"},
                                                           {InformingState::postponed, "postponed"}}};
inline constexpr Names<MandateSource, 2> mandate_source_names{
    {{MandateSource::own, "own"}, {MandateSource::delegated, "delegated"}}};
inline constexpr Names<Followed, 3> followed_names{
    {{Followed::followed, "followed"}, {Followed::deviated, "deviated"}, {Followed::unknown, "unknown"}}};
inline constexpr Names<RelationKind, 2> relation_names{
    {{RelationKind::depends_on, "depends-on"}, {RelationKind::conflicts_with, "conflicts-with"}}};
inline constexpr Names<ConfirmationState, 5> confirmation_names{
    {{ConfirmationState::open, "open"},
     {ConfirmationState::confirmed, "confirmed"},
     {ConfirmationState::reserved, "reserved"},
     {ConfirmationState::declined, "declined"},
     {ConfirmationState::awaiting_absent, "awaiting-absent"}}};
inline constexpr Names<ConfirmationHow, 3> how_names{{{ConfirmationHow::table_code, "table-code"},
                                                      {ConfirmationHow::signature, "signature"},
                                                      {ConfirmationHow::spoken, "spoken"}}};
inline constexpr Names<DecisionKind, 5> decision_names{{{DecisionKind::continued, "continue"},
                                                        {DecisionKind::escalate, "escalate"},
                                                        {DecisionKind::scale_down, "scale-down"},
                                                        {DecisionKind::close, "close"},
                                                        {DecisionKind::not_discussed, "not-discussed"}}};
inline constexpr Names<EscalationKind, 2> escalation_names{
    {{EscalationKind::not_delivered, "not-delivered"}, {EscalationKind::system_problem, "system-problem"}}};
inline constexpr Names<Handover, 2> handover_names{{{Handover::accepted, "accepted"}, {Handover::pending, "pending"}}};
inline constexpr Names<CloseResult, 5> close_result_names{{{CloseResult::manageable, "manageable"},
                                                           {CloseResult::moved, "moved"},
                                                           {CloseResult::deceased, "deceased"},
                                                           {CloseResult::not_complex, "not-complex"},
                                                           {CloseResult::other, "other"}}};
inline constexpr Names<GoalState, 3> goal_state_names{
    {{GoalState::reached, "reached"}, {GoalState::partly, "partly"}, {GoalState::not_reached, "not-reached"}}};
inline constexpr Names<PerspectiveOf, 2> perspective_names{
    {{PerspectiveOf::subject, "subject"}, {PerspectiveOf::relatives, "relatives"}}};
inline constexpr Names<WithheldGround, 6> withheld_names{
    {{WithheldGround::medical_secrecy, "medical-secrecy"},
     {WithheldGround::criminal_investigation, "criminal-investigation"},
     {WithheldGround::outsider_present, "outsider-present"},
     {WithheldGround::no_legal_ground, "no-legal-ground"},
     {WithheldGround::not_necessary, "not-necessary"},
     {WithheldGround::other, "other"}}};
inline constexpr Names<ActionKind, 10> action_names{{{ActionKind::proposed, "proposed"},
                                                     {ActionKind::changed, "changed"},
                                                     {ActionKind::answered, "answered"},
                                                     {ActionKind::earlier_recorded, "earlier-recorded"},
                                                     {ActionKind::perspective_recorded, "perspective-recorded"},
                                                     {ActionKind::withheld_recorded, "withheld-recorded"},
                                                     {ActionKind::signal_recorded, "signal-recorded"},
                                                     {ActionKind::zsm_advice_recorded, "zsm-advice-recorded"},
                                                     {ActionKind::informing_recorded, "informing-recorded"},
                                                     {ActionKind::decided, "decided"}}};
inline constexpr Names<PresenceState, 3> presence_names{
    {{PresenceState::present, "present"}, {PresenceState::absent, "absent"}, {PresenceState::replaced, "replaced"}}};
inline constexpr Names<ReceiptStage, 3> receipt_stage_names{
    {{ReceiptStage::stored, "stored"}, {ReceiptStage::opened, "opened"}, {ReceiptStage::refused, "refused"}}};
inline constexpr Names<UpdateStage, 9> update_stage_names{{{UpdateStage::none, "none"},
                                                           {UpdateStage::offered, "offered"},
                                                           {UpdateStage::fetching, "fetching"},
                                                           {UpdateStage::ready, "ready"},
                                                           {UpdateStage::installing, "installing"},
                                                           {UpdateStage::restart_waiting, "restart-waiting"},
                                                           {UpdateStage::done, "done"},
                                                           {UpdateStage::refused, "refused"},
                                                           {UpdateStage::fell_back, "fell-back"}}};
inline constexpr Names<UpdateRefusal, 10> update_refusal_names{{{UpdateRefusal::none, "none"},
                                                                {UpdateRefusal::unsigned_bundle, "unsigned"},
                                                                {UpdateRefusal::damaged, "damaged"},
                                                                {UpdateRefusal::other_board, "other-board"},
                                                                {UpdateRefusal::other_kind, "other-kind"},
                                                                {UpdateRefusal::too_old, "too-old"},
                                                                {UpdateRefusal::no_room, "no-room"},
                                                                {UpdateRefusal::unreachable, "unreachable"},
                                                                {UpdateRefusal::stick_unreadable, "stick-unreadable"},
                                                                {UpdateRefusal::failed, "failed"}}};

/// The word for `value`. Every enumerator that may stand in a message is in its table.
template <class Enum, std::size_t N>
constexpr std::string_view name_of(Enum value, const Names<Enum, N>& names)
{
    for (const auto& [candidate, name] : names)
        if (candidate == value) return name;
    return {};
}

template <class Enum, std::size_t N>
constexpr std::optional<Enum> value_of(std::string_view name, const Names<Enum, N>& names)
{
    for (const auto& [value, candidate] : names)
        if (candidate == name) return value;
    return std::nullopt;
}

} // namespace casustafel::protocol
