#pragma once

#include "firmware/updater.h"

#include "bureau/bureau_world.h"
#include "bureau/desk_client.h"
#include "protocol/report_codec.h"
#include "seal/crypto.h"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>

namespace casustafel::device {

template <class T>
T must(core::Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

inline std::string some_bytes(std::size_t size, unsigned seed)
{
    std::string bytes(size, '\0');
    for (char& one : bytes) one = static_cast<char>((seed = seed * 1'103'515'245U + 12345U) >> 16U);
    return bytes;
}

inline std::string hex_of(const std::string& bytes)
{
    return core::to_hex(seal::sha256(core::bytes_of(bytes)));
}

inline core::DeviceReport about()
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
        std::filesystem::create_directories(data());
        switch_on();
    }

    std::filesystem::path data() const { return world_.file("data"); }
    std::filesystem::path folder() const { return data() / "update"; }
    std::filesystem::path stick() const { return world_.file("stick"); }
    std::filesystem::path result_file() const { return world_.file("update.json"); }

    /// A device that was off: nothing but what lies on its disk is left.
    void switch_on()
    {
        updater_.reset();
        uptime_ = std::chrono::seconds{10};
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
        for (int n = 0; n < 100 && updater_->turn() == std::chrono::milliseconds{0}; ++n) continue;
    }
    void later(std::chrono::milliseconds time)
    {
        uptime_ += time;
        now_ += time;
        work();
    }
    bool ordered() const { return std::filesystem::exists(folder() / "new.json"); }
    std::string bundle() const { return test::read_text(folder() / "new.raucb"); }
    std::uint64_t half(const std::string& bytes) const
    {
        const std::filesystem::path file = folder() / (hex_of(bytes) + ".unfinished");
        return std::filesystem::exists(file) ? std::filesystem::file_size(file) : 0;
    }
    /// What the installing part would note.
    void installed_as(const core::UpdateResult& result)
    {
        std::filesystem::remove(folder() / "new.json");
        std::filesystem::remove(folder() / "new.raucb");
        std::ofstream{result_file()} << protocol::write_update_result(result);
    }
    void put_on_stick(const std::string& name, const std::string& bytes)
    {
        std::filesystem::create_directories(stick());
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

} // namespace casustafel::device
