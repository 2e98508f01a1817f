#include "protocol/report_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace casustafel;
using testing::HasSubstr;

namespace {

core::DeviceReport full()
{
    return {.version = "0.2.0",
            .board = "pc-x86_64",
            .slot = "B",
            .stage = core::UpdateStage::refused,
            .update_version = "0.1.9",
            .refusal = core::UpdateRefusal::too_old,
            .certificate_until = core::parse_instant("2027-05-20T09:00:00Z"),
            .clock_trusted = true};
}

TEST(Report, comes_back_as_it_was_written)
{
    EXPECT_EQ(*protocol::read_report(protocol::write_report(full())), full());
    core::DeviceReport least = full();
    least.slot.clear();
    least.update_version.clear();
    least.certificate_until.reset();
    EXPECT_EQ(*protocol::read_report(protocol::write_report(least)), least);
}

TEST(Report, has_no_place_for_anything_else)
{
    std::string text = protocol::write_report(full());
    text.insert(1, R"("cases":3,)");
    const auto read = protocol::read_report(text);
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().detail, HasSubstr("onbekend veld"));
    for (const std::string wrong : {"", "[]", "{}", R"({"type":"casustafel/report","format":2})"})
        EXPECT_FALSE(protocol::read_report(wrong)) << wrong;
    EXPECT_FALSE(protocol::read_report(std::string(5000, ' ') + protocol::write_report(full()))) << "too long";
}

TEST(UpdateResult, comes_back_as_it_was_written)
{
    for (const core::UpdateStage stage :
         {core::UpdateStage::installing, core::UpdateStage::restart_waiting, core::UpdateStage::done,
          core::UpdateStage::refused, core::UpdateStage::fell_back}) {
        const core::UpdateResult result{
            .stage = stage, .version = "0.2.0", .percent = 40, .refusal = {}, .sha256 = core::Digest{7}};
        EXPECT_EQ(*protocol::read_update_result(protocol::write_update_result(result)), result);
    }
}

TEST(UpdateResult, is_refused_when_it_says_what_cannot_be)
{
    constexpr const char* good =
        R"({"type":"casustafel/update-result","format":1,"stage":"done","percent":100,"refusal":"none"})";
    ASSERT_TRUE(protocol::read_update_result(good));
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string text = good;
        text.replace(text.find(from), from.size(), to);
        return protocol::read_update_result(text).has_value();
    };
    EXPECT_FALSE(with("100", "101"));
    EXPECT_FALSE(with("100", "-1"));
    EXPECT_FALSE(with("\"done\"", "\"well\""));
    EXPECT_FALSE(with("}", ",\"sha256\":\"xyz\"}"));
}

} // namespace
