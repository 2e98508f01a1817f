#include "support/table_driver.h"
#include "ui/views/agenda_views.h"

#include <gtest/gtest.h>

#include <algorithm>

// The agenda in the chair's hands: its order, its time, what is skipped and what can't wait.

namespace casustafel::test {

namespace {

using namespace std::chrono_literals;

bool shows(const TableDriver& table, std::string_view words)
{
    return table.golden().find(words) != std::string::npos;
}

std::vector<std::string> labels(const TableDriver& table)
{
    std::vector<std::string> all;
    for (const core::CaseState& one : table.conference().cases) all.push_back(one.brief->label);
    return all;
}

void fill_in_urgent(TableDriver& table, std::string_view label)
{
    table.tap("agenda/spoed").tap("spoed/label").type(label).tap("spoed/vraag").type("Waar slaapt hij vannacht?");
    table.tap("key/klaar").tap("spoed/tijd/10");
    for (const char* number : {"0", "1", "2", "3"}) {
        table.tap(std::string{"spoed/ja/"} + number).tap(std::string{"spoed/waarom/"} + number);
        table.type("Blijkt uit de melding van vanmorgen").tap("key/klaar");
    }
}

} // namespace

TEST(Agenda, moves_a_case_up_and_down_without_dragging)
{
    TableDriver table;
    table.start_conference().tap("agenda/volgorde");
    EXPECT_FALSE(table.target_enabled("agenda/omhoog/1"));
    EXPECT_FALSE(table.target_enabled("agenda/omlaag/3"));
    table.tap("agenda/omlaag/1").tap("agenda/omlaag/2");
    EXPECT_EQ(labels(table), (std::vector<std::string>{"Gezin R.", "J.P.", "K.D."}));
    table.tap("agenda/omhoog/2").tap("agenda/volgorde");
    EXPECT_EQ(labels(table), (std::vector<std::string>{"J.P.", "Gezin R.", "K.D."}));
    table.tap("agenda/open/1");
    EXPECT_EQ(table.open_case().brief->label, "J.P.");
}

TEST(Agenda, counts_a_second_move_from_where_the_first_led)
{
    TableDriver table;
    table.start_conference().tap("agenda/volgorde");
    table.hold();
    table.tap("agenda/omlaag/1").tap("agenda/omlaag/1"); // the disk is slow: the second tap does nothing yet
    table.commit();
    EXPECT_EQ(labels(table), (std::vector<std::string>{"Gezin R.", "K.D.", "J.P."}));
}

TEST(Agenda, may_be_reordered_before_the_start_and_while_a_case_is_open)
{
    TableDriver table;
    table.open_conference().tap("agenda/volgorde").tap("agenda/omhoog/2");
    EXPECT_EQ(labels(table).front(), "Gezin R.");
    EXPECT_FALSE(table.has("agenda/niet/1")) << "nothing is decided before the start";
}

TEST(Agenda, skips_a_case_with_a_reason_and_without_opening_it)
{
    TableDriver table;
    table.start_conference().tap("agenda/volgorde").tap("agenda/niet/2");
    EXPECT_FALSE(table.target_enabled("niet/ok"));
    table.tap("niet/reden/0").tap("niet/ok");
    const core::CaseState& skipped = table.conference().cases[1];
    ASSERT_TRUE(skipped.decision);
    EXPECT_EQ(skipped.decision->kind, core::DecisionKind::not_discussed);
    EXPECT_EQ(skipped.decision->reason, "Geen tijd meer");
    EXPECT_FALSE(skipped.opened_at);
    EXPECT_EQ(table.state().sheet, ui::Sheet::none);
    EXPECT_TRUE(shows(table, "Niet besproken"));
    EXPECT_FALSE(table.has("agenda/niet/2"));
}

TEST(Agenda, says_when_each_case_should_begin_and_by_how_much_the_end_is_passed)
{
    TableDriver table;
    table.start_conference(); // 13:00; 20, 25 and 10 minutes
    const ui::AgendaView view = ui::agenda_view(table.snapshot(), table.state());
    ASSERT_EQ(view.rows.size(), 3U);
    EXPECT_EQ(view.rows[0].around, "rond 13:00");
    EXPECT_EQ(view.rows[1].around, "rond 13:20");
    EXPECT_EQ(view.too_late, "");
    table.tap("agenda/open/1").wait(5min);
    EXPECT_EQ(ui::agenda_view(table.snapshot(), table.state()).rows[0].around, "");
    EXPECT_EQ(ui::agenda_view(table.snapshot(), table.state()).rows[1].around, "rond 13:20");
    table.wait(3h);
    EXPECT_NE(ui::agenda_view(table.snapshot(), table.state()).too_late, "");
}

TEST(Agenda, folds_a_long_question_until_somebody_reads_on)
{
    core::Package package = TableDriver::example_package();
    package.cases[0].question = "Wie pakt de regie op";
    for (int n = 0; n < 60; ++n) package.cases[0].question += " het vervolg";
    package.cases[0].question += " van deze casus?";
    TableDriver table{package};
    table.start_conference();
    const auto shows_end = [&] { return table.golden().find("van deze casus?") != std::string::npos; };
    EXPECT_FALSE(shows_end());
    EXPECT_FALSE(table.has("agenda/vraag/2")) << "a question that fits has nothing to unfold";
    const int folded = table.shell().find("agenda/vraag/1")->rect.h;
    table.tap("agenda/vraag/1");
    EXPECT_TRUE(shows_end());
    EXPECT_GT(table.shell().find("agenda/vraag/1")->rect.h, folded);
    EXPECT_TRUE(table.conference().open_case.empty()) << "reading opens no case";
    table.tap("agenda/vraag/1");
    EXPECT_FALSE(shows_end());
}

TEST(UrgentCase, is_added_by_touch_with_its_four_criteria_and_opens_like_any_other)
{
    TableDriver table;
    table.start_conference();
    fill_in_urgent(table, "T.B.");
    EXPECT_TRUE(shows(table, "Nooit een volledige naam"));
    table.tap("spoed/ok");
    EXPECT_EQ(table.state().sheet, ui::Sheet::none);
    const core::CaseState& added = table.conference().cases.back();
    EXPECT_TRUE(added.added_at_table);
    EXPECT_EQ(added.brief->label, "T.B.");
    EXPECT_EQ(added.brief->question, "Waar slaapt hij vannacht?");
    EXPECT_EQ(added.brief->time_box_minutes, 10);
    ASSERT_EQ(added.brief->criteria.size(), 4U);
    for (const core::Criterion& one : added.brief->criteria) {
        EXPECT_EQ(one.met, true);
        EXPECT_EQ(one.motivation, "Blijkt uit de melding van vanmorgen");
    }
    EXPECT_TRUE(shows(table, "Spoed"));
    table.tap("agenda/open/4");
    EXPECT_EQ(table.open_case().brief->label, "T.B.");
    table.propose(0, 0, "s-bouazza");
    EXPECT_EQ(table.open_case().agreements.size(), 1U);
}

TEST(UrgentCase, asks_for_each_thing_it_lacks_and_warns_of_a_name)
{
    TableDriver table;
    table.start_conference().tap("agenda/spoed");
    EXPECT_TRUE(shows(table, "Vul eerst de initialen in."));
    table.tap("spoed/label").type("Tom Bakker").tap("key/klaar");
    EXPECT_TRUE(shows(table, "Dit lijkt op een naam."));
    EXPECT_TRUE(shows(table, "Vul de vraag aan tafel in."));
    table.tap("spoed/vraag").type("Waarheen?").tap("key/klaar");
    EXPECT_TRUE(shows(table, "Alle vier de criteria moeten gelden."));
    table.tap_all({"spoed/ja/0", "spoed/ja/1", "spoed/ja/2", "spoed/ja/3"});
    EXPECT_TRUE(shows(table, "Zet bij elk criterium waarom het geldt."));
    EXPECT_FALSE(table.target_enabled("spoed/ok"));
    table.tap("spoed/ja/3");
    EXPECT_TRUE(shows(table, "Alle vier de criteria moeten gelden."));
}

TEST(UrgentCase, takes_labels_of_families_and_places_for_no_name)
{
    for (const char* label : {"J.P.", "Gezin R.", "gezin van D", "Buurt O.", "A.v.d.M."}) {
        TableDriver table;
        table.start_conference().tap("agenda/spoed").tap("spoed/label").type(label);
        EXPECT_EQ(ui::urgent_view(table.snapshot(), table.state()).label_warning, "") << label;
    }
}

TEST(UrgentCase, is_typed_on_the_keyboard_of_the_screen)
{
    TableDriver table;
    table.start_conference().tap("agenda/spoed").tap("spoed/label");
    table.tap("key/shift").tap("key/t").tap("key/klaar");
    EXPECT_EQ(table.state().sheet, ui::Sheet::urgent) << "a touch of a key closes no sheet";
    EXPECT_EQ(table.state().text(ui::Field::urgent_label), "T");
}

TEST(Readiness, leads_to_where_each_of_them_is_settled)
{
    TableDriver table;
    table.open_conference().tap("agenda/aanwezigheid").tap("aanwezig/r-hoekstra");
    const auto tap = [&](std::string_view label) {
        const auto& targets = table.shell().targets();
        const auto found = std::ranges::find_if(targets, [&](const ui::Target& one) {
            return one.name.starts_with("aanwezig/klaar/") && one.label.find(label) != std::string::npos;
        });
        ASSERT_NE(found, targets.end()) << label << table.golden();
        table.tap(std::string{found->name});
    };
    tap("0 van 1 tafelcode");
    EXPECT_EQ(table.state().sheet, ui::Sheet::code);
    EXPECT_EQ(table.state().person, core::ParticipantId{"r-hoekstra"});
    table.tap("sluiten");
    tap("Veiligheid ontbreekt");
    EXPECT_EQ(table.state().sheet, ui::Sheet::add);
    table.tap("sluiten");
    tap("Casusregisseur afwezig bij K.D.");
    EXPECT_EQ(table.state().sheet, ui::Sheet::case_lead);
    table.tap("blad/persoon/r-hoekstra");
    EXPECT_EQ(table.state().sheet, ui::Sheet::none);
    EXPECT_EQ(core::case_lead_of(table.conference().cases[0]), core::ParticipantId{"r-hoekstra"});
    EXPECT_FALSE(shows(table, "Casusregisseur afwezig bij K.D."));
}

TEST(Readiness, never_keeps_the_conference_from_starting)
{
    TableDriver table;
    table.open_conference().tap_all({"agenda/aanwezigheid", "aanwezig/r-hoekstra", "aanwezig/start"});
    EXPECT_TRUE(table.conference().started_at);
}

TEST(Readiness, leads_to_the_declaration_of_a_guest)
{
    TableDriver table;
    table.open_conference().tap_all({"agenda/aanwezigheid", "aanwezig/f-demir"});
    EXPECT_TRUE(shows(table, "F. Demir moet geheimhouding tekenen"));
    table.tap("aanwezig/klaar/0"); // what is wrong stands first
    EXPECT_EQ(table.state().sheet, ui::Sheet::declare);
    table.sign("verklaring/vlak").tap("verklaring/ok");
    EXPECT_FALSE(shows(table, "moet geheimhouding tekenen"));
}

TEST(Conferences, are_chosen_by_time_room_and_basis_and_opened_apart)
{
    TableDriver table;
    const core::ConferenceId another{"een-ander-overleg"};
    table.change([&](ui::Snapshot& snapshot) {
        core::ConferenceOnDevice other = snapshot.conferences.front();
        other.id = another;
        other.starts_at += 24h;
        snapshot.conferences.insert(snapshot.conferences.begin(), other);
    });
    table.digits("lock", "123456").tap("lock/ok");
    table.change([&](ui::Snapshot& snapshot) {
        core::ConferenceHeader other = snapshot.headers.front();
        other.id = another;
        other.title = "Persoonsgerichte aanpak";
        other.room = "De Kade";
        other.starts_at += 24h;
        other.legal_basis = {core::LegalBasisKind::plustaak, "Plustaak 7", {}};
        snapshot.headers.push_back(other);
    });
    EXPECT_TRUE(shows(table, "Elk overleg heeft zijn eigen grondslag"));
    EXPECT_TRUE(shows(table, "Casusoverleg complexe casuïstiek · Zaal De Meent, Grondslag: WGS")) << table.golden();
    EXPECT_TRUE(shows(table, "Persoonsgerichte aanpak · Zaal De Kade, Grondslag: plustaak"));
    EXPECT_TRUE(shows(table, "Privacyprotocol 2.0"));
    table.tap("agenda/kies/0"); // the first by time
    EXPECT_FALSE(shows(table, "Persoonsgerichte aanpak"));
    table.tap("agenda/volgorde").tap("agenda/ander");
    EXPECT_TRUE(table.has("agenda/kies/1"));
    EXPECT_FALSE(shows(table, "K.D."));
    EXPECT_FALSE(table.state().ordering);
}

TEST(Conferences, say_nothing_of_a_case_or_a_title_before_unlocking)
{
    TableDriver table;
    const std::string screen = table.golden();
    for (const char* word : {"K.D.", "Gezin R.", "J.P.", "complexe", "WGS", "Privacyprotocol"})
        EXPECT_EQ(screen.find(word), std::string::npos) << word;
    EXPECT_TRUE(shows(table, "Zorg- en Veiligheidshuis Rivierenkust"));
    EXPECT_TRUE(shows(table, "Zaal De Meent"));
    EXPECT_TRUE(shows(table, "Verbonden met het bureau"));
    EXPECT_TRUE(shows(table, "Niets te verzenden"));
}

TEST(Agenda, can_be_locked_without_scrolling_at_every_size_of_text)
{
    TableDriver table;
    table.start_conference();
    for (const int percent : {100, 125, 150}) {
        table.prefer({.text_percent = percent});
        const ui::Target* lock = table.shell().find("agenda/vergrendel");
        ASSERT_NE(lock, nullptr);
        EXPECT_EQ(lock->rect, lock->full) << percent;
        EXPECT_TRUE(lock->scroller.empty()) << percent;
    }
}

TEST(Conferences, that_can_not_be_read_can_not_be_opened)
{
    TableDriver table;
    table.open_conference();
    table.change([](ui::Snapshot& now) {
        now.conference.reset();
        now.headers.clear();
    });
    EXPECT_TRUE(shows(table, "Dit overleg is beschadigd en niet te openen"));
    EXPECT_FALSE(table.target_enabled("agenda/kies/0"));
}

} // namespace casustafel::test
