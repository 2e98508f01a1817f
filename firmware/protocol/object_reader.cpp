#include "protocol/object_reader.h"

#include "core/text.h"

#include <algorithm>
#include <cmath>

namespace casustafel::protocol {

namespace {

bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

bool is_uuid(std::string_view text)
{
    if (text.size() != 36) return false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool dash = at == 8 || at == 13 || at == 18 || at == 23;
        if (dash ? text[at] != '-' : !is_hex(text[at])) return false;
    }
    return true;
}

bool is_key(std::string_view text)
{
    const auto alphanumeric = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    if (text.empty() || text.size() > 64 || !alphanumeric(text.front())) return false;
    return std::ranges::all_of(text, [&](char c) { return alphanumeric(c) || c == '.' || c == '_' || c == '-'; });
}

} // namespace

void Flaw::note(const std::string& path, std::string_view what)
{
    if (found()) return;
    sentence_ = (path.empty() ? std::string{"het document"} : path) + " " + std::string{what};
}

ObjectReader::ObjectReader(const nlohmann::json& value, std::string path, Flaw& flaw)
    : value_{&value}, path_{std::move(path)}, flaw_{&flaw}
{
    if (!value.is_object()) flaw_->note(path_, "is geen object");
}

ObjectReader::~ObjectReader()
{
    if (flaw_->found() || !value_->is_object()) return;
    for (const auto& member : value_->items())
        if (!asked_.contains(member.key())) {
            // The name of an unknown member is content of a stranger: only where it stands is said.
            flaw_->note(path_, "heeft een onbekend veld");
            return;
        }
}

bool ObjectReader::has(std::string_view name) const
{
    return value_->is_object() && value_->contains(name);
}

void ObjectReader::flaw(std::string_view name, std::string_view what)
{
    flaw_->note(path_of(name), what);
}

const nlohmann::json* ObjectReader::take(std::string_view name, bool required)
{
    asked_.emplace(name);
    if (has(name)) return &*value_->find(name);
    if (required) flaw(name, "ontbreekt");
    return nullptr;
}

std::string ObjectReader::path_of(std::string_view name) const
{
    return path_.empty() ? std::string{name} : path_ + "." + std::string{name};
}

std::string ObjectReader::string_of(const nlohmann::json& value, const std::string& path, std::size_t longest)
{
    if (!value.is_string()) {
        flaw_->note(path, "is geen tekst");
        return {};
    }
    const auto& text = value.get_ref<const std::string&>();
    if (text.empty()) flaw_->note(path, "is leeg");
    const auto characters = core::clean_characters(text);
    if (!characters) flaw_->note(path, "bevat stuurtekens");
    if (characters > longest) flaw_->note(path, "is te lang");
    return text;
}

std::string ObjectReader::member(std::string_view name, bool required, std::size_t longest)
{
    const nlohmann::json* value = take(name, required);
    return value ? string_of(*value, path_of(name), longest) : std::string{};
}

std::string ObjectReader::line(std::string_view name)
{
    return member(name, true, core::longest_line);
}

std::string ObjectReader::optional_line(std::string_view name)
{
    return member(name, false, core::longest_line);
}

std::string ObjectReader::text(std::string_view name)
{
    return member(name, true, core::longest_text);
}

std::string ObjectReader::optional_text(std::string_view name)
{
    return member(name, false, core::longest_text);
}

std::string ObjectReader::formed(const nlohmann::json& value, const std::string& path, Form form)
{
    if (!value.is_string()) {
        flaw_->note(path, "is geen tekst");
        return {};
    }
    const auto& text = value.get_ref<const std::string&>();
    const bool fits = form == Form::uuid ? is_uuid(text) : is_key(text);
    if (!fits) flaw_->note(path, form == Form::uuid ? "is geen UUID" : "is geen sleutel");
    return fits ? text : std::string{};
}

std::string ObjectReader::formed(std::string_view name, Form form, bool required)
{
    const nlohmann::json* value = take(name, required);
    return value ? formed(*value, path_of(name), form) : std::string{};
}

std::optional<Date> ObjectReader::optional_date(std::string_view name)
{
    const nlohmann::json* value = take(name, false);
    if (!value) return std::nullopt;
    std::optional<Date> date;
    if (value->is_string()) date = parse_date(value->get_ref<const std::string&>());
    if (!date) flaw(name, "is geen datum uit de kalender");
    return date;
}

