#pragma once

#include <array>
#include <cstdint>

// What a person can fill in, apart from what is chosen by touch.

namespace casustafel::ui {

/// Every text that a person can type, by what it is.
enum class Field : std::uint8_t {
    person_name,
    person_function,
    partner_name,
    motivation,
    outcome_reason,
    agreement_text,
    decision_of,
    executor,
    deputy,
    answer_reason,
    conclusion,
    decision_to,
    decision_question,
    decision_accepted_by,
    decision_reason,
    informing_reason,
    withdraw_reason,
    search,
    correction,
    record_text, ///< what a sheet about the case records
    record_conclusion,
    record_reason, ///< why there is nothing to record
    skip_reason,
    urgent_label,
    urgent_question,
    urgent_why_1, ///< why the first legal criterion is met, and so on
    urgent_why_2,
    urgent_why_3,
    urgent_why_4,
};

inline constexpr std::array urgent_motivations{Field::urgent_why_1, Field::urgent_why_2, Field::urgent_why_3,
                                               Field::urgent_why_4};

/// Whose day the calendar sheet chooses.
enum class DateField : std::uint8_t {
    due,
    consult_by,
    answer_by,
    next_on,
    decision_answer_by,
    monitored_until,
    new_due,
    valid_until
};

} // namespace casustafel::ui
