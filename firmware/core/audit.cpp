#include "core/audit.h"

#include "core/result.h"

#include <string_view>

namespace casustafel::core {

namespace {

std::string_view word(Outcome outcome)
{
    switch (outcome) {
    case Outcome::open:
        return "open";
    case Outcome::in_progress:
        return "in-progress";
    case Outcome::done:
        return "done";
    case Outcome::partly:
        return "partly";
    case Outcome::unable:
        return "unable";
    case Outcome::not_taken_up:
        return "not-taken-up";
    case Outcome::lapsed:
        return "lapsed";
    }
    return {};
}

std::string_view word(ConfirmationState state)
{
    switch (state) {
    case ConfirmationState::open:
        return "open";
    case ConfirmationState::confirmed:
        return "confirmed";
    case ConfirmationState::reserved:
        return "reserved";
    case ConfirmationState::declined:
        return "declined";
    case ConfirmationState::awaiting_absent:
        return "awaiting-absent";
    }
    return {};
}

std::string_view word(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::continued:
        return "continue";
    case DecisionKind::escalate:
        return "escalate";
    case DecisionKind::scale_down:
        return "scale-down";
    case DecisionKind::close:
        return "close";
    case DecisionKind::not_discussed:
        return "not-discussed";
    }
    return {};
}

std::string_view word(InformingState state)
{
    switch (state) {
    case InformingState::informed:
        return "informed";
    case InformingState::to_inform:
        return "to-inform";
    case InformingState::postponed:
        return "postponed";
    }
    return {};
}

std::string_view word(PerspectiveOf of)
{
    switch (of) {
    case PerspectiveOf::subject:
        return "subject";
    case PerspectiveOf::relatives:
        return "relatives";
    }
    return {};
}

std::string_view word(WithheldGround ground)
{
    switch (ground) {
    case WithheldGround::medical_secrecy:
        return "medical-secrecy";
    case WithheldGround::criminal_investigation:
        return "criminal-investigation";
    case WithheldGround::outsider_present:
        return "outsider-present";
    case WithheldGround::no_legal_ground:
        return "no-legal-ground";
    case WithheldGround::not_necessary:
        return "not-necessary";
    case WithheldGround::other:
        return "other";
    }
    return {};
}

std::string_view word(ActionKind what)
{
    switch (what) {
    case ActionKind::proposed:
        return "proposed";
    case ActionKind::changed:
        return "changed";
    case ActionKind::answered:
        return "answered";
    case ActionKind::earlier_recorded:
        return "earlier-recorded";
    case ActionKind::perspective_recorded:
        return "perspective-recorded";
    case ActionKind::withheld_recorded:
        return "withheld-recorded";
    case ActionKind::signal_recorded:
        return "signal-recorded";
    case ActionKind::zsm_advice_recorded:
        return "zsm-advice-recorded";
    case ActionKind::informing_recorded:
        return "informing-recorded";
    case ActionKind::decided:
        return "decided";
    }
    return {};
}

/// A line piece by piece: `name=value` for each id that isn't empty.
class Line {
public:
    explicit Line(std::string_view kind) : text_{kind} {}
    Line& add(std::string_view name, std::string_view value)
    {
        if (!value.empty()) text_.append(" ").append(name).append("=").append(value);
        return *this;
    }
    template <class Tag>
    Line& add(std::string_view name, const Id<Tag>& id)
    {
        return add(name, id.value());
    }
    operator std::string() const { return text_; }

private:
    std::string text_;
};

std::string describe(const Fact& one)
{
    return std::visit(
        overloaded{
            [](const fact::PackageImported& f) -> std::string {
                return Line{"package-imported"}.add("package", f.package.id);
            },
            [](const fact::PackageReplaced& f) -> std::string {
                return Line{"package-replaced"}.add("package", f.package.id);
            },
            [](const fact::ConferenceStarted&) -> std::string { return "conference-started"; },
            [](const fact::CheckedIn& f) -> std::string {
                return Line{"checked-in"}.add("participant", f.participant);
            },
            [](const fact::SteppedOut& f) -> std::string {
                return Line{"stepped-out"}.add("participant", f.participant).add("case", f.in_case);
            },
            [](const fact::SteppedIn& f) -> std::string {
                return Line{"stepped-in"}.add("participant", f.participant).add("case", f.in_case);
            },
            [](const fact::Substituted& f) -> std::string {
                return Line{"substituted"}.add("invited", f.invited).add("substitute", f.substitute.id);
            },
            [](const fact::ParticipantAdded& f) -> std::string {
                return Line{"participant-added"}
                    .add("participant", f.participant.id)
                    .add("partner", f.participant.partner);
            },
            [](const fact::TableCodeChosen& f) -> std::string {
                return Line{"table-code-chosen"}.add("participant", f.participant);
            },
            [](const fact::SecrecyDeclared& f) -> std::string {
                return Line{"secrecy-declared"}.add("participant", f.participant);
            },
            [](const fact::CriterionRecorded& f) -> std::string {
                return Line{"criterion-recorded"}
                    .add("case", f.in_case)
                    .add("criterion", f.criterion)
                    .add("met", f.met ? "yes" : "no");
            },
            [](const fact::CaseOpened& f) -> std::string {
                Line line{"case-opened"};
                line.add("case", f.in_case);
                for (const ParticipantId& id : f.present) line.add("present", id);
                return line;
            },
            [](const fact::CaseLeft& f) -> std::string { return Line{"case-left"}.add("case", f.in_case); },
            [](const fact::EarlierRecorded& f) -> std::string {
                return Line{"earlier-recorded"}
                    .add("case", f.in_case)
                    .add("agreement", f.agreement)
                    .add("outcome", word(f.outcome));
            },
            [](const fact::AgreementProposed& f) -> std::string {
                return Line{"agreement-proposed"}.add("case", f.in_case).add("agreement", f.agreement);
            },
            [](const fact::AgreementChanged& f) -> std::string {
                return Line{"agreement-changed"}
                    .add("case", f.in_case)
                    .add("agreement", f.agreement)
                    .add("version", std::to_string(f.version));
            },
            [](const fact::AgreementWithdrawn& f) -> std::string {
                return Line{"agreement-withdrawn"}.add("case", f.in_case).add("agreement", f.agreement).add("by", f.by);
            },
            [](const fact::Answered& f) -> std::string {
                return Line{"answered"}
                    .add("case", f.in_case)
                    .add("agreement", f.agreement)
                    .add("by", f.confirmation.by)
                    .add("state", word(f.confirmation.state));
            },
            [](const fact::WrongCodeEntered& f) -> std::string {
                return Line{"wrong-code-entered"}.add("participant", f.participant);
            },
            [](const fact::ConclusionRecorded& f) -> std::string {
                return Line{"conclusion-recorded"}.add("case", f.in_case);
            },
            [](const fact::InformingRecorded& f) -> std::string {
                return Line{"informing-recorded"}.add("case", f.in_case).add("state", word(f.state));
            },
            [](const fact::CaseDecided& f) -> std::string {
                Line line{"case-decided"};
                line.add("case", f.in_case).add("kind", word(f.decision.kind));
                for (const ParticipantId& id : f.present) line.add("present", id);
                return line;
            },
            [](const fact::CaseLeadAppointed& f) -> std::string {
                return Line{"case-lead-appointed"}.add("case", f.in_case).add("participant", f.participant);
            },
            [](const fact::PerspectiveRecorded& f) -> std::string {
                return Line{"perspective-recorded"}
                    .add("case", f.in_case)
                    .add("of", word(f.perspective.of))
                    .add("source", f.perspective.source);
            },
            [](const fact::PerspectiveMissing& f) -> std::string {
                return Line{"perspective-missing"}.add("case", f.in_case).add("of", word(f.of));
            },
            [](const fact::WithheldRecorded& f) -> std::string {
                return Line{"withheld-recorded"}
                    .add("case", f.in_case)
                    .add("asked-of", f.withheld.asked_of)
                    .add("ground", word(f.withheld.ground));
            },
            [](const fact::ZsmAdviceRecorded& f) -> std::string {
                return Line{"zsm-advice-recorded"}.add("case", f.in_case).add("author", f.advice.author);
            },
            [](const fact::SignalRecorded& f) -> std::string {
                return Line{"signal-recorded"}.add("case", f.in_case).add("bottleneck", f.signal.bottleneck);
            },
            [](const fact::PlainSheetRecorded& f) -> std::string {
                return Line{"plain-sheet-recorded"}.add("case", f.in_case);
            },
            [](const fact::AgendaReordered& f) -> std::string {
                Line line{"agenda-reordered"};
                for (const CaseId& id : f.order) line.add("case", id);
                return line;
            },
            [](const fact::UrgentCaseAdded& f) -> std::string {
                return Line{"urgent-case-added"}.add("case", f.brief.id);
            },
            [](const fact::SubjectSeated& f) -> std::string { return Line{"subject-seated"}.add("case", f.in_case); },
            [](const fact::SubjectUnseated& f) -> std::string {
                return Line{"subject-unseated"}.add("case", f.in_case);
            },
            [](const fact::Undone& f) -> std::string {
                Line line{"undone"};
                line.add("case", f.in_case).add("what", word(f.what));
                for (const AgreementId& id : f.agreements) line.add("agreement", id);
                return line;
            },
            [](const fact::Sealed& f) -> std::string { return Line{"sealed"}.add("minutes", f.minutes); },
        },
        one);
}

} // namespace

std::string audit_line(const Recorded& recorded)
{
    return format(recorded.at) + " " + describe(recorded.fact);
}

} // namespace casustafel::core
