#pragma once

#include "core/secret.h"

namespace casustafel::device {

/// A passphrase that nobody can guess and everybody can type on one layer of the keyboard: five made-up words of five
/// letters that can be spoken, `bakom niret soluk pamer dogif`. Each of the 64 000 words is as likely as any other, so
/// that all five together are one of 2^79.8.
core::Secret propose_passphrase();

} // namespace casustafel::device
