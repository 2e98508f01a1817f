#include "ui/journal_words.h"
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
    Action action{};
    Intent wish;
};

/// What can be done on a page, one under another, in a card that scrolls when there isn't room for all.
void draw_offers(Frame& frame, const Rect& column, const Facts& facts, const std::vector<Offer>& offers,
                 Intents& intents)
{
    const Rect inside = frame.card(column);
    frame.scroll("beheer/knoppen", inside, [&](Rect content) {
        for (const Offer& one : offers) {
            const ButtonKind kind = wanted(one.action, facts) ? ButtonKind::primary : ButtonKind::secondary;
            if (frame.button(one.name, one.label, content.cut_top(button_height, 12),
                             {.kind = kind, .enabled = may(one.action, facts)}))
                intents.push_back(one.wish);
            content.cut_top(frame.text(content, one.how, {.colour = theme::muted}), 36);
        }
        return content.y - 36;
    });
}

/// How much of it is done.
void draw_progress(Frame& frame, const Rect& rect, int percent)
{
    frame.panel(rect, theme::surface, theme::muted, rect.h / 2, 2);
    Rect done = rect.inset(2);
    done.w = std::max(done.h, done.w * percent / 100);
    frame.fill(done, theme::primary, done.h / 2);
}

/// How something stands and what came of the last action.
struct Standing {
    std::vector<Mark> marks;
    std::string_view detail;    ///< of what went wrong
    std::optional<int> percent; ///< of what is being done
};

