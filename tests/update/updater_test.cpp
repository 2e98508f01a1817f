#include "firmware/updater.h"

#include "bureau/bureau_world.h"
#include "bureau/desk_client.h"
#include "protocol/report_codec.h"
#include "seal/crypto.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <future>
#include <limits>

// A device's updates from a real relay over loopback, with a clock, a cable and a person that the test moves.

namespace casustafel::device {
namespace {

using namespace std::chrono_literals;
using core::UpdateRefusal;
using core::UpdateStage;
using testing::HasSubstr;
namespace fs = std::filesystem;

template <class T>
T must(core::Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

std::string some_bytes(std::size_t size, unsigned seed)
{
    std::string bytes(size, '\0');
    for (char& one : bytes) one = static_cast<char>((seed = seed * 1'103'515'245U + 12345U) >> 16U);
    return bytes;
}

std::string hex_of(const std::string& bytes)
{
    return core::to_hex(seal::sha256(core::bytes_of(bytes)));
}

core::DeviceReport about()
{
    core::DeviceReport report;
    report.version = "0.1.0";
    report.board = "pc";
    report.slot = "A";
    return report;
}

/// The way to the bureau, which may break, spoil bytes, or be walked past by somebody who unlocks the device.
class Cable final : public core::UpdateSource {
public:
    explicit Cable(core::UpdateSource& bureau) : bureau_{bureau} {}

    core::Result<std::vector<core::InboxItem>> inbox() override
    {
        if (unplugged) return core::fail(core::Errc::network, "unplugged");
        return bureau_.inbox();
    }
    core::Result<> piece(const core::InboxItem& item, std::uint64_t first, std::uint64_t size,
                         const Take& take) override
    {
        if (unplugged) return core::fail(core::Errc::network, "unplugged");
        pieces.push_back(first);
        return bureau_.piece(item, first, size, [&](core::ByteView bytes) -> core::Result<> {
            core::Bytes got{bytes.begin(), bytes.end()};
            if (spoils && !got.empty()) got.front() ^= 1U;
            if (got.size() > breaks_after) {
                got.resize(breaks_after);
                if (auto taken = take(got); !taken) return taken;
                unplugged = true;
                return core::fail(core::Errc::network, "the cable was pulled");
            }
            breaks_after -= got.size();
            const auto taken = take(got);
            if (in_the_middle && !got.empty()) in_the_middle();
            return taken;
        });
    }
    core::Result<> tell(const core::DeviceReport& report) override
    {
        if (unplugged) return core::fail(core::Errc::network, "unplugged");
        ++reports;
        return bureau_.tell(report);
    }

    bool unplugged = false;
    bool spoils = false;
    std::size_t breaks_after = std::numeric_limits<std::size_t>::max();
    std::function<void()> in_the_middle;
    std::vector<std::uint64_t> pieces;
    int reports = 0;

private:
    core::UpdateSource& bureau_;
};

class Updates : public testing::Test {
protected:
    Updates()
    {
        fs::create_directories(data());
        switch_on();
    }

    fs::path data() const { return world_.file("data"); }
    fs::path folder() const { return data() / "update"; }
    fs::path stick() const { return world_.file("stick"); }
    fs::path result_file() const { return world_.file("update.json"); }

    /// A device that was off: nothing but what lies on its disk is left.
    void switch_on()
    {
        updater_.reset();
        uptime_ = 10s;
        updater_ = std::make_unique<Updater>(
            UpdaterParts{.bureau = cable_,
                         .place = {"casustafel-pc", "A", result_file()},
                         .folder = folder(),
                         .stick = stick(),
                         .about = about(),
                         .calendar = core::Calendar{*std::chrono::locate_zone("Europe/Amsterdam")},
                         .now = [this] { return now_; },
                         .uptime = [this] { return uptime_; },
                         .clock_trusted = [] { return true; },
                         .free_bytes = [this] { return free_; },
                         .use = [this] { return use_; },
                         .log = [this](const std::string& line) { log_ += line + "\n"; }});
    }
    /// Brings a bundle to the relay and publishes it for all devices.
    void publish(const std::string& bytes, const std::string& version, const std::string& compatible = "casustafel-pc")
    {
        const bureau::BundleInfo info{hex_of(bytes), bytes.size(), compatible, version, "vast"};
        bureau::DeskClient desk{world_.client(relay_, world_.desk_identity()), "the relay"};
        const core::ByteView all = core::bytes_of(bytes);
        must(desk.put_bundle_piece(info.sha256_hex, 0, {all.begin(), all.end()}, info.size));
        must(desk.publish(info, "vast", {}));
    }
    void withdraw(std::int64_t number)
    {
        bureau::DeskClient desk{world_.client(relay_, world_.desk_identity()), "the relay"};
        ASSERT_TRUE(desk.withdraw(number));
    }
    /// Lets it work until it has nothing to do for now.
    void work()
    {
        for (int n = 0; n < 100 && updater_->turn() == 0ms; ++n) continue;
    }
    void later(std::chrono::milliseconds time)
    {
        uptime_ += time;
        now_ += time;
        work();
    }
    bool ordered() const { return fs::exists(folder() / "new.json"); }
    std::string bundle() const { return test::read_text(folder() / "new.raucb"); }
    std::uint64_t half(const std::string& bytes) const
    {
        const fs::path file = folder() / (hex_of(bytes) + ".unfinished");
        return fs::exists(file) ? fs::file_size(file) : 0;
    }
    /// What the installing part would note.
    void installed_as(const core::UpdateResult& result)
    {
        fs::remove(folder() / "new.json");
        fs::remove(folder() / "new.raucb");
        std::ofstream{result_file()} << protocol::write_update_result(result);
    }
    void put_on_stick(const std::string& name, const std::string& bytes)
    {
        fs::create_directories(stick());
        std::ofstream{stick() / name, std::ios::binary} << bytes;
    }
    std::string seen_by_the_bureau() { return test::bureau({"device", "list", world_.dir()}).out; }
    core::UpdateState state() const { return updater_->state(); }

    test::BureauWorld world_;
    test::RunningRelay relay_{world_.folder().root()};
    test::Device device_{world_, relay_, "CT-1"};
    Cable cable_{device_.bureau()};
    core::Instant now_ = *core::parse_instant("2026-11-24T23:00:00+01:00"); // at night
    std::chrono::milliseconds uptime_{};
    std::uint64_t free_ = std::uint64_t{4} << 30;
    UpdaterParts::Use use_;
    std::string log_;
    std::unique_ptr<Updater> updater_;
    const std::string bytes_ = some_bytes((std::size_t{5} << 19) + 7, 1); // two and a half pieces
};

TEST_F(Updates, one_is_fetched_in_pieces_at_night_and_ordered_to_be_installed)
{
    publish(bytes_, "0.2.0");
    work();
    ASSERT_TRUE(ordered());
    EXPECT_EQ(bundle(), bytes_);
    EXPECT_THAT(cable_.pieces, testing::ElementsAre(0, 1U << 20, 2U << 20));
    const std::string order = test::read_text(folder() / "new.json");
    EXPECT_THAT(order, HasSubstr("\"sha256\":\"" + hex_of(bytes_) + "\""));
    EXPECT_EQ(state().stage, UpdateStage::ready);
    EXPECT_THAT(seen_by_the_bureau(), HasSubstr("version=0.1.0\tupdate=ready\tseen="));
}

TEST_F(Updates, by_day_one_waits_for_an_hour_of_rest)
{
    now_ = *core::parse_instant("2026-11-24T13:00:00+01:00");
    publish(bytes_, "0.2.0");
    work();
    EXPECT_EQ(state().stage, UpdateStage::offered);
    EXPECT_EQ(state().version, "0.2.0");
    EXPECT_TRUE(cable_.pieces.empty());
    use_.unlocked = true;
    later(50min);
    use_.unlocked = false;
    later(50min);
    EXPECT_FALSE(ordered()) << "it was used in between";
    later(11min);
    EXPECT_TRUE(ordered());
}

TEST_F(Updates, one_for_another_kind_of_device_or_the_version_that_runs_is_left)
{
    publish(bytes_, "0.2.0", "casustafel-raspberrypi-4");
    publish(some_bytes(1000, 2), "0.1.0");
    work();
    EXPECT_EQ(state().stage, UpdateStage::none);
    EXPECT_FALSE(fs::exists(folder()));
}

TEST_F(Updates, a_pulled_cable_costs_only_what_was_under_way)
{
    publish(bytes_, "0.2.0");
    cable_.breaks_after = (1U << 20) + 300'000;
    work();
    EXPECT_EQ(half(bytes_), (1U << 20) + 300'000U);
    EXPECT_FALSE(ordered());
    cable_.unplugged = false;
    cable_.breaks_after = std::numeric_limits<std::size_t>::max();
    cable_.pieces.clear();
    later(30s);
    EXPECT_TRUE(cable_.pieces.empty()) << "not at once again";
    later(1min);
    EXPECT_EQ(cable_.pieces.front(), (1U << 20) + 300'000U);
    EXPECT_EQ(bundle(), bytes_);
}

TEST_F(Updates, a_device_that_was_switched_off_goes_on_where_it_was)
{
    publish(bytes_, "0.2.0");
    updater_->turn();
    updater_->turn();
    EXPECT_EQ(half(bytes_), 2U << 20);
    switch_on();
    cable_.pieces.clear();
    work();
    EXPECT_THAT(cable_.pieces, testing::ElementsAre(2U << 20));
    EXPECT_EQ(bundle(), bytes_);
}

TEST_F(Updates, a_tail_that_a_power_cut_took_is_fetched_again)
{
    publish(bytes_, "0.2.0");
    updater_->turn();
    updater_->turn();
    const fs::path file = folder() / (hex_of(bytes_) + ".unfinished");
    fs::resize_file(file, 1'500'000);
    switch_on();
    work();
    EXPECT_EQ(bundle(), bytes_);
}

TEST_F(Updates, cut_off_between_the_bundle_and_its_order_it_only_needs_the_order)
{
    publish(bytes_, "0.2.0");
    work();
    fs::remove(folder() / "new.json");
    switch_on();
    cable_.pieces.clear();
    work();
    EXPECT_TRUE(ordered());
    EXPECT_EQ(bundle(), bytes_);
    EXPECT_TRUE(cable_.pieces.empty());
}

TEST_F(Updates, bytes_that_are_not_their_digest_are_thrown_away_and_fetched_again_ever_more_slowly)
{
    publish(bytes_, "0.2.0");
    cable_.spoils = true;
    work();
    EXPECT_FALSE(ordered());
    EXPECT_EQ(half(bytes_), 0U);
    EXPECT_EQ(state().stage, UpdateStage::refused);
    EXPECT_EQ(state().refusal, UpdateRefusal::damaged);
    EXPECT_THAT(log_, HasSubstr("it isn't what its digest says"));
    const std::size_t once = cable_.pieces.size();
    later(59min);
    EXPECT_EQ(cable_.pieces.size(), once);
    later(1min);
    EXPECT_EQ(cable_.pieces.size(), 2 * once);
    later(119min);
    EXPECT_EQ(cable_.pieces.size(), 2 * once);
    cable_.spoils = false;
    later(1min);
    EXPECT_EQ(bundle(), bytes_);
}

TEST_F(Updates, somebody_who_unlocks_stops_it_within_a_piece)
{
    publish(bytes_, "0.2.0");
    cable_.in_the_middle = [this] { use_.unlocked = true; };
    work();
    EXPECT_GT(half(bytes_), 0U);
    EXPECT_LT(half(bytes_), 1U << 20);
    EXPECT_EQ(cable_.pieces.size(), 1U);
    later(3s);
    EXPECT_EQ(cable_.pieces.size(), 1U);
    cable_.in_the_middle = {};
    use_.unlocked = false;
    later(3s);
    EXPECT_EQ(bundle(), bytes_);
}

TEST_F(Updates, a_full_disk_is_left_its_room)
{
    publish(bytes_, "0.2.0");
    free_ = std::uint64_t{65} << 20;
    work();
    EXPECT_TRUE(cable_.pieces.empty());
    EXPECT_EQ(state().refusal, UpdateRefusal::no_room);
    free_ = std::uint64_t{128} << 20;
    later(1min);
    EXPECT_EQ(bundle(), bytes_);
}

TEST_F(Updates, a_withdrawn_one_is_forgotten_with_what_is_here_of_it)
{
    publish(bytes_, "0.2.0");
    updater_->turn();
    EXPECT_GT(half(bytes_), 0U);
    withdraw(1);
    work();
    EXPECT_EQ(half(bytes_), 0U);
    EXPECT_EQ(state().stage, UpdateStage::none);
}

TEST_F(Updates, a_newer_one_takes_its_place_in_the_middle)
{
    publish(bytes_, "0.2.0");
    updater_->turn();
    const std::string newer = some_bytes(700'000, 9);
    publish(newer, "0.3.0");
    work();
    EXPECT_EQ(half(bytes_), 0U) << "the relay doesn't know it any more";
    later(1h);
    EXPECT_EQ(bundle(), newer);
}

TEST_F(Updates, what_was_refused_or_fell_back_is_tried_again_only_at_a_persons_wish)
{
    publish(bytes_, "0.2.0");
    for (const UpdateStage stage : {UpdateStage::refused, UpdateStage::fell_back}) {
        installed_as({.stage = stage,
                      .version = "0.2.0",
                      .percent = 0,
                      .refusal = stage == UpdateStage::refused ? UpdateRefusal::too_old : UpdateRefusal::none,
                      .sha256 = seal::sha256(core::bytes_of(bytes_))});
        switch_on();
        later(2h);
        EXPECT_FALSE(ordered());
        EXPECT_EQ(state().stage, stage);
        updater_->update_now();
        EXPECT_TRUE(state().looking);
        work();
        EXPECT_FALSE(state().looking);
        EXPECT_TRUE(ordered());
    }
}

TEST_F(Updates, a_wish_is_seen_to_at_any_hour_but_not_while_a_conference_is_open)
{
    now_ = *core::parse_instant("2026-11-24T13:00:00+01:00");
    publish(bytes_, "0.2.0");
    use_.unlocked = true;
    updater_->update_now();
    work();
    EXPECT_FALSE(ordered());
    use_.unlocked = false;
    later(3s);
    EXPECT_TRUE(ordered());
}

TEST_F(Updates, a_wish_without_contact_says_so)
{
    cable_.unplugged = true;
    updater_->update_now();
    work();
    EXPECT_EQ(state().stage, UpdateStage::refused);
    EXPECT_EQ(state().refusal, UpdateRefusal::unreachable);
    cable_.unplugged = false;
    updater_->update_now();
    work();
    EXPECT_EQ(state().stage, UpdateStage::none) << "nothing is offered";
}

TEST_F(Updates, progress_of_installing_is_shown_and_the_start_is_asked_for_when_it_is_quiet)
{
    now_ = *core::parse_instant("2026-11-24T13:00:00+01:00");
    installed_as({.stage = UpdateStage::installing, .version = "0.2.0", .percent = 40, .refusal = {}, .sha256 = {}});
    work();
    EXPECT_EQ(state(), (core::UpdateState{.stage = UpdateStage::installing, .version = "0.2.0", .percent = 40}));
    later(2h);
    EXPECT_FALSE(fs::exists(folder() / "restart")) << "not while it is installed";
    installed_as(
        {.stage = UpdateStage::restart_waiting, .version = "0.2.0", .percent = 100, .refusal = {}, .sha256 = {}});
    use_.unlocked = true;
    later(3s);
    EXPECT_EQ(state().stage, UpdateStage::restart_waiting);
    EXPECT_FALSE(fs::exists(folder() / "restart"));
    use_.unlocked = false;
    later(30min);
    EXPECT_FALSE(fs::exists(folder() / "restart"));
    later(31min);
    EXPECT_TRUE(fs::exists(folder() / "restart"));
}

TEST_F(Updates, it_does_not_start_again_before_somebodys_eyes)
{
    installed_as(
        {.stage = UpdateStage::restart_waiting, .version = "0.2.0", .percent = 100, .refusal = {}, .sha256 = {}});
    updater_->attend();
    work();
    later(9min);
    EXPECT_FALSE(fs::exists(folder() / "restart")) << "at night, but a technician is at work";
    later(1min);
    EXPECT_TRUE(fs::exists(folder() / "restart"));
}

TEST_F(Updates, a_person_may_start_the_device_again_at_once)
{
    now_ = *core::parse_instant("2026-11-24T13:00:00+01:00");
    updater_->restart();
    work();
    EXPECT_TRUE(fs::exists(folder() / "restart"));
}

TEST_F(Updates, one_on_a_stick_is_seen_and_taken_only_when_asked_for)
{
    put_on_stick("notes.txt", "hello");
    put_on_stick("casustafel-0.2.0.raucb", bytes_);
    work();
    EXPECT_TRUE(state().on_stick);
    EXPECT_FALSE(ordered());
    updater_->update_from_stick();
    work();
    EXPECT_EQ(bundle(), bytes_);
    EXPECT_THAT(test::read_text(folder() / "new.json"), HasSubstr(hex_of(bytes_)));
    EXPECT_EQ(state().stage, UpdateStage::ready);
}

TEST_F(Updates, a_stick_that_is_gone_or_a_full_disk_is_said)
{
    updater_->update_from_stick();
    work();
    EXPECT_EQ(state().refusal, UpdateRefusal::stick_unreadable);
    put_on_stick("update.raucb", bytes_);
    free_ = 1000;
    updater_->update_from_stick();
    work();
    EXPECT_EQ(state().refusal, UpdateRefusal::no_room);
    EXPECT_FALSE(ordered());
    EXPECT_FALSE(fs::exists(folder() / "stick.unfinished"));
    free_ = std::uint64_t{1} << 30;
    updater_->update_from_stick();
    work();
    EXPECT_TRUE(ordered());
}

TEST_F(Updates, the_bureau_hears_of_each_change_and_once_an_hour)
{
    work();
    EXPECT_EQ(cable_.reports, 1);
    EXPECT_THAT(seen_by_the_bureau(), HasSubstr("version=0.1.0\tupdate=none\tseen="));
    later(30min);
    EXPECT_EQ(cable_.reports, 1);
    later(30min);
    EXPECT_EQ(cable_.reports, 2);
    installed_as({.stage = UpdateStage::fell_back, .version = "0.2.0", .percent = 0, .refusal = {}, .sha256 = {}});
    later(3s);
    EXPECT_EQ(cable_.reports, 3);
    EXPECT_THAT(seen_by_the_bureau(), HasSubstr("update=fell-back:0.2.0\t"));
}

TEST_F(Updates, without_contact_it_asks_and_reports_ever_more_slowly_and_at_once_when_it_is_back)
{
    publish(bytes_, "0.2.0");
    cable_.unplugged = true;
    work();
    later(30s);
    cable_.unplugged = false;
    later(10s);
    EXPECT_EQ(cable_.reports, 0) << "it waits";
    later(4min);
    EXPECT_EQ(bundle(), bytes_);
    EXPECT_GT(cable_.reports, 0);
    EXPECT_THAT(seen_by_the_bureau(), HasSubstr("update=ready\t"));
}

TEST_F(Updates, a_result_that_cannot_be_read_is_none)
{
    for (const std::string text : {"", "{", "{\"type\":\"casustafel/update-result\"}", "[]"}) {
        std::ofstream{result_file()} << text;
        work();
        EXPECT_EQ(state().stage, UpdateStage::none) << text;
    }
}

TEST_F(Updates, work_on_a_thread_of_its_own_ends_at_once)
{
    publish(bytes_, "0.2.0");
    std::promise<void> ready;
    updater_->start([&] {
        if (updater_->state().stage == UpdateStage::ready) ready.set_value();
    });
    EXPECT_EQ(ready.get_future().wait_for(20s), std::future_status::ready);
    updater_->stop();
    EXPECT_EQ(bundle(), bytes_);
}

} // namespace
} // namespace casustafel::device
