#include "journey/story.h"

#include "ui/views/record_view.h"

#include <algorithm>
#include <format>
#include <stdexcept>

namespace casustafel::journey {

using core::ConfirmationHow;
using core::ConfirmationState;

namespace {

constexpr std::string_view table_code = "2468";

} // namespace

Story::Story(Hands& hands, std::string secret, Step step)
    : hands_{hands}, secret_{std::move(secret)}, step_{std::move(step)}
{
}

void Story::hold_conference()
{
    unlock();
    take_attendance();
    first_case();
    second_case();
    third_case();
}

void Story::unlock()
{
    hands_.wait_until("the package", [](const ui::Snapshot& now) {
        return now.device.waiting_packages > 0 || !now.conferences.empty();
    });
    step_("vergrendeld", "the package has come in and waits, encrypted, for somebody to unlock");
    type_secret().wait_for("agenda/aanwezigheid");
    step_("kies", "unlocked with the PIN; the package was opened, checked and imported");
}

Hands& Story::type_secret()
{
    if (hands_.has("lock/zin")) return hands_.type("lock/zin", secret_).tap("lock/ok");
    return hands_.digits("lock", secret_).tap("lock/ok");
}

void Story::seat(const std::string& id, bool declares)
{
    const std::string tile = "aanwezig/" + id;
    hands_.tap(tile);
    if (declares) {
        hands_.tap(tile).tap("persoon/tekenen").sign("verklaring/vlak");
        step_("verklaring", id + " signs the secrecy declaration before seeing anything");
        hands_.tap("verklaring/ok");
    }
    hands_.tap(tile).tap("persoon/code").digits("code", table_code).tap("code/ok");
    hands_.digits("code", table_code).tap("code/ok");
    seated_.push_back(id);
}

void Story::take_attendance()
{
    hands_.tap("agenda/aanwezigheid");
    for (const char* id : {"s-bouazza", "j-kooistra", "r-hoekstra", "a-nijholt", "l-smit", "m-de-vries", "o-celik"})
        seat(id, false);
    seat("f-demir", true);
    step_("aanwezig", "eight people are at the table, each with a table code of their own");
    hands_.tap("aanwezig/start").wait_for("agenda/open/1");
    step_("agenda", "the conference has started");
}

const core::CaseId& Story::case_now() const
{
    return hands_.snapshot().conference->open_case;
}

void Story::open_case(int number)
{
    hands_.tap(std::format("agenda/open/{}", number)).wait_for("casus/nieuw");
}

void Story::earlier(std::size_t row, std::size_t outcome, std::size_t bottleneck)
{
    const ui::CaseView view = ui::case_view(hands_.snapshot(), hands_.state());
    const core::AgreementId id = view.earlier.at(row).id;
    hands_.tap(std::format("vorige/{}", row));
    const ui::OutcomeSheetView sheet = ui::outcome_view(hands_.snapshot(), hands_.state());
    const core::Outcome chosen = sheet.outcomes.at(outcome).first;
    hands_.tap(std::format("uitkomst/{}", outcome));
    if (chosen == core::Outcome::unable) hands_.tap(std::format("knelpunt/{}", bottleneck));
    // Nobody of that organisation is at the table: somebody else reports it.
    const ui::OutcomeSheetView asked = ui::outcome_view(hands_.snapshot(), hands_.state());
    if (hands_.state().sheet == ui::Sheet::outcome && !asked.reporters.empty())
        hands_.tap("uitkomst/melder/" + asked.reporters.front().id.value());
    if (hands_.has("uitkomst/ok")) hands_.tap("uitkomst/ok");
    outcomes_[case_now()][id] = chosen;
}

void Story::propose(const std::function<void()>& fill)
{
    hands_.tap("casus/nieuw");
    fill();
    core::AgreementContent content = hands_.state().agreement.content;
    content.text = hands_.state().text(ui::Field::agreement_text);
    content.text.erase(content.text.find_last_not_of(' ') + 1);
    hands_.tap("nieuw/vastleggen").wait_for("casus/nieuw");
    promises_.push_back({case_now(), content, ConfirmationState::open, {}});
}

void Story::confirmed(std::string_view owner, ConfirmationState state, ConfirmationHow how)
{
    for (Promise& one : promises_) {
        const bool theirs =
            one.in_case == case_now() && one.content.owner && one.content.owner->participant.value() == owner;
        if (!theirs || one.state != ConfirmationState::open) continue;
        one.state = state;
        one.how = how;
    }
}

void Story::conclude(std::string_view conclusion)
{
    hands_.type("besluit/conclusie", conclusion);
    core::Decision decision = hands_.state().decision;
    decision.to = hands_.state().text(ui::Field::decision_to);
    decision.question = hands_.state().text(ui::Field::decision_question);
    decision.accepted_by = hands_.state().text(ui::Field::decision_accepted_by);
    decisions_[case_now()] = decision;
}

void Story::first_case()
{
    open_case(1);
    step_("casus-afgeschermd",
          "with a housing association at the table, police information is masked, with the reason");
    hands_.tap("casus/tafel").tap("tafel/f-demir").tap("sluiten");
    step_("casus", "F. Demir stepped out of this case; what the others may see is shown");
    earlier(0, 1);
    earlier(1, 0);
    earlier(2, 3, 0);
    earlier(3, 0);
    step_("vorige-afspraken", "the earlier agreements have their outcome, each in two or three taps");

    propose([this] {
        hands_.tap("nieuw/zin/0").type("nieuw/tekst", "een plek bij De Haven").tap("nieuw/datum/3");
        hands_.tap("nieuw/wie/m-de-vries");
        step_("afspraak", "an agreement: a phrase, the keyboard on the screen, a day and an owner");
    });
    propose([this] {
        hands_.type("nieuw/tekst", "Zorgmachtiging voorbereiden").tap("nieuw/datum/4").tap("nieuw/wie/r-hoekstra");
        hands_.tap("nieuw/mandaat/1");
        hands_.let_pass(std::chrono::seconds{2});
        hands_.tap("nieuw/vastleggen");
        step_("afspraak-geweigerd", "it isn't saved without the day of the answer: the screen brings that in sight");
        hands_.tap("nieuw/antwoord/1");
        step_("afspraak-ruggespraak", "an agreement that isn't binding before its owner has asked at home");
    });
    propose([this] {
        hands_.tap("nieuw/zin/3").type("nieuw/tekst", "de PI").tap("nieuw/zin/6").tap("nieuw/datum/3");
        hands_.tap("nieuw/wie/s-bouazza");
    });
    propose([this] {
        hands_.type("nieuw/tekst", "Terugkoppeling aan de bewonerscommissie").tap("nieuw/datum/3");
        hands_.tap("nieuw/wie/j-kooistra");
    });
    step_("casus-afspraken", "four agreements are saved");

    hands_.tap("casus/bevestigen").tap("bevestigen/wie/m-de-vries").digits("bevestigen/pad", table_code);
    step_("bevestigen", "M. de Vries reads the agreement and enters the table code");
    hands_.tap("bevestigen/pad/ok");
    confirmed("m-de-vries", ConfirmationState::confirmed, ConfirmationHow::table_code);
    hands_.tap("bevestigen/wie/r-hoekstra").tap("bevestigen/handtekening").sign("bevestigen/vlak");
    step_("handtekening", "R. Hoekstra signs");
    hands_.tap("bevestigen/ok");
    confirmed("r-hoekstra", ConfirmationState::confirmed, ConfirmationHow::signature);
    hands_.tap("bevestigen/wie/s-bouazza").tap("bevestigen/mondeling");
    confirmed("s-bouazza", ConfirmationState::confirmed, ConfirmationHow::spoken);
    hands_.tap("bevestigen/wie/j-kooistra").tap("bevestigen/nietakkoord");
    hands_.type("bevestigen/reden", "Dat is niet aan de politie").digits("bevestigen/pad", table_code);
    step_("niet-akkoord", "J. Kooistra does not agree, with a reason; the conference goes on");
    hands_.tap("bevestigen/pad/ok");
    confirmed("j-kooistra", ConfirmationState::declined, ConfirmationHow::table_code);
    step_("bevestigd", "confirmed by code, by signature and spoken; one is disputed");

    hands_.tap("bevestigen/casus").tap("casus/besluit").tap("besluit/soort/0").tap("besluit/datum/0");
    hands_.tap("besluit/informeren/0");
    conclude("Er is een plek na de vrijlating en de GGZ houdt de regie op zorg");
    step_("besluit-vervolg", "the first case goes on, with the day of the next time");
    hands_.tap("besluit/vastleggen").wait_for("agenda/open/2");
}

void Story::second_case()
{
    open_case(2);
    step_("casus-2", "the second case");
    propose([this] {
        hands_.tap("nieuw/zin/1").type("nieuw/tekst", "een gesprek met moeder").tap("nieuw/datum/1");
        hands_.tap("nieuw/wie/l-smit");
    });
    hands_.tap("casus/bevestigen").tap("bevestigen/wie/l-smit").digits("bevestigen/pad", table_code);
    hands_.tap("bevestigen/pad/ok");
    confirmed("l-smit", ConfirmationState::confirmed, ConfirmationHow::table_code);
    hands_.tap("bevestigen/casus").tap("casus/besluit").tap("besluit/soort/1").tap("besluit/aard/0");
    hands_.type("besluit/aan", "Stuurgroep").type("besluit/vraag", "Wie betaalt de opvang");
    hands_.tap("besluit/door/l-smit").tap("besluit/antwoord/1");
    conclude("De opvang is nog niet geregeld");
    step_("besluit-opschalen", "the second case is escalated: to whom, by whom, which question, answer by when");
    hands_.tap("besluit/vastleggen").wait_for("agenda/open/3");
}

void Story::third_case()
{
    open_case(3);
    hands_.tap("casus/besluit").tap("besluit/soort/2").type("besluit/ontvanger", "Sociaal team Oosterveld");
    hands_.tap("besluit/overdracht/1").type("besluit/aanvaard", "P Zomer").tap("besluit/volgen/0");
    for (const char* criterion : {"0", "1", "2", "3"}) hands_.tap(std::format("besluit/criterium/{}/ja", criterion));
    hands_.tap("besluit/doel/0/0");
    conclude("Het gaat goed genoeg voor de lokale aanpak");
    step_("besluit-afschalen", "the third case is handed over; the receiving party accepted it");
    hands_.tap("besluit/vastleggen").wait_for("agenda/afronden");
    step_("agenda-besloten", "every case has its decision");
}

core::MinutesId Story::seal()
{
    hands_.tap("agenda/afronden");
    step_("afronden", "what is still open, before sealing");
    hands_.tap("afronden/verzegel");
    if (hands_.has("verzegelen/toch")) {
        step_("afronden-open", "what stays open is named before it is sealed");
        hands_.tap("verzegelen/toch");
    }
    const core::ConferenceId id = hands_.snapshot().conference->package.conference.id;
    hands_.wait_until("the envelope", [&](const ui::Snapshot& now) {
        return std::ranges::find(now.envelopes, id, &core::Envelope::conference) != now.envelopes.end();
    });
    return hands_.snapshot().conference->minutes;
}

std::vector<std::string> Story::missing_in(const core::Minutes& minutes) const
{
    std::vector<std::string> missing;
    const auto discussed = [&](const core::CaseId& id) {
        const auto found = std::ranges::find(minutes.cases, id, &core::MinutesCase::case_id);
        return found == minutes.cases.end() ? nullptr : &*found;
    };
    for (const Promise& one : promises_) {
        const core::MinutesCase* in = discussed(one.in_case);
        const bool there = in && std::ranges::any_of(in->agreements, [&](const core::Agreement& kept) {
                               return kept.content == one.content && kept.confirmation.state == one.state &&
                                      kept.confirmation.how == one.how;
                           });
        if (!there) missing.push_back("agreement '" + one.content.text + "' with its owner, day and answer");
    }
    for (const auto& [id, decision] : decisions_) {
        const core::MinutesCase* in = discussed(id);
        if (!in || in->decision != decision) missing.push_back("the decision of case " + id.value());
        if (!in || in->conclusion.empty()) missing.push_back("the conclusion of case " + id.value());
    }
    for (const auto& [id, outcomes] : outcomes_)
        for (const auto& [agreement, outcome] : outcomes) {
            const core::MinutesCase* in = discussed(id);
            const bool there = in && std::ranges::any_of(in->earlier, [&](const core::MinutesEarlier& kept) {
                                   return kept.id == agreement && kept.status == outcome;
                               });
            if (!there) missing.push_back("the outcome of earlier agreement " + agreement.value());
        }
    for (const std::string& id : seated_) {
        const auto kept =
            std::ranges::find(minutes.attendance, core::ParticipantId{id}, &core::MinutesAttendance::participant);
        if (kept == minutes.attendance.end() || kept->state != core::PresenceState::present)
            missing.push_back("the presence of " + id);
    }
    return missing;
}

} // namespace casustafel::journey
