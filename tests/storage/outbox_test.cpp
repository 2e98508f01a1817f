#include "storage/outbox.h"

#include "storage/fixture.h"
#include "storage/keys.h"
#include "support/crash_vfs.h"

#include <gtest/gtest.h>

#include <sodium.h>

#include <thread>

namespace casustafel::storage {
namespace {

using core::EnvelopeState;
using core::Errc;
using core::MinutesId;
using support::CrashDisk;
using support::DiskFault;
using support::Surviving;
using support::TempDir;

core::Bytes bytes_number(int n)
{
    return core::Bytes(20000, static_cast<std::uint8_t>('a' + n));
}

core::Envelope envelope_number(int n)
{
    using namespace std::chrono_literals;
    core::Envelope envelope{.minutes = MinutesId{"minutes-" + std::to_string(n)},
                            .conference = core::ConferenceId{"conference-" + std::to_string(n)},
                            .seq = static_cast<std::uint64_t>(n),
                            .sha256 = {},
                            .inner_sha256 = {},
                            .state = EnvelopeState::sealed,
                            .sealed_at = core::Instant{1795000000000ms},
                            .refused_because = {}};
    const core::Bytes bytes = bytes_number(n);
    crypto_hash_sha256(envelope.sha256.data(), bytes.data(), bytes.size());
    envelope.inner_sha256.fill(static_cast<std::uint8_t>(n));
    return envelope;
}

class Outbox : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(check_cipher());
        reopen();
    }
    void reopen(const std::string& vfs = {})
    {
        outbox_.reset();
        auto opened = SqlOutbox::open(dir_.path(), vfs);
        ASSERT_TRUE(opened) << opened.error().detail;
        outbox_ = *std::move(opened);
    }

    TempDir dir_;
    std::unique_ptr<SqlOutbox> outbox_;
};

TEST_F(Outbox, gives_back_the_same_bytes_after_a_restart)
{
    ASSERT_TRUE(outbox_->put(envelope_number(1), bytes_number(1)));
    ASSERT_TRUE(outbox_->put(envelope_number(2), bytes_number(2)));
    reopen();
    EXPECT_EQ(*outbox_->list(), (std::vector{envelope_number(1), envelope_number(2)}));
    EXPECT_EQ(*outbox_->bytes(MinutesId{"minutes-2"}), bytes_number(2));
    EXPECT_EQ(outbox_->bytes(MinutesId{"minutes-3"}).error().code, Errc::not_found);
}

TEST_F(Outbox, takes_the_same_envelope_twice_but_no_other_bytes_under_its_id)
{
    ASSERT_TRUE(outbox_->put(envelope_number(1), bytes_number(1)));
    EXPECT_TRUE(outbox_->put(envelope_number(1), bytes_number(1)));
    core::Envelope other = envelope_number(2);
    other.minutes = MinutesId{"minutes-1"};
    EXPECT_EQ(outbox_->put(other, bytes_number(2)).error().code, Errc::conflict);
    EXPECT_EQ(outbox_->put(envelope_number(3), bytes_number(3)).error().code, Errc::conflict) << "2 comes first";
    EXPECT_EQ(outbox_->put(envelope_number(2), bytes_number(9)).error().code, Errc::corrupt);
    EXPECT_EQ(outbox_->list()->size(), 1u);
}

TEST_F(Outbox, numbers_envelopes_and_names_the_one_before_also_when_that_is_erased)
{
    EXPECT_EQ(outbox_->next()->seq, 1u);
    EXPECT_EQ(outbox_->next()->previous_inner, std::nullopt);
    ASSERT_TRUE(outbox_->put(envelope_number(1), bytes_number(1)));
    ASSERT_TRUE(outbox_->mark(MinutesId{"minutes-1"}, EnvelopeState::opened, "jws", ""));
    reopen();
    EXPECT_EQ(outbox_->next()->seq, 2u);
    EXPECT_EQ(outbox_->next()->previous_inner, envelope_number(1).inner_sha256);
}

