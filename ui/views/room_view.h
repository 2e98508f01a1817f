#pragma once

#include "ui/views/views.h"

namespace casustafel::ui {

struct RoomAgreement {
    CaseLine line;
    Sentence who;
    Sentence due;
    Domain domain{};
    Mark mark;
    bool in_turn{}; ///< its owner is confirming now
    bool operator==(const RoomAgreement&) const = default;
};

/// The screen for the room, which everybody can read and nobody touches: the house and the clock, and of the case that
/// is open no more than the chair chose.
struct RoomView {
    Sentence house;
    Sentence room;
    Sentence time;
    Sentence day;
    bool shows_case{}; ///< otherwise all below is empty
    Sentence title;
    Sentence timer;
    Sentence time_box;
    std::optional<CaseLine> question;
    std::vector<RoomAgreement> agreements; ///< those of who is in turn first
    Sentence turn;
    bool operator==(const RoomView&) const = default;
};
/// Nothing of a case while the device is locked or shielded.
RoomView room_view(const Snapshot& snapshot, const State& state);

/// What the chair can put there, each with what choosing it comes to.
struct RoomRow {
    Sentence label;
    bool shown{};
    RoomChoice choosing;
};
struct RoomSheetView {
    std::vector<RoomRow> rows;
    Sentence now;
    bool shows_something{};
};
RoomSheetView room_sheet_view(const Snapshot& snapshot, const State& state);

/// What it shows now, in a few words; empty when there is no such screen.
Sentence room_now(const Snapshot& snapshot, const State& state);

} // namespace casustafel::ui
