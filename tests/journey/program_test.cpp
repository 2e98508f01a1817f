#include "firmware/commands.h"
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

TEST_F(ReadyDevice, checks_each_part_of_a_device_and_refuses_to_set_it_up_twice)
{
    const Told good = casustafel(temp_, {"check", "--data", data().string()});
    EXPECT_EQ(good.code, 0) << good.out;
    EXPECT_THAT(good.out, HasSubstr("CT-0017"));
    const Told again = casustafel(temp_, {"setup", "--data", data().string(), "--provision", provision().string()},
                                  std::string{secret} + "\n");
    EXPECT_EQ(again.code, 2);
    EXPECT_THAT(again.err, HasSubstr("set up already"));
    std::filesystem::remove(data() / "transport.pem");
    const Told bad = casustafel(temp_, {"check", "--data", data().string()});
    EXPECT_NE(bad.code, 0);
    EXPECT_THAT(bad.out, HasSubstr("transport.pem"));
}

TEST_F(ReadyDevice, sets_a_damaged_conference_aside_and_takes_it_again_from_the_bureau)
{
    fetch_package();
    switch_on()->digits("lock", secret).tap("lock/ok").wait_for("agenda/aanwezigheid");
    std::filesystem::path database;
    for (const auto& entry : std::filesystem::directory_iterator{data()})
        if (entry.path().filename().string().starts_with("conference-")) database = entry.path();
    {
        std::fstream file{database, std::ios::in | std::ios::out | std::ios::binary};
        file.seekp(5000);
        file << "a scratch on the disk";
    }
    const auto scratched = std::filesystem::file_size(database);
    const std::vector<std::string> check{"check", "--data", data().string()};
    EXPECT_THAT(casustafel(temp_, check).out, HasSubstr("conferences: not looked into"));
    const std::vector<std::string> look{"check", "--data", data().string(), "--unlock"};
    const Told checked = casustafel(temp_, look, std::string{secret} + "\n");
    EXPECT_NE(checked.code, 0) << "a conference that can't be read isn't as it should be";
    EXPECT_THAT(checked.out, testing::ContainsRegex("conference [0-9a-f-]+: [^a]"));
    EXPECT_TRUE(std::filesystem::exists(database)) << "looking changes nothing";
    const std::vector<std::string> rescue{"rescue", "--data", data().string()};
    EXPECT_EQ(casustafel(temp_, rescue, "000000\n").code, 1) << "only who may unlock it may move it";
    EXPECT_TRUE(std::filesystem::exists(database));
    const Told told = casustafel(temp_, rescue, std::string{secret} + "\n");
    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_THAT(told.out, HasSubstr("set aside as aside-"));
    EXPECT_FALSE(std::filesystem::exists(database));
    int kept = 0;
    for (const auto& entry : std::filesystem::directory_iterator{data()})
        if (entry.path().filename().string().starts_with("aside-") && entry.path().extension() == ".db")
            kept += std::filesystem::file_size(entry.path()) == scratched;
    EXPECT_EQ(kept, 1) << "nothing is deleted";
    EXPECT_THAT(casustafel(temp_, rescue, std::string{secret} + "\n").out, HasSubstr("inbox: as it should be"));

    seal_todays_package();
    const auto hands = switch_on();
    hands->wait_until("the package", [](const ui::Snapshot& now) { return now.device.waiting_packages > 0; });
    hands->digits("lock", secret).tap("lock/ok").wait_for("agenda/aanwezigheid");
    EXPECT_EQ(hands->snapshot().conferences.size(), 1U);
}

TEST_F(ReadyDevice, leaves_no_pin_in_memory_once_it_is_unlocked)
{
    support::Process device{CASUSTAFEL_PIN_SEARCH_PROGRAM, {data().string(), "pin"}, "/dev/null", secret};
    const std::string typed = device.line();
    EXPECT_NE(typed, "typed 0") << "the search sees what is there";
    EXPECT_TRUE(typed.starts_with("typed ")) << typed;
    EXPECT_EQ(device.line(), "unlocked 0");
    EXPECT_EQ(device.end(), 0);
}

TEST_F(WithBureau, leaves_no_passphrase_in_memory_once_it_is_unlocked)
{
    const std::string phrase = "driepaarsefietsenbel";
    board::Board board = desk();
    board.development = false;
    board.protectors = {"wachtwoordzin"};
    const auto made = device::set_up_device({data(), provision(), board, core::Secret{phrase}}, [](const auto&) {});
    ASSERT_TRUE(made) << made.error().detail;
    support::Process device{CASUSTAFEL_PIN_SEARCH_PROGRAM, {data().string(), "phrase"}, "/dev/null", phrase};
    const std::string typed = device.line();
    EXPECT_NE(typed, "typed 0") << "the search sees what is there";
    EXPECT_TRUE(typed.starts_with("typed ")) << typed;
    EXPECT_EQ(device.line(), "unlocked 0");
    EXPECT_EQ(device.end(), 0);
}

} // namespace
} // namespace casustafel::journey
