#include "ui/text_edit.h"

#include <cstdlib>
#include <memory>
#include <utf8proc.h>

namespace casustafel::ui {

std::string in_nfc(const std::string& text)
{
    utf8proc_uint8_t* made = nullptr;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto size = utf8proc_map(bytes, static_cast<utf8proc_ssize_t>(text.size()), &made, options);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner{made, &std::free};
    if (size < 0) return text;
    return {reinterpret_cast<const char*>(made), static_cast<std::size_t>(size)};
}

} // namespace casustafel::ui
