#pragma once

#include "ui/words.h"

#include <array>
#include <boost/locale/message.hpp>
#include <locale>
#include <memory>
#include <string>
#include <unicode/coll.h>
#include <unicode/numfmt.h>

namespace casustafel::ui {

/// What a language knows: its catalogue (read by Boost.Locale, which needs no locale of the system) and ICU's data. It
/// is a facet of the C++ library's global locale, so that a sentence finds it without being handed it. The parts of ICU
/// are opened when first used. UI thread.
class Speech final : public std::locale::facet {
public:
    static std::locale::id id;

    /// The one that is spoken; Dutch when nothing was chosen yet.
    static const Speech& now();

    using Messages = boost::locale::message_format<char>;
    /// `messages` may be empty: then every sentence stays as it is.
    Speech(Language language, std::unique_ptr<Messages> messages);

    Language language() const { return language_; }
    /// Null: there is none.
    const char* find(const char* context, const char* sentence) const;
    const char* find_plural(const char* sentence, int number) const;

    /// Names as they stand in a date: from Sunday, from January.
    struct Names {
        std::array<std::string, 7> weekdays;
        std::array<std::string, 7> weekdays_short;
        std::array<std::string, 12> months;
        std::array<std::string, 12> months_short;
    };
    const Names& names() const;
    std::string number(int number) const;
    std::string in_small_letters(std::string_view text) const;
    /// Below, at or above zero, as in an alphabetical list.
    int compare(std::string_view left, std::string_view right) const;

private:
    Language language_;
    std::unique_ptr<Messages> messages_;
    mutable std::unique_ptr<const Names> names_;
    mutable std::unique_ptr<icu::NumberFormat> numbers_;
    mutable std::unique_ptr<icu::Collator> order_;
};

} // namespace casustafel::ui
