#include "core/bytes.h"
#include "firmware/preferences_file.h"

#include <cstdlib>

using namespace casustafel;

/// Any file gives preferences that the screen can show, and writing them gives the same again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ui::Preferences preferences = device::read_preferences(core::text_of({data, size}));
    const int text = preferences.text_percent;
    if (text != 100 && text != 125 && text != 150) std::abort();
    if (device::read_preferences(device::write_preferences(preferences)) != preferences) std::abort();
    return 0;
}
