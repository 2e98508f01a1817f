#pragma once

#include "core/agreement.h"
#include "core/table_record.h"
#include "protocol/object_reader.h"

#include <nlohmann/json.hpp>

#include <concepts>
#include <functional>
#include <optional>
#include <string_view>

// Pieces that more than one kind of document holds. Internal to `protocol`.

namespace casustafel::protocol {

/// Writes an object member by member; what is empty or not there is left out.
class ObjectWriter {
public:
    template <class Value>
    ObjectWriter& put(std::string_view name, const Value& value)
    {
        object_[std::string{name}] = value;
        return *this;
    }
    ObjectWriter& put_text(std::string_view name, const std::string& text);
    ObjectWriter& put_date(std::string_view name, const std::optional<Date>& date);
    ObjectWriter& put_instant(std::string_view name, const std::optional<Instant>& instant);
    ObjectWriter& put_digest(std::string_view name, const std::optional<Digest>& digest);
    template <class Tag>
    ObjectWriter& put_id(std::string_view name, const Id<Tag>& id)
    {
        return put_text(name, id.value());
    }
    template <class Value>
    ObjectWriter& put_optional(std::string_view name, const std::optional<Value>& value)
    {
        return value ? put(name, *value) : *this;
    }
    template <class Enum, std::size_t N>
    ObjectWriter& put_choice(std::string_view name, const std::optional<Enum>& value, const Names<Enum, N>& names)
    {
        return value ? put(name, std::string{name_of(*value, names)}) : *this;
    }
    template <class Enum, std::size_t N>
    ObjectWriter& put_choice(std::string_view name, Enum value, const Names<Enum, N>& names)
    {
        return put(name, std::string{name_of(value, names)});
    }
    /// A list of written elements; left out when empty unless `always`.
    template <class Value, class Write>
    ObjectWriter& put_list(std::string_view name, const std::vector<Value>& values, bool always, Write write)
    {
        if (values.empty() && !always) return *this;
        nlohmann::json list = nlohmann::json::array();
        for (const Value& value : values) list.push_back(std::invoke(write, value));
        return put(name, list);
    }
    template <class IdType>
    ObjectWriter& put_ids(std::string_view name, const std::vector<IdType>& ids, bool always = false)
    {
        return put_list(name, ids, always, [](const IdType& id) { return id.value(); });
    }
    nlohmann::json take() { return std::move(object_); }

private:
    nlohmann::json object_ = nlohmann::json::object();
};

Audience read_audience(ObjectReader& reader);
nlohmann::json write(const Audience& audience);
Owner read_owner(ObjectReader& reader);
nlohmann::json write(const Owner& owner);
std::vector<Relation> read_relations(ObjectReader& reader);
nlohmann::json write(const Relation& relation);
Strokes read_strokes(ObjectReader& reader, std::string_view name);
nlohmann::json write(const Strokes& strokes);
Participant read_participant(ObjectReader& reader);
nlohmann::json write(const Participant& participant);
Partner read_partner(ObjectReader& reader);
nlohmann::json write(const Partner& partner);
Decision read_decision(ObjectReader& reader);
nlohmann::json write(const Decision& decision);

Perspective read_perspective(ObjectReader& reader);
nlohmann::json write(const Perspective& perspective);
Withheld read_withheld(ObjectReader& reader);
nlohmann::json write(const Withheld& withheld);
TableAdvice read_advice(ObjectReader& reader);
nlohmann::json write(const TableAdvice& advice);
Signal read_signal(ObjectReader& reader);
nlohmann::json write(const Signal& signal);

/// One case as the package has it.
Case read_case(ObjectReader& reader);
nlohmann::json write(const Case& one);

/// The whole package document, read and written (package_codec.cpp).
Package read_package_object(ObjectReader& reader);
nlohmann::json write(const Package& package);

} // namespace casustafel::protocol
