#include "protocol/audit_codec.h"

#include "protocol/json.h"
#include "protocol/parts_codec.h"

#include <algorithm>

namespace casustafel::protocol {

namespace {

using nlohmann::json;

constexpr Names<AuditRole, 5> role_names{{{AuditRole::device, "device"},
                                          {AuditRole::chair, "chair"},
                                          {AuditRole::participant, "participant"},
                                          {AuditRole::technician, "technician"},
                                          {AuditRole::bureau, "bureau"}}};
constexpr Names<AuditOrigin, 5> origin_names{{{AuditOrigin::table, "table"},
                                              {AuditOrigin::relay, "relay"},
                                              {AuditOrigin::stick, "stick"},
                                              {AuditOrigin::command, "command"},
                                              {AuditOrigin::device, "device"}}};
constexpr Names<AuditResult, 3> result_names{
    {{AuditResult::done, "done"}, {AuditResult::refused, "refused"}, {AuditResult::failed, "failed"}}};

constexpr std::size_t longest_id = 128;
constexpr std::size_t most_names = 16;
constexpr std::size_t most_ids = 1000;

bool may_stand_in_an_id(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view{"._:+-"}.contains(c);
}

bool is_plain(std::string_view text)
{
    return !text.empty() && text.size() <= longest_id && std::ranges::all_of(text, may_stand_in_an_id);
}

std::string plain(std::string_view text)
{
    std::string made{text.substr(0, longest_id)};
    std::ranges::replace_if(made, [](char c) { return !may_stand_in_an_id(c); }, '_');
    return made;
}

std::string read_plain(ObjectReader& reader, std::string_view name)
{
    std::string text = reader.optional_line(name);
    if (reader.has(name) && !is_plain(text)) reader.flaw(name, "kan geen nummer of woord zijn");
    return text;
}

void read_about(const json& about, AuditEntry& entry, Flaw& flaw)
{
    if (!about.is_object() || about.empty() || about.size() > most_names)
        return flaw.note("about", "heeft een verkeerde vorm");
    for (const auto& [name, ids] : about.items()) {
        const std::string path = "about." + (is_plain(name) ? name : "?");
        if (!is_plain(name) || !ids.is_array() || ids.empty() || ids.size() > most_ids)
            return flaw.note(path, "heeft een verkeerde vorm");
        for (const json& id : ids) {
            if (!id.is_string() || !is_plain(id.get_ref<const std::string&>()))
                return flaw.note(path, "kan geen nummer of woord zijn");
            entry.about.emplace_back(name, id.get<std::string>());
        }
    }
}

AuditEntry read_document(ObjectReader& reader)
{
    AuditEntry entry;
    if (const std::int64_t version = reader.integer("v", 0, 1'000'000); version != 1)
        reader.flaw("v", "is " + std::to_string(version) + ", dit programma leest versie 1");
    entry.at = reader.instant("at");
    entry.clock_trusted = reader.boolean("clock");
    entry.boot = static_cast<std::uint64_t>(reader.integer("boot", 0, largest_json_integer));
    entry.up_ms = reader.integer("up", 0, largest_json_integer);
    entry.actor = read_plain(reader, "actor");
    entry.role = reader.choice("role", role_names);
    entry.org = read_plain(reader, "org");
    entry.origin = reader.choice("origin", origin_names);
    entry.action = read_plain(reader, "action");
    if (entry.action.empty()) reader.flaw("action", "ontbreekt");
    entry.result = reader.choice("result", result_names);
    entry.meeting = core::ConferenceId{read_plain(reader, "meeting")};
    entry.basis = read_plain(reader, "basis");
    return entry;
}

} // namespace

std::string write_audit_entry(const core::AuditEntry& entry)
{
    json about = json::object();
    for (const auto& [name, id] : entry.about)
        if (!name.empty() && !id.empty()) about[plain(name)].push_back(plain(id));
    ObjectWriter writer;
    writer.put("v", 1)
        .put("at", format(entry.at))
        .put("clock", entry.clock_trusted)
        .put("boot", entry.boot)
        .put("up", entry.up_ms)
        .put_text("actor", plain(entry.actor))
        .put_choice("role", entry.role, role_names)
        .put_text("org", plain(entry.org))
        .put_choice("origin", entry.origin, origin_names)
        .put("action", plain(entry.action))
        .put_choice("result", entry.result, result_names)
        .put_text("meeting", plain(entry.meeting.value()))
        .put_text("basis", plain(entry.basis));
    if (!about.empty()) writer.put("about", about);
    return canonical_json(writer.take());
}

core::Result<core::AuditEntry> read_audit_entry(std::string_view line)
{
    auto document = read_json(line, {.most_bytes = 64U << 10, .most_depth = 4});
    if (!document) return std::unexpected(document.error());
    Flaw flaw;
    AuditEntry entry;
    {
        const json about = document->is_object() ? document->value("about", json{}) : json{};
        if (document->is_object()) document->erase("about");
        ObjectReader reader{*document, "", flaw};
        entry = read_document(reader);
        if (!about.is_null()) read_about(about, entry, flaw);
    }
    if (flaw.found()) return core::fail(core::Errc::corrupt, flaw.sentence());
    if (write_audit_entry(entry) != line) return core::fail(core::Errc::corrupt, "isn't in its one form");
    return entry;
}

} // namespace casustafel::protocol
