#include "system/pin_hash.h"

#include "protocol/provisioning.h"

#include <gtest/gtest.h>

namespace casustafel {
namespace {

constexpr system::PinCost cheap{1, 8U << 20};

TEST(PinHash, is_of_a_form_that_a_provisioning_file_takes_and_another_one_each_time)
{
    const auto one = system::hash_pin(core::Secret{"258013"}, cheap);
    const auto other = system::hash_pin(core::Secret{"258013"}, cheap);
    ASSERT_TRUE(one && other);
    EXPECT_NE(*one, *other);
    EXPECT_TRUE(protocol::is_pin_hash(*one)) << *one;
    EXPECT_EQ(one->find("258013"), std::string::npos);
    const auto usual = system::hash_pin(core::Secret{"258013"});
    ASSERT_TRUE(usual);
    EXPECT_TRUE(protocol::is_pin_hash(*usual)) << *usual;
}

TEST(PinHash, knows_its_own_pin_and_no_other)
{
    const auto hash = system::hash_pin(core::Secret{"258013"}, cheap);
    ASSERT_TRUE(hash);
    EXPECT_TRUE(system::is_pin(core::Secret{"258013"}, *hash));
    for (const char* wrong : {"258014", "25801", "2580130", "", "258013 "})
        EXPECT_FALSE(system::is_pin(core::Secret{wrong}, *hash)) << wrong;
}

TEST(PinHash, has_six_to_twelve_digits_and_nothing_else)
{
    for (const char* good : {"258013", "012345678901"}) EXPECT_TRUE(system::check_new_pin(core::Secret{good})) << good;
    for (const char* wrong : {"", "25801", "0123456789012", "25801a", "2580 13"})
        EXPECT_FALSE(system::check_new_pin(core::Secret{wrong})) << wrong;
}

} // namespace
} // namespace casustafel
