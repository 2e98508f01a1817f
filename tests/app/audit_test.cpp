#include "protocol/audit_codec.h"
#include "recorder_world.h"
#include "seal/log_check.h"
#include "seal/log_head.h"

#include <algorithm>
#include <gtest/gtest.h>

// What the recorder writes in the device's log, and gives the bureau of it.

namespace casustafel::app {
namespace {

using namespace std::chrono_literals;

std::vector<core::AuditEntry> entries(RecorderWorld& world)
{
    std::vector<core::AuditEntry> all;
    const auto rows = world.audit().rows();
    for (const core::LogRows::Line& line : rows->lines) {
        const auto read = protocol::read_audit_entry(line.body);
        if (!read) throw std::runtime_error(read.error().detail + ": " + line.body);
        all.push_back(*read);
    }
    return all;
}

const core::AuditEntry* find(const std::vector<core::AuditEntry>& all, const std::string& action)
{
    const auto found = std::ranges::find(all, action, &core::AuditEntry::action);
    return found == all.end() ? nullptr : &*found;
}

std::string about(const core::AuditEntry& entry, const std::string& name)
{
    const auto found = std::ranges::find(entry.about, name, &std::pair<std::string, std::string>::first);
    return found == entry.about.end() ? std::string{} : found->second;
}

class AuditTrail : public testing::Test {
protected:
    AuditTrail() { world_.switch_on(); }
    std::string first_broken()
    {
        return seal::check_log(*world_.audit().rows(), {.device = "CT-0017", .trusted = {}}).first_broken;
    }
    RecorderWorld world_;
};

TEST_F(AuditTrail, says_who_tried_a_wrong_secret_and_who_opened_the_device)
{
    world_.handle(Unlock{{"0000"}});
    world_.unlock();
    world_.handle(Lock{});
    const auto all = entries(world_);
    ASSERT_GE(all.size(), 4U);
    EXPECT_EQ(all[0].action, "unlock");
    EXPECT_EQ(all[0].result, core::AuditResult::refused);
    EXPECT_EQ(all[0].actor, "");
    EXPECT_EQ(all[1].action, "unlock");
    EXPECT_EQ(all[1].result, core::AuditResult::done);
    EXPECT_EQ(all[1].actor, "ontwikkelapparaat");
    EXPECT_EQ(all[1].org, "zvh-rivierenkust");
    EXPECT_EQ(all[2].action, "lock");
    EXPECT_EQ(all[3].action, "head-signed") << "each session ends under a signature";
}

TEST_F(AuditTrail, has_every_change_of_a_sealed_conference_and_goes_to_the_bureau_with_the_minutes)
{
    world_.hold_conference();
    const core::MinutesId minutes = world_.seal();
    const auto all = entries(world_);
    for (const char* action :
         {"unlock", "package-imported", "conference-opened", "checked-in", "conference-started", "case-opened",
          "agreement-proposed", "case-decided", "case-left", "sealed", "head-signed", "conference-erased"})
        EXPECT_TRUE(find(all, action)) << action;
    const core::AuditEntry* opened = find(all, "case-opened");
    EXPECT_EQ(opened->meeting, conference_id);
    EXPECT_EQ(opened->basis, "wgs-case");
    EXPECT_EQ(opened->actor, "ontwikkelapparaat");
    EXPECT_EQ(about(*opened, "case"), first_case.value());
    EXPECT_EQ(std::ranges::count(opened->about, "present", &std::pair<std::string, std::string>::first), 2);
    EXPECT_EQ(first_broken(), "");

    const auto sent = world_.opened(minutes);
    ASSERT_TRUE(sent) << sent.error().detail;
    ASSERT_TRUE(sent->audit.log);
    const core::LogExcerpt& log = *sent->audit.log;
    EXPECT_EQ(log.from, 0U);
    EXPECT_EQ(log.lines.size(), log.head.size);
    const auto said = seal::read_log_head(log.signed_head, world_.parties.device_signers());
    ASSERT_TRUE(said) << said.error().detail;
    EXPECT_EQ(said->head, log.head);
    std::string text;
    for (const std::string& line : log.lines) text += line;
    EXPECT_TRUE(text.contains("\"sealed\"")) << "the head covers the sealing itself";
    for (const char* word : {"Intake", "Hoekstra", "inplannen"}) EXPECT_FALSE(text.contains(word)) << word;
}

TEST_F(AuditTrail, keeps_no_conference_unsealed_when_the_log_can_not_be_signed)
{
    world_.hold_conference();
    world_.log_is_signed = false;
    const core::MinutesId minutes = world_.seal();
    const auto sent = world_.opened(minutes);
    ASSERT_TRUE(sent) << sent.error().detail;
    EXPECT_FALSE(sent->audit.log);
    EXPECT_GT(sent->audit.entries, 0U);
    EXPECT_TRUE(world_.published()->conferences.empty()) << "and its key is gone";

    world_.log_is_signed = true;
    const auto next = world_.audit().sign(core::MinutesId{"m-2"});
    ASSERT_TRUE(next) << next.error().detail;
    EXPECT_EQ(next->from, 0U) << "what didn't go goes with the next";
    EXPECT_EQ(first_broken(), "");
}

TEST_F(AuditTrail, gives_no_line_twice_over_a_restart_and_begins_where_the_bureau_has_it)
{
    world_.hold_conference();
    const core::MinutesId minutes = world_.seal();
    const std::size_t sealed = world_.opened(minutes)->audit.log->lines.size();
    world_.switch_on();
    world_.handle(ReceiptArrived{minutes, world_.receipt(world_.envelope(minutes), core::ReceiptStage::opened)});
    const auto all = entries(world_);
    EXPECT_EQ(std::ranges::count(all, "sealed", &core::AuditEntry::action), 1);
    EXPECT_EQ(std::ranges::count(all, "receipt-opened", &core::AuditEntry::action), 1);
    world_.handle(ReceiptArrived{minutes, world_.receipt(world_.envelope(minutes), core::ReceiptStage::opened)});
    EXPECT_EQ(entries(world_).size(), all.size()) << "the same receipt again is nothing new";
    world_.unlock();
    const auto next = world_.audit().sign(core::MinutesId{"m-2"});
    ASSERT_TRUE(next) << next.error().detail;
    EXPECT_EQ(next->from, sealed);
    EXPECT_EQ(first_broken(), "");
}

TEST_F(AuditTrail, says_that_a_receipt_was_refused_and_that_the_log_of_the_bureau_shrank)
{
    world_.hold_conference();
    const core::MinutesId minutes = world_.seal();
    const core::Envelope envelope = world_.envelope(minutes);
    world_.handle(ReceiptArrived{
        minutes, world_.receipt(envelope, core::ReceiptStage::opened, [](core::Receipt& r) { r.sha256[0] ^= 1; })});
    const auto refused = entries(world_);
    EXPECT_EQ(refused.back().action, "receipt");
    EXPECT_EQ(refused.back().result, core::AuditResult::refused);

    core::Receipt known = world_.receipt_for(envelope, core::ReceiptStage::opened);
    known.log = core::LogHead{900, {}};
    known.number = 7;
    ASSERT_TRUE(world_.audit().take(known));
    world_.now += 1h;
    world_.handle(ReceiptArrived{minutes, world_.receipt(envelope, core::ReceiptStage::opened,
                                                         [](core::Receipt& r) { r.log = core::LogHead{5, {}}; })});
    EXPECT_TRUE(find(entries(world_), "bureau-log-broken"));
    EXPECT_TRUE(std::ranges::any_of(world_.log, [](const std::string& line) { return line.contains("shorter"); }));
}

TEST_F(AuditTrail, keeps_the_line_of_an_erased_conference)
{
    world_.open_conference();
    world_.handle(CloseConference{});
    world_.now += 24h * 400;
    world_.handle(Lock{});
    world_.unlock(); // what is past its term is erased then
    const auto all = entries(world_);
    const core::AuditEntry* erased = find(all, "conference-erased");
    ASSERT_TRUE(erased);
    EXPECT_EQ(erased->meeting, conference_id);
    EXPECT_EQ(about(*erased, "because"), "term");
    EXPECT_TRUE(find(all, "package-imported"));
    EXPECT_TRUE(find(all, "clock-set") == nullptr) << "time that passed is no clock that was set";
}

} // namespace
} // namespace casustafel::app
