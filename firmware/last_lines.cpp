#include "firmware/last_lines.h"

#include <algorithm>

namespace casustafel::device {

void LastLines::keep(core::Instant at, const std::string& text)
{
    std::size_t end = std::min<std::size_t>(text.size(), 300);
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end; // whole letters
    const std::lock_guard lock{mutex_};
    lines_.push_front({at, text.substr(0, end)});
    if (lines_.size() > most) lines_.pop_back();
}

std::vector<LastLines::Line> LastLines::newest_first() const
{
    const std::lock_guard lock{mutex_};
    return {lines_.begin(), lines_.end()};
}

} // namespace casustafel::device
