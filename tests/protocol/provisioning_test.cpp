#include "protocol/provisioning.h"

#include <gtest/gtest.h>

namespace casustafel {
namespace {

std::string pin_hash(const std::string& cost = "m=262144,t=4,p=1", std::size_t salt = 22, std::size_t hash = 43)
{
    return "$argon2id$v=19$" + cost + "$" + std::string(salt, 'A') + "$" + std::string(hash, 'z');
}

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
    provisioning.technician_pin = pin_hash();
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

TEST(Provisioning, has_no_technician_s_pin_when_the_bureau_gave_none)
{
    protocol::Provisioning without = filled();
    without.technician_pin.clear();
    const std::string text = protocol::write_provisioning(without);
    EXPECT_EQ(text.find("technician_pin"), std::string::npos);
    EXPECT_EQ(protocol::read_provisioning(text), without);
}

TEST(Provisioning, refuses_a_pin_hash_of_another_form_or_of_a_cost_that_a_device_can_not_bear)
{
    const std::vector<std::string> wrong{
        "258013",
        pin_hash("m=8191,t=4,p=1"),
        pin_hash("m=262145,t=4,p=1"),
        pin_hash("m=99999999999999999999,t=4,p=1"),
        pin_hash("m=262144,t=0,p=1"),
        pin_hash("m=262144,t=11,p=1"),
        pin_hash("m=262144,t=4,p=2"),
        pin_hash("m=0262144,t=4,p=1"),
        pin_hash("m=-1,t=4,p=1"),
        pin_hash("m=,t=4,p=1"),
        pin_hash("m=262144,t=4,p=1", 21),
        pin_hash("m=262144,t=4,p=1", 23),
        pin_hash("m=262144,t=4,p=1", 22, 42),
        pin_hash("m=262144,t=4,p=1", 22, 44),
        pin_hash() + "=",
        " " + pin_hash(),
        "$argon2i" + pin_hash().substr(9),
    };
    for (const std::string& one : wrong) {
        protocol::Provisioning provisioning = filled();
        provisioning.technician_pin = one;
        const auto read = protocol::read_provisioning(protocol::write_provisioning(provisioning));
        ASSERT_FALSE(read) << one;
        EXPECT_EQ(read.error().detail, "technician_pin is geen Argon2id-hash die dit apparaat kan narekenen");
        for (std::size_t n = 0; n < pin_hash().size(); ++n)
            EXPECT_FALSE(protocol::is_pin_hash(pin_hash().substr(0, n)));
    }
}

} // namespace
} // namespace casustafel
