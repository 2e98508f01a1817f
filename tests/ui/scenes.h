#pragma once

#include "support/table_driver.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace casustafel::test {

/// A moment of a conference that somebody looked at: its golden picture is tests/ui/golden/<name>.txt, and
/// casustafel_screens writes <name>.png.
struct Scene {
    enum class Of : std::uint8_t { table, room };

    const char* name;
    std::function<void(TableDriver&)> reach;
    /// Also tried on every panel, at every size of text, in English and with the tab key alone. Not for a scene that
    /// only shows other sentences in a layout that another scene has.
    bool swept = true;
    Of of = Of::table;
    std::function<core::Package()> package = TableDriver::example_package;
};

/// All of them, in the order of a conference.
std::vector<Scene> scenes();
/// Those that are tried on every panel.
std::vector<Scene> swept_scenes();

} // namespace casustafel::test