TEST_F(Outbox, moves_an_envelope_forward_only)
{
    const MinutesId id{"minutes-1"};
    ASSERT_TRUE(outbox_->put(envelope_number(1), bytes_number(1)));
    for (const auto state : {EnvelopeState::sealed, EnvelopeState::sealed, EnvelopeState::sent})
        ASSERT_TRUE(outbox_->mark(id, state, "", ""));
    EXPECT_EQ(outbox_->mark(id, EnvelopeState::sealed, "", "").error().code, Errc::conflict);
    EXPECT_EQ(outbox_->mark(id, EnvelopeState::sealing, "", "").error().code, Errc::conflict);
    ASSERT_TRUE(outbox_->mark(id, EnvelopeState::refused, "receipt 1", "unknown device"));
    EXPECT_EQ(outbox_->list()->front().refused_because, "unknown device");
    EXPECT_EQ(outbox_->mark(id, EnvelopeState::sent, "", "").error().code, Errc::conflict);
    EXPECT_EQ(*outbox_->bytes(id), bytes_number(1)) << "refused keeps everything";
    ASSERT_TRUE(outbox_->mark(id, EnvelopeState::opened, "receipt 2", ""));
    EXPECT_EQ(outbox_->mark(id, EnvelopeState::refused, "", "").error().code, Errc::conflict);
    EXPECT_EQ(outbox_->mark(MinutesId{"minutes-7"}, EnvelopeState::sent, "", "").error().code, Errc::not_found);
}

TEST_F(Outbox, sends_again_what_the_relay_refused_but_not_what_the_desk_refused)
{
    const MinutesId id{"minutes-1"};
    ASSERT_TRUE(outbox_->put(envelope_number(1), bytes_number(1)));
    ASSERT_TRUE(outbox_->mark(id, EnvelopeState::refused, "", ""));
    ASSERT_TRUE(outbox_->mark(id, EnvelopeState::sent, "receipt: stored", ""));
    EXPECT_EQ(outbox_->list()->front().state, EnvelopeState::sent);
    ASSERT_TRUE(outbox_->mark(id, EnvelopeState::refused, "receipt: refused", "onleesbaar"));
    EXPECT_EQ(outbox_->mark(id, EnvelopeState::sent, "receipt: stored", "").error().code, Errc::conflict);
    EXPECT_EQ(outbox_->list()->front().refused_because, "onleesbaar");
}

TEST_F(Outbox, reads_back_what_the_disk_has_and_replaces_a_draft_that_it_spoiled)
{
    const TempDir dir;
    CrashDisk disk;
    auto outbox = SqlOutbox::open(dir.path(), disk.name());
    ASSERT_TRUE((*outbox)->put(envelope_number(1), bytes_number(1)));
    disk.spoil_writes_with(std::string(64, 'c')); // the bytes of number 2
    EXPECT_FALSE((*outbox)->put(envelope_number(2), bytes_number(2)));
    ASSERT_TRUE(disk.fault_happened());
    const auto listed = (*outbox)->list();
    ASSERT_TRUE(listed);
    for (const core::Envelope& one : *listed)
        EXPECT_EQ(one.state, one.seq == 1 ? EnvelopeState::sealed : EnvelopeState::sealing);
    EXPECT_EQ((*outbox)->next()->seq, 2U) << "a draft counts for nothing";

    disk.restart();
    core::Envelope again = envelope_number(3); // sealed anew it has other bytes, under the same id and number
    again.minutes = envelope_number(2).minutes;
    again.seq = 2;
    ASSERT_TRUE((*outbox)->put(again, bytes_number(3)));
    EXPECT_EQ(*(*outbox)->bytes(again.minutes), bytes_number(3));
    EXPECT_EQ((*outbox)->list()->size(), 2U);
    EXPECT_EQ((*outbox)->list()->back().state, EnvelopeState::sealed);
}

