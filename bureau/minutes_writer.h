#pragma once

#include "bureau/dutch.h"
#include "bureau/minutes_text.h"

#include <algorithm>
#include <format>
#include <iterator>

namespace casustafel::bureau {

/// Writes the parts of one document. Holds references for the time of one call.
class MinutesWriter {
public:
    MinutesWriter(const core::Minutes& minutes, const core::Package* package, const core::Calendar& calendar,
                  std::optional<core::Instant> recovered_at = {})
        : minutes_{minutes}, package_{package}, calendar_{calendar}, recovered_at_{recovered_at}
    {
    }

    std::string write();

private:
    template <class... Args>
    void line(std::format_string<Args...> form, Args&&... args)
    {
        std::format_to(std::back_inserter(text_), form, std::forward<Args>(args)...);
        text_ += '\n';
    }
    /// A named value, further lines of it set in.
    void field(std::string_view name, std::string_view value, std::string_view indent = "")
    {
        if (value.empty()) return;
        text_ += std::format("{}{}: ", indent, name);
        for (const char c : value) {
            text_ += c;
            if (c == '\n') text_ += std::string{indent} + "  ";
        }
        text_ += '\n';
    }
    void heading(std::string_view title)
    {
        line("");
        line("== {} == grondslag: {}", title, dutch(minutes_.legal_basis));
    }
    void subheading(std::string_view title)
    {
        line("");
        line("{}", title);
    }

    std::string moment(core::Instant at) const
    {
        return std::format("{} {}", dutch_date(calendar_.day_of(at)), clock(at));
    }
    std::string clock(core::Instant at) const
    {
        const auto minutes = calendar_.time_of_day(at).count();
        return std::format("{:02}:{:02}", minutes / 60, minutes % 60);
    }
    std::string partner(const core::PartnerId& id) const
    {
        if (package_ != nullptr)
            for (const core::Partner& known : package_->partners)
                if (known.id == id) return known.name;
        for (const core::MinutesAttendance& person : minutes_.attendance)
            if (person.partner == id && !person.partner_name.empty()) return person.partner_name;
        return id.value();
    }
    std::string person(const core::ParticipantId& id) const
    {
        for (const core::MinutesAttendance& known : minutes_.attendance)
            if (known.participant == id) return known.name;
        return id.value();
    }
    const core::Case* brief(const core::CaseId& id) const
    {
        if (package_ == nullptr) return nullptr;
        const auto found = std::ranges::find(package_->cases, id, &core::Case::id);
        return found == package_->cases.end() ? nullptr : &*found;
    }
    template <class Rows, class Id>
    std::string label(const Rows* rows, const Id& id) const
    {
        if (rows != nullptr)
            for (const auto& row : *rows)
                if (row.id == id) return row.label;
        return id.value();
    }

    void front();
    void attendance();
    void one_case(const core::MinutesCase& state, int number);
    void criteria(const core::MinutesCase& state, const core::Case* known);
    void earlier(const core::MinutesCase& state, const core::Case* known);
    void perspective(const core::MinutesCase& state);
    void zsm_advice(const core::MinutesCase& state);
    void withheld(const core::MinutesCase& state);
    void signals(const core::MinutesCase& state);
    void relations(const core::AgreementContent& content, const core::MinutesCase& state, const core::Case* known);
    void withdrawn(const core::MinutesCase& state, const core::Case* known);
    void informing(const core::MinutesCase& state);
    void agreement(const core::Agreement& agreement, const core::MinutesCase& state, const core::Case* known);
    void confirmation(const core::Agreement& agreement);
    void agreements(const core::MinutesCase& state, const core::Case* known);
    void decision(const core::Decision& decision, const core::Case* known);

    const core::Minutes& minutes_;
    const core::Package* package_;
    const core::Calendar& calendar_;
    std::optional<core::Instant> recovered_at_; ///< empty: the chair sealed them
    std::string text_;
};

} // namespace casustafel::bureau
