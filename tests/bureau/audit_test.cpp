#include "bureau_world.h"

#include "bureau/commands.h"
#include "core/merkle.h"
#include "protocol/audit_codec.h"
#include "seal/crypto.h"
#include "seal/log_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

// The devices' logs and the bureau's own: heads held by two parties, so that neither cuts or rewrites its log unseen.

namespace casustafel::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string id_of(int n)
{
    return "aaaaaaaa-0000-4000-8000-00000000000" + std::to_string(n);
}

/// The log of a device as it sends it: lines, a tree, and heads signed with its key.
class SentLog {
public:
    explicit SentLog(const Device& device) : device_{&device} {}
    void add(const std::string& action)
    {
        core::AuditEntry line;
        line.at = *core::parse_instant("2026-11-21T12:00:00Z");
        line.action = action;
        line.up_ms = static_cast<std::int64_t>(lines_.size());
        add_line(protocol::write_audit_entry(line));
    }
    void add_line(const std::string& line)
    {
        lines_.push_back(line);
        tree_.add(line);
    }
    /// Everything since the head before, signed, and the line that names it.
    core::LogExcerpt sign()
    {
        core::LogExcerpt excerpt;
        excerpt.from = sent_;
        excerpt.head = tree_.head();
        const auto jws = seal::sign_log_head(device_->signing(), device_->id(), excerpt.head, ++heads_, last_, now());
        if (!jws) throw std::runtime_error(jws.error().detail);
        excerpt.signed_head = last_ = *jws;
        excerpt.lines.assign(lines_.begin() + static_cast<long>(sent_), lines_.end());
        sent_ = lines_.size();
        core::AuditEntry line;
        line.at = *core::parse_instant("2026-11-21T12:00:00Z");
        line.action = "head-signed";
        line.about = {{"number", std::to_string(heads_)}, {"head", core::to_hex(seal::sha256(core::bytes_of(last_)))}};
        add_line(protocol::write_audit_entry(line));
        return excerpt;
    }

private:
    const Device* device_;
    core::MerkleTree tree_{seal::sha256};
    std::vector<std::string> lines_;
    std::string last_;
    std::uint64_t heads_ = 0;
    std::size_t sent_ = 0;
};

class Audit : public testing::Test {
protected:
    Audit() { device_.publish_keys(); }

    /// Seals minutes with this log and brings them to the relay.
    void send(int n, const std::optional<core::LogExcerpt>& log)
    {
        core::Minutes minutes = example_minutes(id_of(n), device_.id());
        minutes.audit.log = log;
        const auto sealed = device_.sealer().seal(minutes, {static_cast<std::uint64_t>(n), previous_[n - 1]}, now());
        ASSERT_TRUE(sealed) << sealed.error().detail;
        previous_[n] = sealed->inner_sha256;
        bytes_[n] = sealed->bytes;
    }
    void bring(int n) { ASSERT_TRUE(device_.bureau().deliver(core::MinutesId{id_of(n)}, bytes_[n])); }
    Ran sync() { return bureau({"desk", "sync", world_.dir()}); }
    Ran verify() { return bureau({"audit", "verify", world_.dir()}); }
    core::Receipt receipt(int n)
    {
        const auto jws = device_.bureau().receipt(core::MinutesId{id_of(n)});
        return *device_.sealer().verify_receipt(**jws);
    }
    void damage(const std::string& statements)
    {
        const auto key = read_text(world_.folder().desk_database_key());
        auto database = sql::Database::open(world_.folder().desk_database(),
                                            {.raw_key = core::bytes_of(key), .sharing = sql::Sharing::shared});
        ASSERT_TRUE(database) << database.error().detail;
        ASSERT_TRUE(database->execute(statements));
    }

    BureauWorld world_;
    RunningRelay relay_{world_.dir()};
    Device device_{world_, relay_, "CT-0017"};
    SentLog log_{device_};
    std::map<int, std::optional<core::Digest>> previous_;
    std::map<int, core::Bytes> bytes_;
};

