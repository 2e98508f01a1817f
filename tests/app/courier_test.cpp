#include "app/courier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

// The courier with a cable and a stick that the tests hold.

namespace casustafel::app {
namespace {

using namespace std::chrono_literals;
using core::Errc;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const core::MinutesId minutes{"aaaaaaaa-0000-4000-8000-00000000000a"};

/// A relay at the other end of a cable.
struct Cable final : core::BureauPort, core::KeySource {
    core::Error answer{Errc::network, "no cable"};
    int delivered = 0;
    std::vector<std::string> forgotten;
    std::vector<core::InboxItem> waiting;
    std::vector<std::string> fetched;

    core::Result<std::vector<core::InboxItem>> inbox() override { return waiting; }
    core::Result<core::Bytes> fetch(const core::InboxItem& item) override
    {
        fetched.push_back(item.id);
        return std::unexpected(answer);
    }
    core::Result<> forget(const core::InboxItem& item) override
    {
        forgotten.push_back(item.id);
        return {};
    }
    core::Result<std::string> deliver(const core::MinutesId&, core::ByteView) override
    {
        ++delivered;
        return std::unexpected(answer);
    }
    core::Result<std::optional<std::string>> receipt(const core::MinutesId&) override { return std::nullopt; }
    core::Result<std::optional<std::string>> key_set() override { return std::nullopt; }
};

struct Pocket final : core::Stick {
    bool plugged = true;
    std::optional<core::Error> trouble;
    std::map<core::MinutesId, core::Bytes> written;
    std::vector<core::StickPackage> ready;
    std::vector<core::StickReceipt> heard;

    bool present() override { return plugged; }
    core::Result<> put(const core::MinutesId& id, core::ByteView bytes) override
    {
        if (trouble) return std::unexpected(*trouble);
        written[id] = {bytes.begin(), bytes.end()};
        return {};
    }
    core::Result<std::vector<core::StickPackage>> packages() override
    {
        if (trouble) return std::unexpected(*trouble);
        return ready;
    }
    core::Result<std::vector<core::StickReceipt>> receipts() override
    {
        if (trouble) return std::unexpected(*trouble);
        return heard;
    }
};

class Couriering : public testing::Test {
protected:
    /// Lets the courier work until it only waits, answering as the recorder would; what it told the recorder.
    std::vector<ToRecorder> work()
    {
        std::vector<ToRecorder> told;
        for (int turns = 0; turns < 20; ++turns) {
            courier.turn(0ms);
            while (auto message = to_recorder.take(0ms)) {
                if (const auto* want = std::get_if<WantEnvelope>(&*message))
                    to_courier.post(EnvelopeReady{want->minutes, std::make_shared<const core::Bytes>(bytes)});
                told.push_back(std::move(*message));
            }
        }
        return told;
    }
    template <class Message>
    static std::vector<Message> only(const std::vector<ToRecorder>& told)
    {
        std::vector<Message> found;
        for (const ToRecorder& one : told)
            if (const auto* fits = std::get_if<Message>(&one)) found.push_back(*fits);
        return found;
    }
    void offer() { to_courier.post(Offer{minutes, false}); }

