#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/screens/screen.h"
#include "ui/views/agreement_views.h"

#include <algorithm>

// 'Meer' of an agreement: a sheet with a part at a time, so that nothing is cramped.

namespace casustafel::ui {

namespace {

constexpr int relation_row = 104;
constexpr int person_row = 92;

void set(const MoreView& view, Intents& intents, auto change)
{
    core::AgreementContent next = view.content;
    change(next);
    intents.push_back(intent::SetAgreement{std::move(next)});
}

/// Buttons under a caption; the index of the one that was touched.
template <class Choices>
std::optional<std::size_t> draw_choices(Frame& frame, Rect& content, std::string_view name, std::string_view caption,
                                        const Choices& choices)
{
    std::optional<std::size_t> chosen;
    if (choices.empty()) return chosen;
    content.cut_top(frame.caption(content, caption), 10);
    content.cut_top(draw_flow(frame, content, numbered_buttons(name, choices), chosen), gap);
    return chosen;
}

int draw_purpose(Frame& frame, Rect content, const MoreView& view, Intents& intents)
{
    if (const auto n = draw_choices(frame, content, "meer/soort", say::kind_caption, view.kinds))
        set(view, intents, [&](core::AgreementContent& c) {
            c.kind = view.kinds[*n].second.selected ? std::nullopt : std::optional{view.kinds[*n].first};
        });
    if (const auto n = draw_choices(frame, content, "meer/doel", say::goal_caption, view.goals))
        set(view, intents, [&](core::AgreementContent& c) {
            c.goal = view.goals[*n].second.selected ? core::GoalId{} : view.goals[*n].first;
        });
    if (const auto n = draw_choices(frame, content, "meer/leefgebied", say::life_domain_caption, view.life_domains))
        set(view, intents, [&](core::AgreementContent& c) {
            c.life_domain = view.life_domains[*n].second.selected ? core::LifeDomainId{} : view.life_domains[*n].first;
        });
    const bool outside = view.content.outside_regular_frames;
    if (frame.check("meer/buiten", say::outside_frames, content.cut_top(button_height, gap), outside))
        set(view, intents, [&](core::AgreementContent& c) { c.outside_regular_frames = !outside; });
    return content.y;
}

/// A name to type, with the people it may well be as tiles. Returns its height.
int draw_name(Frame& frame, Rect column, std::string_view name, std::string_view caption, Field field,
              const std::string& text, const MoreView& view, Intents& intents)
{
    const int top = column.y;
    column.cut_top(
        draw_field(frame, column, name, caption, field, text, intents, say::name_hint, false, {.capital = true}), 14);
    for (const PersonView& person : view.people) {
        const bool chosen = person.name == text;
        const int height = std::max(person_row, 32 + person_height(frame, person, column.w - 40));
        const Tile tile = frame.tile(std::string{name} + "/" + person.id.value(), person.name,
                                     column.cut_top(height, 12), {.selected = chosen});
        draw_person(frame, tile.inside, person);
        if (tile.activated) intents.push_back(intent::Type{field, chosen ? std::string{} : person.name});
    }
    return column.y - top;
}

int draw_people(Frame& frame, Rect content, const MoreView& view, Intents& intents)
{
    const std::vector<Rect> halves = content.columns(2, margin);
    const int left = draw_name(frame, halves[0], "meer/uitvoerder", say::executor_caption, Field::executor,
                               view.executor, view, intents);
    const int right =
        draw_name(frame, halves[1], "meer/vervanger", say::deputy_caption, Field::deputy, view.deputy, view, intents);
    return content.y + std::max(left, right);
}

void toggle(std::optional<core::Audience>& audience, auto list, const auto& value)
{
    if (!audience) audience.emplace();
    auto& all = (*audience).*list;
    if (std::erase(all, value) == 0) all.push_back(value);
    if (audience->partners.empty() && audience->domains.empty()) audience.reset();
}

int draw_readers(Frame& frame, Rect content, const MoreView& view, Intents& intents)
{
    if (const auto n = draw_choices(frame, content, "meer/zicht", say::readers_caption, view.confidentialities))
        set(view, intents, [&](core::AgreementContent& c) { c.confidentiality = view.confidentialities[*n].first; });
    if (const auto n = draw_choices(frame, content, "meer/domein", say::audience_domains, view.domains))
        set(view, intents,
            [&](core::AgreementContent& c) { toggle(c.audience, &core::Audience::domains, view.domains[*n].first); });
    if (const auto n = draw_choices(frame, content, "meer/partner", say::audience_partners, view.partners))
        set(view, intents,
            [&](core::AgreementContent& c) { toggle(c.audience, &core::Audience::partners, view.partners[*n].first); });
    if (!view.content.audience)
        content.cut_top(frame.text(content, say::audience_everyone, {.colour = theme::muted}), gap);
    return content.y;
}

void relate(const MoreView& view, Intents& intents, const RelationRow& row, core::RelationKind how)
{
    set(view, intents, [&](core::AgreementContent& c) {
        std::erase_if(c.relates, [&](const core::Relation& one) { return one.to == row.id; });
        if (row.how != how) c.relates.push_back({row.id, how});
    });
}

void draw_relation_rows(Frame& frame, Rect& content, std::string_view caption, std::string_view name,
                        const std::vector<RelationRow>& rows, const MoreView& view, Intents& intents)
{
    if (rows.empty()) return;
    content.cut_top(frame.caption(content, caption), 10);
    const int width = std::max(frame.button_width(say::depends_on), frame.button_width(say::conflicts_with));
    for (std::size_t n = 0; n < rows.size(); ++n) {
        const RelationRow& row = rows[n];
        const std::string path = std::string{name} + "/" + std::to_string(n);
        const int words = frame.text_height(row.line.text, Font::body, content.w - 2 * width - gap - 14) +
                          warning_height(frame, row.line.warning, content.w - 2 * width - gap - 14);
        Rect line = content.cut_top(std::max(relation_row, words + 24), 4);
        frame.separator(line);
        const Rect conflicts = line.cut_right(width, 14);
        const Rect depends = line.cut_right(width, gap);
        draw_line(frame, line.centred(line.w, words), row.line);
        if (frame.button(path + "/hangt-af", say::depends_on, depends.centred(width, button_height),
                         {.selected = row.how == core::RelationKind::depends_on}))
            relate(view, intents, row, core::RelationKind::depends_on);
        if (frame.button(path + "/botst", say::conflicts_with, conflicts.centred(width, button_height),
                         {.selected = row.how == core::RelationKind::conflicts_with}))
            relate(view, intents, row, core::RelationKind::conflicts_with);
    }
    content.cut_top(gap);
}

int draw_relations(Frame& frame, Rect content, const MoreView& view, Intents& intents)
{
    if (view.today.empty() && view.earlier.empty())
        content.cut_top(frame.text(content, say::relations_none, {.colour = theme::muted}), gap);
    else
        content.cut_top(frame.text(content, say::relations_about, {.colour = theme::muted}), gap);
    draw_relation_rows(frame, content, say::agreement_of_today, "meer/vandaag", view.today, view, intents);
    draw_relation_rows(frame, content, say::agreement_of_earlier, "meer/eerder", view.earlier, view, intents);
    return content.y;
}

} // namespace

void draw_agreement_more(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    const MoreView view = more_view(snapshot, state);
    Rect room = frame.area();
    reserve_keyboard(frame, room);
    const auto draw_inside = [&](Rect inside) {
        const bool typing = cramped(frame, inside);
        inside = sheet_head(frame, inside, say::more_title, intents);
        const std::vector<std::string> parts{std::string{say::part_purpose}, std::string{say::part_people},
                                             std::string{say::part_readers}, std::string{say::part_relations}};
        const Rect tabs = typing ? Rect{} : inside.cut_top(72, gap);
        if (const auto part =
                typing ? std::nullopt : frame.tabs("meer/deel", tabs, parts, static_cast<std::size_t>(view.part))) {
            frame.stop_editing();
            intents.push_back(intent::SelectMorePart{static_cast<MorePart>(*part)});
        }
        frame.scroll("meer/inhoud" + std::to_string(static_cast<int>(view.part)), inside, [&](Rect content) {
            switch (view.part) {
            case MorePart::purpose:
                return draw_purpose(frame, content, view, intents);
            case MorePart::people:
                return draw_people(frame, content, view, intents);
            case MorePart::readers:
                return draw_readers(frame, content, view, intents);
            case MorePart::relations:
                return draw_relations(frame, content, view, intents);
            }
            return content.y;
        });
    };
    if (frame.sheet("meer", room.centred(std::min(1560, room.w - 80), std::min(1040, room.h - 40)), draw_inside))
        intents.push_back(intent::CloseSheet{});
    draw_keyboard(frame);
}

} // namespace casustafel::ui
