#include "journey/journey_fixture.h"

#include "firmware/device_files.h"
#include "firmware/renewal.h"

#include <atomic>
#include <future>

namespace casustafel::journey {
namespace {

using namespace std::chrono_literals;

constexpr auto shortly_before = std::chrono::days{119}; // of the 180 that a certificate lives
constexpr auto shortly_after = std::chrono::days{121};

class Renewal : public ReadyDevice {
protected:
    std::string certificate() const { return device::DeviceFiles{data()}.identity()->certificate_pem; }
    std::unique_ptr<Hands> switch_on_later(std::chrono::milliseconds later, std::function<void(const std::string&)> log)
    {
        Hands::Faked faked;
        faked.clock = [later] { return device::now() + later; };
        return std::make_unique<Hands>(data(), desk(), std::move(log), std::filesystem::path{}, std::move(faked));
    }
};

TEST_F(Renewal, comes_when_two_thirds_of_a_certificates_life_are_over_and_holds_from_the_next_start)
{
    const std::string first = certificate();
    std::promise<void> renewed;
    auto soon = renewed.get_future();
    {
        const auto hands = switch_on_later(shortly_after, [&, said = false](const std::string& line) mutable {
            if (said || !line.starts_with("certificate renewed")) return;
            said = true;
            renewed.set_value();
        });
        ASSERT_EQ(soon.wait_for(60s), std::future_status::ready);
    }
    EXPECT_NE(certificate(), first);
    fetch_package();
}

TEST_F(Renewal, waits_until_then_and_is_not_asked_for_twice)
{
    const std::string first = certificate();
    const device::DeviceFiles files{data()};
    const auto provisioning = files.provisioning();
    ASSERT_TRUE(provisioning);
    auto https =
        link::HttpsClient::create({provisioning->host, provisioning->port}, {provisioning->ca_pem}, *files.identity());
    ASSERT_TRUE(https);
    link::BureauClient client{std::move(*https), provisioning->device, 20s};
    std::chrono::milliseconds later = shortly_before;
    std::vector<std::string> log;
    device::RenewingBureau bureau{client, files, *provisioning, [&] { return device::now() + later; },
                                  [&](const std::string& line) { log.push_back(line); }};
    EXPECT_TRUE(bureau.inbox());
    EXPECT_EQ(certificate(), first);
    later = shortly_after;
    EXPECT_TRUE(bureau.inbox());
    const std::string second = certificate();
    EXPECT_NE(second, first);
    EXPECT_TRUE(bureau.inbox());
    EXPECT_EQ(certificate(), second);
    EXPECT_EQ(log, std::vector<std::string>{"certificate renewed; used from the next start"});
}

TEST_F(Renewal, that_the_bureau_refuses_leaves_the_certificate_and_the_work_alone)
{
    const std::string first = certificate();
    const device::DeviceFiles files{data()};
    auto provisioning = files.provisioning();
    ASSERT_TRUE(provisioning);
    auto https =
        link::HttpsClient::create({provisioning->host, provisioning->port}, {provisioning->ca_pem}, *files.identity());
    ASSERT_TRUE(https);
    link::BureauClient client{std::move(*https), provisioning->device, 20s};
    provisioning->device = core::DeviceId{"CT-9999"}; // asks for a name that its certificate doesn't have
    std::vector<std::string> log;
    device::RenewingBureau bureau{client, files, *provisioning, [] { return device::now() + shortly_after; },
                                  [&](const std::string& line) { log.push_back(line); }};
    EXPECT_TRUE(bureau.inbox());
    EXPECT_EQ(certificate(), first);
    ASSERT_EQ(log.size(), 1U);
    EXPECT_TRUE(log.front().starts_with("certificate not renewed: "));
}

} // namespace
} // namespace casustafel::journey