TEST_F(Audit, of_a_device_comes_with_its_minutes_and_is_sound_and_each_receipt_carries_the_head_of_the_bureaus_own)
{
    log_.add("started");
    log_.add("unlock");
    send(1, log_.sign());
    bring(1);
    EXPECT_THAT(sync().out, Not(HasSubstr("log-broken")));
    const core::Receipt first = receipt(1);
    ASSERT_TRUE(first.log);
    log_.add("lock");
    send(2, log_.sign());
    bring(2);
    EXPECT_THAT(sync().out, Not(HasSubstr("log-broken")));
    const core::Receipt second = receipt(2);
    EXPECT_GT(second.log->size, first.log->size);
    EXPECT_GT(second.number, first.number);

    const Ran said = verify();
    EXPECT_EQ(said.code, 0) << said.out << said.err;
    EXPECT_THAT(said.out, HasSubstr("bureau: sound"));
    EXPECT_THAT(said.out, HasSubstr("device CT-0017: sound, 4 entries, 2 signed heads"));
    const Ran shown = bureau({"audit", "show", world_.dir(), "--device", "CT-0017"});
    EXPECT_THAT(shown.out, HasSubstr(R"("action":"unlock")"));
    const Ran own = bureau({"audit", "show", world_.dir()});
    EXPECT_THAT(own.out, HasSubstr(R"("action":"minutes-opened")"));
    EXPECT_THAT(own.out, HasSubstr(R"("action":"log-verified")")) << "who looked is in it";
    EXPECT_THAT(own.out, HasSubstr(R"("action":"log-shown")"));
    EXPECT_THAT(own.out, Not(HasSubstr("Urgentie")));
}

TEST_F(Audit, of_a_device_that_waits_for_what_comes_between_is_whole_once_that_came)
{
    log_.add("started");
    send(1, log_.sign());
    log_.add("lock");
    send(2, log_.sign());
    bring(2);
    sync();
    EXPECT_THAT(verify().out, HasSubstr("entries wait for entry 0"));
    bring(1);
    EXPECT_THAT(sync().out, Not(HasSubstr("log-broken")));
    EXPECT_THAT(verify().out, HasSubstr("device CT-0017: sound, 3 entries, 2 signed heads"));
}

TEST_F(Audit, says_that_a_device_came_with_a_shorter_log_or_with_another_one)
{
    for (int n = 0; n < 5; ++n) log_.add("export");
    send(1, log_.sign());
    bring(1);
    sync();
    SentLog shorter{device_};
    shorter.add("export");
    send(2, shorter.sign());
    bring(2);
    EXPECT_THAT(sync().out, HasSubstr("log-broken (the log has 1 entries where it had 5: entry 1 is missing)"));

    SentLog other{device_};
    for (int n = 0; n < 4; ++n) other.add("export");
    for (int n = 0; n < 3; ++n) other.add("lock");
    send(3, other.sign());
    bring(3);
    EXPECT_THAT(sync().out, HasSubstr("log-broken (entry 4 is another one than came before)"));
    const Ran said = verify();
    EXPECT_NE(said.code, 0);
    EXPECT_THAT(said.out, HasSubstr("when it came: entry 4 is another one than came before (minutes " + id_of(3)));
    EXPECT_THAT(bureau({"minutes", "list", world_.dir()}).out, HasSubstr(id_of(3)))
        << "the minutes are opened all the same";
}

TEST_F(Audit, says_that_a_head_is_not_signed_by_the_device_or_not_over_its_lines)
{
    log_.add("started");
    core::LogExcerpt forged = log_.sign();
    forged.head.root[0] ^= 1;
    send(1, forged);
    bring(1);
    EXPECT_THAT(sync().out, HasSubstr("log-broken (the head isn't signed by the device)"));
    core::LogExcerpt cut = log_.sign();
    cut.from = 0;
    cut.lines = {cut.lines.front(), cut.lines.front()};
    send(2, cut);
    bring(2);
    EXPECT_THAT(sync().out, HasSubstr("log-broken (the lines aren't those of the signed head)"));
}

TEST_F(Audit, of_a_device_from_before_the_log_is_none_and_its_minutes_are_opened)
{
    send(1, std::nullopt);
    bring(1);
    EXPECT_THAT(sync().out, HasSubstr("opened " + id_of(1)));
    EXPECT_EQ(verify().code, 0);
}

TEST_F(Audit, at_the_bureau_names_the_first_entry_that_somebody_changed)
{
    log_.add("started");
    log_.add("unlock");
    send(1, log_.sign());
    bring(1);
    sync();
    ASSERT_EQ(verify().code, 0);
    damage("DROP TRIGGER log_line_is_never_changed; "
           "UPDATE log_line SET body = replace(body, 'unlock', 'export') WHERE log = 'CT-0017' AND n = 1");
    const Ran device = verify();
    EXPECT_NE(device.code, 0);
    EXPECT_THAT(device.out, HasSubstr("device CT-0017: not what was written: entry 1 isn't what was written"));
    damage("DROP TRIGGER log_line_is_never_removed; DELETE FROM log_line WHERE log = ''; DELETE FROM log_state WHERE "
           "log = ''");
    EXPECT_THAT(verify().out, HasSubstr("bureau: not what was written: a head over 1 lines was given out"));
}

} // namespace
} // namespace casustafel::test
