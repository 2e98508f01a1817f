#include "ui/views/record_view.h"
#include "core/text.h"

#include "ui/say.h"

#include <algorithm>
#include <array>

namespace casustafel::ui {

using namespace core;

namespace {

/// Asks the questions of one sheet, each with the answer that the draft holds.
class Questions {
public:
    Questions(const Snapshot& snapshot, const CaseState& state, const State& local)
        : snapshot_{snapshot}, conference_{*snapshot.conference}, state_{state}, local_{local}, draft_{local.record}
    {
    }

    RecordSheetView take();

private:
    void case_lead();
    void perspective();
    void withheld();
    void zsm_advice();
    void signal();
    void plain_sheet();

    void ask(std::string_view caption, std::vector<RecordChoice> choices, bool answered);
    void ask_text(std::string_view caption, Field field, std::string_view hint, bool required, bool multi_line,
                  std::vector<Sentence> phrases = {});
    void ask_whose();
    void ask_partner(std::string_view caption);
    void ask_person(std::string_view caption);
    RecordChoice choice(std::string name, Sentence label, bool selected, auto change) const
    {
        RecordDraft next = draft_;
        change(next);
        return {std::move(name), {std::move(label), selected}, std::move(next)};
    }
    void need(bool there, std::string_view caption);

    const Snapshot& snapshot_;
    const Conference& conference_;
    const CaseState& state_;
    const State& local_;
    const RecordDraft& draft_;
    RecordSheetView view_;
};

/// The first thing that is missing is said beside the button.
void Questions::need(bool there, std::string_view caption)
{
    if (!there && view_.missing.empty()) view_.missing = fill(say::still_needed, {in_small_letters(caption)});
}

void Questions::ask(std::string_view caption, std::vector<RecordChoice> choices, bool answered)
{
    need(answered, caption);
    RecordQuestion question;
    question.caption = Sentence{caption};
    question.choices = std::move(choices);
    view_.questions.push_back(std::move(question));
}

void Questions::ask_text(std::string_view caption, Field field, std::string_view hint, bool required, bool multi_line,
                         std::vector<Sentence> phrases)
{
    const std::string& text = local_.text(field);
    need(!required || !blank(text), caption);
    RecordQuestion question;
    question.caption = Sentence{caption};
    question.field = field;
    question.name = "blad/tekst" + std::string{field == Field::record_conclusion ? "/conclusie" : ""};
    question.text = text;
    question.hint = Sentence{hint};
    question.multi_line = multi_line;
    question.phrases = std::move(phrases);
    view_.questions.push_back(std::move(question));
}

void Questions::ask_whose()
{
    std::vector<RecordChoice> choices;
    for (const PerspectiveOf of : {PerspectiveOf::subject, PerspectiveOf::relatives}) {
        if (draft_.none && !std::ranges::contains(perspective_wanted(state_), of)) continue;
        choices.push_back(choice("blad/van/" + std::to_string(choices.size()), whose(of), draft_.of == of,
                                 [&](RecordDraft& d) { d.of = of; }));
    }
    ask(say::perspective_of_caption, std::move(choices), true);
}

/// Who is at the table comes first.
void Questions::ask_partner(std::string_view caption)
{
    std::vector<RecordChoice> choices;
    const auto at_table = [&](const Partner& partner) {
        return std::ranges::any_of(present_for(conference_, state_.brief->id), [&](const ParticipantId& id) {
            const Participant* person = find(conference_, id);
            return person && person->partner == partner.id;
        });
    };
    for (const bool present : {true, false})
        for (const Partner& partner : conference_.partners)
            if (at_table(partner) == present)
                choices.push_back(choice("blad/organisatie/" + partner.id.value(), partner.name,
                                         draft_.partner == partner.id,
                                         [&](RecordDraft& d) { d.partner = partner.id; }));
    ask(caption, std::move(choices), !draft_.partner.empty());
}

void Questions::ask_person(std::string_view caption)
{
    std::vector<RecordChoice> choices;
    for (const bool present : {true, false})
        for (const Participant& person : conference_.participants) {
            if (present_for(conference_, person.id, state_.brief->id) != present) continue;
            if (attendance_of(conference_, person.id).state == PresenceState::replaced) continue;
            if (const Partner* partner = find(conference_, person.partner); !partner || !partner->in_covenant) continue;
            choices.push_back(choice("blad/persoon/" + person.id.value(),
                                     person.name + " · " + partner_name(conference_, person.partner),
                                     draft_.person == person.id, [&](RecordDraft& d) { d.person = person.id; }));
        }
    ask(caption, std::move(choices), !draft_.person.empty());
}

void Questions::case_lead()
{
    const ParticipantId lead = case_lead_of(state_);
    view_.title = Sentence{say::case_lead_title};
    view_.about = Sentence{say::case_lead_about};
    if (state_.brief->id != conference_.open_case) {
        const Participant* now = find(conference_, lead);
        view_.title = fill(say::who_leads, {state_.brief->label});
        if (!now)
            view_.about = Sentence{say::nobody_leads};
        else if (!present_for(conference_, lead, state_.brief->id))
            view_.about = fill(say::leads_but_absent, {now->name});
    }
    std::vector<RecordChoice> choices;
    for (const ParticipantId& id : present_for(conference_, state_.brief->id)) {
        if (must_declare_secrecy(conference_, id)) continue; // is at no case yet
        const Participant* person = find(conference_, id);
        choices.push_back(choice("blad/persoon/" + id.value(),
                                 person->name + " · " + partner_name(conference_, person->partner), lead == id,
                                 [&](RecordDraft& d) { d.person = id; }));
    }
    view_.questions.push_back({{}, std::move(choices), {}, {}, {}, {}, {}, {}, {}, {}});
}

void Questions::perspective()
{
    view_.title = Sentence{draft_.none ? say::perspective_none_title : say::perspective_title};
    ask_whose();
    if (draft_.none) {
        ask_text(say::perspective_why_not, Field::record_reason, say::reason_hint, true, false,
                 {Sentence{say::perspective_not_asked}, Sentence{say::perspective_refused},
                  Sentence{say::perspective_no_contact}, Sentence{say::perspective_unsafe}});
        return;
    }
    ask_text(draft_.of == PerspectiveOf::subject ? say::perspective_of_subject : say::perspective_of_relatives,
             Field::record_text, say::perspective_hint, true, true);
    ask_partner(say::perspective_source);
}

void Questions::withheld()
{
    view_.title = Sentence{say::withheld_title};
    view_.about = Sentence{say::withheld_about};
    ask_text(say::withheld_asked, Field::record_text, say::withheld_asked_hint, true, false);
    ask_partner(say::withheld_asked_of);
    std::vector<RecordChoice> grounds;
    for (const WithheldGround ground :
         {WithheldGround::medical_secrecy, WithheldGround::criminal_investigation, WithheldGround::outsider_present,
          WithheldGround::no_legal_ground, WithheldGround::not_necessary, WithheldGround::other})
        grounds.push_back(choice("blad/grond/" + std::to_string(grounds.size()), words(ground), draft_.ground == ground,
                                 [&](RecordDraft& d) { d.ground = ground; }));
    ask(say::withheld_ground, std::move(grounds), draft_.ground.has_value());
    ask_text(say::withheld_conclusion, Field::record_conclusion, {}, false, false);
}

void Questions::zsm_advice()
{
    view_.title = Sentence{draft_.none ? say::zsm_none : say::zsm_title};
    if (draft_.none) {
        ask_text(say::zsm_why_not, Field::record_reason, say::reason_hint, true, false,
                 {Sentence{say::zsm_no_case}, Sentence{say::zsm_absent}, Sentence{say::zsm_next_time}});
        return;
    }
    view_.about = Sentence{say::zsm_about};
    ask_text(say::zsm_text, Field::record_text, say::zsm_text_hint, true, true);
    const auto until = local_.dates.find(DateField::valid_until);
    need(until != local_.dates.end(), say::zsm_until);
    RecordQuestion question;
    question.caption = Sentence{say::zsm_until};
    const Date today = today_of(snapshot_);
    for (const auto& [label, days] : {std::pair{say::zsm_months_3, 91}, std::pair{say::zsm_months_6, 182}}) {
        const Date day = plus_days(today, days);
        question.dates.push_back({{Sentence{label}, until != local_.dates.end() && until->second == day}, day});
    }
    if (until != local_.dates.end()) question.date = long_date(until->second);
    view_.questions.push_back(std::move(question));
    ask_person(say::zsm_author);
}

void Questions::signal()
{
    view_.title = Sentence{say::signal_sheet_title};
    view_.about = Sentence{say::signal_about};
    std::vector<RecordChoice> choices;
    choices.reserve(conference_.package.bottlenecks.size());
    for (const Bottleneck& one : conference_.package.bottlenecks)
        choices.push_back(choice("blad/knelpunt/" + std::to_string(choices.size()), one.label,
                                 draft_.bottleneck == one.id, [&](RecordDraft& d) { d.bottleneck = one.id; }));
    ask(say::signal_which, std::move(choices), !draft_.bottleneck.empty());
    ask_text(say::signal_note, Field::record_text, say::signal_note_hint, false, false);
}

void Questions::plain_sheet()
{
    view_.title = Sentence{say::sheet_title};
    view_.about = Sentence{say::sheet_about};
    view_.save = Sentence{say::sheet_save};
    ask_text(say::sheet_text, Field::record_text, {}, true, true);
}

RecordSheetView Questions::take()
{
    view_.save = Sentence{say::save};
    if (local_.sheet == Sheet::perspective) perspective();
    if (local_.sheet == Sheet::withheld) withheld();
    if (local_.sheet == Sheet::zsm_advice) zsm_advice();
    if (local_.sheet == Sheet::signal) signal();
    if (local_.sheet == Sheet::plain_sheet) plain_sheet();
    if (local_.sheet == Sheet::case_lead) {
        view_.save.clear();
        case_lead();
    }
    return std::move(view_);
}

} // namespace

RecordSheetView record_view(const Snapshot& snapshot, const State& local)
{
    const bool elsewhere = snapshot.conference && !local.chosen.empty();
    const CaseState* state = elsewhere ? find(*snapshot.conference, local.chosen) : case_on_screen(snapshot);
    return state ? Questions{snapshot, *state, local}.take() : RecordSheetView{};
}

} // namespace casustafel::ui
