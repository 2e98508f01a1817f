#pragma once

#include "ui/views/views.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace casustafel::ui {

/// A part of the form of an agreement.
enum class AgreementPart : std::uint8_t { what, when, who, answer_before, decision_of, more };

/// Where on the form it is settled what an agreement was refused for; nothing when that isn't on the form.
std::optional<AgreementPart> part_of(const core::Rejection& refused, const core::AgreementContent& content);

struct AgreementView {
    Sentence title;
    std::string text;
    std::vector<Choice> phrases; ///< selected: it stands in the text
    std::vector<DateChoice> dates;
    Sentence due_sentence;
    std::vector<OwnerTile> owners;
    std::vector<std::pair<core::Mandate, Choice>> mandates;
    std::vector<DateChoice> consult_dates; ///< for ruggespraak
    Sentence consult_sentence;
    bool asks_decision_of{};
    std::uint64_t mandate_number{}; ///< as flaw_number: what the mandate asks comes in sight
    std::string decision_of;
    Sentence more; ///< what was chosen under 'Meer', or what there is to choose
    bool changing{};
    Sentence missing; ///< what still has to be filled in; empty: it can be saved
    Sentence save_label;
    std::optional<AgreementPart> flawed; ///< what it wasn't saved for
    Sentence flaw;
    std::uint64_t flaw_number{}; ///< another one for each time that the part is to be brought in sight
};
AgreementView agreement_view(const Snapshot& snapshot, const State& state);

/// Another agreement of the case and how the one on screen hangs together with it.
struct RelationRow {
    core::AgreementId id;
    CaseLine line;
    std::optional<core::RelationKind> how;
};

/// What else an agreement says; each choice tapped again is taken back.
struct MoreView {
    MorePart part{};
    core::AgreementContent content; ///< as it is now, to be changed and handed over
    std::vector<std::pair<core::AgreementKind, Choice>> kinds;
    std::vector<std::pair<core::GoalId, Choice>> goals;
    std::vector<std::pair<core::LifeDomainId, Choice>> life_domains;
    std::string executor;
    std::string deputy;
    std::vector<PersonView> people; ///< of the owner's organisation, or everyone while there is no owner
    std::vector<std::pair<core::Confidentiality, Choice>> confidentialities;
    std::vector<std::pair<core::Domain, Choice>> domains;
    std::vector<std::pair<core::PartnerId, Choice>> partners;
    std::vector<RelationRow> today;
    std::vector<RelationRow> earlier;
};
MoreView more_view(const Snapshot& snapshot, const State& local);

/// What was chosen of all that, in one line; empty when nothing was.
Sentence more_summary(const Snapshot& snapshot, const State& local);

/// 'hangt af van 3 · nodig voor 5': how an agreement of the case hangs together with the others, from both sides, by
/// their numbers. Empty when it doesn't.
Sentence relations_sentence(const core::CaseState& state, const core::AgreementId& id);

/// What the table has of a case: without owner or date it is a point of attention, no agreement (domain rule 5); what
/// was withdrawn counts nowhere.
struct Tally {
    int agreements{};
    int confirmed{}; ///< of those
    int points{};
};
Tally tally_of(const core::CaseState& state);
/// An agreement or a point of attention with its number, as it stands within a sentence.
Sentence thing_of(const core::CaseState& state, const core::AgreementId& id);
/// Tells one time that an agreement was made or changed from another; 0: something else was done last.
std::uint64_t done_last(const core::Conference& conference, const core::Agreement& agreement);

} // namespace casustafel::ui
