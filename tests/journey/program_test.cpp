#include "journey/journey_fixture.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace casustafel::journey {
namespace {

using testing::HasSubstr;

/// The program, run once; its complaint besides.
struct Told {
    int code;
    std::string out;
    std::string err;
};
Told casustafel(const support::TempDir& temp, std::vector<std::string> arguments, const std::string& input = {})
{
    const auto errors = temp / "errors";
    std::filesystem::remove(errors);
    const support::Ran ran = support::run(CASUSTAFEL_PROGRAM, std::move(arguments), errors, input);
    std::ifstream file{errors};
    return {ran.code, ran.out, {std::istreambuf_iterator<char>{file}, {}}};
}

TEST(DeviceProgram, ends_with_2_and_one_sentence_that_names_the_flaw)
{
    const support::TempDir temp;
    const std::string nowhere = (temp / "nowhere").string();
    const std::vector<std::pair<std::vector<std::string>, std::string>> flaws{
        {{"frobnicate"}, "frobnicate"},
        {{"run"}, "--data"},
        {{"run", "--data", nowhere}, "isn't set up"},
        {{"run", "--data", nowhere, "--board", "toaster"}, "toaster"},
        {{"run", "--data", nowhere, "--size", "huge"}, "huge"},
        {{"check", "--data", nowhere, "--colour"}, "--colour"},
    };
    for (const auto& [arguments, flaw] : flaws) {
        const Told told = casustafel(temp, arguments);
        EXPECT_EQ(told.code, 2) << flaw;
        EXPECT_THAT(told.err, HasSubstr(flaw));
        EXPECT_EQ(std::ranges::count(told.err, '\n'), 1) << told.err;
    }
    EXPECT_FALSE(std::filesystem::exists(nowhere)) << "a mistake makes no folder";
}

TEST(DeviceProgram, tells_its_version)
{
    const support::TempDir temp;
    const Told told = casustafel(temp, {"--version"});
    EXPECT_EQ(told.code, 0);
    EXPECT_THAT(told.out, HasSubstr("casustafel 0."));
}

TEST_F(Journey, checks_each_part_of_a_device_and_refuses_to_set_it_up_twice)
{
    const Told good = casustafel(temp_, {"check", "--data", data().string()});
    EXPECT_EQ(good.code, 0) << good.out;
    EXPECT_THAT(good.out, HasSubstr("CT-0017"));
    const Told again = casustafel(temp_, {"setup", "--data", data().string(), "--provision", provision().string()},
                                  std::string{secret} + "\n");
    EXPECT_EQ(again.code, 2);
    EXPECT_THAT(again.err, HasSubstr("set up already"));
    std::filesystem::remove(data() / "transport.crt");
    const Told bad = casustafel(temp_, {"check", "--data", data().string()});
    EXPECT_NE(bad.code, 0);
    EXPECT_THAT(bad.out, HasSubstr("transport.crt"));
}

} // namespace
} // namespace casustafel::journey