/// That, and what is known.
void draw_state(Frame& frame, const Rect& rect, std::string_view heading, const Standing& standing,
                const std::vector<DeviceRow>& rows)
{
    Rect inside = frame.card(rect);
    inside.cut_top(frame.text(inside, heading, {.font = Font::heading}), gap);
    frame.scroll("beheer/stand", inside, [&](Rect content) {
        content.cut_top(draw_marks(frame, content, standing.marks), 12);
        if (standing.percent) draw_progress(frame, content.cut_top(24, gap), *standing.percent);
        if (!standing.detail.empty())
            content.cut_top(frame.text(content, fill(say::first_detail, {in_words(standing.detail)}),
                                       {.font = Font::small, .colour = theme::muted}),
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

std::string_view failure_words(Action action)
{
    switch (action) {
    case Action::renew:
        return say::tech_not_renewed;
    case Action::restart:
        return say::tech_not_restarted;
    case Action::send:
    case Action::report:
    case Action::update: // their state says it
    case Action::update_from_stick:
        break;
    }
    return say::first_something_else;
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
        return {{Sentence{failure_words(action)}, Status::wrong}};
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
        const std::vector<Rect> halves = inside.cut_bottom(button_height, gap).columns(2, gap);
        if (frame.button("beheer/herstart/ja", say::tech_restart, halves[0], {.kind = ButtonKind::primary}))
            intents.emplace_back(intent::Do{Action::restart});
        if (frame.button("beheer/herstart/nee", say::tech_restart_no, halves[1]))
            intents.emplace_back(intent::KeepRunning{});
        inside.cut_top(frame.text(inside, say::tech_restart_sure, {.font = Font::heading}), gap);
        frame.text(inside, say::tech_restart_nothing_lost, {.colour = theme::muted});
    };
    constexpr int padding = 28;
    const int width = std::min(900, area.w - 80);
    const int words = frame.text_height(say::tech_restart_sure, Font::heading, width - 2 * padding) + gap +
                      frame.text_height(say::tech_restart_nothing_lost, Font::body, width - 2 * padding);
    if (frame.sheet("beheer/vraag", area.centred(width, words + gap + margin + button_height + 2 * padding),
                    draw_inside))
        intents.emplace_back(intent::KeepRunning{});
}

Offer restart_offer()
{
    return {"beheer/herstart", say::tech_restart, say::tech_restart_how, Action::restart, intent::AskRestart{}};
}

/// While a person's wish is being seen to, what came of the one before doesn't count any more; while the device starts
/// again, nothing does.
Standing update_standing(const Facts& facts)
{
    using enum core::UpdateStage;
    const core::UpdateState& update = facts.update;
    const bool moving = update.stage == fetching || update.stage == installing;
    const bool under_way =
        moving || update.stage == offered || update.stage == ready || update.stage == restart_waiting;
    const std::vector<Mark> answers = answer_marks(facts, {Action::restart});
    const bool restarting = !answers.empty() && facts.answer->outcome == Outcome::busy;
    Standing standing;
    if (!restarting && (under_way || !update.looking)) standing.marks.push_back(update_mark(update));
    if (update.looking) standing.marks.push_back({Sentence{say::tech_update_looking}, Status::neutral});
    standing.marks.insert(standing.marks.end(), answers.begin(), answers.end());
    standing.detail = detail_of(facts, answers);
    if (moving && !restarting) standing.percent = update.percent;
    return standing;
}

/// The time; before it the day when that isn't today.
Sentence moment_of(const Facts& facts, core::Instant at)
{
    const Sentence time = clock_time(facts.calendar->time_of_day(at));
    const core::Date day = facts.calendar->day_of(at);
    return day == facts.calendar->day_of(facts.now) ? time : short_date(day) + " " + time;
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
    draw_state(frame, body, say::first_this_device, {}, device_rows(facts));
}

void draw_update_page(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents)
{
    const Rect column = frame.cut_hand_side(body, side_width(body), margin);
    draw_offers(
        frame, column, facts,
        {{"beheer/bijwerken", say::tech_update, say::tech_update_how, Action::update, intent::Do{Action::update}},
         {"beheer/stick", say::tech_update_from_stick, say::tech_update_from_stick_how, Action::update_from_stick,
          intent::Do{Action::update_from_stick}},
         restart_offer()},
        intents);
    std::vector<DeviceRow> rows{{say::first_software, facts.software}};
    const core::UpdateState& update = facts.update;
    if (!update.version.empty() && update.stage != core::UpdateStage::done)
        rows.push_back({say::tech_new_version, update.version});
    draw_state(frame, body, say::tech_page_update, update_standing(facts), rows);
    if (state.restarting) draw_restart(frame, intents);
}

void draw_bureau_page(Frame& frame, Rect body, const State& state, const Facts& facts, Intents& intents)
{
    const Rect column = frame.cut_hand_side(body, side_width(body), margin);
    std::vector<Offer> offers{
        {"beheer/verstuur", say::tech_send, say::tech_send_how, Action::send, intent::Do{Action::send}},
        {"beheer/certificaat", say::tech_renew, say::tech_renew_how, Action::renew, intent::Do{Action::renew}}};
    if (has_new_certificate(facts)) offers.push_back(restart_offer());
    draw_offers(frame, column, facts, offers, intents);
    const std::vector<Mark> answers = answer_marks(facts, {Action::send, Action::renew, Action::restart});
    std::vector<DeviceRow> rows{
        {say::first_bureau, facts.bureau},
        {say::first_address, facts.address},
        {say::tech_contact, contact_words(facts)},
        {say::tech_to_send, facts.waiting > 0 ? count(facts.waiting, say::tech_reports) : Sentence{say::tech_nothing}}};
    if (facts.oldest) rows.push_back({say::tech_oldest, day_of(facts, *facts.oldest)});
    if (facts.certificate_ends)
        rows.push_back({has_new_certificate(facts) ? say::tech_new_certificate : say::first_certificate,
                        day_of(facts, *facts.certificate_ends)});
    draw_state(frame, body, say::first_bureau, {answers, detail_of(facts, answers), {}}, rows);
    if (state.restarting) draw_restart(frame, intents);
}

void draw_journal_page(Frame& frame, Rect body, const Facts& facts, Intents& intents)
{
    draw_offers(
        frame, frame.cut_hand_side(body, side_width(body), margin), facts,
        {{"beheer/verslag", say::tech_report, say::tech_report_how, Action::report, intent::Do{Action::report}}},
        intents);
    Rect inside = frame.card(body);
    inside.cut_top(frame.text(inside, say::tech_last_lines, {.font = Font::heading}), gap);
    const std::vector<Mark> answers = answer_marks(facts, {Action::report});
    if (!answers.empty()) inside.cut_top(draw_marks(frame, inside, answers), gap);
    int room = 0;
    for (const JournalLine& one : facts.journal)
        room = std::max(room, frame.text_width(moment_of(facts, one.at), Font::body) + gap);
    frame.scroll("beheer/logboek", inside, [&](Rect content) {
        if (facts.journal.empty()) content.cut_top(frame.text(content, say::tech_no_lines, {.colour = theme::muted}));
        for (const JournalLine& one : facts.journal) {
            const Sentence said = in_words(one.text);
            const int height = frame.text_height(said, Font::body, content.w - room) + 20;
            Rect line = content.cut_top(height);
            frame.separator(line);
            line.cut_top(10);
            frame.text(line.cut_left(room), moment_of(facts, one.at), {.colour = theme::muted});
            frame.text(line, said);
        }
        return content.y;
    });
}

} // namespace casustafel::ui::technician
