#include "ui/text.h"

#include "ui/say.h"
#include "ui/speech.h"

#include <array>
#include <utility>

namespace casustafel::ui {

using namespace core;

namespace {

/// A test walks through all refusals.
constexpr auto refusals = std::to_array<std::pair<Refusal, Text>>({
    {Refusal::not_started, say::refused_not_started},
    {Refusal::already_started, say::refused_already_started},
    {Refusal::already_sealed, say::refused_already_sealed},
    {Refusal::other_conference, say::refused_other_conference},
    {Refusal::expired_package, say::refused_expired_package},
    {Refusal::no_such_participant, say::refused_no_such_participant},
    {Refusal::already_there, say::refused_already_there},
    {Refusal::not_present, say::refused_not_present},
    {Refusal::not_absent, say::refused_not_absent},
    {Refusal::secrecy_not_declared, say::refused_secrecy_not_declared},
    {Refusal::nothing_to_declare, say::refused_nothing_to_declare},
    {Refusal::signature_missing, say::refused_signature_missing},
    {Refusal::code_needs_four_digits, say::refused_code_needs_four_digits},
    {Refusal::code_not_chosen, say::refused_code_not_chosen},
    {Refusal::code_must_wait, say::refused_code_must_wait},
    {Refusal::partner_not_on_basis, say::refused_partner_not_on_basis},
    {Refusal::partner_not_cleared, say::refused_partner_not_cleared},
    {Refusal::nothing_to_seal, say::refused_nothing_to_seal},
    {Refusal::no_such_case, say::refused_no_such_case},
    {Refusal::no_such_agreement, say::refused_no_such_agreement},
    {Refusal::no_such_criterion, say::refused_no_such_criterion},
    {Refusal::reference_unknown, say::refused_reference_unknown},
    {Refusal::no_legal_ground, say::refused_no_legal_ground},
    {Refusal::another_case_open, say::refused_another_case_open},
    {Refusal::case_not_open, say::refused_case_not_open},
    {Refusal::case_decided, say::refused_case_decided},
    {Refusal::text_missing, say::refused_text_missing},
    {Refusal::text_not_clean, say::refused_text_not_clean},
    {Refusal::owner_unknown, say::refused_owner_unknown},
    {Refusal::consult_date_missing, say::refused_consult_date_missing},
    {Refusal::decision_of_missing, say::refused_decision_of_missing},
    {Refusal::date_in_the_past, say::refused_date_in_the_past},
    {Refusal::incomplete_agreement, say::refused_incomplete_agreement},
    {Refusal::not_the_owner, say::refused_not_the_owner},
    {Refusal::withdrawn, say::refused_withdrawn},
    {Refusal::other_version, say::refused_other_version},
    {Refusal::reason_missing, say::refused_reason_missing},
    {Refusal::answer_date_missing, say::refused_answer_date_missing},
    {Refusal::motivation_missing, say::refused_motivation_missing},
    {Refusal::bottleneck_missing, say::refused_bottleneck_missing},
    {Refusal::bottleneck_unknown, say::refused_bottleneck_unknown},
    {Refusal::outcome_is_open, say::refused_outcome_is_open},
    {Refusal::decision_incomplete, say::refused_decision_incomplete},
    {Refusal::open_agreements_left, say::refused_open_agreements_left},
    {Refusal::decision_missing, say::refused_decision_missing},
    {Refusal::informing_missing, say::refused_informing_missing},
    {Refusal::informing_needs_agreement, say::refused_informing_needs_agreement},
    {Refusal::advice_incomplete, say::refused_advice_incomplete},
    {Refusal::older_package, say::refused_older_package},
    {Refusal::replaces_other_package, say::refused_replaces_other_package},
    {Refusal::order_incomplete, say::refused_order_incomplete},
    {Refusal::time_box_missing, say::refused_time_box_missing},
    {Refusal::not_sealed, say::refused_not_sealed},
    {Refusal::nothing_to_undo, say::refused_nothing_to_undo},
    {Refusal::case_still_open, say::refused_case_still_open},
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

Sentence count(int number, const Plural& words)
{
    return fill(words.of(number), {number_in_digits(number)});
}

Sentence in_small_letters(std::string_view text)
{
    return Speech::now().in_small_letters(text);
}

Sentence number_in_digits(int number)
{
    return Speech::now().number(number);
}

bool sorts_before(std::string_view left, std::string_view right)
{
    return Speech::now().compare(left, right) < 0;
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
        return Sentence{say::notice_package_damaged};
    case NoticeKind::package_expired:
        return Sentence{say::notice_package_expired};
    case NoticeKind::package_too_late:
        return Sentence{say::notice_package_too_late};
    case NoticeKind::conference_unreadable:
        return Sentence{say::notice_conference_unreadable};
    case NoticeKind::keys_refused:
        return Sentence{say::notice_keys_refused};
    case NoticeKind::sealing_waits:
        return Sentence{say::notice_sealing_waits};
    }
    return {};
}

Sentence words(core::Domain domain)
{
    switch (domain) {
    case core::Domain::safety:
        return Sentence{say::domain_safety};
    case core::Domain::care:
        return Sentence{say::domain_care};
    case core::Domain::municipal:
        return Sentence{say::domain_municipal};
    case core::Domain::other:
        return Sentence{say::domain_other};
    }
    return {};
}

Sentence words(Confidentiality confidentiality)
{
    switch (confidentiality) {
    case Confidentiality::general:
        return Sentence{say::confidentiality_general};
    case Confidentiality::care_secret:
        return Sentence{say::confidentiality_care_secret};
    case Confidentiality::justice:
        return Sentence{say::confidentiality_justice};
    case Confidentiality::police:
        return Sentence{say::confidentiality_police};
    }
    return {};
}

Sentence words(Outcome outcome)
{
    switch (outcome) {
    case Outcome::open:
        return Sentence{say::outcome_open};
    case Outcome::in_progress:
        return Sentence{say::outcome_in_progress};
    case Outcome::done:
        return Sentence{say::outcome_done};
    case Outcome::partly:
        return Sentence{say::outcome_partly};
    case Outcome::unable:
        return Sentence{say::outcome_unable};
    case Outcome::not_taken_up:
        return Sentence{say::outcome_not_taken_up};
    case Outcome::lapsed:
        return Sentence{say::outcome_lapsed};
    }
    return {};
}

Sentence words(Mandate mandate)
{
    switch (mandate) {
    case Mandate::within:
        return Sentence{say::mandate_within};
    case Mandate::subject_to_consultation:
        return Sentence{say::mandate_subject_to_consultation};
    case Mandate::needs_decision:
        return Sentence{say::mandate_needs_decision};
    }
    return {};
}

Sentence words(AgreementKind kind)
{
    switch (kind) {
    case AgreementKind::intervention:
        return Sentence{say::kind_intervention};
    case AgreementKind::deployment:
        return Sentence{say::kind_deployment};
    case AgreementKind::next_step:
        return Sentence{say::kind_next_step};
    case AgreementKind::monitoring:
        return Sentence{say::kind_monitoring};
    case AgreementKind::information:
        return Sentence{say::kind_information};
    case AgreementKind::talk_with_subject:
        return Sentence{say::kind_talk};
    }
    return {};
}

Sentence words(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::continued:
        return Sentence{say::decision_kind_continued};
    case DecisionKind::escalate:
        return Sentence{say::decision_kind_escalate};
    case DecisionKind::scale_down:
        return Sentence{say::decision_kind_scale_down};
    case DecisionKind::close:
        return Sentence{say::decision_kind_close};
    case DecisionKind::not_discussed:
        return Sentence{say::decision_kind_not_discussed};
    }
    return {};
}

Sentence words(Section section)
{
    switch (section) {
    case Section::reason:
        return Sentence{say::section_reason};
    case Section::problem_analysis:
        return Sentence{say::section_problem_analysis};
    case Section::perspective_subject:
        return Sentence{say::section_perspective_subject};
    case Section::perspective_relatives:
        return Sentence{say::section_perspective_relatives};
    case Section::network:
        return Sentence{say::section_network};
    case Section::timeline:
        return Sentence{say::section_timeline};
    case Section::risk:
        return Sentence{say::section_risk};
    }
    return {};
}

Sentence words(ItemState state)
{
    switch (state) {
    case ItemState::acute:
        return Sentence{say::item_state_acute};
    case ItemState::risk:
        return Sentence{say::item_state_risk};
    case ItemState::ongoing:
        return Sentence{say::item_state_ongoing};
    case ItemState::stable:
        return Sentence{say::item_state_stable};
    }
    return {};
}

Sentence words(Approach approach)
{
    switch (approach) {
    case Approach::person:
        return Sentence{say::approach_person};
    case Approach::system:
        return Sentence{say::approach_system};
    case Approach::area:
        return Sentence{say::approach_area};
    }
    return {};
}

Sentence words(Track track)
{
    switch (track) {
    case Track::levensloopaanpak:
        return Sentence{say::track_levensloopaanpak};
    case Track::mda:
        return Sentence{say::track_mda};
    case Track::top_x:
        return Sentence{say::track_top_x};
    case Track::nazorg:
        return Sentence{say::track_nazorg};
    case Track::radicalisering:
        return Sentence{say::track_radicalisering};
    case Track::verward_gedrag:
        return Sentence{say::track_verward_gedrag};
    }
    return {};
}

Sentence words(InterventionKind kind)
{
    switch (kind) {
    case InterventionKind::sanction:
        return Sentence{say::intervention_kind_sanction};
    case InterventionKind::care:
        return Sentence{say::intervention_kind_care};
    case InterventionKind::administrative:
        return Sentence{say::intervention_kind_administrative};
    }
    return {};
}

Sentence words(LegalBasisKind kind)
{
    switch (kind) {
    case LegalBasisKind::wgs_case:
        return Sentence{say::legal_basis_kind_wgs_case};
    case LegalBasisKind::wgs_topx:
        return Sentence{say::legal_basis_kind_wgs_topx};
    case LegalBasisKind::plustaak:
        return Sentence{say::legal_basis_kind_plustaak};
    }
    return {};
}

Sentence words(GoalState state)
{
    switch (state) {
    case GoalState::reached:
        return Sentence{say::goal_state_reached};
    case GoalState::partly:
        return Sentence{say::goal_state_partly};
    case GoalState::not_reached:
        return Sentence{say::goal_state_not_reached};
    }
    return {};
}

Sentence words(CloseResult result)
{
    switch (result) {
    case CloseResult::manageable:
        return Sentence{say::close_result_manageable};
    case CloseResult::moved:
        return Sentence{say::close_result_moved};
    case CloseResult::deceased:
        return Sentence{say::close_result_deceased};
    case CloseResult::not_complex:
        return Sentence{say::close_result_not_complex};
    case CloseResult::other:
        return Sentence{say::close_result_other};
    }
    return {};
}

Sentence words(EscalationKind kind)
{
    switch (kind) {
    case EscalationKind::not_delivered:
        return Sentence{say::escalation_kind_not_delivered};
    case EscalationKind::system_problem:
        return Sentence{say::escalation_kind_system_problem};
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
