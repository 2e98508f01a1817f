#include "core/plain_sheet.h"
#include "ui/reducer.h"
#include "ui/unsaved.h"
#include "ui/views/record_view.h"

// What a table records about the case besides agreements and the decision.

namespace casustafel::ui {

void Reducer::operator()(const intent::SelectReporter& i)
{
    state_.record.person = i.person;
    state_.record.choosing = i.person.empty();
    const bool needs_no_word = state_.outcome == core::Outcome::done || state_.outcome == core::Outcome::lapsed;
    if (!i.person.empty() && needs_no_word) (*this)(intent::SaveOutcome{});
}

void Reducer::operator()(const intent::ReplaceEarlier&)
{
    const core::CaseState* one = core::find(*snapshot_.conference, on_screen());
    const core::EarlierAgreement* earlier = one ? core::find_earlier(*one, state_.earlier) : nullptr;
    if (!earlier) return;
    AgreementDraft draft;
    draft.fresh_id = fresh_();
    draft.replaces = outcome();
    draft.content.text = earlier->text;
    draft.content.mandate = core::Mandate::within;
    draft.content.goal = earlier->goal;
    draft.content.life_domain = earlier->life_domain;
    draft.content.confidentiality = core::confidentiality_of(*earlier);
    draft.content.audience = earlier->audience;
    if (core::find(*snapshot_.conference, earlier->owner.participant)) draft.content.owner = earlier->owner;
    close_sheet(state_);
    state_.screen = Screen::agreement;
    state_.agreement = std::move(draft);
    show_words(state_, state_.agreement.content);
    state_.agreement.begun = filled(state_);
}

void Reducer::operator()(const intent::OpenRecord& i)
{
    close_sheet(state_);
    state_.sheet = i.sheet;
    state_.record = i.draft;
    const core::CaseState* one = core::find(*snapshot_.conference, on_screen());
    if (i.sheet != Sheet::plain_sheet || !one) return;
    state_.texts[Field::record_text] =
        one->plain_sheet.empty() ? core::plain_sheet_draft(*snapshot_.conference, on_screen()) : one->plain_sheet;
    state_.sheet_began = entered(Field::record_text);
}

void Reducer::operator()(const intent::SetRecord& i)
{
    state_.record = i.draft;
}

void Reducer::operator()(const intent::SaveRecord&)
{
    if (waits(state_.after_saving)) return;
    save(record());
}

void Reducer::operator()(const intent::ShowCard& i)
{
    state_.card_of = i.partner;
}

core::command::RecordEarlier Reducer::outcome() const
{
    const core::CaseState* one = core::find(*snapshot_.conference, on_screen());
    const core::EarlierAgreement* earlier = one ? core::find_earlier(*one, state_.earlier) : nullptr;
    const auto due = state_.dates.find(DateField::new_due);
    return {on_screen(),
            state_.earlier,
            state_.outcome,
            entered(Field::outcome_reason),
            state_.bottleneck,
            due == state_.dates.end() ? std::nullopt : std::optional{due->second},
            {},
            earlier ? reporter_of(*snapshot_.conference, *one, *earlier, state_) : core::ParticipantId{}};
}

core::Command Reducer::record() const
{
    const core::CaseId& in_case = state_.chosen.empty() ? on_screen() : state_.chosen;
    const RecordDraft& draft = state_.record;
    if (state_.sheet == Sheet::case_lead) return core::command::AppointCaseLead{in_case, draft.person};
    if (state_.sheet == Sheet::perspective) {
        if (draft.none) return core::command::RecordNoPerspective{in_case, draft.of, entered(Field::record_reason)};
        return core::command::RecordPerspective{in_case, draft.of, entered(Field::record_text), draft.partner};
    }
    if (state_.sheet == Sheet::withheld)
        return core::command::RecordWithheld{in_case, draft.partner, entered(Field::record_text),
                                             draft.ground.value_or(core::WithheldGround::other),
                                             entered(Field::record_conclusion)};
    if (state_.sheet == Sheet::zsm_advice) {
        if (draft.none) return core::command::RecordZsmAdvice{in_case, {}, {}, {}, entered(Field::record_reason)};
        const auto until = state_.dates.find(DateField::valid_until);
        return core::command::RecordZsmAdvice{in_case,
                                              entered(Field::record_text),
                                              draft.person,
                                              until == state_.dates.end() ? std::nullopt : std::optional{until->second},
                                              {}};
    }
    if (state_.sheet == Sheet::signal)
        return core::command::RecordSignal{in_case, draft.bottleneck, entered(Field::record_text)};
    return core::command::RecordPlainSheet{in_case, entered(Field::record_text)};
}

} // namespace casustafel::ui
