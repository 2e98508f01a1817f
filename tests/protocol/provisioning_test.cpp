#include "protocol/provisioning.h"

#include <gtest/gtest.h>

namespace casustafel {
namespace {

protocol::Provisioning filled()
{
    protocol::Provisioning provisioning;
    provisioning.device = core::DeviceId{"CT-TEST"};
    provisioning.room = "De Proefkamer";
    provisioning.bureau = {core::BureauId{"zvh-voorbeeld"}, "Zorg- en Veiligheidshuis Voorbeeld", "Voorbeeld"};
    provisioning.host = "localhost";
    provisioning.port = 8443;
    provisioning.ca_pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    provisioning.root_jwk = "{}";
    provisioning.code = "ABCD-EFGH";
    return provisioning;
}

TEST(Provisioning, survives_the_way_there_and_back)
{
    const auto again = protocol::read_provisioning(protocol::write_provisioning(filled()));
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(*again, filled());
}

TEST(Provisioning, a_file_of_another_kind_is_refused_with_the_place_of_the_flaw)
{
    const auto wrong = protocol::read_provisioning(R"({"type":"casustafel/package","version":1})");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().detail, "type is iets anders dan casustafel/provisioning");
    protocol::Provisioning no_port = filled();
    no_port.port = 0;
    EXPECT_EQ(protocol::read_provisioning(protocol::write_provisioning(no_port)).error().detail,
              "port is geen geheel getal in het bereik");
}

} // namespace
} // namespace casustafel
