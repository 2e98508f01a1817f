#pragma once

#include "core/decide.h"

#include <string>
#include <string_view>
#include <vector>

// An invented conference for tests: one case in the town of Waterrijk, four partners, a guest.

namespace casustafel::support {

inline const core::CaseId first_case{"13835f94-2e9e-518d-9c46-80ca1b41f0d1"};
inline const core::CaseId second_case{"13835f94-2e9e-518d-9c46-80ca1b41f0d2"};
inline const core::ParticipantId police_officer{"p-politie"};
inline const core::ParticipantId therapist{"p-ggz"};
inline const core::ParticipantId director{"p-gemeente"};
inline const core::ParticipantId landlord{"p-corporatie"};
inline const core::AgreementId earlier_agreement{"00000000-0000-4000-8000-0000000000e1"};

/// Noon of the day of the conference.
core::Instant noon();
core::Calendar dutch_calendar();
core::Package example_package();
core::AgreementContent agreement_of(const core::Conference& conference, const core::ParticipantId& owner,
                                    std::string text = "Belt de woonbegeleider");

/// Stand-in without cryptography: distinct inputs get distinct values with overwhelming likelihood.
class PlainDigests : public core::Digests {
public:
    core::Digest of_agreement(const core::AgreementContent& content) const override;
    core::Digest of_code(const core::ConferenceId& conference, const core::ParticipantId& participant,
                         std::string_view code) const override;
};

/// A table: gives commands one after another and keeps what became of them.
class Table {
public:
    /// Empty, before its package.
    Table() = default;
    /// Imported; police, care and municipality at the table; started; the first case open.
    static Table in_first_case();

    std::expected<core::Facts, core::Rejection> ask(const core::Command& command) const;
    /// Asks and applies. The refusal, if any.
    std::optional<core::Refusal> give(const core::Command& command);
    core::Confirmation confirmation(const core::AgreementId& id) const;

    core::Conference conference;
    core::Instant now{noon()};
    std::vector<core::Recorded> facts;
};

} // namespace casustafel::support