    const core::Bytes bytes{1, 2, 3};
    Cable cable;
    Pocket stick;
    core::Instant now{std::chrono::milliseconds{1795000000000}};
    Mailbox<ToCourier> to_courier;
    Mailbox<ToRecorder> to_recorder;
    Courier courier{{cable, cable, [this] { return now; }, [] { return 1.0; }, &stick}, to_courier, to_recorder};
};

TEST_F(Couriering, leaves_updates_and_what_it_does_not_know_in_the_inbox)
{
    cable.waiting = {{.id = "update-1", .sha256 = {}, .size = 150'000'000, .kind = "update"},
                     {.id = "letter-1", .sha256 = {}, .size = 10, .kind = "letter"},
                     {.id = "package-1", .sha256 = {}, .size = 10, .kind = "package"}};
    work();
    EXPECT_THAT(cable.fetched, ElementsAre("package-1"));
    EXPECT_THAT(cable.forgotten, IsEmpty());
}

TEST_F(Couriering, tells_what_the_relay_refuses_and_tries_it_again_an_hour_later)
{
    stick.plugged = false;
    for (const Errc code : {Errc::conflict, Errc::refused, Errc::corrupt}) { // 409, 413, 422
        Cable relay;
        relay.answer = {code, "no"};
        Courier other{{relay, relay, [this] { return now; }, [] { return 1.0; }, nullptr}, to_courier, to_recorder};
        offer();
        int refused = 0;
        const auto turn = [&] {
            for (int turns = 0; turns < 10; ++turns) {
                other.turn(0ms);
                while (auto message = to_recorder.take(0ms)) {
                    if (const auto* want = std::get_if<WantEnvelope>(&*message))
                        to_courier.post(EnvelopeReady{want->minutes, std::make_shared<const core::Bytes>(bytes)});
                    if (std::holds_alternative<DeliveryRefused>(*message)) ++refused;
                }
            }
        };
        turn();
        EXPECT_EQ(refused, 1);
        now += 59min;
        turn();
        EXPECT_EQ(refused, 1) << "not yet";
        now += 1min;
        turn();
        EXPECT_EQ(refused, 2);
        EXPECT_EQ(relay.delivered, 2);
    }
}

TEST_F(Couriering, puts_what_waits_on_a_stick_once)
{
    offer();
    EXPECT_THAT(only<OnStick>(work()), SizeIs(1));
    EXPECT_EQ(stick.written.at(minutes), bytes);
    now += 1min;
    EXPECT_THAT(only<OnStick>(work()), IsEmpty());
    stick.plugged = false;
    now += 1min;
    work();
    stick.plugged = true; // another one, or the same one emptied
    now += 1min;
    EXPECT_THAT(only<OnStick>(work()), SizeIs(1));
}

TEST_F(Couriering, tries_again_when_a_stick_was_pulled_or_is_full)
{
    offer();
    for (const Errc code : {Errc::full, Errc::storage}) {
        stick.trouble = core::Error{code, "outbox: no"};
        now += 1min;
        const auto told = work();
        EXPECT_THAT(only<OnStick>(told), IsEmpty());
        EXPECT_FALSE(only<StickFailed>(told).empty());
    }
    stick.trouble.reset();
    now += 1min;
    EXPECT_THAT(only<OnStick>(work()), SizeIs(1));
}

TEST_F(Couriering, stops_putting_on_a_stick_what_the_bureau_opened)
{
    offer();
    stick.plugged = false;
    work();
    to_courier.post(ReceiptJudged{minutes, core::Attempt::opened});
    work();
    stick.plugged = true;
    now += 1min;
    EXPECT_THAT(only<OnStick>(work()), IsEmpty());
}

TEST_F(Couriering, gives_packages_and_receipts_of_a_stick_the_same_way_as_those_of_the_relay)
{
    offer();
    stick.ready = {{{.id = "stick-1", .sha256 = {}, .size = 3, .kind = "package"}, bytes}};
    stick.heard = {{minutes, "receipt"}, {core::MinutesId{"of-another-device"}, "receipt"}};
    work();
    now += 1min;
    stick.heard.push_back({minutes, "a newer receipt"});
    const auto told = work();
    EXPECT_THAT(only<PackageArrived>(told), IsEmpty()) << "given already";
    ASSERT_THAT(only<ReceiptArrived>(told), SizeIs(1));
    EXPECT_EQ(only<ReceiptArrived>(told).front().jws, "a newer receipt");
    to_courier.post(ItemDone{stick.ready.front().item});
    work();
    EXPECT_THAT(cable.forgotten, IsEmpty()) << "the relay never had it";
    to_courier.post(ItemNotKept{stick.ready.front().item});
    work();
    now += 1min;
    EXPECT_THAT(only<PackageArrived>(work()), SizeIs(1)) << "the disk was full; it is given again";
}

} // namespace
} // namespace casustafel::app
