#include "ui/state.h"

#include "ui/say.h"

#include <algorithm>

namespace casustafel::ui {

namespace {

/// The screen that a closed form leads back to.
void leave_form(State& state)
{
    if (state.sheet != Sheet::none) {
        state.sheet = Sheet::none;
        state.strokes.clear();
        state.digits.clear();
        state.first_code.clear();
        return;
    }
    if (state.screen == Screen::agreement) {
        state.screen = Screen::in_case;
        state.agreement = {};
        state.texts.erase(Field::agreement_text);
        state.texts.erase(Field::decision_of);
    }
}

void take_answer(State& state, const Answer& answer)
{
    if (state.pending.erase(answer.id) == 0) return;
    if (answer.rejected) {
        // The first refusal is the cause; those that follow from it say nothing new.
        if (state.toast_status != Status::wrong || state.toast.empty()) state.toast = words(answer.rejected->why);
        state.toast_status = Status::wrong;
        return;
    }
    if (answer.not_saved) {
        state.toast = Sentence{say::not_saved};
        state.toast_status = Status::wrong;
        return;
    }
    if (answer.id == state.after_saving) leave_form(state);
    if (answer.id == state.after_leaving) {
        state.screen = Screen::today;
        state.toast = Sentence{say::decided_leave};
        state.toast_status = Status::ok;
        state.decision_started = false;
        state.tab = CaseTab::overview;
    }
}

} // namespace

const std::string& State::text(Field field) const
{
    static const std::string nothing;
    const auto found = texts.find(field);
    return found == texts.end() ? nothing : found->second;
}

State settle(State state, const Snapshot& before, const Snapshot& now)
{
    if (!now.device.unlocked) {
        if (state.screen == Screen::lock) return state;
        State fresh; // a locked device remembers nothing of what was on screen
        fresh.next_command = state.next_command;
        return fresh;
    }
    if (state.screen == Screen::lock) {
        state.screen = Screen::today;
        state.digits.clear();
    }
    for (const Answer& answer : now.answers) take_answer(state, answer);
    if (!now.conference) return state;
    const core::CaseId earlier = before.conference ? before.conference->open_case : core::CaseId{};
    if (!now.conference->open_case.empty() && earlier != now.conference->open_case && state.screen == Screen::today) {
        state.screen = Screen::in_case;
        state.tab = CaseTab::overview;
    }
    if (now.conference->started_at && before.conference && !before.conference->started_at &&
        state.screen == Screen::attendance)
        state.screen = Screen::today;
    return state;
}

core::Strokes relative(const Strokes& strokes, const Rect& box)
{
    core::Strokes all;
    const double width = std::max(1, box.w);
    const double height = std::max(1, box.h);
    for (const Stroke& stroke : strokes) {
        core::Stroke line;
        for (const StrokePoint& point : stroke)
            line.push_back({std::clamp(point.x / width, 0.0, 1.0), std::clamp(point.y / height, 0.0, 1.0),
                            static_cast<double>(point.t_ms)});
        all.push_back(std::move(line));
    }
    return all;
}

} // namespace casustafel::ui
