#pragma once

#include "ui/frame.h"
#include "ui/theme.h"

#include <map>
#include <utility>
#include <vector>

struct ImFontAtlas;

namespace casustafel::ui {

/// A rectangle of the atlas, in texels.
struct Sprite {
    int x = 0;
    int y = 0;
    int size = 0; ///< width and height
};

/// Discs, rings and icons in the atlas, so that round corners are copied instead of cut into triangles. Coverage is
/// computed from distances with whole numbers and correctly rounded square roots: the same on every processor.
class Sprites {
public:
    static constexpr int largest_radius = 48; ///< of a disc, in pixels

    /// Asks for room; before the atlas is built.
    void reserve(ImFontAtlas& atlas, const Metrics& metrics);
    /// Draws into the atlas after it was built.
    void draw(ImFontAtlas& atlas);

    /// A disc of `radius` pixels (1 to largest_radius), two radii wide.
    Sprite disc(int radius) const;
    /// The ring around the target that has the focus.
    Sprite focus_ring() const { return ring_; }
    int focus_ring_thickness() const { return ring_thickness_; }
    /// An icon in the baked size nearest to `size` pixels.
    Sprite icon(Icon icon, int size) const;

private:
    std::vector<std::pair<int, Sprite>> discs_; // rectangle id of the atlas and, after drawing, its place
    std::map<std::pair<Icon, int>, std::pair<int, Sprite>> icons_;
    int ring_id_ = -1;
    int ring_thickness_ = 3;
    Sprite ring_;
};

} // namespace casustafel::ui
