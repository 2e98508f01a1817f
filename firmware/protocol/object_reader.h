#pragma once

#include "core/bytes.h"
#include "core/ids.h"
#include "core/time.h"
#include "protocol/names.h"

#include <nlohmann/json.hpp>

#include <concepts>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace casustafel::protocol {

/// The first thing that is wrong with a document: where (`cases[2].items[14].source`) and what, without content.
class Flaw {
public:
    bool found() const { return !sentence_.empty(); }
    const std::string& sentence() const { return sentence_; }
    /// Keeps the first one only.
    void note(const std::string& path, std::string_view what);

private:
    std::string sentence_;
};

enum class Form : std::uint8_t { uuid, key };

/// Reads one JSON object strictly: each member is asked for once by name and form, and a member that nobody asked for
/// is a flaw. After a flaw the values returned are empty ones; the caller looks at the flaw once, at the end.
class ObjectReader {
public:
    ObjectReader(const nlohmann::json& value, std::string path, Flaw& flaw);
    /// Notes members that were not asked for.
    ~ObjectReader();
    ObjectReader(const ObjectReader&) = delete;
    ObjectReader& operator=(const ObjectReader&) = delete;

    bool has(std::string_view name) const;
    const std::string& path() const { return path_; }
    void flaw(std::string_view name, std::string_view what);
    /// The same of a place whose whole path is known.
    void flaw_at(const std::string& path, std::string_view what) { flaw_->note(path, what); }

    /// 1 to 300 characters without control characters but line feed.
    std::string line(std::string_view name);
    std::string optional_line(std::string_view name);
    /// 1 to 20,000 characters, likewise.
    std::string text(std::string_view name);
    std::string optional_text(std::string_view name);
    std::optional<Date> optional_date(std::string_view name);
    Date date(std::string_view name);
    std::optional<Instant> optional_instant(std::string_view name);
    Instant instant(std::string_view name);
    std::optional<bool> optional_boolean(std::string_view name);
    bool boolean(std::string_view name);
    /// A boolean or null; both must be there.
    std::optional<bool> nullable_boolean(std::string_view name);
    std::optional<std::int64_t> optional_integer(std::string_view name, std::int64_t low, std::int64_t high);
    std::int64_t integer(std::string_view name, std::int64_t low, std::int64_t high);
    double number(std::string_view name, double low, double high);
    /// 64 lower-case hexadecimal digits.
    std::optional<Digest> optional_digest(std::string_view name);
    Digest digest(std::string_view name);
    void constant(std::string_view name, std::string_view value);

    template <class IdType>
    IdType id(std::string_view name, Form form)
    {
        return IdType{formed(name, form, true)};
    }
    template <class IdType>
    IdType optional_id(std::string_view name, Form form)
    {
        return IdType{formed(name, form, false)};
    }
    template <class IdType>
    std::vector<IdType> ids(std::string_view name, Form form)
    {
        std::vector<IdType> all;
        each(name, false, 0, unlimited, [&](const nlohmann::json& value, const std::string& path) {
            all.emplace_back(formed(value, path, form));
        });
        return all;
    }
    template <class Enum, std::size_t N>
    std::optional<Enum> optional_choice(std::string_view name, const Names<Enum, N>& names)
    {
        const nlohmann::json* value = take(name, false);
        if (!value) return std::nullopt;
        return choose(*value, path_of(name), names);
    }
    template <class Enum, std::size_t N>
    Enum choice(std::string_view name, const Names<Enum, N>& names)
    {
        const nlohmann::json* value = take(name, true);
        return value ? choose(*value, path_of(name), names).value_or(Enum{}) : Enum{};
    }
    template <class Enum, std::size_t N>
    std::vector<Enum> choices(std::string_view name, const Names<Enum, N>& names, bool unique)
    {
        std::vector<Enum> all;
        each(name, false, 0, unlimited, [&](const nlohmann::json& value, const std::string& path) {
            const std::optional<Enum> one = choose(value, path, names);
            if (!one) return;
            if (unique && std::ranges::find(all, *one) != all.end()) flaw_->note(path, "staat er twee keer");
            all.push_back(*one);
        });
        return all;
    }
    /// A nested object; `read` gets an ObjectReader.
    template <class Read>
    auto object(std::string_view name, Read read) -> std::invoke_result_t<Read, ObjectReader&>
    {
        const nlohmann::json* value = take(name, true);
        if (!value) return {};
        ObjectReader reader{*value, path_of(name), *flaw_};
        return read(reader);
    }
    template <class Read>
    auto optional_object(std::string_view name, Read read) -> std::optional<std::invoke_result_t<Read, ObjectReader&>>
    {
        if (!has(name)) return std::nullopt;
        return object(name, read);
    }
    /// A list of objects.
    template <class Read>
    auto list(std::string_view name, bool required, std::size_t low, std::size_t high, Read read)
        -> std::vector<std::invoke_result_t<Read, ObjectReader&>>
    {
        std::vector<std::invoke_result_t<Read, ObjectReader&>> all;
        each(name, required, low, high, [&](const nlohmann::json& value, const std::string& path) {
            ObjectReader reader{value, path, *flaw_};
            all.push_back(read(reader));
        });
        return all;
    }
    /// A list of lines.
    std::vector<std::string> lines(std::string_view name, std::size_t high);
    /// Each element of a list, whatever it is.
    template <class Visit>
    void each(std::string_view name, bool required, std::size_t low, std::size_t high, Visit visit)
    {
        const nlohmann::json* value = take(name, required);
        if (!value) return;
        if (!value->is_array() || value->size() < low || value->size() > high) {
            flaw(name, "is geen lijst van de juiste lengte");
            return;
        }
        for (std::size_t at = 0; at < value->size() && !flaw_->found(); ++at)
            visit((*value)[at], path_of(name) + "[" + std::to_string(at) + "]");
    }

    static constexpr std::size_t unlimited = 1'000'000;

private:
    const nlohmann::json* take(std::string_view name, bool required);
    std::string path_of(std::string_view name) const;
    std::string string_of(const nlohmann::json& value, const std::string& path, std::size_t longest);
    std::string member(std::string_view name, bool required, std::size_t longest);
    std::string formed(std::string_view name, Form form, bool required);
    std::string formed(const nlohmann::json& value, const std::string& path, Form form);

    template <class Enum, std::size_t N>
    std::optional<Enum> choose(const nlohmann::json& value, const std::string& path, const Names<Enum, N>& names)
    {
        std::optional<Enum> chosen;
        if (value.is_string()) chosen = value_of(value.get_ref<const std::string&>(), names);
        if (!chosen) flaw_->note(path, "heeft een onbekende waarde");
        return chosen;
    }

    const nlohmann::json* value_;
    std::string path_;
    Flaw* flaw_;
    std::set<std::string, std::less<>> asked_;
};

} // namespace casustafel::protocol
