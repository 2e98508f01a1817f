#include "ui/keyboard_layout.h"

#include "ui/text_edit.h"

#include <algorithm>

namespace casustafel::ui::layout {

namespace {

// The letters of European names behind a long press on the letter they look like; what Dutch needs comes first.
struct Variants {
    std::string_view letter;
    std::string_view lower; // separated by spaces
    std::string_view upper;
};
constexpr std::array all_variants{
    Variants{"e", "é ë è ê ę ě €", "É Ë È Ê Ę Ě €"},
    Variants{"i", "ï í î ì ı", "Ï Í Î Ì İ"},
    Variants{"o", "ö ó ô ò õ ø ő", "Ö Ó Ô Ò Õ Ø Ő"},
    Variants{"u", "ü ú û ù ů ű", "Ü Ú Û Ù Ů Ű"},
    Variants{"a", "á à â ä ã å ą", "Á À Â Ä Ã Å Ą"},
    Variants{"c", "ç ć č", "Ç Ć Č"},
    Variants{"n", "ñ ń ň", "Ñ Ń Ň"},
    Variants{"s", "ş ș š ś ß", "Ş Ș Š Ś"},
    Variants{"g", "ğ", "Ğ"},
    Variants{"l", "ł", "Ł"},
    Variants{"z", "ž ź ż", "Ž Ź Ż"},
    Variants{"t", "ț ţ ť", "Ț Ţ Ť"},
    Variants{"d", "đ ď", "Đ Ď"},
    Variants{"r", "ř", "Ř"},
    Variants{"y", "ý ÿ", "Ý Ÿ"},
    Variants{".", "? ! : ; …", "? ! : ; …"},
    Variants{"-", "– —", "– —"},
    Variants{"'", "´ ` ¨ ^ ~ ’ “ ”", "´ ` ¨ ^ ~ ’ “ ”"},
};

struct DeadKey {
    std::string_view sign;
    std::string_view combining;
};
constexpr std::array dead_keys{
    DeadKey{"´", "\u0301"}, DeadKey{"`", "\u0300"}, DeadKey{"¨", "\u0308"},
    DeadKey{"^", "\u0302"}, DeadKey{"~", "\u0303"},
};

constexpr Rows letters{"q w e r t y u i o p", "a s d f g h j k l", "z x c v b n m , ."};
constexpr Rows numbers{"1 2 3 4 5 6 7 8 9 0", "- / : ; ( ) € & @", ". , ? ! ' \" + % ="};
constexpr Rows symbols{"[ ] { } # ^ * _ \\ |", "~ < > $ £ § ° « »", "… – — · ’ ‘ “ ” ;"};

} // namespace

const Rows& rows_of(KeyboardState::Layer layer)
{
    switch (layer) {
    case KeyboardState::Layer::letters:
        return letters;
    case KeyboardState::Layer::numbers:
        return numbers;
    case KeyboardState::Layer::symbols:
        return symbols;
    }
    return letters;
}

std::vector<std::string> split(std::string_view words)
{
    std::vector<std::string> parts;
    while (!words.empty()) {
        const std::size_t space = std::min(words.find(' '), words.size());
        parts.emplace_back(words.substr(0, space));
        words.remove_prefix(std::min(space + 1, words.size()));
    }
    return parts;
}

std::string upper(std::string letter)
{
    if (letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z')
        letter[0] = static_cast<char>(letter[0] - 'a' + 'A');
    return letter;
}

std::vector<std::string> variants_of(std::string_view key, bool capital)
{
    const auto found = std::ranges::find(all_variants, key, &Variants::letter);
    if (found == all_variants.end()) return {};
    return split(capital ? found->upper : found->lower);
}

bool is_dead(std::string_view sign)
{
    return std::ranges::find(dead_keys, sign, &DeadKey::sign) != dead_keys.end();
}

std::string under(std::string_view dead, std::string_view letter)
{
    const auto found = std::ranges::find(dead_keys, dead, &DeadKey::sign);
    if (found == dead_keys.end()) return std::string{letter};
    const std::string composed = in_nfc(std::string{letter} + std::string{found->combining});
    // Latin letters up to U+017F, which the fonts have, are two bytes of UTF-8 of which the first is at most C5.
    const bool one_letter = composed.size() == 2 && static_cast<unsigned char>(composed.front()) <= 0xC5;
    return one_letter ? composed : std::string{dead} + std::string{letter};
}

} // namespace casustafel::ui::layout
