#include "ui/speech/speaker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

// The real voice, into a buffer in place of a loudspeaker.

namespace casustafel::test {

namespace {

using Samples = std::vector<std::int16_t>;

Samples said(speech::Speaker& speaker, Samples& heard, const std::string& sentence)
{
    heard.clear();
    speaker.say(sentence);
    return heard;
}

bool audible(const Samples& samples)
{
    return std::ranges::any_of(samples, [](std::int16_t sample) { return std::abs(sample) > 1000; });
}

} // namespace

TEST(Speaker, says_a_dutch_sentence)
{
    Samples heard;
    auto speaker = speech::Speaker::open(
        [&](std::span<const std::int16_t> samples) { heard.insert(heard.end(), samples.begin(), samples.end()); });
    ASSERT_TRUE(speaker) << speaker.error().detail;
    const Samples yes = said(*speaker, heard, "Ja.");
    const Samples sentence = said(*speaker, heard, "Zus Esmée uitnodigen vóór het gesprek, uiterlijk vrijdag.");
    EXPECT_TRUE(audible(yes));
    EXPECT_GT(sentence.size(), 4 * yes.size());
    speaker->stop();
}

} // namespace casustafel::test
