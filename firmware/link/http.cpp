#include "link/http.h"

#include <algorithm>

namespace casustafel::link {
namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

std::optional<std::string_view> Response::header(std::string_view name) const
{
    for (const Header& h : headers)
        if (std::ranges::equal(h.name, name, {}, lower, lower)) return h.value;
    return std::nullopt;
}

} // namespace casustafel::link
