#include "ui/screens/screen.h"

#include "ui/say.h"
#include "ui/screens/parts.h"
#include "ui/suggestions.h"
#include "ui/views/views.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

void draw_sheet(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    switch (state.sheet) {
    case Sheet::none:
        return;
    case Sheet::unfinished:
        return draw_unfinished(frame, snapshot, state, intents);
    case Sheet::help:
        return draw_help(frame, state, intents);
    case Sheet::display:
        return draw_display(frame, state, intents);
    case Sheet::person:
    case Sheet::code:
    case Sheet::declare:
    case Sheet::substitute:
    case Sheet::add:
        return draw_attendance_sheet(frame, snapshot, state, intents);
    case Sheet::outcome:
        return draw_outcome(frame, snapshot, state, intents);
    case Sheet::case_lead:
    case Sheet::perspective:
    case Sheet::withheld:
    case Sheet::zsm_advice:
    case Sheet::signal:
    case Sheet::plain_sheet:
        return draw_record_sheet(frame, snapshot, state, intents);
    case Sheet::criteria:
    case Sheet::presence:
    case Sheet::withdraw:
        return draw_case_sheet(frame, snapshot, state, intents);
    case Sheet::room:
        return draw_room_sheet(frame, snapshot, state, intents);
    case Sheet::skip:
    case Sheet::urgent:
        return draw_agenda_sheet(frame, snapshot, state, intents);
    case Sheet::correction:
        return draw_correction(frame, snapshot, state, intents);
    case Sheet::calendar:
        return draw_calendar(frame, snapshot, state, intents);
    case Sheet::more:
        return draw_agreement_more(frame, snapshot, state, intents);
    }
}

void draw_screen(Frame& frame, const Snapshot& snapshot, const State& state, Intents& intents)
{
    switch (state.screen) {
    case Screen::lock:
        return draw_lock(frame, snapshot, state, intents);
    case Screen::today:
        return draw_agenda(frame, snapshot, state, intents);
    case Screen::attendance:
        return draw_attendance(frame, snapshot, state, intents);
    case Screen::in_case:
        return draw_case(frame, snapshot, state, intents);
    case Screen::agreement:
        return draw_agreement(frame, snapshot, state, intents);
    case Screen::confirm:
        return draw_confirm(frame, snapshot, state, intents);
    case Screen::decision:
        return draw_decision(frame, snapshot, state, intents);
    case Screen::seal:
        return draw_seal(frame, snapshot, state, intents);
    case Screen::search:
        return draw_search(frame, snapshot, state, intents);
    }
}

/// Escape on a USB keyboard: one step back. Sheets take it themselves; nothing is undone.
void go_back(const State& state, const Snapshot& snapshot, Intents& intents)
{
    switch (state.screen) {
    case Screen::lock:
    case Screen::today:
        return;
    case Screen::attendance:
    case Screen::in_case:
        intents.push_back(intent::Go{Screen::today});
        return;
    case Screen::agreement:
        intents.push_back(intent::Go{state.agreement.back_to});
        return;
    case Screen::decision:
        intents.push_back(intent::Go{Screen::in_case});
        return;
    case Screen::confirm:
        if (state.answer_mode != AnswerMode::agree)
            intents.push_back(intent::SelectAnswerMode{AnswerMode::agree});
        else if (state.signing)
            intents.push_back(intent::SelectProof{false});
        else
            intents.push_back(intent::Go{Screen::in_case});
        return;
    case Screen::seal:
        if (snapshot.conference && !snapshot.conference->sealed_at) intents.push_back(intent::Go{Screen::today});
        return;
    case Screen::search:
        intents.push_back(intent::Go{state.search_from});
        return;
    }
}

/// Ctrl+Z counts where the offer stands: nobody takes back what they don't see.
bool offers_undo(const State& state, const Snapshot& snapshot)
{
    if (state.screen == Screen::in_case) return true;
    return state.screen == Screen::confirm && !confirm_view(snapshot, state).undo.empty();
}

} // namespace

Intents draw(Frame& frame, const State& state, const Snapshot& snapshot)
{
    Intents intents;
    frame.prefer(state.preferences);
    if (state.privacy && state.screen != Screen::lock) {
        draw_privacy(frame, intents);
        return intents;
    }
    if (snapshot.conference && frame.takes_offers()) {
        const bool agreement = state.screen == Screen::agreement && state.sheet == Sheet::none;
        frame.offer(suggestions(snapshot, frame.before_caret(), agreement));
    }
    // Sheets that come over whatever is being typed have no field themselves, and need the room of the keyboard.
    const bool over_typing = state.sheet == Sheet::help || state.sheet == Sheet::display;
    frame.hold_editing(state.leaving.has_value() || over_typing);
    draw_screen(frame, snapshot, state, intents);
    draw_sheet(frame, snapshot, state, intents);
    if (state.leaving) draw_leaving(frame, intents);
    const bool in_front = state.sheet == Sheet::none && !state.leaving;
    if (frame.escaped() && in_front) go_back(state, snapshot, intents);
    if (frame.undo_asked() && in_front && offers_undo(state, snapshot)) intents.push_back(intent::UndoLast{});
    if (!state.toast.empty()) frame.toast(state.toast, state.toast_status);
    return intents;
}

void draw_privacy(Frame& frame, Intents& intents)
{
    frame.fill(frame.area(), theme::primary);
    Rect middle = frame.area().centred(1000, 420);
    frame.icon(Icon::shield, middle.cut_top(120, 30).centred(110, 110), theme::on_primary);
    frame.text(middle.cut_top(60, 20), say::shielded_title,
               {.font = Font::title, .colour = theme::on_primary, .align = Align::centre});
    frame.text(middle.cut_top(50, 40), say::shielded_text, {.colour = theme::bar_muted, .align = Align::centre});
    if (frame.button("verder", say::unshield, middle.cut_top(primary_height).centred(420, primary_height),
                     {.kind = ButtonKind::bar_white}))
        intents.push_back(intent::TogglePrivacy{});
}

} // namespace casustafel::ui
