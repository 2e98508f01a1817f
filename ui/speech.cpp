#include "ui/speech.h"

#include <cstdlib>
#include <unicode/dtfmtsym.h>

namespace casustafel::ui {

std::locale::id Speech::id;

namespace {

icu::Locale locale_of(Language language)
{
    switch (language) {
    case Language::dutch:
        return icu::Locale{"nl", "NL"};
    case Language::english:
        return icu::Locale{"en", "GB"};
    }
    std::abort();
}

/// ICU fails only when its data isn't there, which is a broken installation: the packages bring library and data
/// together.
void must(UErrorCode status)
{
    if (U_FAILURE(status)) std::abort();
}

std::string utf8(const icu::UnicodeString& text)
{
    std::string bytes;
    return text.toUTF8String(bytes);
}

/// What `list` (an argument for the number of names) gives; days of the week start at the second place there.
template <std::size_t size, class List>
void take_names(std::array<std::string, size>& names, const List& list)
{
    int32_t count = 0;
    const icu::UnicodeString* known = list(count);
    const std::size_t empty = static_cast<std::size_t>(count) - size;
    for (std::size_t n = 0; n < size; ++n) names[n] = utf8(known[n + empty]);
}

} // namespace

Speech::Speech(Language language, std::unique_ptr<Messages> messages)
    : language_{language}, messages_{std::move(messages)}
{
}

const Speech& Speech::now()
{
    const std::locale global;
    if (std::has_facet<Speech>(global)) return std::use_facet<Speech>(global); // which the global locale keeps alive
    auto* dutch = new Speech{Language::dutch, nullptr};
    std::locale::global(std::locale{global, dutch});
    return *dutch;
}

const char* Speech::find(const char* context, const char* sentence) const
{
    return messages_ ? messages_->get(0, context, sentence) : nullptr;
}

const char* Speech::find_plural(const char* sentence, int number) const
{
    return messages_ ? messages_->get(0, nullptr, sentence, number) : nullptr;
}

const Speech::Names& Speech::names() const
{
    if (names_) return *names_;
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols{locale_of(language_), status};
    must(status);
    auto names = std::make_unique<Names>();
    using icu::DateFormatSymbols;
    const auto weekdays = [&](DateFormatSymbols::DtWidthType width) {
        return
            [&symbols, width](int32_t& count) { return symbols.getWeekdays(count, DateFormatSymbols::FORMAT, width); };
    };
    const auto months = [&](DateFormatSymbols::DtWidthType width) {
        return [&symbols, width](int32_t& count) { return symbols.getMonths(count, DateFormatSymbols::FORMAT, width); };
    };
    take_names(names->weekdays, weekdays(DateFormatSymbols::WIDE));
    take_names(names->weekdays_short, weekdays(DateFormatSymbols::ABBREVIATED));
    take_names(names->months, months(DateFormatSymbols::WIDE));
    take_names(names->months_short, months(DateFormatSymbols::ABBREVIATED));
    names_ = std::move(names);
    return *names_;
}

std::string Speech::number(int number) const
{
    if (number > -1000 && number < 1000) return std::to_string(number); // nothing to group: ICU stays closed
    UErrorCode status = U_ZERO_ERROR;
    if (!numbers_) numbers_.reset(icu::NumberFormat::createInstance(locale_of(language_), status));
    must(status);
    icu::UnicodeString text;
    return utf8(numbers_->format(number, text));
}

std::string Speech::in_small_letters(std::string_view text) const
{
    icu::UnicodeString letters = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    return utf8(letters.toLower(locale_of(language_)));
}

int Speech::compare(std::string_view left, std::string_view right) const
{
    UErrorCode status = U_ZERO_ERROR;
    if (!order_) order_.reset(icu::Collator::createInstance(locale_of(language_), status));
    must(status);
    const UCollationResult result = order_->compareUTF8({left.data(), static_cast<int32_t>(left.size())},
                                                        {right.data(), static_cast<int32_t>(right.size())}, status);
    must(status);
    return result;
}

} // namespace casustafel::ui
