#include "bureau_world.h"
#include "system/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casustafel::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

/// One sentence on one line.
auto one_sentence(const std::string& part)
{
    return AllOf(StartsWith("bureau: "), HasSubstr(part),
                 testing::ResultOf([](const std::string& text) { return std::ranges::count(text, '\n'); }, 1));
}

struct WrongLine {
    std::vector<std::string> args;
    std::string names;
};
class WrongCommandLine : public testing::TestWithParam<WrongLine> {};

TEST_P(WrongCommandLine, ends_with_2_and_one_sentence_that_names_the_flaw)
{
    const Ran ran = bureau(GetParam().args);
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, one_sentence(GetParam().names));
    EXPECT_EQ(ran.out, "");
}

INSTANTIATE_TEST_SUITE_P(
    Bureau, WrongCommandLine,
    testing::Values(WrongLine{{}, "bureau --help"}, WrongLine{{"frobnicate"}, "frobnicate"},
                    WrongLine{{"relay"}, "DIR"}, WrongLine{{"relay", "/nowhere/at/all"}, "/nowhere/at/all"},
                    WrongLine{{"relay", "/nowhere", "--port", "70000"}, "--port: Value 70000 not in range"},
                    WrongLine{{"relay", "/nowhere", "--prot", "1"}, "--prot"}, WrongLine{{"device"}, "bureau --help"},
                    WrongLine{{"device", "add", "/nowhere"}, "ID"},
                    WrongLine{{"device", "add", "/nowhere", "CT-1"}, "/nowhere isn't the folder of a bureau"},
                    WrongLine{{"package", "seal", "/nowhere", "/no/file"}, "--to"},
                    WrongLine{{"package", "seal", "/nowhere", "/no/file", "--to", "CT-1"},
                              "/nowhere isn't the folder of a bureau"},
                    WrongLine{{"desk", "sync", "/nowhere"}, "/nowhere isn't the folder of a bureau"},
                    WrongLine{{"init", ""}, "DIR"}, WrongLine{{"minutes", "show", "/nowhere"}, "ID"},
                    WrongLine{{"minutes", "list", "/nowhere"}, "/nowhere"}));

TEST(Init, makes_key_files_that_only_their_owner_can_read)
{
    const BureauWorld world;
    int keys = 0;
    for (const auto& entry : fs::recursive_directory_iterator{world.dir()}) {
        const std::string ending = entry.path().extension().string();
        if (ending != ".key" && ending != ".jwk") continue;
        ++keys;
        EXPECT_EQ(entry.status().permissions(), fs::perms::owner_read | fs::perms::owner_write) << entry.path();
    }
    EXPECT_EQ(keys, 9); // CA, server, receipt; client, database, signing, operational; root, recovery
}

TEST(Init, prints_the_fingerprint_of_the_ca_in_hex_and_in_six_words)
{
    const support::TempDir temp;
    const Ran ran = bureau({"init", (temp / "b").string(), "--id", "zvh-test", "--name", "Huis", "--region", "Kust"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.out, testing::ContainsRegex("ca-fingerprint [0-9a-f]{64}\n"));
    EXPECT_THAT(ran.out, testing::ContainsRegex("ca-words( [a-z]+){6}\n"));
    EXPECT_THAT(ran.out, HasSubstr("bureau zvh-test\n"));
}

TEST(Init, refuses_a_folder_that_holds_a_bureau_and_leaves_it_alone)
{
    const BureauWorld world;
    const std::string before = read_text(world.folder().info());
    const Ran ran = bureau({"init", world.dir()});
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, one_sentence("holds a bureau already"));
    EXPECT_EQ(read_text(world.folder().info()), before);
}

TEST(CommandLine, names_what_is_wrong_with_an_id_or_a_file)
{
    const BureauWorld world;
    const Ran id = bureau({"device", "add", world.dir(), "../x"});
    EXPECT_EQ(id.code, 2);
    EXPECT_THAT(id.err, one_sentence("../x"));
    const Ran file = bureau({"package", "seal", world.dir(), "/no/file", "--to", "CT-1"});
    EXPECT_EQ(file.code, 2);
    EXPECT_THAT(file.err, one_sentence("/no/file"));
}

