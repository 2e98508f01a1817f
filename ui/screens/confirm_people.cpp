#include "ui/say.h"
#include "ui/screens/confirm_parts.h"
#include "ui/screens/parts.h"

#include <algorithm>
#include <functional>

// Who answers on the confirm screen, and for what.

namespace casustafel::ui {

namespace {

/// With larger text nothing of a person is left out: the mark stands under the words.
Rect draw_tall_person(Frame& frame, Rect& content, const ConfirmPerson& one, Intents& intents)
{
    constexpr int sign = 64;
    const int width = content.w - 40 - sign - 16;
    const int name = frame.text_height(one.person.name, Font::strong, width);
    const int summary = frame.text_height(one.summary, Font::small, width);
    const int height = std::max(108, 32 + name + summary + (one.mark ? 44 : 0));
    const Rect rect = content.cut_top(height, 14);
    const Tile tile =
        frame.tile("bevestigen/wie/" + one.person.id.value(), one.person.name, rect, {.selected = one.selected});
    if (tile.activated) intents.push_back(intent::SelectPerson{one.person.id});
    Rect inside = tile.inside.centred(tile.inside.w, name + summary + (one.mark ? 44 : 0));
    frame.avatar(inside.cut_left(sign, 16).centred(sign, sign), one.person.initials, one.person.domain);
    frame.text(inside.cut_top(name), one.person.name, {.font = Font::strong});
    frame.text(inside.cut_top(summary, 8), one.summary, {.font = Font::small, .colour = theme::muted});
    if (one.mark) frame.badge({inside.x, inside.y}, one.mark->label, one.mark->status);
    return rect;
}

Rect draw_person_tile(Frame& frame, Rect& content, const ConfirmPerson& one, Intents& intents)
{
    PersonView person = one.person;
    person.organisation = one.summary;
    const Mark* mark = one.mark ? &*one.mark : nullptr;
    const int height = std::max(108, 32 + person_height(frame, person, content.w - 40, mark));
    const Rect rect = content.cut_top(height, 14);
    const Tile tile =
        frame.tile("bevestigen/wie/" + one.person.id.value(), one.person.name, rect, {.selected = one.selected});
    draw_person(frame, tile.inside, person, false, mark);
    if (tile.activated) intents.push_back(intent::SelectPerson{one.person.id});
    return rect;
}

/// What the owner answered, below the terms; nothing while there is no more to it than the mark says.
int answer_height(const Frame& frame, const ConfirmAgreement& one, int width)
{
    return one.answer.empty() ? 0 : 6 + frame.text_height(one.answer, Font::body, width);
}

/// Beside the words there is room for a mark only on a wide screen: it would make a pillar of them.
bool mark_below(const Frame& frame, const ConfirmAgreement& one)
{
    return one.mark && !roomy(frame);
}

int words_width(const Frame& frame, const ConfirmAgreement& one, int width)
{
    return width - 56 - (one.mark && !mark_below(frame, one) ? frame.badge_width(one.mark->label) + 20 : 0);
}

int own_agreement_height(const Frame& frame, const ConfirmAgreement& one, int width)
{
    const int words = words_width(frame, one, width);
    return frame.text_height(one.text, Font::strong, words) + 6 + frame.text_height(one.terms, Font::body, words) +
           answer_height(frame, one, words) + 52 + (mark_below(frame, one) ? 46 : 0);
}

} // namespace

void draw_people(Frame& frame, Rect side, const ConfirmView& view, Intents& intents)
{
    draw_room_control(frame, side, view.in_room, intents);
    if (frame.editing().empty()) draw_undo(frame, side, view.undo, intents);
    side.cut_top(frame.caption(side, say::people_caption), 12);
    frame.scroll("bevestigen/mensen", side, [&](Rect content) {
        bool among_absent = false;
        for (const ConfirmPerson& one : view.people) {
            if (one.elsewhere && !among_absent) {
                content.cut_top(8);
                content.cut_top(frame.caption(content, say::not_here_caption), 12);
                among_absent = true;
            }
            const Rect tile = roomy(frame) ? draw_person_tile(frame, content, one, intents)
                                           : draw_tall_person(frame, content, one, intents);
            if (one.selected) // again when the letters become larger
                frame.bring_in(std::hash<std::string>{}(one.person.id.value()) + static_cast<std::size_t>(content.w),
                               tile);
        }
        return content.y;
    });
}

int own_agreements_height(const Frame& frame, int width, const ConfirmView& view)
{
    int height = 0;
    for (const ConfirmAgreement& one : view.agreements) height += own_agreement_height(frame, one, width) + 16;
    return height;
}

int draw_own_agreements(Frame& frame, Rect content, const ConfirmView& view)
{
    for (const ConfirmAgreement& one : view.agreements) {
        const bool below = mark_below(frame, one);
        const int width = words_width(frame, one, content.w);
        const Rect rect = content.cut_top(own_agreement_height(frame, one, content.w), 16);
        frame.panel(rect, theme::surface, theme::line);
        Rect inside = rect.inset(28, 24);
        if (below)
            frame.badge({inside.x, inside.bottom() - 36}, one.mark->label, one.mark->status);
        else if (one.mark)
            frame.badge_right({inside.right(), inside.centre().y}, one.mark->label, one.mark->status);
        inside.w = width;
        inside.cut_top(frame.text(inside, one.text, {.font = Font::strong}), 6);
        inside.cut_top(frame.text(inside, one.terms, {.colour = theme::muted}), 6);
        if (!one.answer.empty()) frame.text(inside, one.answer);
    }
    return content.y;
}

} // namespace casustafel::ui
