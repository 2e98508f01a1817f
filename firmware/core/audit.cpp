#include "core/audit.h"

#include "core/conference.h"
#include "core/result.h"

#include <string_view>

namespace casustafel::core {

namespace {

std::string_view word(LegalBasisKind kind)
{
    switch (kind) {
    case LegalBasisKind::wgs_case:
        return "wgs-case";
    case LegalBasisKind::wgs_topx:
        return "wgs-topx";
    case LegalBasisKind::plustaak:
        return "plustaak";
    }
    return {};
}

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

/// An entry piece by piece: a name and an id for each that isn't empty.
class Line {
public:
    explicit Line(std::string_view action) { entry_.action = action; }
    Line& add(std::string_view name, std::string_view value)
    {
        if (!value.empty()) entry_.about.emplace_back(name, value);
        return *this;
    }
    template <class Tag>
    Line& add(std::string_view name, const Id<Tag>& id)
    {
        return add(name, id.value());
    }
    /// Done by this participant in person; by nobody, the chair did it.
    Line& by(const ParticipantId& participant)
    {
        entry_.actor = participant.value();
        return *this;
    }
    operator AuditEntry() const { return entry_; }

private:
    AuditEntry entry_;
};

AuditEntry describe(const Fact& one)
{
    return std::visit(
        overloaded{
            [](const fact::PackageImported& f) -> AuditEntry {
                return Line{"package-imported"}.add("package", f.package.id);
            },
            [](const fact::PackageReplaced& f) -> AuditEntry {
                return Line{"package-replaced"}.add("package", f.package.id);
            },
            [](const fact::ConferenceStarted&) -> AuditEntry { return Line{"conference-started"}; },
            [](const fact::CheckedIn& f) -> AuditEntry { return Line{"checked-in"}.add("participant", f.participant); },
            [](const fact::SteppedOut& f) -> AuditEntry {
                return Line{"stepped-out"}.add("participant", f.participant).add("case", f.in_case);
            },
            [](const fact::SteppedIn& f) -> AuditEntry {
                return Line{"stepped-in"}.add("participant", f.participant).add("case", f.in_case);
            },
            [](const fact::Substituted& f) -> AuditEntry {
                return Line{"substituted"}.add("invited", f.invited).add("substitute", f.substitute.id);
            },
            [](const fact::ParticipantAdded& f) -> AuditEntry {
                return Line{"participant-added"}
                    .add("participant", f.participant.id)
                    .add("partner", f.participant.partner);
            },
            [](const fact::TableCodeChosen& f) -> AuditEntry {
                return Line{"table-code-chosen"}.add("participant", f.participant).by(f.participant);
            },
            [](const fact::SecrecyDeclared& f) -> AuditEntry {
                return Line{"secrecy-declared"}.add("participant", f.participant).by(f.participant);
            },
            [](const fact::CriterionRecorded& f) -> AuditEntry {
                return Line{"criterion-recorded"}
                    .add("case", f.in_case)
                    .add("criterion", f.criterion)
                    .add("met", f.met ? "yes" : "no");
            },
            [](const fact::CaseOpened& f) -> AuditEntry {
                Line line{"case-opened"};
                line.add("case", f.in_case);
                for (const ParticipantId& id : f.present) line.add("present", id);
                return line;
            },
            [](const fact::CaseLeft& f) -> AuditEntry { return Line{"case-left"}.add("case", f.in_case); },
            [](const fact::EarlierRecorded& f) -> AuditEntry {
                return Line{"earlier-recorded"}
                    .add("case", f.in_case)
                    .add("agreement", f.agreement)
                    .add("outcome", word(f.outcome));
            },
            [](const fact::AgreementProposed& f) -> AuditEntry {
                return Line{"agreement-proposed"}.add("case", f.in_case).add("agreement", f.agreement);
            },
            [](const fact::AgreementChanged& f) -> AuditEntry {
                return Line{"agreement-changed"}
                    .add("case", f.in_case)
                    .add("agreement", f.agreement)
                    .add("version", std::to_string(f.version));
            },
            [](const fact::AgreementWithdrawn& f) -> AuditEntry {
                return Line{"agreement-withdrawn"}.add("case", f.in_case).add("agreement", f.agreement).add("by", f.by);
            },
            [](const fact::Answered& f) -> AuditEntry {
                return Line{"answered"}
                    .add("case", f.in_case)
                    .add("agreement", f.agreement)
                    .by(f.confirmation.by)
                    .add("by", f.confirmation.by)
                    .add("state", word(f.confirmation.state));
            },
            [](const fact::WrongCodeEntered& f) -> AuditEntry {
                return Line{"wrong-code-entered"}.add("participant", f.participant).by(f.participant);
            },
            [](const fact::ConclusionRecorded& f) -> AuditEntry {
                return Line{"conclusion-recorded"}.add("case", f.in_case);
            },
            [](const fact::InformingRecorded& f) -> AuditEntry {
                return Line{"informing-recorded"}.add("case", f.in_case).add("state", word(f.state));
            },
            [](const fact::CaseDecided& f) -> AuditEntry {
                Line line{"case-decided"};
                line.add("case", f.in_case).add("kind", word(f.decision.kind));
                for (const ParticipantId& id : f.present) line.add("present", id);
                return line;
            },
            [](const fact::CaseLeadAppointed& f) -> AuditEntry {
                return Line{"case-lead-appointed"}.add("case", f.in_case).add("participant", f.participant);
            },
            [](const fact::PerspectiveRecorded& f) -> AuditEntry {
                return Line{"perspective-recorded"}
                    .add("case", f.in_case)
                    .add("of", word(f.perspective.of))
                    .add("source", f.perspective.source);
            },
            [](const fact::PerspectiveMissing& f) -> AuditEntry {
                return Line{"perspective-missing"}.add("case", f.in_case).add("of", word(f.of));
            },
            [](const fact::WithheldRecorded& f) -> AuditEntry {
                return Line{"withheld-recorded"}
                    .add("case", f.in_case)
                    .add("asked-of", f.withheld.asked_of)
                    .add("ground", word(f.withheld.ground));
            },
            [](const fact::ZsmAdviceRecorded& f) -> AuditEntry {
                return Line{"zsm-advice-recorded"}.add("case", f.in_case).add("author", f.advice.author);
            },
            [](const fact::SignalRecorded& f) -> AuditEntry {
                return Line{"signal-recorded"}.add("case", f.in_case).add("bottleneck", f.signal.bottleneck);
            },
            [](const fact::PlainSheetRecorded& f) -> AuditEntry {
                return Line{"plain-sheet-recorded"}.add("case", f.in_case);
            },
            [](const fact::AgendaReordered& f) -> AuditEntry {
                Line line{"agenda-reordered"};
                for (const CaseId& id : f.order) line.add("case", id);
                return line;
            },
            [](const fact::UrgentCaseAdded& f) -> AuditEntry {
                return Line{"urgent-case-added"}.add("case", f.brief.id);
            },
            [](const fact::SubjectSeated& f) -> AuditEntry { return Line{"subject-seated"}.add("case", f.in_case); },
            [](const fact::SubjectUnseated& f) -> AuditEntry {
                return Line{"subject-unseated"}.add("case", f.in_case);
            },
            [](const fact::Undone& f) -> AuditEntry {
                Line line{"undone"};
                line.add("case", f.in_case).add("what", word(f.what));
                for (const AgreementId& id : f.agreements) line.add("agreement", id);
                return line;
            },
            [](const fact::Sealed& f) -> AuditEntry { return Line{"sealed"}.add("minutes", f.minutes); },
        },
        one);
}

} // namespace

AuditEntry audit_entry(const Recorded& recorded)
{
    AuditEntry entry = describe(recorded.fact);
    entry.at = recorded.at;
    entry.role = entry.actor.empty() ? AuditRole::chair : AuditRole::participant;
    entry.origin = AuditOrigin::table;
    if (const auto* imported = std::get_if<fact::PackageImported>(&recorded.fact))
        entry.meeting = imported->package.conference.id;
    if (entry.action.starts_with("package-")) {
        entry.role = AuditRole::bureau;
        entry.origin = AuditOrigin::relay;
    }
    if (entry.action == "wrong-code-entered") entry.result = AuditResult::refused;
    return entry;
}

AuditEntry in_scene(AuditEntry entry, const AuditScene& scene)
{
    if (entry.role == AuditRole::chair) {
        entry.actor = scene.slot;
        entry.org = scene.bureau;
    }
    if (entry.role == AuditRole::bureau) entry.actor = entry.org = scene.bureau;
    if (!scene.conference) return entry;
    const Package& package = scene.conference->package;
    if (entry.meeting.empty()) entry.meeting = package.conference.id;
    if (entry.meeting == package.conference.id) entry.basis = word(package.conference.legal_basis.kind);
    if (entry.role != AuditRole::participant) return entry;
    if (const Participant* who = find(*scene.conference, ParticipantId{entry.actor})) entry.org = who->partner.value();
    return entry;
}

} // namespace casustafel::core
