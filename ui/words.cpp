#include "ui/speech.h"

#include <boost/locale/gnu_gettext.hpp>

namespace casustafel::ui {

Text::operator std::string_view() const
{
    const char* translated = Speech::now().find(context_, dutch_);
    return translated != nullptr ? translated : dutch_;
}

std::string_view Plural::of(int number) const
{
    if (const char* translated = Speech::now().find_plural(one_, number)) return translated;
    return number == 1 ? one_ : many_;
}

std::string_view code_of(Language language)
{
    switch (language) {
    case Language::dutch:
        return "nl";
    case Language::english:
        return "en";
    }
    return {};
}

core::Result<> speak(Language language, std::vector<char> catalogue)
{
    std::unique_ptr<Speech::Messages> messages;
    if (!catalogue.empty()) {
        boost::locale::gnu_gettext::messages_info info;
        info.language = code_of(language);
        info.encoding = "UTF-8";
        info.domains.emplace_back("casustafel");
        info.paths.emplace_back("."); // asked for by the library, which then asks us instead of the disk
        info.callback = [&](const std::string&, const std::string&) { return catalogue; };
        try {
            messages.reset(boost::locale::gnu_gettext::create_messages_facet<char>(info));
        } catch (const std::exception& unreadable) {
            return core::fail(core::Errc::corrupt, "catalogue " + info.language + ": " + unreadable.what());
        }
    }
    std::locale::global(std::locale{std::locale{}, new Speech{language, std::move(messages)}});
    return {};
}

Language spoken()
{
    return Speech::now().language();
}

} // namespace casustafel::ui