TEST(Init, refuses_a_host_that_is_none)
{
    const support::TempDir temp;
    const Ran ran = bureau({"init", (temp / "b").string(), "--host", "no host"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, one_sentence("no host"));
}

TEST(Device, add_needs_to_know_where_the_relay_is)
{
    const BureauWorld world;
    const Ran ran = bureau({"device", "add", world.dir(), "CT-0017"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, one_sentence("--relay"));
}

TEST(Device, add_prints_a_code_and_writes_a_provisioning_file_that_the_device_can_read)
{
    const BureauWorld world;
    const Ran ran =
        bureau({"device", "add", world.dir(), "CT-0017", "--room", "De Meent", "--relay", "relay.example:8443"});
    ASSERT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.out, testing::ContainsRegex("code [2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){4}\n"));
    const fs::path file = world.folder().provisioning() / "device-CT-0017.json";
    EXPECT_THAT(ran.out, HasSubstr("provisioning " + file.string()));
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    const auto provisioning = protocol::read_provisioning(read_text(file));
    ASSERT_TRUE(provisioning) << provisioning.error().detail;
    EXPECT_EQ(provisioning->host, "relay.example");
    EXPECT_EQ(provisioning->port, 8443);
    EXPECT_THAT(ran.out, HasSubstr(provisioning->code));
    // Of the code itself nothing is kept.
    EXPECT_EQ(read_text(world.folder().relay_database()).find(provisioning->code), std::string::npos);
}

TEST(Device, list_shows_each_device_with_its_state)
{
    const BureauWorld world;
    ASSERT_EQ(bureau({"device", "add", world.dir(), "CT-1", "--relay", "h:1", "--room", "A"}).code, 0);
    ASSERT_EQ(bureau({"device", "add", world.dir(), "CT-2", "--relay", "h:1", "--room", "B"}).code, 0);
    ASSERT_EQ(bureau({"device", "revoke", world.dir(), "CT-2"}).code, 0);
    EXPECT_EQ(bureau({"device", "list", world.dir()}).out,
              "CT-1\texpected\tkeys=no\tinbox=0\tminutes=0\tchannel=vast\tversion=-\tupdate=-\tseen=-\tA\nCT-"
              "2\trevoked\tkeys=no\tinbox=0\tminutes=0\tchannel=vast\tversion=-\tupdate=-\tseen=-\tB\n");
}

TEST(Device, revoke_names_a_device_that_is_not_there)
{
    const BureauWorld world;
    const Ran ran = bureau({"device", "revoke", world.dir(), "CT-9"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, one_sentence("CT-9"));
}

TEST(Minutes, show_names_minutes_that_are_not_there)
{
    const BureauWorld world;
    const Ran ran = bureau({"minutes", "show", world.dir(), "nothing"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, one_sentence("nothing"));
}

TEST(Desk, says_when_the_relay_cannot_be_reached)
{
    const BureauWorld world;
    const Ran ran = bureau({"desk", "sync", world.dir(), "--relay", "localhost:1"});
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, one_sentence("localhost"));
}

TEST(DeskDatabase, is_encrypted_on_disk)
{
    const BureauWorld world;
    EXPECT_EQ(read_text(world.folder().desk_database()).find("SQLite format 3"), std::string::npos);
    EXPECT_EQ(read_text(world.folder().desk_database()).find("CREATE TABLE"), std::string::npos);
}

TEST(DeskDatabase, does_not_open_with_another_key)
{
    const BureauWorld world;
    std::string key = read_text(world.folder().desk_database_key());
    key[0] = static_cast<char>(key[0] ^ 1);
    ASSERT_TRUE(system::write_durably(world.folder().desk_database_key(), key));
    EXPECT_EQ(bureau({"minutes", "list", world.dir()}).code, 2);
}

TEST(KeyFiles, that_were_mixed_up_are_noticed)
{
    const BureauWorld world;
    ASSERT_TRUE(system::write_durably(world.folder().receipt_key(), "{}"));
    const Ran ran = bureau({"relay", world.dir(), "--port", "0"});
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, one_sentence("receipt.jwk"));
}

} // namespace
} // namespace casustafel::test
