#include "protocol/json.h"

#include <gtest/gtest.h>

namespace casustafel::protocol {
namespace {

std::string flaw(std::string_view text, JsonLimits limits = {})
{
    const auto value = read_json(text, limits);
    if (value) return "accepted";
    EXPECT_EQ(value.error().code, core::Errc::corrupt);
    return value.error().detail;
}

TEST(Json, reads_every_kind_of_value)
{
    const auto value = read_json(R"( {"a": [1, -2, 2.5, 1e3, true, false, null, "\u00e9\ud83d\ude00"], "b": {}} )");
    ASSERT_TRUE(value);
    EXPECT_EQ((*value)["a"].size(), 8u);
    EXPECT_EQ((*value)["a"][7], "\xC3\xA9\xF0\x9F\x98\x80");
    EXPECT_TRUE((*value)["b"].is_object());
}

TEST(Json, keeps_nested_arrays_and_objects_in_their_places)
{
    const char* text = R"([[1,[2,{"a":[3,{"b":4}],"c":5}]],6,{"d":[]},[[]]])";
    ASSERT_TRUE(read_json(text));
    EXPECT_EQ(read_json(text)->dump(), text);
}

TEST(Json, refuses_a_name_that_stands_twice_in_an_object)
{
    EXPECT_EQ(flaw(R"({"alg":1,"alg":2})"), "JSON: a name stands twice in an object at byte 14");
    EXPECT_EQ(flaw(R"({"alg":1,"\u0061lg":2})"), "JSON: a name stands twice in an object at byte 19");
    EXPECT_EQ(flaw(R"({"a":{"b":1},"c":{"b":1}})"), "accepted");
    EXPECT_NE(flaw(R"([{"x":{"b":1,"b":1}}])"), "accepted");
    EXPECT_NE(flaw(R"({"":1,"":1})"), "accepted");
}

TEST(Json, refuses_lone_surrogates)
{
    for (const char* text : {R"("\ud800")", R"("\udc00")", R"("\ud800\ud800")", R"("\udc00\ud800")", R"("\ud800x")",
                             R"({"\ud800":1})", "\"\xED\xA0\x80\""})
        EXPECT_NE(flaw(text), "accepted") << text;
}

TEST(Json, refuses_text_that_is_not_utf_8)
{
    for (const char* text :
         {"\"\xff\"", "\"\xc0\xaf\"", "\"\xe2\x82\"", "\"\xf5\x80\x80\x80\"", "\"\x80\"", "\xff\xfe{}", "{\"\xc3\":1}"})
        EXPECT_NE(flaw(text), "accepted");
}

TEST(Json, refuses_a_byte_order_mark)
{
    EXPECT_EQ(flaw("\xEF\xBB\xBF{}"), "JSON: byte order mark at byte 0");
}

TEST(Json, refuses_a_zero_byte_where_a_lax_reader_would_stop)
{
    EXPECT_EQ(flaw(std::string_view{"{}\0{\"more\":1}", 13}), "JSON: zero byte at byte 2");
    EXPECT_EQ(flaw(std::string_view{"{}\0", 3}), "JSON: zero byte at byte 2");
}

TEST(Json, refuses_anything_after_the_value)
{
    for (const char* text : {"{}{}", "{} x", "1 2", "[],", "nullnull", "{}\v"})
        EXPECT_NE(flaw(text), "accepted") << text;
    EXPECT_EQ(flaw("{} \n\r\t"), "accepted");
}

TEST(Json, refuses_numbers_out_of_range)
{
    for (const char* text :
         {"1e400", "1e300", "9007199254740992.0", "1e21", "-1e16", "-1e400", "1e999999999", "9007199254740992",
          "-9007199254740992", "18446744073709551616", "123456789012345678901234567890", "1e-400", "0.0000001e-400"})
        EXPECT_TRUE(flaw(text).starts_with("JSON: number out of range")) << text << ": " << flaw(text);
    for (const char* text :
         {"9007199254740991", "-9007199254740991", "9.007199254740991e15", "5e-324", "0e-400", "0.0e5"})
        EXPECT_EQ(flaw(text), "accepted") << text;
}

TEST(Json, refuses_what_is_not_json)
{
    for (const char* text : {"",         " ",         "{",           "[1,]",    "{\"a\":1,}", "{'a':1}",    "{a:1}",
                             "[01]",     "[+1]",      "[.5]",        "[1.]",    "[NaN]",      "[Infinity]", "[-]",
                             "[\"\t\"]", "[\"\\x\"]", "[\"\\u12\"]", "// c\n1", "/* c */1",   "[1 2]",      "True",
                             "[0x10]",   "\"abc",     "{\"a\" 1}",   "]",       "}",          "[}",         "{]"})
        EXPECT_NE(flaw(text), "accepted") << text;
}

TEST(Json, reads_32_levels_and_no_more)
{
    EXPECT_EQ(flaw(std::string(32, '[') + std::string(32, ']')), "accepted");
    EXPECT_EQ(flaw(std::string(33, '[') + std::string(33, ']')), "JSON: nested too deeply at byte 33");
    std::string objects;
    for (int i = 0; i < 33; ++i) objects += "{\"a\":";
    EXPECT_TRUE(flaw(objects).starts_with("JSON: nested too deeply"));
}

TEST(Json, refuses_a_depth_of_ten_thousand_without_harm)
{
    EXPECT_TRUE(flaw(std::string(10'000, '[')).starts_with("JSON: nested too deeply"));
    EXPECT_TRUE(flaw(std::string(10'000, '['), {.most_depth = 20'000}).starts_with("JSON: not valid JSON"));
}

TEST(Json, refuses_more_bytes_than_allowed)
{
    EXPECT_EQ(flaw("[1,2,3]", {.most_bytes = 7}), "accepted");
    EXPECT_EQ(flaw("[1,2,3]", {.most_bytes = 6}), "JSON: too long at byte 6");
}

TEST(Json, names_the_flaw_and_its_place_but_never_the_content)
{
    const std::string detail = flaw(R"({"naam": "Fictief Geheim", "naam": nul})");
    EXPECT_EQ(detail.find("Geheim"), std::string::npos);
    EXPECT_EQ(flaw(R"({"geheim": nul})"), "JSON: not valid JSON at byte 15");
}

TEST(Json, takes_proto_for_an_ordinary_name)
{
    const auto value = read_json(R"({"__proto__":{"admin":true}})");
    ASSERT_TRUE(value);
    EXPECT_EQ(value->size(), 1u);
    EXPECT_FALSE(value->contains("admin"));
}

} // namespace
} // namespace casustafel::protocol
