#include "journey/journey_fixture.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

// A token lost, or a passphrase forgotten, in the middle of a conference: nothing that was acknowledged is lost.

namespace casustafel::journey {
namespace {

using testing::HasSubstr;
using testing::Not;

class LostSecret : public ReadyDevice {
protected:
    LostSecret()
    {
        std::filesystem::create_directory(stick());
        fetch_package();
        play_until("facts 44");
    }
    std::filesystem::path stick() const { return temp_ / "stick"; }
    support::Ran rescue() const
    {
        return support::run(CASUSTAFEL_PROGRAM, {"rescue", "--data", data().string(), "--to", stick().string()});
    }
    support::Ran recover(const std::filesystem::path& bureau) const
    {
        return support::run(CASUSTAFEL_BUREAU_PROGRAM, {"recover", bureau.string(), stick().string()});
    }
    std::filesystem::path only_folder() const
    {
        return std::filesystem::directory_iterator{stick() / "casustafel/recovery"} -> path();
    }
};

TEST_F(LostSecret, in_the_middle_of_a_conference_loses_nothing_that_was_acknowledged)
{
    const support::Ran rescued = rescue();
    EXPECT_EQ(rescued.code, 0) << rescued.out;
    EXPECT_THAT(rescued.out, HasSubstr("on the stick, for 'bureau recover'"));
    const support::Ran recovered = recover(temp_ / "bureau");
    ASSERT_EQ(recovered.code, 0) << recovered.out;
    EXPECT_THAT(recovered.out, HasSubstr("from CT-0017 up to "));
    EXPECT_EQ(recover(temp_ / "bureau").code, 0) << "again is fine";

    const auto hands = switch_on(); // with the secret after all: what the bureau should have
    hands->digits("lock", secret).tap("lock/ok");
    hands->wait_until("the conference", [](const ui::Snapshot& now) { return now.conference != nullptr; });
    const core::Conference& here = *hands->snapshot().conference;
    const std::string id = here.package.conference.id.value();
    EXPECT_THAT(bureau_.list_minutes(), HasSubstr(id + "\tCT-0017\t-\t"));
    EXPECT_THAT(bureau_.list_minutes(), HasSubstr("\trecovered\n"));
    const std::string text = bureau_.show_minutes(id);
    EXPECT_THAT(text, HasSubstr("HERSTELD door het bureau"));
    EXPECT_THAT(text, HasSubstr("De voorzitter heeft dit niet verzegeld"));
    EXPECT_THAT(text, Not(HasSubstr("\nVerzegeld:")));
    int agreements = 0;
    for (const core::CaseState& one : here.cases)
        for (const core::Agreement& agreement : one.agreements) {
            EXPECT_THAT(text, HasSubstr(agreement.content.text));
            ++agreements;
        }
    EXPECT_GE(agreements, 1) << "there was something to lose";
    EXPECT_THAT(bureau_.minutes_json(id), HasSubstr("casustafel/recovered-minutes")) << "and no program mistakes it";
}

TEST_F(LostSecret, leaves_a_stick_that_only_the_recovery_key_reads_and_only_as_it_was_written)
{
    ASSERT_EQ(rescue().code, 0);
    for (const auto& entry : std::filesystem::recursive_directory_iterator{stick()}) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in{entry.path(), std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        EXPECT_THAT(bytes, Not(HasSubstr("SQLite format 3"))) << entry.path();
        EXPECT_THAT(bytes, Not(HasSubstr("Hoekstra"))) << entry.path();
    }
    // The desk without the safe: it holds every other key of the bureau.
    const auto safe = temp_ / "safe";
    std::filesystem::rename(temp_ / "bureau/offline", safe);
    EXPECT_NE(recover(temp_ / "bureau").code, 0);
    std::filesystem::create_directory(temp_ / "bureau/offline");
    std::filesystem::copy(temp_ / "bureau/desk/operational.jwk", temp_ / "bureau/offline/recovery.jwk");
    const support::Ran denied = recover(temp_ / "bureau");
    EXPECT_EQ(denied.code, 1);
    EXPECT_THAT(denied.out, HasSubstr("not sealed to this key"));
    std::filesystem::remove_all(temp_ / "bureau/offline");
    std::filesystem::rename(safe, temp_ / "bureau/offline");
    EXPECT_EQ(recover(temp_ / "bureau").code, 0);

    const auto database = only_folder() / "conference.db";
    {
        std::fstream file{database, std::ios::in | std::ios::out | std::ios::binary};
        file.seekp(5000);
        file << "a scratch on the stick";
    }
    const support::Ran spoiled = recover(temp_ / "bureau");
    EXPECT_EQ(spoiled.code, 1);
    EXPECT_THAT(spoiled.out, HasSubstr("not recovered CT-0017."));
    ASSERT_EQ(rescue().code, 0) << "the device still has it";
    EXPECT_EQ(recover(temp_ / "bureau").code, 0);
    std::filesystem::remove(only_folder() / "key.jwe.json");
    EXPECT_NE(recover(temp_ / "bureau").code, 0);
}

} // namespace
} // namespace casustafel::journey
