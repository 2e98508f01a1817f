#include "core/decide.h"
#include "core/minutes.h"
#include "protocol/agreement_codec.h"
#include "protocol/documents.h"
#include "protocol/json.h"
#include "protocol/minutes_codec.h"
#include "seal/device_sealer.h"

#include <gtest/gtest.h>

namespace casustafel {
namespace {

using namespace core;

/// What the bureau can do with the minutes alone: recompute what was confirmed.
void expect_recomputable(const Confirmation& answer)
{
    Minutes minutes = test::full_minutes();
    Agreement& agreement = minutes.cases[0].agreements[0];
    agreement.confirmation = answer;
    agreement.confirmation.of = seal::TableDigests{}.of_agreement(agreement.content);
    const auto document = protocol::read_json(protocol::write_minutes(minutes));
    ASSERT_TRUE(document);
    const nlohmann::json& written = (*document)["cases"][0]["agreements"][0];
    nlohmann::json promised = nlohmann::json::object();
    for (const char* member : {"text", "owner", "due", "mandate", "consult_by"})
        if (written.contains(member)) promised[member] = written[member];
    EXPECT_EQ(protocol::canonical_json(promised), protocol::canonical_content(agreement.content));

    const auto read = protocol::read_minutes(document->dump());
    ASSERT_TRUE(read) << read.error().detail;
    const Agreement& there = read->cases[0].agreements[0];
    EXPECT_EQ(seal::TableDigests{}.of_agreement(there.content), there.confirmation.of);
}

TEST(Confirmation, can_be_recomputed_from_the_minutes_for_each_kind_of_answer)
{
    for (const ConfirmationState state :
         {ConfirmationState::confirmed, ConfirmationState::reserved, ConfirmationState::declined})
        for (const ConfirmationHow how :
             {ConfirmationHow::table_code, ConfirmationHow::signature, ConfirmationHow::spoken}) {
            Confirmation answer;
            answer.state = state;
            answer.how = how;
            answer.at = parse_instant("2026-11-21T12:00:00Z");
            answer.by = ParticipantId{"p-een"};
            answer.version = 1;
            if (state != ConfirmationState::confirmed) answer.reason = "Eerst overleg";
            if (state == ConfirmationState::reserved) answer.answer_by = parse_date("2026-11-25");
            expect_recomputable(answer);
        }
}

} // namespace
} // namespace casustafel
