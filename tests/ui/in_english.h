#pragma once

#include "ui/words.h"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

namespace casustafel::test {

inline std::vector<char> english_catalogue()
{
    std::ifstream file{CASUSTAFEL_LOCALE "/en/LC_MESSAGES/casustafel.mo", std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// As long as it lives the screens speak English; then Dutch again.
class InEnglish {
public:
    InEnglish()
    {
        const auto spoken = ui::speak(ui::Language::english, english_catalogue());
        EXPECT_TRUE(spoken) << spoken.error().detail;
    }
    InEnglish(const InEnglish&) = delete;
    InEnglish& operator=(const InEnglish&) = delete;
    ~InEnglish() { EXPECT_TRUE(ui::speak(ui::Language::dutch)); }
};

} // namespace casustafel::test
