#pragma once

#include "core/agreement.h"
#include "core/decision.h"
#include "core/package.h"
#include "core/table_record.h"

#include <string_view>

// What the words of the messages are called in Dutch (domain vocabulary).

namespace casustafel::bureau {

std::string_view dutch(core::LegalBasisKind kind);
std::string_view dutch(core::Domain domain);
std::string_view dutch(core::Outcome outcome);
std::string_view dutch(core::Mandate mandate);
std::string_view dutch(core::ConfirmationHow how);
std::string_view dutch(core::ConfirmationState state);
std::string_view dutch(core::DecisionKind kind);
std::string_view dutch(core::EscalationKind kind);
std::string_view dutch(core::Handover handover);
std::string_view dutch(core::CloseResult result);
std::string_view dutch(core::GoalState state);
std::string_view dutch(core::InformingState state);
std::string_view dutch(core::AgreementKind kind);
std::string_view dutch(core::Confidentiality confidentiality);
std::string_view dutch(core::PerspectiveOf of);
std::string_view dutch(core::WithheldGround ground);

} // namespace casustafel::bureau
