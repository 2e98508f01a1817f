#include "ui/say.h"
#include "ui/screens/case_parts.h"
#include "ui/screens/parts.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

constexpr int node_padding = 20;
constexpr int between = 16;
constexpr int centre_width = 148;
constexpr int centre_height = 96;
constexpr int in_sight = 560; ///< the person stands in the middle of what is seen without scrolling
constexpr int thread = 4;

int organisation_height(const Frame& frame, const NetworkNode& node, int width)
{
    const int inside = width - 2 * node_padding - 30;
    int height = 2 * node_padding + frame.text_height(node.name, Font::strong, inside);
    height += frame.text_height(node.people, Font::small, inside);
    if (node.leads || !node.load.empty()) height += 44;
    return height;
}

void draw_organisation(Frame& frame, const Rect& rect, const NetworkNode& node)
{
    frame.panel(rect, theme::surface, theme::line);
    Rect inside = rect.inset(node_padding);
    frame.domain_bar(inside, node.domain);
    inside.cut_left(30);
    inside.cut_top(frame.text(inside, node.name, {.font = Font::strong}));
    inside.cut_top(frame.text(inside, node.people, {.font = Font::small, .colour = theme::muted}), 8);
    Point corner{inside.x, inside.y};
    if (node.leads) corner.x = frame.badge(corner, say::network_leads, Status::ok).right() + 12;
    if (!node.load.empty()) frame.badge(corner, node.load, Status::neutral);
}

int surrounding_height(const Frame& frame, const CaseLine& line, int width)
{
    return 2 * node_padding + std::max(48, line_height_of(frame, line, width - 2 * node_padding - 64));
}

void draw_surrounding(Frame& frame, const Rect& rect, const CaseLine& line)
{
    frame.panel(rect, theme::surface, theme::line);
    Rect inside = rect.inset(node_padding);
    frame.icon(Icon::person, inside.cut_left(44, 20).centred(44, 44), theme::primary);
    draw_line(frame, inside, line);
}

/// In place of them all when nothing is known.
int nobody_height(const Frame& frame, int width)
{
    return 2 * node_padding + frame.text_height(say::network_empty, Font::body, width - 2 * node_padding);
}

void draw_nobody(Frame& frame, const Rect& rect)
{
    frame.panel(rect, theme::surface, theme::line);
    frame.text(rect.inset(node_padding), say::network_empty, {.colour = theme::muted});
}

/// The person, or the family or the area that the case is about.
void draw_centre(Frame& frame, const Rect& rect, const NetworkView& network)
{
    frame.fill(rect, theme::primary, centre_height / 2);
    frame.text(
        rect.inset(8), network.centre,
        {.font = Font::subheading, .colour = theme::on_primary, .align = Align::centre, .valign = VAlign::middle});
}

/// A thread from the spine to each node, and along the spine from the first to the last.
void draw_threads(Frame& frame, int spine, int side, const std::vector<int>& heights, int middle)
{
    if (heights.empty()) return;
    const auto [top, bottom] = std::ranges::minmax(heights);
    const int first = std::min(top, middle) - thread / 2;
    frame.fill({spine - thread / 2, first, thread, std::max(bottom, middle) - first + thread / 2}, theme::thread);
    for (const int y : heights)
        frame.fill({std::min(spine, side), y - thread / 2, std::abs(side - spine), thread}, theme::thread);
}

int height_of(const std::vector<int>& heights)
{
    int height = 0;
    for (const int one : heights) height += one + between;
    return height;
}

/// Where the nodes of one column stand: a short one around the height of the person in the middle.
std::vector<Rect> column_of(Rect column, const std::vector<int>& heights, int middle)
{
    column.cut_top(std::max(0, middle - column.y - (height_of(heights) - between) / 2));
    std::vector<Rect> nodes;
    nodes.reserve(heights.size());
    for (const int one : heights) nodes.push_back(column.cut_top(one, between));
    return nodes;
}

