#include "protocol/json.h"

#include <gtest/gtest.h>

#include <bit>

namespace casustafel::protocol {
namespace {

std::string canonical(std::string_view text)
{
    // The examples hold numbers that the strict reader refuses.
    return canonical_json(nlohmann::json::parse(text));
}

TEST(CanonicalJson, writes_the_example_of_rfc_8785_section_3_2_2)
{
    EXPECT_EQ(canonical("{\n \"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],\n"
                        " \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n"
                        " \"literals\": [null, true, false]\n}"),
              "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
              "\"string\":\"\xE2\x82\xAC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

TEST(CanonicalJson, orders_names_by_utf_16_as_rfc_8785_section_3_2_3)
{
    EXPECT_EQ(
        canonical("{\"\\u20ac\": \"Euro Sign\", \"\\r\": \"Carriage Return\", \"\\ufb33\": \"Hebrew Letter Dalet With "
                  "Dagesh\", \"1\": \"One\", \"\\ud83d\\ude00\": \"Emoji: Grinning Face\", \"\\u0080\": \"Control\", "
                  "\"\\u00f6\": \"Latin Small Letter O With Diaeresis\"}"),
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\",\"\xC3\xB6\":\"Latin Small Letter O With "
        "Diaeresis\",\"\xE2\x82\xAC\":\"Euro Sign\",\"\xF0\x9F\x98\x80\":\"Emoji: Grinning "
        "Face\",\"\xEF\xAC\xB3\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST(CanonicalJson, a_name_stands_before_those_that_it_begins)
{
    EXPECT_EQ(canonical(R"({"ab":1,"a":2,"":3})"), R"({"":3,"a":2,"ab":1})");
}

TEST(CanonicalJson, writes_numbers_as_rfc_8785_appendix_b)
{
    struct Case {
        std::uint64_t bits;
        const char* text;
    };
    for (const Case& c : {Case{0x0000000000000000, "0"},
                          {0x8000000000000000, "0"},
                          {0x0000000000000001, "5e-324"},
                          {0x8000000000000001, "-5e-324"},
                          {0x7fefffffffffffff, "1.7976931348623157e+308"},
                          {0xffefffffffffffff, "-1.7976931348623157e+308"},
                          {0x4340000000000000, "9007199254740992"},
                          {0xc340000000000000, "-9007199254740992"},
                          {0x4430000000000000, "295147905179352830000"},
                          {0x44b52d02c7e14af5, "9.999999999999997e+22"},
                          {0x44b52d02c7e14af6, "1e+23"},
                          {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
                          {0x444b1ae4d6e2ef4e, "999999999999999700000"},
                          {0x444b1ae4d6e2ef4f, "999999999999999900000"},
                          {0x444b1ae4d6e2ef50, "1e+21"},
                          {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
                          {0x3eb0c6f7a0b5ed8d, "0.000001"},
                          {0x41b3de4355555553, "333333333.3333332"},
                          {0x41b3de4355555554, "333333333.33333325"},
                          {0x41b3de4355555555, "333333333.3333333"},
                          {0x41b3de4355555556, "333333333.3333334"},
                          {0x41b3de4355555557, "333333333.33333343"},
                          {0xbecbf647612f3696, "-0.0000033333333333333333"},
                          {0x43143ff3c1cb0959, "1424953923781206.2"}})
        EXPECT_EQ(canonical_json(std::bit_cast<double>(c.bits)), c.text);
}

TEST(CanonicalJson, what_it_writes_reads_back_and_stays_the_same)
{
    const std::string once = canonical(R"({"b":[1,2.50,{"z":null,"a":"\u00e9\n"}],"a":-0.0,"c":1.0})");
    EXPECT_EQ(once, "{\"a\":0,\"b\":[1,2.5,{\"a\":\"\xC3\xA9\\n\",\"z\":null}],\"c\":1}");
    EXPECT_EQ(canonical(once), once);
}

TEST(CanonicalJson, of_any_value_that_the_strict_reader_accepts_is_accepted_again)
{
    for (const char* text :
         {"9007199254740991", "9007199254740991.0", "-9.007199254740991e15", "1e15", "0.1e-5", "5e-324", "-0.0"}) {
        const auto value = read_json(text);
        ASSERT_TRUE(value) << text;
        const std::string once = canonical_json(*value);
        ASSERT_TRUE(read_json(once)) << once;
        EXPECT_EQ(canonical_json(*read_json(once)), once);
    }
}

TEST(CanonicalJson, of_what_is_no_json_writes_what_nobody_reads)
{
    EXPECT_FALSE(read_json(canonical_json(std::numeric_limits<double>::infinity())));
    EXPECT_FALSE(read_json(canonical_json(std::string{"\xff"})));
}

} // namespace
} // namespace casustafel::protocol
