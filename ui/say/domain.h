#pragma once

#include "ui/words.h"

// The words of the domain: one for each case of an enum.

namespace casustafel::ui::say {

inline constexpr Text domain_safety = "Veiligheid";
inline constexpr Text domain_care = "Zorg";
inline constexpr Text domain_municipal = "Gemeente";
inline constexpr Text domain_other = "Overig";

inline constexpr Text confidentiality_general = "Iedereen aan tafel";
inline constexpr Text confidentiality_care_secret = "Zorggeheim";
inline constexpr Text confidentiality_justice = "Justitie";
inline constexpr Text confidentiality_police = "Politie";

inline constexpr Text outcome_open = "Open";
inline constexpr Text outcome_in_progress = "Loopt nog";
inline constexpr Text outcome_done = "Nagekomen";
inline constexpr Text outcome_partly = "Deels";
inline constexpr Text outcome_unable = "Kon niet";
inline constexpr Text outcome_not_taken_up = "Niet opgepakt";
inline constexpr Text outcome_lapsed = "Vervallen";

inline constexpr Text mandate_within = "Binnen mandaat";
inline constexpr Text mandate_subject_to_consultation = "Onder voorbehoud van ruggespraak";
inline constexpr Text mandate_needs_decision = "Besluit van een ander nodig";

inline constexpr Text decision_kind_continued = "Vervolg";
inline constexpr Text decision_kind_escalate = "Opschalen";
inline constexpr Text decision_kind_scale_down = "Afschalen";
inline constexpr Text decision_kind_close = "Afsluiten";
inline constexpr Text decision_kind_not_discussed = "Niet besproken";

inline constexpr Text section_reason = "Aanleiding";
inline constexpr Text section_problem_analysis = "Probleemanalyse";
inline constexpr Text section_perspective_subject = "Betrokkene";
inline constexpr Text section_perspective_relatives = "Naasten";
inline constexpr Text section_network = "Netwerk";
inline constexpr Text section_timeline = "Tijdlijn";
inline constexpr Text section_risk = "Risico";

inline constexpr Text item_state_acute = "Acuut";
inline constexpr Text item_state_risk = "Risico";
inline constexpr Text item_state_ongoing = "Loopt";
inline constexpr Text item_state_stable = "Stabiel";

inline constexpr Text approach_person = "Persoonsgericht";
inline constexpr Text approach_system = "Systeemgericht";
inline constexpr Text approach_area = "Gebiedsgericht";

inline constexpr Text track_levensloopaanpak = "Levensloopaanpak";
inline constexpr Text track_mda = "MDA++";
inline constexpr Text track_top_x = "Top-X";
inline constexpr Text track_nazorg = "Nazorg";
inline constexpr Text track_radicalisering = "Radicalisering";
inline constexpr Text track_verward_gedrag = "Verward gedrag";

inline constexpr Text intervention_kind_sanction = "Straf";
inline constexpr Text intervention_kind_care = "Zorg";
inline constexpr Text intervention_kind_administrative = "Bestuurlijk";

inline constexpr Text legal_basis_kind_wgs_case = "WGS";
inline constexpr Text legal_basis_kind_wgs_topx = "WGS Top-X";
inline constexpr Text legal_basis_kind_plustaak = "plustaak";

inline constexpr Text goal_state_reached = "Bereikt";
inline constexpr Text goal_state_partly = "Deels";
inline constexpr Text goal_state_not_reached = "Niet bereikt";

inline constexpr Text close_result_manageable = "Beheersbaar";
inline constexpr Text close_result_moved = "Verhuisd";
inline constexpr Text close_result_deceased = "Overleden";
inline constexpr Text close_result_not_complex = "Niet complex";
inline constexpr Text close_result_other = "Anders";

inline constexpr Text escalation_kind_not_delivered = "Afspraak niet nagekomen";
inline constexpr Text escalation_kind_system_problem = "Probleem van het stelsel";

} // namespace casustafel::ui::say
