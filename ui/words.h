#pragma once

#include "core/result.h"

#include <string>
#include <string_view>
#include <vector>

// How a sentence gets on a screen. It stands once in ui/say/*.h, in Dutch, under a name; that Dutch is at the same time
// its key in the catalogues of the other languages (ui/po/*.po, GNU gettext), so that a sentence without a translation
// is still a sentence. `toolchain/dev lint words` refuses one that isn't translated or that nothing shows.

namespace casustafel::ui {

/// A sentence of the product. Becomes that of the language that is spoken when it is used as a text; what it gives
/// stays valid until another language is spoken. UI thread.
class Text {
public:
    /// `context` tells two sentences apart that are the same in Dutch and not in another language.
    consteval Text(const char* dutch, const char* context = nullptr) : dutch_{dutch}, context_{context} {}

    operator std::string_view() const;
    friend bool operator==(const Text& text, std::string_view shown) { return std::string_view{text} == shown; }
    /// As it stands in the source: for what goes into the minutes, which are Dutch whatever the screen speaks.
    constexpr std::string_view dutch() const { return dutch_; }

private:
    const char* dutch_;
    const char* context_;
};

/// A sentence about a number, in the forms that a language has for it; `{}` is the number. UI thread.
class Plural {
public:
    consteval Plural(const char* one, const char* many) : one_{one}, many_{many} {}

    /// The form for `number`, with `{}` still in it.
    std::string_view of(int number) const;

private:
    const char* one_;
    const char* many_;
};

enum class Language { dutch, english };

/// nl, en: how a language is named outside the product.
std::string_view code_of(Language language);

/// From now on sentences, dates, numbers and the order of names are those of `language`. `catalogue` is what msgfmt
/// made of ui/po/<code>.po; Dutch needs none. Between two frames, on the UI thread; Dutch is spoken until the first
/// call. Errc::corrupt: the catalogue can't be read; nothing changes.
core::Result<> speak(Language language, std::vector<char> catalogue = {});

/// The language of the last `speak`.
Language spoken();

} // namespace casustafel::ui
