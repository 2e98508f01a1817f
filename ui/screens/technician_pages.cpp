#include "ui/say.h"
#include "ui/say/technician.h"
#include "ui/screens/technician_parts.h"

#include <algorithm>
#include <string>
#include <utility>

namespace casustafel::ui::technician {

namespace {

Sentence day_of(const Facts& facts, core::Instant at)
{
    return long_date(facts.calendar->day_of(at));
}

Sentence contact_words(const Facts& facts)
{
    if (!facts.contact) return Sentence{say::never_reached};
    return fill(facts.contact->reached ? say::tech_contact_good : say::tech_contact_bad,
                {day_of(facts, facts.contact->at), clock_time(facts.calendar->time_of_day(facts.contact->at))});
}

/// Something to do, with what it does under it.
struct Offer {
    std::string_view name;
    std::string_view label;
    std::string_view how;
    bool enabled{};
    Intent wish;
};

/// What can be done on a page, one under another, in a card that scrolls when there isn't room for all.
void draw_offers(Frame& frame, const Rect& column, const std::vector<Offer>& offers, Intents& intents)
{
    const Rect inside = frame.card(column);
    const auto next = std::ranges::find(offers, true, &Offer::enabled); // the one thing to do
    frame.scroll("beheer/knoppen", inside, [&](Rect content) {
        for (auto one = offers.begin(); one != offers.end(); ++one) {
            const Rect button = content.cut_top(one == next ? primary_height : button_height, 12);
            const ButtonKind kind = one == next ? ButtonKind::primary : ButtonKind::secondary;
            if (frame.button(one->name, one->label, button, {.kind = kind, .enabled = one->enabled}))
                intents.push_back(one->wish);
            content.cut_top(frame.text(content, one->how, {.colour = theme::muted}), 36);
        }
        return content.y - 36;
    });
}

/// How something stands, what came of the last action, and what is known.
void draw_state(Frame& frame, const Rect& rect, std::string_view heading, const std::vector<Mark>& marks,
                std::string_view detail, const std::vector<DeviceRow>& rows)
{
    Rect inside = frame.card(rect);
    inside.cut_top(frame.text(inside, heading, {.font = Font::heading}), gap);
    frame.scroll("beheer/stand", inside, [&](Rect content) {
        content.cut_top(draw_marks(frame, content, marks), detail.empty() && rows.empty() ? 0 : 12);
        if (!detail.empty())
            content.cut_top(
                frame.text(content, fill(say::tech_detail, {detail}), {.font = Font::small, .colour = theme::muted}),
                gap);
        return draw_device_rows(frame, content, rows);
    });
}

Mark refusal_mark(core::UpdateRefusal why)
{
    switch (why) {
    case core::UpdateRefusal::none:
    case core::UpdateRefusal::failed:
        return {Sentence{say::tech_update_failed}, Status::wrong};
    case core::UpdateRefusal::unsigned_bundle:
        return {Sentence{say::tech_update_unsigned}, Status::wrong};
    case core::UpdateRefusal::damaged:
        return {Sentence{say::tech_update_damaged}, Status::attention};
    case core::UpdateRefusal::other_board:
        return {Sentence{say::tech_update_other_board}, Status::wrong};
    case core::UpdateRefusal::other_kind:
        return {Sentence{say::tech_update_other_kind}, Status::wrong};
    case core::UpdateRefusal::too_old:
        return {Sentence{say::tech_update_too_old}, Status::wrong};
    case core::UpdateRefusal::no_room:
        return {Sentence{say::tech_update_no_room}, Status::wrong};
    case core::UpdateRefusal::unreachable:
        return {Sentence{say::first_no_bureau}, Status::attention};
    case core::UpdateRefusal::stick_unreadable:
        return {Sentence{say::tech_update_stick_bad}, Status::attention};
    }
    return {};
}

Mark update_mark(const core::UpdateState& update)
{
    const std::string percent = std::to_string(update.percent);
    switch (update.stage) {
    case core::UpdateStage::none:
        return {Sentence{say::tech_update_none}, Status::neutral};
    case core::UpdateStage::offered:
        return {Sentence{say::tech_update_offered}, Status::neutral};
    case core::UpdateStage::fetching:
        return {fill(say::tech_update_fetching, {percent}), Status::neutral};
    case core::UpdateStage::ready:
        return {Sentence{say::tech_update_ready}, Status::neutral};
    case core::UpdateStage::installing:
        return {fill(say::tech_update_installing, {percent}), Status::neutral};
    case core::UpdateStage::restart_waiting:
        return {Sentence{say::tech_update_waits}, Status::attention};
    case core::UpdateStage::done:
        return {Sentence{say::tech_update_done}, Status::ok};
    case core::UpdateStage::refused:
        return refusal_mark(update.refusal);
    case core::UpdateStage::fell_back:
        return {Sentence{say::tech_update_fell_back}, Status::wrong};
    }
    return {};
}

std::string_view busy_words(Action action)
{
    switch (action) {
    case Action::send:
        return say::tech_sending;
    case Action::renew:
        return say::tech_renewing;
    case Action::report:
        return say::tech_reporting;
    case Action::restart:
        return say::tech_restarting;
    case Action::update:
    case Action::update_from_stick: // their state says it
        break;
    }
    return {};
}

Mark done_mark(const Facts& facts, Action action)
{
    switch (action) {
    case Action::send:
        if (facts.waiting > 0) return {Sentence{say::tech_sent_partly}, Status::attention};
        return {Sentence{say::tech_sent}, Status::ok};
    case Action::renew:
        return {Sentence{say::tech_renewed}, Status::ok};
    case Action::report:
        return {Sentence{say::tech_reported}, Status::ok};
    case Action::update:
    case Action::update_from_stick:
    case Action::restart: // never done: the device ends
        break;
    }
    return {};
}

/// What came of the last action, if that was one of this page; nothing otherwise.
std::vector<Mark> answer_marks(const Facts& facts, std::initializer_list<Action> of_page)
{
    if (!facts.answer || std::ranges::find(of_page, facts.answer->action) == of_page.end()) return {};
    const Action action = facts.answer->action;
    switch (facts.answer->outcome) {
    case Outcome::busy:
        return {{Sentence{busy_words(action)}, Status::neutral}};
    case Outcome::done:
        return {done_mark(facts, action)};
    case Outcome::not_reached:
        return {{Sentence{say::first_no_bureau}, Status::attention}};
    case Outcome::denied:
        return {{Sentence{say::tech_renew_denied}, Status::wrong}};
    case Outcome::no_stick:
        return {{Sentence{say::tech_no_stick}, Status::attention}};
    case Outcome::disk:
        return {{Sentence{action == Action::report ? say::tech_stick_full : say::tech_disk}, Status::wrong}};
    case Outcome::failed:
        return {{Sentence{say::first_something_else}, Status::wrong}};
    }
    return {};
}

std::string_view detail_of(const Facts& facts, const std::vector<Mark>& marks)
{
    return marks.empty() || !facts.answer ? std::string_view{} : std::string_view{facts.answer->detail};
}

void draw_restart(Frame& frame, Intents& intents)
{
    const Rect area = frame.area();
    const auto draw_inside = [&](Rect inside) {
        Rect row = inside.cut_bottom(primary_height, gap);
        const std::vector<Rect> halves = row.columns(2, gap);
        if (frame.button("beheer/herstart/nee", say::tech_restart_no, halves[0]))
            intents.emplace_back(intent::KeepRunning{});
        if (frame.button("beheer/herstart/ja", say::tech_restart, halves[1], {.kind = ButtonKind::primary}))
            intents.emplace_back(intent::Do{Action::restart});
        inside.cut_top(frame.text(inside, say::tech_restart_sure, {.font = Font::title}), gap);
        frame.text(inside, say::tech_restart_nothing_lost, {.colour = theme::muted});
    };
    if (frame.sheet("beheer/vraag", area.centred(std::min(960, area.w - 80), std::min(460, area.h - 80)), draw_inside))
        intents.emplace_back(intent::KeepRunning{});
}

} // namespace

void draw_device_page(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents)
{
    Rect column = frame.cut_hand_side(body, side_width(body), margin);
    if (frame.button("beheer/kijk", say::first_look_again, column.cut_bottom(button_height, gap),
                     {.enabled = !facts.looking}))
        intents.emplace_back(intent::LookAgain{});
    if (frame.button("beheer/test", say::tech_test_touch, column.cut_bottom(button_height, gap)))
        intents.emplace_back(intent::TestTouch{});
    draw_marks_card(frame, column, "beheer/controle", say::first_checks, marks_of(facts, state));
    draw_state(frame, body, say::first_this_device, {}, {}, device_rows(facts));
}

void draw_update_page(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents)
{
    const Rect column = frame.cut_hand_side(body, side_width(body), margin);
    draw_offers(frame, column,
                {{"beheer/bijwerken", say::tech_update, say::tech_update_how, may(Action::update, facts),
                  intent::Do{Action::update}},
                 {"beheer/stick", say::tech_update_from_stick, say::tech_update_from_stick_how,
                  may(Action::update_from_stick, facts), intent::Do{Action::update_from_stick}},
                 {"beheer/herstart", say::tech_restart, say::tech_restart_how, may(Action::restart, facts),
                  intent::AskRestart{}}},
                intents);
    std::vector<Mark> marks{update_mark(facts.update)};
    if (facts.update.looking) marks.push_back({Sentence{say::tech_update_looking}, Status::neutral});
    const std::vector<Mark> answers = answer_marks(facts, {Action::restart});
    marks.insert(marks.end(), answers.begin(), answers.end());
    std::vector<DeviceRow> rows{{say::first_software, facts.software}};
    if (!facts.update.version.empty()) rows.push_back({say::tech_new_version, facts.update.version});
    draw_state(frame, body, say::tech_page_update, marks, detail_of(facts, answers), rows);
    if (state.restarting) draw_restart(frame, intents);
}

void draw_bureau_page(Frame& frame, Rect body, const Facts& facts, Intents& intents)
{
    const Rect column = frame.cut_hand_side(body, side_width(body), margin);
    draw_offers(
        frame, column,
        {{"beheer/verstuur", say::tech_send, say::tech_send_how, may(Action::send, facts), intent::Do{Action::send}},
         {"beheer/certificaat", say::tech_renew, say::tech_renew_how, may(Action::renew, facts),
          intent::Do{Action::renew}}},
        intents);
    const std::vector<Mark> answers = answer_marks(facts, {Action::send, Action::renew});
    std::vector<DeviceRow> rows{
        {say::first_bureau, facts.bureau},
        {say::first_address, facts.address},
        {say::tech_contact, contact_words(facts)},
        {say::tech_to_send, facts.waiting > 0 ? count(facts.waiting, say::tech_reports) : Sentence{say::tech_nothing}}};
    if (facts.oldest) rows.push_back({say::tech_oldest, day_of(facts, *facts.oldest)});
    if (facts.certificate_ends) rows.push_back({say::first_certificate, day_of(facts, *facts.certificate_ends)});
    draw_state(frame, body, say::first_bureau, answers, detail_of(facts, answers), rows);
}

void draw_journal_page(Frame& frame, Rect body, const Facts& facts, Intents& intents)
{
    constexpr int time_room = 110;
    const Rect column = frame.cut_hand_side(body, side_width(body), margin);
    Rect card = column;
    const std::vector<Mark> answers = answer_marks(facts, {Action::report});
    if (!answers.empty()) {
        const int wanted = marks_height(frame, column.w - 56, answers) + 56;
        Rect inside = frame.card(card.cut_bottom(std::min(wanted, card.h / 2), gap));
        draw_marks(frame, inside, answers);
    }
    draw_offers(frame, card,
                {{"beheer/verslag", say::tech_report, say::tech_report_how, may(Action::report, facts),
                  intent::Do{Action::report}}},
                intents);
    Rect inside = frame.card(body);
    inside.cut_top(frame.text(inside, say::tech_last_lines, {.font = Font::heading}), gap);
    frame.scroll("beheer/logboek", inside, [&](Rect content) {
        if (facts.journal.empty()) content.cut_top(frame.text(content, say::tech_no_lines, {.colour = theme::muted}));
        for (const JournalLine& one : facts.journal) {
            const int height = frame.text_height(one.text, Font::body, content.w - time_room) + 20;
            Rect line = content.cut_top(height);
            frame.separator(line);
            line.cut_top(10);
            frame.text(line.cut_left(time_room), clock_time(facts.calendar->time_of_day(one.at)),
                       {.colour = theme::muted});
            frame.text(line, one.text);
        }
        return content.y;
    });
}

} // namespace casustafel::ui::technician