/// Too narrow for a person in the middle: the same as a tree, the person at the top. Returns the y it reached.
int draw_tree(Frame& frame, Rect content, const NetworkView& network)
{
    constexpr int branch = 56;
    const Rect centre = content.cut_top(centre_height, between);
    const int spine = content.x + branch / 2;
    int last = centre.bottom();
    const auto node_of = [&](int height) {
        Rect row = content.cut_top(height, between);
        last = row.centre().y;
        row.cut_left(branch);
        frame.fill({spine, last - thread / 2, branch / 2, thread}, theme::thread);
        return row;
    };
    const auto head = [&](std::string_view caption) {
        Rect row = content.cut_top(40, 8);
        row.cut_left(branch);
        frame.caption(row, caption);
    };
    head(say::network_around);
    const int width = content.w - branch;
    for (const CaseLine& line : network.surroundings)
        draw_surrounding(frame, node_of(surrounding_height(frame, line, width)), line);
    if (network.surroundings.empty()) draw_nobody(frame, node_of(nobody_height(frame, width)));
    head(say::network_organisations);
    for (const NetworkNode& node : network.organisations)
        draw_organisation(frame, node_of(organisation_height(frame, node, width)), node);
    frame.fill({spine - thread / 2, centre.bottom(), thread, last - centre.bottom() + thread / 2}, theme::thread);
    draw_centre(frame, {centre.x, centre.y, centre_width, centre_height}, network);
    return content.y;
}

constexpr int least_width = 1100; ///< for the person in the middle

} // namespace

int draw_network(Frame& frame, Rect content, const CaseView& view)
{
    const NetworkView& network = view.network;
    if (content.w < least_width) return draw_tree(frame, content, network);
    const int side = (content.w - centre_width - 4 * margin) / 2;
    Rect heads = content.cut_top(40, 8);
    frame.caption(heads.cut_left(side), say::network_around);
    frame.caption(heads.cut_right(side), say::network_organisations);
    std::vector<int> left_heights;
    std::vector<int> right_heights;
    left_heights.reserve(network.surroundings.size() + 1);
    right_heights.reserve(network.organisations.size());
    for (const CaseLine& line : network.surroundings) left_heights.push_back(surrounding_height(frame, line, side));
    for (const NetworkNode& node : network.organisations)
        right_heights.push_back(organisation_height(frame, node, side));
    if (left_heights.empty()) left_heights.push_back(nobody_height(frame, side));
    const int whole = std::max({height_of(left_heights), height_of(right_heights), centre_height});
    Rect canvas = content.cut_top(whole, gap);
    const int middle = canvas.y + std::min(whole, in_sight) / 2;
    const std::vector<Rect> left = column_of(canvas.cut_left(side), left_heights, middle);
    const std::vector<Rect> right = column_of(canvas.cut_right(side), right_heights, middle);
    const Rect centre{canvas.centre().x - centre_width / 2, middle - centre_height / 2, centre_width, centre_height};
    const auto middles = [](const std::vector<Rect>& nodes) {
        std::vector<int> heights;
        heights.reserve(nodes.size());
        for (const Rect& node : nodes) heights.push_back(node.centre().y);
        return heights;
    };
    const int left_spine = canvas.x + margin;
    const int right_spine = canvas.right() - margin;
    draw_threads(frame, left_spine, canvas.x, middles(left), middle);
    if (!right.empty()) draw_threads(frame, right_spine, canvas.right(), middles(right), middle);
    frame.fill({left_spine, middle - thread / 2, (right.empty() ? centre.x : right_spine) - left_spine, thread},
               theme::thread);
    draw_centre(frame, centre, network);
    if (network.surroundings.empty()) draw_nobody(frame, left[0]);
    for (std::size_t n = 0; n < network.surroundings.size(); ++n)
        draw_surrounding(frame, left[n], network.surroundings[n]);
    for (std::size_t n = 0; n < right.size(); ++n) draw_organisation(frame, right[n], network.organisations[n]);
    return content.y;
}

} // namespace casustafel::ui