TEST_F(Outbox, lets_other_minutes_take_the_number_of_a_draft)
{
    ASSERT_TRUE(outbox_->put(envelope_number(1), bytes_number(1)));
    outbox_.reset();
    {
        auto database = sql::Database::open(dir_ / "queue.db", {});
        ASSERT_TRUE(database->execute("UPDATE envelope SET state = 'sealing'")); // as a power cut in `put` leaves it
    }
    reopen();
    core::Envelope other = envelope_number(2);
    other.seq = 1;
    ASSERT_TRUE(outbox_->put(other, bytes_number(2)));
    EXPECT_EQ(*outbox_->list(), std::vector{other});
}

TEST_F(Outbox, erases_the_bytes_when_the_bureau_opened_them_and_keeps_the_receipts)
{
    const MinutesId id{"minutes-1"};
    const std::string run(5000, 'b');
    ASSERT_TRUE(outbox_->put(envelope_number(1), bytes_number(1)));
    ASSERT_TRUE(outbox_->mark(id, EnvelopeState::sent, "receipt: stored", ""));
    EXPECT_TRUE(raw_folder(dir_.path()).contains(std::string(3000, 'b'))) << "the search finds what is there";
    ASSERT_TRUE(outbox_->mark(id, EnvelopeState::opened, "receipt: opened", ""));
    EXPECT_EQ(outbox_->bytes(id).error().code, Errc::not_found);
    EXPECT_FALSE(raw_folder(dir_.path()).contains(std::string(64, 'b')));
    EXPECT_TRUE(raw_folder(dir_.path()).contains("receipt: stored"));
    EXPECT_TRUE(raw_folder(dir_.path()).contains("receipt: opened"));
    EXPECT_TRUE(outbox_->put(envelope_number(1), bytes_number(1))) << "repeating what is long done is fine";
    EXPECT_EQ(outbox_->list()->front().state, EnvelopeState::opened);
}

TEST_F(Outbox, sees_that_stored_bytes_are_not_what_was_sealed)
{
    ASSERT_TRUE(outbox_->put(envelope_number(1), bytes_number(1)));
    outbox_.reset();
    {
        auto database = sql::Database::open(dir_ / "queue.db", {});
        ASSERT_TRUE(database);
        EXPECT_EQ(database->execute("UPDATE envelope SET bytes = x'00'").error().code, Errc::conflict);
        ASSERT_TRUE(database->execute("DROP TRIGGER envelope_is_never_rewritten; UPDATE envelope SET bytes = x'00'"));
    }
    reopen();
    EXPECT_EQ(outbox_->bytes(MinutesId{"minutes-1"}).error().code, Errc::corrupt);
}

TEST_F(Outbox, keeps_an_acknowledged_envelope_through_a_power_cut_at_any_sync)
{
    int cuts = 0;
    for (const Surviving surviving : {Surviving::nothing, Surviving::some, Surviving::everything}) {
        bool was_cut = true;
        for (int nth_sync = 1; was_cut; ++nth_sync) {
            const TempDir dir;
            CrashDisk disk;
            std::size_t put = 0;
            std::size_t sent = 0;
            std::size_t opened = 0;
            {
                auto outbox = SqlOutbox::open(dir.path(), disk.name());
                ASSERT_TRUE(outbox);
                disk.cut_at_sync(nth_sync, surviving, static_cast<std::uint32_t>(nth_sync));
                for (int n = 1; n <= 4; ++n) {
                    const MinutesId id = envelope_number(n).minutes;
                    if ((*outbox)->put(envelope_number(n), bytes_number(n))) ++put;
                    if ((*outbox)->mark(id, EnvelopeState::sent, "stored", "")) ++sent;
                    if (n <= 2 && (*outbox)->mark(id, EnvelopeState::opened, "opened", "")) ++opened;
                }
            }
            was_cut = disk.was_cut();
            disk.restart();
            auto outbox = SqlOutbox::open(dir.path(), disk.name());
            ASSERT_TRUE(outbox) << "cut at sync " << nth_sync << ": " << outbox.error().detail;
            const auto found = (*outbox)->list();
            ASSERT_TRUE(found);
            EXPECT_GE(found->size(), put);
            EXPECT_LE(found->size(), put + 1);
            std::size_t found_sent = 0;
            std::size_t found_opened = 0;
            for (const core::Envelope& envelope : *found) {
                found_sent += envelope.state == EnvelopeState::sent || envelope.state == EnvelopeState::opened;
                found_opened += envelope.state == EnvelopeState::opened;
                if (envelope.state != EnvelopeState::opened) {
                    EXPECT_EQ(*(*outbox)->bytes(envelope.minutes), bytes_number(static_cast<int>(envelope.seq)));
                }
            }
            EXPECT_GE(found_sent, sent);
            EXPECT_GE(found_opened, opened);
            EXPECT_LE(found_opened, opened + 1);
            if (was_cut) ++cuts;
        }
    }
    EXPECT_GE(cuts, 30) << "the program synced so rarely that nothing was tested";
}

