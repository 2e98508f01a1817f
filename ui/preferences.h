#pragma once

namespace casustafel::ui {

/// How the person at the table wants to see, touch and hear the screen. Belongs to the device and not to a conference:
/// it is kept while the device is locked, and says nothing about a case.
struct Preferences {
    int text_percent = 100; ///< 100, 125 or 150: everything grows, so less of it fits beside each other
    bool high_contrast = false;
    bool calm = false;        ///< nothing slides or glides
    bool left_handed = false; ///< what is touched most lies at the left
    bool speech = false;      ///< the first touch of a thing reads it aloud, the second acts
    bool operator==(const Preferences&) const = default;
};

} // namespace casustafel::ui
