#pragma once

#include "core/minutes.h"
#include "journey/hands.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace casustafel::journey {

/// What was touched in, as it stood on the screen when it was saved; the minutes must have it.
struct Promise {
    core::CaseId in_case;
    core::AgreementContent content;
    core::ConfirmationState state{core::ConfirmationState::open};
    std::optional<core::ConfirmationHow> how;
};

/// The conference of the example package, held by touch: eight people, a secrecy declaration, three cases, agreements
/// confirmed in each way and one declined, and three kinds of decision.
class Story {
public:
    /// Called after each step with its name; `told` is a sentence about what happened.
    using Step = std::function<void(const std::string& name, const std::string& told)>;
    Story(Hands& hands, std::string secret, Step step);

    /// From the locked device up to the agenda with every case decided.
    void hold_conference();
    void unlock();
    /// Unlocks in the middle of the conference; `target` is then on the screen.
    void come_back(std::string_view target) { type_secret().wait_for(target); }
    void take_attendance();
    void first_case();
    void second_case();
    void third_case();
    /// Ends on the closing page with the sealed minutes in the outbox; their id.
    core::MinutesId seal();

    /// What of all that was touched in isn't in the minutes: a sentence for each. Empty: nothing was lost.
    std::vector<std::string> missing_in(const core::Minutes& minutes) const;
    std::size_t promises() const { return promises_.size(); }

    /// At the attendance: present, with a table code.
    void seat(const std::string& id, bool declares);

private:
    Hands& type_secret();
    void open_case(int number);
    void earlier(std::size_t row, std::size_t outcome, std::size_t bottleneck = 0);
    void propose(const std::function<void()>& fill);
    void confirmed(std::string_view owner, core::ConfirmationState state, core::ConfirmationHow how);
    void conclude(std::string_view conclusion);
    const core::CaseId& case_now() const;

    Hands& hands_;
    std::string secret_;
    Step step_;
    std::vector<Promise> promises_;
    std::map<core::CaseId, core::Decision> decisions_;
    std::map<core::CaseId, std::map<core::AgreementId, core::Outcome>> outcomes_;
    std::vector<std::string> seated_;
};

} // namespace casustafel::journey
