#pragma once

#include "core/commands.h"
#include "core/conference.h"

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

namespace casustafel::core {

/// Why the rules refuse a command. Each has one Dutch sentence in the text catalogue of `ui`.
enum class Refusal : std::uint8_t {
    not_started,
    already_started, ///< a package can't be replaced any more
    already_sealed,
    other_conference, ///< the replacing package is for another conference
    expired_package,
    no_such_participant,
    no_such_case,
    no_such_agreement,
    no_such_criterion,
    reference_unknown, ///< a goal, life domain, agreement or partner that is named isn't there
    already_there,     ///< the id is taken
    not_present,
    not_absent, ///< a substitute stands in for someone who isn't at the table
    secrecy_not_declared,
    nothing_to_declare,
    signature_missing,
    code_needs_four_digits,
    code_not_chosen,
    code_must_wait,       ///< three wrong codes: the wait for this person isn't over
    no_legal_ground,      ///< 'geen grondslag': a legal criterion is untested or unmet (rule 1)
    partner_not_on_basis, ///< someone present isn't on the list of the legal basis (rule 2)
    partner_not_cleared,
    another_case_open,
    case_not_open,
    case_decided,
    text_missing,
    text_not_clean, ///< too long, control characters
    owner_unknown,
    consult_date_missing, ///< 'ruggespraak' without the date of the answer
    decision_of_missing,  ///< 'besluit nodig' without whose decision
    date_in_the_past,
    incomplete_agreement, ///< an aandachtspunt can't be confirmed
    not_the_owner,
    withdrawn,
    other_version, ///< the content changed since it was on screen
    reason_missing,
    answer_date_missing,
    motivation_missing,
    bottleneck_missing, ///< 'kon niet' needs its bottleneck
    bottleneck_unknown,
    outcome_is_open,
    decision_incomplete,  ///< a field that belongs to this kind is missing
    open_agreements_left, ///< closing: every open agreement closed or handed over
    decision_missing,     ///< an opened case can't be left as discussed without one
    informing_needs_agreement,
    informing_missing,      ///< a case isn't closed or scaled down before it is settled how the person is informed
    advice_incomplete,      ///< neither a whole advice nor the reason why there is none
    case_still_open,        ///< sealing, or taking a case's ground away, while it is on screen
    older_package,          ///< issued before the one that is here
    replaces_other_package, ///< says that it replaces another one than is here
    order_incomplete,       ///< an agenda that names a case twice or not
    time_box_missing,
    nothing_to_undo,
    not_sealed, ///< only sealed minutes are corrected
    nothing_to_seal,
};

inline constexpr std::size_t refusal_count = static_cast<std::size_t>(Refusal::nothing_to_seal) + 1;

/// A refusal with the thing it is about, for the sentence on screen.
struct Rejection {
    Refusal why{};
    std::string about; ///< an id or the name of a field; never case text
    bool operator==(const Rejection&) const = default;
};

/// What was promised, digested. Implemented with real SHA-256 outside `core`.
class Digests {
public:
    virtual ~Digests() = default;
    /// Of the canonical JSON (RFC 8785) of text, owner, due, mandate and consult_by.
    virtual Digest of_agreement(const AgreementContent& content) const = 0;
    /// Of a table code, bound to conference and person. Ten thousand codes are quickly tried by whoever has this
    /// digest: it only keeps the digits out of sight; what protects it is the encrypted database.
    virtual Digest of_code(const ConferenceId& conference, const ParticipantId& participant,
                           std::string_view code) const = 0;
};

/// What `command` would add to `conference` at `now`, in order; nothing if the wish is already fulfilled.
/// A wrong table code isn't a rejection but a fact (`WrongCodeEntered`): it must survive a restart.
std::expected<Facts, Rejection> decide(const Conference& conference, const Command& command, Instant now,
                                       const Calendar& calendar, const Digests& digests);

/// The wait after `wrong_codes` wrong codes in a row: none below three, then growing (domain rule 6).
std::chrono::seconds code_wait(int wrong_codes);

} // namespace casustafel::core
