// Every refusal that protocol.md names beyond the schema, one line of a table each, and what no text may hold.

#include "protocol/package_codec.h"

#include "protocol/documents.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <iostream>

namespace casustafel {
namespace {

using nlohmann::json;

constexpr const char* nowhere = "verwijst naar iets dat niet in het pakket staat";
constexpr const char* twice = "komt twee keer voor";

/// One value of the example is replaced by another one's, or by a text, and the flaw that follows.
struct Refused {
    const char* place;
    const char* from; ///< a place in the example when it begins with '/', else the text itself
    const char* flaw;
};

constexpr std::array same_ids{
    Refused{"/partners/1/id", "/partners/0/id", "partners[1].id"},
    Refused{"/participants/1/id", "/participants/0/id", "participants[1].id"},
    Refused{"/life_domains/1/id", "/life_domains/0/id", "life_domains[1].id"},
    Refused{"/cases/1/id", "/cases/0/id", "cases[1].id"},
    Refused{"/closing_criteria/1/id", "/closing_criteria/0/id", "closing_criteria[1].id"},
    Refused{"/bottlenecks/1/id", "/bottlenecks/0/id", "bottlenecks[1].id"},
    Refused{"/cases/0/goals/1/id", "/cases/0/goals/0/id", "cases[0].goals[1].id"},
    Refused{"/cases/0/items/1/id", "/cases/0/items/0/id", "cases[0].items[1].id"},
    Refused{"/cases/1/items/0/id", "/cases/0/items/0/id", "cases[1].items[0].id"},
    Refused{"/cases/0/interventions/1/id", "/cases/0/interventions/0/id", "cases[0].interventions[1].id"},
    Refused{"/cases/0/criteria/1/id", "/cases/0/criteria/0/id", "cases[0].criteria[1].id"},
    Refused{"/cases/0/earlier_agreements/1/id", "/cases/0/earlier_agreements/0/id",
            "cases[0].earlier_agreements[1].id"},
    Refused{"/cases/1/earlier_agreements/0/id", "/cases/0/earlier_agreements/0/id",
            "cases[1].earlier_agreements[0].id"},
};

constexpr const char* no_id = "0b7e6c1e-6a53-4f0c-9a53-4d6a5f8b0c11";

constexpr std::array lost_references{
    Refused{"/participants/0/partner", "niemand", "participants[0].partner"},
    Refused{"/participants/0/cases", no_id, "participants[0].cases[0]"},
    Refused{"/conference/legal_basis/allowed_partners", "niemand", "conference.legal_basis.allowed_partners[0]"},
    Refused{"/cases/0/case_lead", "niemand", "cases[0].case_lead"},
    Refused{"/cases/0/submitted_by", "niemand", "cases[0].submitted_by"},
    Refused{"/cases/0/goals/0/life_domain", "nergens", "cases[0].goals[0].life_domain"},
    Refused{"/cases/0/items/0/source", "niemand", "cases[0].items[0].source"},
    Refused{"/cases/0/items/0/life_domain", "nergens", "cases[0].items[0].life_domain"},
    Refused{"/cases/0/items/0/audience/partners", "niemand", "cases[0].items[0].audience.partners[0]"},
    Refused{"/cases/0/interventions/0/partner", "niemand", "cases[0].interventions[0].partner"},
    Refused{"/cases/0/interventions/0/goal", no_id, "cases[0].interventions[0].goal"},
    Refused{"/cases/0/interventions/0/goal", "/cases/1/goals/0/id", "cases[0].interventions[0].goal"},
    Refused{"/cases/0/earlier_agreements/0/owner/partner", "niemand", "cases[0].earlier_agreements[0].owner.partner"},
    Refused{"/cases/0/earlier_agreements/0/owner/participant", "niemand",
            "cases[0].earlier_agreements[0].owner.participant"},
    Refused{"/cases/0/earlier_agreements/0/life_domain", "nergens", "cases[0].earlier_agreements[0].life_domain"},
    Refused{"/cases/0/earlier_agreements/0/goal", no_id, "cases[0].earlier_agreements[0].goal"},
    Refused{"/cases/0/earlier_agreements/0/audience/partners", "niemand",
            "cases[0].earlier_agreements[0].audience.partners[0]"},
};

json example()
{
    return json::parse(test::example_package_text());
}

std::string flaw_of(const json& document)
{
    const auto package = protocol::read_package(document.dump());
    return package ? std::string{"(geen)"} : package.error().detail;
}

/// Members that the example leaves out are lists when their name is a plural, else texts.
std::string flaw_after(const Refused& refused)
{
    json document = example();
    const json value = *refused.from == '/' ? document.at(json::json_pointer{refused.from}) : json(refused.from);
    const std::string_view place{refused.place};
    const bool list = place.ends_with("partners") || place.ends_with("/cases");
    document[json::json_pointer{refused.place}] = list ? json::array({value}) : value;
    return flaw_of(document);
}

TEST(PackageRefusals, an_id_that_stands_twice_where_ids_name_different_things)
{
    for (const Refused& refused : same_ids)
        EXPECT_EQ(flaw_after(refused), std::string{refused.flaw} + " " + twice) << refused.place;
    std::cout << same_ids.size() << " ids that stand twice, each refused by its path\n";
}

TEST(PackageRefusals, a_reference_to_what_is_not_in_the_package)
{
    for (const Refused& refused : lost_references)
        EXPECT_EQ(flaw_after(refused), std::string{refused.flaw} + " " + nowhere) << refused.place;
    std::cout << lost_references.size() << " references that lead nowhere, each refused by its path\n";
}

TEST(PackageRefusals, a_text_with_control_characters_wherever_it_stands)
{
    const std::array wrong{"\x01", "\t", "\r", "\x1b[2J", "\x7f", "\xc2\x85", "\xc2\x9b"};
    std::size_t texts = 0;
    const json flat = example().flatten();
    for (const auto& [path, value] : flat.items()) {
        if (!value.is_string()) continue;
        // One of them each: what reads a text is the same everywhere.
        json document = example();
        document.at(json::json_pointer{path}) = value.get<std::string>() + wrong[texts % wrong.size()];
        EXPECT_NE(flaw_of(document), "(geen)") << path;
        ++texts;
    }
    EXPECT_GT(texts, 200U);
    std::cout << texts << " texts of the example, each refused with one of " << wrong.size() << " control characters\n";
}

TEST(PackageRefusals, a_day_that_is_not_in_the_calendar_wherever_one_stands)
{
    const std::array wrong{
        "2026-02-30", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01", "2026-11-01T00:00:00Z", ""};
    std::size_t days = 0;
    const json flat = example().flatten();
    for (const auto& [path, value] : flat.items()) {
        if (!value.is_string() || value.get<std::string>().size() != 10 || value.get<std::string>()[4] != '-') continue;
        json document = example();
        document.at(json::json_pointer{path}) = wrong[days % wrong.size()];
        EXPECT_NE(flaw_of(document), "(geen)") << path;
        ++days;
    }
    EXPECT_GT(days, 20U);
    std::cout << days << " days of the example, each refused in one of " << wrong.size() << " forms\n";
}

TEST(PackageRefusals, a_version_type_or_member_of_another_document)
{
    for (const json& version : {json(0), json(2), json(1.5), json("1"), json(nullptr), json(18446744073709551615U)}) {
        json document = example();
        document["version"] = version;
        EXPECT_NE(flaw_of(document), "(geen)") << version;
    }
    for (const char* const type : {"casustafel/minutes", "casustafel/receipt", "Casustafel/package", ""}) {
        json document = example();
        document["type"] = type;
        EXPECT_NE(flaw_of(document), "(geen)") << type;
    }
    int objects = 0;
    for (const char* const path :
         {"", "/bureau", "/conference", "/conference/legal_basis", "/partners/0", "/participants/0", "/cases/0",
          "/cases/0/subject", "/cases/0/items/0", "/cases/0/goals/0", "/cases/0/earlier_agreements/0",
          "/cases/0/earlier_agreements/0/owner", "/cases/0/criteria/0", "/cases/0/review"}) {
        for (const char* const name : {"extra", "__proto__", "constructor", ""}) {
            json document = example();
            document.at(json::json_pointer{path})[name] = 1;
            EXPECT_NE(flaw_of(document), "(geen)") << path << " " << name;
        }
        ++objects;
    }
    std::cout << objects << " objects, each refused with 4 members too many\n";
}

} // namespace
} // namespace casustafel
