#pragma once

#include "app/recorder_world.h"

#include <gtest/gtest.h>

namespace casustafel::app {

/// A device that is switched on.
class Recording : public testing::Test {
protected:
    Recording() { world.switch_on(); }
    Notice last_notice() const { return world.published()->notices.back().what; }

    RecorderWorld world;
};

} // namespace casustafel::app
