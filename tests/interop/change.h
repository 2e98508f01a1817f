#pragma once

#include "seal/forger.h"

#include <random>
#include <string>

// What happens to envelopes on the way, by accident or on purpose, and what a careless or hostile sender makes of them.

namespace casustafel::interop {

struct Changed {
    const char* kind; ///< what was done to it, in one word
    std::string envelope;
};

/// Gives one changed envelope after the other. Which changes they are depends on the seed alone.
class Changer {
public:
    Changer(const seal::Parties& parties, unsigned seed);

    Changed next();

private:
    using Change = std::string (Changer::*)();
    struct Named {
        const char* kind;
        Change change;
    };
    static const std::vector<Named>& changes();

    std::size_t below(std::size_t bound);
    template <class Choices>
    const auto& one_of(const Choices& choices)
    {
        return choices[below(std::size(choices))];
    }
    nlohmann::json good();
    std::string& text_member(nlohmann::json& envelope);

    // Another spelling of the same envelope, to be accepted by everybody.
    std::string untouched();
    std::string white_space();
    std::string other_order();
    std::string escaped();
    std::string recipients_in_other_order();
    // Bytes on the way.
    std::string bit();
    std::string byte();
    std::string cut();
    // The texts in it.
    std::string base64();
    std::string tag_or_nonce();
    // Its members.
    std::string member_left_out();
    std::string member_twice();
    std::string member_too_many();
    std::string parts_of_two();
    std::string recipients();
    std::string ephemeral_key();
    // By a sender who has every key he needs.
    std::string protected_header();
    std::string inner_header();
    std::string inner_payload();
    std::string inner_bytes();

    const seal::Parties& parties_;
    std::mt19937 random_;
    std::vector<seal::Forgery> forgeries_;
    std::vector<nlohmann::json> good_;
};

} // namespace casustafel::interop
