#pragma once

#include <compare>
#include <functional>
#include <string>

namespace casustafel::core {

/// A name that identifies one kind of thing, as it stands in the messages. Ids of different kinds do not mix.
template <class Tag>
class Id {
public:
    Id() = default;
    explicit Id(std::string value) : value_{std::move(value)} {}
    const std::string& value() const { return value_; }
    bool empty() const { return value_.empty(); }
    friend auto operator<=>(const Id&, const Id&) = default;

private:
    std::string value_;
};

using PackageId = Id<struct PackageTag>;           ///< UUID
using ConferenceId = Id<struct ConferenceTag>;     ///< UUID
using MinutesId = Id<struct MinutesTag>;           ///< UUID
using CaseId = Id<struct CaseTag>;                 ///< UUID
using ItemId = Id<struct ItemTag>;                 ///< UUID
using AgreementId = Id<struct AgreementTag>;       ///< UUID
using GoalId = Id<struct GoalTag>;                 ///< UUID
using InterventionId = Id<struct InterventionTag>; ///< UUID
using PartnerId = Id<struct PartnerTag>;
using ParticipantId = Id<struct ParticipantTag>;
using LifeDomainId = Id<struct LifeDomainTag>;
using CriterionId = Id<struct CriterionTag>;
using BottleneckId = Id<struct BottleneckTag>;
using DeviceId = Id<struct DeviceTag>;
using BureauId = Id<struct BureauTag>;

} // namespace casustafel::core

template <class Tag>
struct std::hash<casustafel::core::Id<Tag>> {
    std::size_t operator()(const casustafel::core::Id<Tag>& id) const { return std::hash<std::string>{}(id.value()); }
};
