#include "core/fingerprint_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace casustafel::core {
namespace {

std::vector<std::string_view> all_words()
{
    std::vector<std::string_view> words;
    for (int byte = 0; byte < 256; ++byte)
        words.push_back(fingerprint_words({static_cast<std::uint8_t>(byte)}).front());
    return words;
}

bool one_letter_apart(std::string_view a, std::string_view b)
{
    if (a.size() < b.size()) std::swap(a, b);
    const auto [in_a, in_b] = std::ranges::mismatch(a, b);
    const std::string_view rest_a{in_a, a.end()};
    const std::string_view rest_b{in_b, b.end()};
    if (a.size() == b.size())
        return rest_a.substr(std::min<std::size_t>(1, rest_a.size())) ==
               rest_b.substr(std::min<std::size_t>(1, rest_b.size()));
    return a.size() == b.size() + 1 && rest_a.substr(1) == rest_b;
}

TEST(FingerprintWords, follow_the_first_six_bytes)
{
    EXPECT_THAT(fingerprint_words({0, 1, 2, 3, 254, 255, 7}),
                testing::ElementsAre("aap", "akker", "alarm", "altaar", "zwaan", "zwembad"));
}

TEST(FingerprintWords, are_short_and_no_two_are_one_letter_apart)
{
    const std::vector<std::string_view> words = all_words();
    for (std::size_t i = 0; i < words.size(); ++i) {
        EXPECT_TRUE(words[i].size() >= 3 && words[i].size() <= 8) << words[i];
        EXPECT_TRUE(std::ranges::all_of(words[i], [](char c) { return c >= 'a' && c <= 'z'; })) << words[i];
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_FALSE(one_letter_apart(words[i], words[j])) << words[i] << ' ' << words[j];
    }
}

} // namespace
} // namespace casustafel::core
