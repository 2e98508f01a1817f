#pragma once

#include "ui/technician.h"

#include <vector>

namespace casustafel::device {

/// The addresses by which this device can be reached from outside it, as the kernel has them now (rtnetlink(7)); none
/// when the kernel doesn't say.
std::vector<ui::technician::Address> network_addresses();

} // namespace casustafel::device
