#pragma once

#include "core/ids.h"
#include "core/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// The conference package as the bureau sends it (`docs/formats`, package.schema.json). Plain values in the order of the
// schema; what the schema leaves out is an empty optional or an empty list.

namespace casustafel::core {

enum class Domain : std::uint8_t { safety, care, municipal, other };
enum class PartnerKind : std::uint8_t { permanent, incidental };
enum class Confidentiality : std::uint8_t { general, care_secret, justice, police };
enum class LegalBasisKind : std::uint8_t { wgs_case, wgs_topx, plustaak };
enum class Mandate : std::uint8_t { within, subject_to_consultation, needs_decision };
enum class Outcome : std::uint8_t { open, in_progress, done, partly, unable, not_taken_up, lapsed };
enum class AgreementKind : std::uint8_t {
    intervention,
    deployment,
    next_step,
    monitoring,
    information,
    talk_with_subject
};
enum class Section : std::uint8_t {
    reason,
    problem_analysis,
    perspective_subject,
    perspective_relatives,
    network,
    timeline,
    risk
};
enum class ItemState : std::uint8_t { acute, risk, ongoing, stable };
enum class Approach : std::uint8_t { person, system, area };
enum class Track : std::uint8_t { levensloopaanpak, mda, top_x, nazorg, radicalisering, verward_gedrag };
enum class InterventionKind : std::uint8_t { sanction, care, administrative };
enum class InformingState : std::uint8_t { informed, to_inform, postponed };
enum class MandateSource : std::uint8_t { own, delegated };
enum class Followed : std::uint8_t { followed, deviated, unknown };
enum class RelationKind : std::uint8_t { depends_on, conflicts_with };

/// Who an item is meant for, besides being cleared: everyone present must match a partner or a domain in it.
struct Audience {
    std::vector<PartnerId> partners;
    std::vector<Domain> domains;
    bool operator==(const Audience&) const = default;
};

struct Bureau {
    BureauId id;
    std::string name;
    std::string region;
    bool operator==(const Bureau&) const = default;
};

struct LegalBasis {
    LegalBasisKind kind{};
    std::string reference;                                  ///< empty: none given
    std::optional<std::vector<PartnerId>> allowed_partners; ///< left out: every partner of the package
    bool operator==(const LegalBasis&) const = default;
};

struct Covenant {
    std::string covenant;
    std::string privacy_protocol;
    bool operator==(const Covenant&) const = default;
};

struct ConferenceHeader {
    ConferenceId id;
    std::string title;
    std::string room; ///< empty: none given
    Instant starts_at{};
    Instant ends_at{};
    std::optional<Instant> next_at;
    std::string chair;
    LegalBasis legal_basis;
    std::optional<Covenant> covenant;
    bool operator==(const ConferenceHeader&) const = default;
};

struct SharingCard {
    std::string may;
    std::string with_outsiders;
    std::string ground;
    std::string example; ///< empty: none given
    bool operator==(const SharingCard&) const = default;
};

struct Partner {
    PartnerId id;
    std::string name;
    Domain domain{};
    PartnerKind kind{};
    std::optional<std::vector<Confidentiality>>
        clearances; ///< left out: the default of its kind (protocol.md, Meaning)
    bool in_covenant{true};
    std::optional<SharingCard> sharing_card;
    bool operator==(const Partner&) const = default;
};

struct Participant {
    ParticipantId id;
    std::string name;
    std::string function; ///< empty: none given
    PartnerId partner;
    std::optional<Date> secrecy_declared_on;
    std::optional<std::vector<CaseId>> cases; ///< invited for these only; left out: all
    std::optional<MandateSource> mandate_source;
    std::string mandate_by; ///< empty: none given
    bool operator==(const Participant&) const = default;
};

struct LifeDomain {
    LifeDomainId id;
    std::string label;
    bool operator==(const LifeDomain&) const = default;
};

struct SecrecyDeclarationText {
    std::string version;
    std::string text;
    std::optional<int> valid_days; ///< 0: this conference only
    bool operator==(const SecrecyDeclarationText&) const = default;
};

struct ClosingCriterion {
    CriterionId id;
    std::string label;
    bool operator==(const ClosingCriterion&) const = default;
};

struct Bottleneck {
    BottleneckId id;
    std::string label;
    bool operator==(const Bottleneck&) const = default;
};

struct Subject {
    std::string name; ///< empty: none given
    std::optional<Date> born;
    std::string residence;
    std::optional<Confidentiality> confidentiality;
    bool operator==(const Subject&) const = default;
};

struct Criterion {
    CriterionId id;
    std::string label;
    std::optional<bool> met; ///< nothing: not tested
    std::string by;
    std::optional<Date> on;
    std::string motivation;
    bool regional{false}; ///< a house's own criterion: shown apart, never blocks
    bool operator==(const Criterion&) const = default;
};

/// One piece of information about a case, with its source and who may see it.
struct Item {
    ItemId id;
    Section section{};
    LifeDomainId life_domain; ///< empty: none given
    std::string text;
    PartnerId source;
    Date on{};
    Confidentiality confidentiality{};
    std::optional<Audience> audience;
    std::optional<ItemState> state;
    bool operator==(const Item&) const = default;
};

struct Goal {
    GoalId id;
    std::string text;
    LifeDomainId life_domain; ///< empty: none given
    bool operator==(const Goal&) const = default;
};

struct Intervention {
    InterventionId id;
    InterventionKind kind{};
    std::string text;
    PartnerId partner;
    std::optional<Date> from;
    std::optional<Date> until;
    GoalId goal; ///< empty: none given
    bool operator==(const Intervention&) const = default;
};

struct Relation {
    AgreementId to;
    RelationKind how{};
    bool operator==(const Relation&) const = default;
};

/// Who promised: one person, for one organisation. `participant` is empty for someone who is not in this package.
struct Owner {
    ParticipantId participant;
    std::string name;
    PartnerId partner;
    bool operator==(const Owner&) const = default;
};

/// An agreement of an earlier conference, with its state as the bureau knows it.
struct EarlierAgreement {
    AgreementId id;
    int number{};
    std::string text;
    Owner owner;
    Date due{};
    Mandate mandate{};
    std::optional<Date> consult_by;
    Outcome status{};
    Date made_on{};
    GoalId goal;
    LifeDomainId life_domain;
    std::optional<Confidentiality> confidentiality;
    std::optional<Audience> audience;
    std::string note;
    std::string decision_of;
    std::optional<AgreementKind> kind;
    std::string executor;
    std::string deputy;
    std::optional<bool> confirmed;
    std::vector<Relation> relates;
    bool operator==(const EarlierAgreement&) const = default;
};

struct Milestone {
    Date on{};
    std::string label;
    bool operator==(const Milestone&) const = default;
};

struct Informing {
    InformingState state{};
    std::optional<Date> on;
    std::string by;
    std::string reason;
    bool operator==(const Informing&) const = default;
};

struct Review {
    std::optional<int> times_discussed;
    std::optional<int> since_last_new_agreement; ///< from 3 on the screen asks whether the case can be scaled down
    std::optional<Date> review_on;
    bool operator==(const Review&) const = default;
};

struct ZsmAdvice {
    std::string text;
    std::string author;
    std::optional<Date> on;
    std::optional<Date> valid_until;
    std::string none_because;
    std::optional<Followed> followed;
    bool operator==(const ZsmAdvice&) const = default;
};

struct Case {
    CaseId id;
    std::string label; ///< initials or 'Gezin R.', never a full name
    std::optional<Subject> subject;
    Approach approach{};
    std::vector<Track> tracks;
    std::string question;
    int time_box_minutes{};
    ParticipantId case_lead; ///< empty: none given
    PartnerId submitted_by;  ///< empty: none given
    std::vector<Criterion> criteria;
    std::vector<Item> items;
    std::vector<Goal> goals;
    std::vector<Intervention> interventions;
    std::vector<EarlierAgreement> earlier_agreements;
    std::vector<Milestone> milestones;
    Informing informing;
    std::optional<int> ave_phase;
    std::optional<Review> review;
    std::optional<ZsmAdvice> zsm_advice;
    bool operator==(const Case&) const = default;
};

struct Package {
    PackageId id;
    std::optional<PackageId> replaces;
    Instant issued_at{};
    Instant expires_at{};
    Bureau bureau;
    std::vector<DeviceId> device_ids;
    ConferenceHeader conference;
    std::vector<Partner> partners;
    std::vector<Participant> participants;
    std::vector<LifeDomain> life_domains;
    std::vector<std::string> phrases;
    std::vector<Case> cases;
    std::optional<SecrecyDeclarationText> secrecy_declaration;
    std::vector<ClosingCriterion> closing_criteria;
    std::vector<Bottleneck> bottlenecks;
    bool operator==(const Package&) const = default;
};

} // namespace casustafel::core