TEST_F(Outbox, finishes_an_erasing_that_was_interrupted_by_a_power_cut)
{
    int leftovers = 0;
    bool was_cut = true;
    for (int nth_sync = 1; was_cut; ++nth_sync) {
        const TempDir dir;
        CrashDisk disk;
        bool marked = false;
        {
            auto outbox = SqlOutbox::open(dir.path(), disk.name());
            ASSERT_TRUE((*outbox)->put(envelope_number(1), bytes_number(1)));
            disk.cut_at_sync(nth_sync, Surviving::everything, 1);
            marked = (*outbox)->mark(MinutesId{"minutes-1"}, EnvelopeState::opened, "jws", "").has_value();
        }
        was_cut = disk.was_cut();
        disk.restart();
        leftovers += !marked && raw_folder(dir.path()).contains(std::string(64, 'b'));
        auto outbox = SqlOutbox::open(dir.path(), disk.name());
        ASSERT_TRUE(outbox);
        if ((*outbox)->list()->front().state == EnvelopeState::opened) {
            EXPECT_FALSE(raw_folder(dir.path()).contains(std::string(64, 'b'))) << "cut at sync " << nth_sync;
        }
    }
    EXPECT_GE(leftovers, 1) << "no cut left anything to finish";
}

TEST_F(Outbox, serves_recorder_and_courier_at_the_same_time)
{
    constexpr int envelopes = 20;
    const std::jthread recorder{[&] {
        for (int n = 1; n <= envelopes; ++n) EXPECT_TRUE(outbox_->put(envelope_number(n), bytes_number(n)));
    }};
    int sent = 0;
    while (sent < envelopes) {
        const auto listed = outbox_->list();
        ASSERT_TRUE(listed);
        for (const core::Envelope& envelope : *listed) {
            if (envelope.state != EnvelopeState::sealed) continue;
            EXPECT_EQ(*outbox_->bytes(envelope.minutes), bytes_number(static_cast<int>(envelope.seq)));
            EXPECT_TRUE(outbox_->mark(envelope.minutes, EnvelopeState::sent, "stored", ""));
            ++sent;
        }
    }
}

TEST_F(Outbox, says_full_when_there_is_no_room_and_keeps_nothing_of_it)
{
    const TempDir dir;
    CrashDisk disk;
    auto outbox = SqlOutbox::open(dir.path(), disk.name());
    ASSERT_TRUE(outbox);
    for (const DiskFault fault : {DiskFault::full, DiskFault::read_only, DiskFault::broken}) {
        disk.fail_at_write(3, fault, true);
        const auto done = (*outbox)->put(envelope_number(1), bytes_number(1));
        ASSERT_FALSE(done);
        EXPECT_TRUE(disk.fault_happened());
        EXPECT_EQ(done.error().code, fault == DiskFault::broken ? Errc::storage : Errc::full);
        EXPECT_TRUE((*outbox)->list()->empty());
        disk.restart();
    }
    EXPECT_TRUE((*outbox)->put(envelope_number(1), bytes_number(1)));
}

} // namespace
} // namespace casustafel::storage
