#include "protocol/package_codec.h"

#include "protocol/documents.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <functional>

namespace casustafel {
namespace {

using namespace core;
using nlohmann::json;
using protocol::read_package;

json example()
{
    return json::parse(test::example_package_text());
}

/// What reading says about the example after `change`.
std::string flaw_after(const std::function<void(json&)>& change)
{
    json document = example();
    change(document);
    const auto package = read_package(document.dump());
    return package ? std::string{"(geen)"} : package.error().detail;
}

TEST(PackageCodec, reads_the_example_and_writes_it_so_that_the_schema_and_a_second_reading_agree)
{
    const auto package = read_package(test::example_package_text());
    ASSERT_TRUE(package) << package.error().detail;
    EXPECT_EQ(package->cases.size(), 3u);
    EXPECT_EQ(package->cases[0].items.size(), 10u);
    EXPECT_EQ(package->cases[1].items[6].audience->domains, std::vector{Domain::safety});
    EXPECT_EQ(package->conference.starts_at, *parse_instant("2026-11-21T12:00:00Z"));
    const std::string again = protocol::write_package(*package);
    EXPECT_TRUE(test::valid_by_schema("package", again));
    EXPECT_EQ(read_package(again), package);
}

TEST(PackageCodec, the_validator_of_these_tests_can_say_no)
{
    json document = example();
    document["cases"][0]["time_box_minutes"] = 0;
    EXPECT_FALSE(test::valid_by_schema("package", document.dump()));
}

TEST(PackageCodec, names_the_first_flaw_and_where_it_is)
{
    EXPECT_EQ(flaw_after([](json& d) { d["cases"][1]["items"][2]["source"] = "nobody"; }),
              "cases[1].items[2].source verwijst naar iets dat niet in het pakket staat");
    EXPECT_EQ(flaw_after([](json& d) { d["conference"].erase("title"); }), "conference.title ontbreekt");
    EXPECT_EQ(flaw_after([](json& d) { d["extra"] = 1; }), "het document heeft een onbekend veld");
    EXPECT_EQ(flaw_after([](json& d) { d["cases"][0]["subject"]["extra"] = 1; }),
              "cases[0].subject heeft een onbekend veld");
    EXPECT_EQ(flaw_after([](json& d) { d["version"] = 2; }), "version is 2, dit apparaat leest versie 1");
    EXPECT_EQ(flaw_after([](json& d) { d["type"] = "casustafel/minutes"; }),
              "type is iets anders dan casustafel/package");
}

TEST(PackageCodec, refuses_what_the_schema_refuses)
{
    const std::vector<std::function<void(json&)>> changes{
        [](json& d) { d["id"] = "F631DC90-0a28-54be-8e18-88d643ae30a9"; },
        [](json& d) { d["issued_at"] = "2026-11-20 15:04:05"; },
        [](json& d) { d["device_ids"] = json::array(); },
        [](json& d) { d["device_ids"] = {"CT-0017", "CT-0017"}; },
        [](json& d) { d["partners"][0]["domain"] = "keten"; },
        [](json& d) { d["partners"][0]["id"] = "-politie"; },
        [](json& d) { d["participants"][0]["name"] = ""; },
        [](json& d) { d["conference"]["title"] = std::string(301, 'x'); },
        [](json& d) { d["cases"] = json::array(); },
        [](json& d) { d["cases"][0]["time_box_minutes"] = 241; },
        [](json& d) { d["cases"][0]["time_box_minutes"] = 12.5; },
        [](json& d) { d["cases"][0]["criteria"].erase(0); },
        [](json& d) { d["cases"][0]["criteria"][0]["met"] = "ja"; },
        [](json& d) { d["cases"][0]["items"][0]["confidentiality"] = "secret"; },
        [](json& d) { d["cases"][0]["items"][0]["text"] = std::string(20'001, 'x'); },
        [](json& d) { d["cases"][0]["items"] = nullptr; },
        [](json& d) { d["cases"][0]["ave_phase"] = 5; },
        [](json& d) { d["cases"][0]["earlier_agreements"][0]["number"] = 0; },
        [](json& d) {
            d["phrases"] = json::array();
            for (int n = 0; n < 201; ++n) d["phrases"].push_back("x");
        },
    };
    for (std::size_t n = 0; n < changes.size(); ++n) {
        json document = example();
        changes[n](document);
        EXPECT_FALSE(read_package(document.dump())) << "change " << n;
        EXPECT_FALSE(test::valid_by_schema("package", document.dump())) << "change " << n;
    }
}

TEST(PackageCodec, refuses_what_only_sense_refuses)
{
    EXPECT_EQ(flaw_after([](json& d) { d["partners"][1]["id"] = "politie"; }), "partners[1].id komt twee keer voor");
    EXPECT_EQ(flaw_after([](json& d) { d["cases"][1]["id"] = d["cases"][0]["id"]; }),
              "cases[1].id komt twee keer voor");
    EXPECT_EQ(flaw_after([](json& d) { d["conference"]["ends_at"] = d["conference"]["starts_at"]; }),
              "conference.ends_at ligt niet na het begin");
    EXPECT_EQ(flaw_after([](json& d) { d["cases"][0]["milestones"][0]["on"] = "2026-02-30"; }),
              "cases[0].milestones[0].on is geen datum uit de kalender");
    EXPECT_EQ(flaw_after([](json& d) { d["cases"][0]["question"] = "Wat\tnu?"; }),
              "cases[0].question bevat stuurtekens");
    EXPECT_EQ(flaw_after([](json& d) { d["cases"][0]["criteria"][0]["regional"] = true; }),
              "cases[0].criteria bevat niet de vier wettelijke criteria");
    EXPECT_EQ(flaw_after([](json& d) { d["cases"][0]["case_lead"] = "niemand"; }),
              "cases[0].case_lead verwijst naar iets dat niet in het pakket staat");
    EXPECT_EQ(flaw_after([](json& d) { d["cases"][0]["earlier_agreements"][0]["owner"].erase("participant"); }),
              "(geen)")
        << "people change jobs";
}

TEST(PackageCodec, a_flaw_never_quotes_the_content)
{
    const std::string canary = "Kanariepiet";
    json document = example();
    document["cases"][0]["items"][0]["text"] = canary + "\x01";
    document[canary] = canary;
    const auto package = read_package(document.dump());
    ASSERT_FALSE(package);
    EXPECT_EQ(package.error().detail.find(canary), std::string::npos);
}

TEST(PackageCodec, every_cut_and_every_dropped_member_is_read_or_refused_without_harm)
{
    const std::string text = example().dump();
    for (std::size_t size = 0; size < text.size(); size += 97) EXPECT_FALSE(read_package(text.substr(0, size))) << size;
    int refused = 0;
    const json flat = example().flatten();
    for (const auto& [path, value] : flat.items()) {
        json document = example();
        document.at(json::json_pointer{path}) = json::object({{"onverwacht", true}});
        if (!read_package(document.dump())) ++refused;
    }
    EXPECT_EQ(refused, static_cast<int>(flat.size())) << "an object in the place of any value is a flaw";
}

TEST(PackageCodec, a_package_for_another_device_or_past_its_end_is_refused)
{
    const auto package = read_package(test::example_package_text());
    ASSERT_TRUE(package);
    const Instant before = package->expires_at - std::chrono::milliseconds{1};
    EXPECT_TRUE(protocol::check_for(*package, DeviceId{"CT-0017"}, before));
    EXPECT_EQ(protocol::check_for(*package, DeviceId{"CT-0018"}, before).error().code, Errc::rejected);
    EXPECT_EQ(protocol::check_for(*package, DeviceId{"CT-0017"}, package->expires_at).error().code, Errc::rejected);
}

} // namespace
} // namespace casustafel
