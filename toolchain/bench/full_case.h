#pragma once

#include "core/time.h"
#include "ui/snapshot.h"
#include "ui/state.h"

#include <memory>
#include <string_view>

namespace casustafel::bench {

inline constexpr const char* font_folder = "/usr/share/fonts/opentype/inter";
/// The scroll area with the items of the case.
inline constexpr std::string_view items_scroller = "casus/inhoud1";

/// What the screens show when a case with 200 items is open at its life domains. Not copied: the snapshot points at the
/// calendar.
struct FullCase {
    explicit FullCase(std::shared_ptr<const core::Conference> conference);
    FullCase(const FullCase&) = delete;
    FullCase& operator=(const FullCase&) = delete;

    core::Calendar calendar;
    ui::Snapshot snapshot;
    ui::State state;
};

/// A conference of `cases` cases with 200 items, everyone there, in its first case. Empty when the rules refuse it.
core::Conference conference_in_full_case(int cases);

} // namespace casustafel::bench
