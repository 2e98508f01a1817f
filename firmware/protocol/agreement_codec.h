#pragma once

#include "core/agreement.h"
#include "protocol/object_reader.h"

#include <nlohmann/json.hpp>

namespace casustafel::protocol {

/// The content's members, added to `object`; read from an object that holds other members as well.
void write_content(nlohmann::json& object, const AgreementContent& content);
AgreementContent read_content(ObjectReader& reader);

nlohmann::json write(const Confirmation& confirmation);
Confirmation read_confirmation(ObjectReader& reader);

/// One agreement as minutes.schema.json has it.
nlohmann::json write_minuted_agreement(const Agreement& agreement);
Agreement read_minuted_agreement(ObjectReader& reader);

/// SHA-256's input for a confirmation: canonical JSON of text, owner, due, mandate and consult_by as they stood on
/// screen.
std::string canonical_content(const AgreementContent& content);

} // namespace casustafel::protocol
