#pragma once

#include "ui/frame.h"

#include <string>
#include <vector>

namespace casustafel::test {

/// A screen that shows each widget in its place: what the reference pictures show, with invented content.
inline void draw_sample(ui::Frame& f, std::string& pressed)
{
    using namespace ui;
    const auto note = [&](bool activated, const char* name) {
        if (activated) pressed = name;
    };
    f.fill(f.area(), theme::background);
    Rect bar = f.bar("Casus 2 van 5 · K.D.");
    note(f.button("bar/agenda", "Agenda",
                  bar.cut_right(f.button_width("Agenda"), 28).centred(f.button_width("Agenda"), 68),
                  {.kind = ButtonKind::bar}),
         "bar/agenda");
    const ButtonStyle privacy{.kind = ButtonKind::bar, .icon = Icon::shield};
    note(
        f.button(
            "bar/afschermen", "Afschermen",
            bar.cut_right(f.button_width("Afschermen", privacy), 28).centred(f.button_width("Afschermen", privacy), 68),
            privacy),
        "bar/afschermen");
    Rect pill = f.pill(bar, "Persoonsgericht");
    bar.cut_left(pill.w, 28);
    f.pill(bar, "Levensloopaanpak");
    Rect clock = bar.cut_right(240, 28);
    f.text(clock.cut_right(120), "van 20 min",
           {.font = Font::small, .colour = theme::bar_muted, .align = Align::right, .valign = VAlign::middle});
    f.text(clock, "12:40", {.font = Font::heading, .colour = theme::on_primary, .valign = VAlign::middle});

    Rect body = f.area().inset(28, 0);
    body.cut_top(124);
    Rect right = body.cut_right(686, 28);
    body.h -= 28;
    right.h -= 28;
    const std::vector<std::string> tabs{"Overzicht", "Leefgebieden", "Plan van aanpak", "Netwerk", "Tijdlijn"};
    f.tabs("tab", body.cut_top(72, 20), tabs, 0);
    Rect question = f.card(body.cut_top(194, 20));
    question.cut_top(f.caption(question, "VRAAG AAN TAFEL"), 12);
    f.text(question, "Hoe voorkomen we dakloosheid na detentie (vrij op 14 dec) en wie pakt de regie op zorg op?",
           {.font = Font::lead});
    const std::vector<Rect> halves = body.cut_top(310, 20).columns(2, 20);
    Rect criteria = f.card(halves[0]);
    f.text(criteria.cut_top(40, 16), "Criteria complexe casus", {.font = Font::subheading});
    for (const char* criterion :
         {"Problemen bij betrokkene of gezin", "Meerdere leefgebieden, criminogeen", "Meerdere domeinen nodig"}) {
        Rect line = criteria.cut_top(30, 8);
        f.icon(Icon::check, line.cut_left(22, 6), theme::ink);
        f.text(line, criterion, {.font = Font::small, .valign = VAlign::middle});
    }
    f.badge({criteria.x, criteria.y + 4}, "Getoetst 3 nov · grondslag WGS", Status::ok);
    Rect voice = f.card(halves[1]);
    f.text(voice.cut_top(40, 16), "Perspectief betrokkene", {.font = Font::subheading});
    voice.cut_top(f.text(voice, "“Ik wil een eigen plek en werken met mijn handen. Niet weer van balie naar balie.”",
                         {.font = Font::small}),
                  12);
    voice.cut_top(f.text(voice, "Opgehaald door Reclassering, 6 nov", {.font = Font::small, .colour = theme::muted}),
                  12);
    f.badge({voice.x, voice.y}, "Informeren: nog te doen", Status::attention);
    Rect list = f.card(body);
    f.text(list.cut_top(40, 8), "Vorige afspraken", {.font = Font::subheading});
    f.scroll("vorige", list, [&](Rect content) {
        const std::vector<std::pair<const char*, Domain>> rows{
            {"Urgentieverklaring woning aanvragen", Domain::municipal},
            {"Intake FACT-team inplannen", Domain::care},
            {"Huisbezoek met wijkagent", Domain::safety}};
        int i = 0;
        for (const auto& [what, domain] : rows) {
            Rect row = content.cut_top(84);
            f.separator(row);
            f.domain_bar(row, domain);
            row.cut_left(38);
            note(f.button("vorige/" + std::to_string(i), "Status", row.cut_right(178, 24).inset(0, 6),
                          {.icon_after = Icon::down}),
                 "vorige");
            f.badge_right({row.right(), row.centre().y}, i == 1 ? "Gedaan" : "20 dagen te laat",
                          i == 1 ? Status::ok : Status::wrong, i == 1 ? Icon::check : Icon::none);
            f.text(row.cut_top(46), what, {.valign = VAlign::bottom, .fit = Fit::shorten});
            f.text(row, "Gemeente Waterrijk · uiterlijk 1 nov",
                   {.font = Font::small, .colour = theme::muted, .fit = Fit::shorten});
            ++i;
        }
        return content.y;
    });

    Rect column = f.card(right);
    Rect head = column.cut_top(48, 16);
    f.text(head, "Opgeslagen",
           {.font = Font::small, .colour = theme::muted, .align = Align::right, .valign = VAlign::middle});
    f.badge({head.x + f.text_width("Afspraken vandaag", Font::heading) + 24, head.y + 6}, "3", Status::neutral);
    f.text(head, "Afspraken vandaag", {.font = Font::heading, .valign = VAlign::middle, .fit = Fit::one_line});
    const std::vector<Rect> bottom = column.cut_bottom(80, 14).columns(2, 14);
    note(f.button("bevestigen", "Bevestigen (2)", bottom[0]), "bevestigen");
    note(f.button("besluit", "Besluit casus", bottom[1], {.icon_after = Icon::right}), "besluit");
    note(f.button("nieuw", "Nieuwe afspraak", column.cut_bottom(104, 14),
                  {.kind = ButtonKind::primary, .icon = Icon::plus}),
         "nieuw");
    const Tile first = f.tile("afspraak/1", "Verlofdata afstemmen met PI De Dijk", column.cut_top(136, 16));
    Rect inside = first.inside;
    f.domain_bar(inside, Domain::safety);
    inside.cut_left(32);
    f.badge_right({inside.right(), inside.centre().y}, "Akkoord", Status::ok, Icon::check);
    inside.cut_right(140);
    inside.cut_top(f.text(inside, "Verlofdata afstemmen met PI De Dijk", {.font = Font::strong}));
    f.text(inside, "S. Bouazza · Reclassering · vr 27 nov",
           {.font = Font::small, .colour = theme::muted, .fit = Fit::shorten});
    const Tile second =
        f.tile("afspraak/2", "Zorgmachtiging voorbereiden", column.cut_top(104, 16), {.selected = true});
    inside = second.inside;
    f.domain_bar(inside, Domain::care);
    inside.cut_left(32);
    f.badge_right({inside.right(), inside.centre().y}, "Wie?", Status::wrong);
    inside.cut_top(f.text(inside, "Zorgmachtiging voorbereiden", {.font = Font::strong, .fit = Fit::shorten}));
    f.text(inside, "Nog geen actiehouder", {.font = Font::small, .colour = theme::muted});
    Rect row = column.cut_top(80);
    f.avatar(row.cut_left(64, 16).centred(64, 64), "SB", Domain::safety);
    f.check("check", "Geheimhouding getekend", row, true);
    f.masked(column.cut_top(32).inset(0, 2));
}

} // namespace casustafel::test