Date ObjectReader::date(std::string_view name)
{
    if (!has(name)) {
        take(name, true);
        return {};
    }
    return optional_date(name).value_or(Date{});
}

std::optional<Instant> ObjectReader::optional_instant(std::string_view name)
{
    const nlohmann::json* value = take(name, false);
    if (!value) return std::nullopt;
    std::optional<Instant> instant;
    if (value->is_string()) instant = parse_instant(value->get_ref<const std::string&>());
    if (!instant) flaw(name, "is geen tijdstip");
    return instant;
}

Instant ObjectReader::instant(std::string_view name)
{
    if (!has(name)) {
        take(name, true);
        return {};
    }
    return optional_instant(name).value_or(Instant{});
}

std::optional<bool> ObjectReader::optional_boolean(std::string_view name)
{
    const nlohmann::json* value = take(name, false);
    if (!value) return std::nullopt;
    if (!value->is_boolean()) {
        flaw(name, "is geen ja of nee");
        return std::nullopt;
    }
    return value->get<bool>();
}

bool ObjectReader::boolean(std::string_view name)
{
    if (!has(name)) take(name, true);
    return optional_boolean(name).value_or(false);
}

std::optional<bool> ObjectReader::nullable_boolean(std::string_view name)
{
    const nlohmann::json* value = take(name, true);
    if (!value || value->is_null()) return std::nullopt;
    return optional_boolean(name);
}

std::optional<std::int64_t> ObjectReader::optional_integer(std::string_view name, std::int64_t low, std::int64_t high)
{
    const nlohmann::json* value = take(name, false);
    if (!value) return std::nullopt;
    // JSON Schema counts 20.0 as an integer as well.
    double number = 0;
    if (value->is_number()) number = value->get<double>();
    if (!value->is_number() || std::floor(number) != number || number < static_cast<double>(low) ||
        number > static_cast<double>(high)) {
        flaw(name, "is geen geheel getal in het bereik");
        return std::nullopt;
    }
    return value->get<std::int64_t>();
}

std::int64_t ObjectReader::integer(std::string_view name, std::int64_t low, std::int64_t high)
{
    if (!has(name)) take(name, true);
    return optional_integer(name, low, high).value_or(low);
}

double ObjectReader::number(std::string_view name, double low, double high)
{
    const nlohmann::json* value = take(name, true);
    if (!value) return low;
    if (!value->is_number() || value->get<double>() < low || value->get<double>() > high) {
        flaw(name, "is geen getal in het bereik");
        return low;
    }
    return value->get<double>();
}

std::optional<Digest> ObjectReader::optional_digest(std::string_view name)
{
    const nlohmann::json* value = take(name, false);
    if (!value) return std::nullopt;
    const std::string* hex = value->get_ptr<const std::string*>();
    if (!hex || hex->size() != 64 || !std::ranges::all_of(*hex, is_hex)) {
        flaw(name, "is geen SHA-256");
        return std::nullopt;
    }
    const auto digit = [](char c) { return static_cast<std::uint8_t>(c <= '9' ? c - '0' : c - 'a' + 10); };
    Digest digest{};
    for (std::size_t at = 0; at < digest.size(); ++at)
        digest[at] = static_cast<std::uint8_t>(digit((*hex)[2 * at]) << 4 | digit((*hex)[2 * at + 1]));
    return digest;
}

Digest ObjectReader::digest(std::string_view name)
{
    if (!has(name)) take(name, true);
    return optional_digest(name).value_or(Digest{});
}

void ObjectReader::constant(std::string_view name, std::string_view value)
{
    const nlohmann::json* given = take(name, true);
    if (given && (!given->is_string() || given->get_ref<const std::string&>() != value))
        flaw(name, "is iets anders dan " + std::string{value});
}

std::vector<std::string> ObjectReader::lines(std::string_view name, std::size_t high)
{
    std::vector<std::string> all;
    each(name, false, 0, high, [&](const nlohmann::json& value, const std::string& path) {
        all.push_back(string_of(value, path, core::longest_line));
    });
    return all;
}

} // namespace casustafel::protocol
