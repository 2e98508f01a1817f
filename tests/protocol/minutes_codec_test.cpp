#include "protocol/minutes_codec.h"

#include "protocol/agreement_codec.h"
#include "protocol/documents.h"
#include "protocol/receipt_codec.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>

namespace casustafel {
namespace {

using namespace core;
using nlohmann::json;

TEST(MinutesCodec, every_field_survives_the_way_there_and_back_and_fits_the_schema)
{
    const Minutes minutes = test::full_minutes();
    const std::string text = protocol::write_minutes(minutes);
    EXPECT_TRUE(test::valid_by_schema("minutes", text));
    const auto again = protocol::read_minutes(text);
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(protocol::write_minutes(*again), text);
    EXPECT_EQ(again->cases[0].decision, minutes.cases[0].decision);
    EXPECT_EQ(again->cases[0].agreements[0].confirmation, minutes.cases[0].agreements[0].confirmation);
    EXPECT_EQ(again->attendance, minutes.attendance);
    EXPECT_EQ(again->cases, minutes.cases);
}

TEST(MinutesCodec, an_aandachtspunt_says_that_it_is_not_complete)
{
    Minutes minutes = test::full_minutes();
    minutes.cases[0].agreements[0].content.owner.reset();
    minutes.cases[0].agreements[0].confirmation = {};
    const std::string text = protocol::write_minutes(minutes);
    EXPECT_TRUE(test::valid_by_schema("minutes", text));
    EXPECT_EQ(json::parse(text)["cases"][0]["agreements"][0]["complete"], false);
}

TEST(MinutesCodec, minutes_of_the_first_version_are_read_as_before)
{
    json document = json::parse(protocol::write_minutes(test::full_minutes()));
    json& one = document["cases"][0];
    for (const char* later : {"no_perspective", "plain_sheet", "added", "correction"}) one.erase(later);
    one["agreements"][0].erase("withdrawn");
    one["agreements"][0]["confirmation"].erase("answer_by");
    const auto minutes = protocol::read_minutes(document.dump());
    ASSERT_TRUE(minutes) << minutes.error().detail;
    EXPECT_FALSE(minutes->cases[0].added.has_value());
    EXPECT_FALSE(minutes->cases[0].agreements[0].withdrawn_at.has_value());
}

TEST(MinutesCodec, the_date_of_a_reserved_answer_does_not_change_what_was_promised)
{
    Minutes minutes = test::full_minutes();
    minutes.cases[0].agreements[0].content.consult_by.reset();
    minutes.cases[0].agreements[0].confirmation.answer_by = Date{std::chrono::year{2026} / 11 / 25};
    const json text = json::parse(protocol::write_minutes(minutes));
    EXPECT_FALSE(text["cases"][0]["agreements"][0].contains("consult_by"));
    EXPECT_EQ(text["cases"][0]["agreements"][0]["confirmation"]["answer_by"], "2026-11-25");
}

TEST(MinutesCodec, says_only_once_why_a_perspective_is_missing)
{
    json document = json::parse(protocol::write_minutes(test::full_minutes()));
    json& missing = document["cases"][0]["no_perspective"];
    missing.push_back(missing[0]);
    EXPECT_FALSE(protocol::read_minutes(document.dump()));
}

TEST(MinutesCodec, a_lie_about_completeness_is_refused)
{
    json document = json::parse(protocol::write_minutes(test::full_minutes()));
    document["cases"][0]["agreements"][0]["complete"] = false;
    const auto minutes = protocol::read_minutes(document.dump());
    ASSERT_FALSE(minutes);
    EXPECT_EQ(minutes.error().detail, "cases[0].agreements[0].complete past niet bij actiehouder en datum");
}

TEST(MinutesCodec, an_object_in_the_place_of_any_value_is_refused)
{
    const json document = json::parse(protocol::write_minutes(test::full_minutes()));
    const json flat = document.flatten();
    for (const auto& [path, value] : flat.items()) {
        json changed = document;
        changed.at(json::json_pointer{path}) = json::object({{"onverwacht", true}});
        EXPECT_FALSE(protocol::read_minutes(changed.dump())) << path;
    }
}

TEST(ReceiptCodec, survives_the_way_there_and_back_and_fits_the_schema)
{
    Receipt receipt;
    receipt.stage = ReceiptStage::opened;
    receipt.minutes = MinutesId{"55555555-5555-4555-8555-555555555555"};
    receipt.device = DeviceId{"CT-TEST"};
    receipt.minutes_seq = 7;
    receipt.sha256 = Digest{1};
    receipt.inner_sha256 = Digest{2};
    receipt.log = LogHead{12, Digest{3}};
    receipt.at = *parse_instant("2026-11-21T14:00:00Z");
    receipt.reason = "geopend";
    const std::string text = protocol::write_receipt(receipt);
    EXPECT_TRUE(test::valid_by_schema("receipt", text));
    EXPECT_EQ(protocol::read_receipt(text), receipt);
    json changed = json::parse(text);
    changed["stage"] = "kept";
    EXPECT_FALSE(protocol::read_receipt(changed.dump()));
}

TEST(Confirmation, the_digest_covers_exactly_what_stood_on_screen)
{
    const AgreementContent shown = test::full_minutes().cases[0].agreements[0].content;
    const std::string canonical = protocol::canonical_content(shown);
    EXPECT_EQ(canonical, R"({"consult_by":"2026-12-01","due":"2026-12-01","mandate":"subject-to-consultation",)"
                         R"("owner":{"name":"P. Een","participant":"p-een","partner":"ggz"},)"
                         R"("text":"Intake regelen bij De Voorbeeldkliniek"})");
    AgreementContent other = shown;
    other.executor = "iemand anders";
    EXPECT_EQ(protocol::canonical_content(other), canonical) << "not on screen, not in the digest";
    std::set<std::string> all{canonical};
    other = shown;
    other.text += "!";
    EXPECT_TRUE(all.insert(protocol::canonical_content(other)).second);
    other = shown;
    other.due.reset();
    EXPECT_TRUE(all.insert(protocol::canonical_content(other)).second);
    other = shown;
    other.owner->name = "P. Twee";
    EXPECT_TRUE(all.insert(protocol::canonical_content(other)).second);
}

} // namespace
} // namespace casustafel
