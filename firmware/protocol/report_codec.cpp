#include "protocol/report_codec.h"

#include "protocol/json.h"
#include "protocol/parts_codec.h"

namespace casustafel::protocol {

namespace {

constexpr std::size_t largest = 4096;

void read_head(ObjectReader& reader, std::string_view type)
{
    reader.constant("type", type);
    if (const std::int64_t format = reader.integer("format", 0, 1'000'000); format != 1)
        reader.flaw("format", "is " + std::to_string(format) + ", gelezen wordt 1");
}

DeviceReport read_report_document(ObjectReader& reader)
{
    DeviceReport report;
    read_head(reader, "casustafel/report");
    report.version = reader.line("version");
    report.board = reader.line("board");
    report.slot = reader.optional_line("slot");
    report.stage = reader.choice("update", update_stage_names);
    report.update_version = reader.optional_line("update_version");
    report.refusal = reader.choice("refusal", update_refusal_names);
    report.certificate_until = reader.optional_instant("certificate_until");
    report.clock_trusted = reader.boolean("clock_trusted");
    return report;
}

UpdateResult read_result_document(ObjectReader& reader)
{
    UpdateResult result;
    read_head(reader, "casustafel/update-result");
    result.stage = reader.choice("stage", update_stage_names);
    result.version = reader.optional_line("version");
    result.percent = static_cast<int>(reader.integer("percent", 0, 100));
    result.refusal = reader.choice("refusal", update_refusal_names);
    result.sha256 = reader.optional_digest("sha256");
    return result;
}

template <class Document>
core::Result<Document> read(std::string_view text, Document (*read_document)(ObjectReader&))
{
    const auto json = read_json(text, {.most_bytes = largest});
    if (!json) return std::unexpected(json.error());
    Flaw flaw;
    Document document;
    {
        ObjectReader reader{*json, "", flaw};
        document = read_document(reader);
    }
    if (flaw.found()) return core::fail(core::Errc::corrupt, flaw.sentence());
    return document;
}

} // namespace

std::string write_report(const core::DeviceReport& report)
{
    return ObjectWriter{}
        .put("type", "casustafel/report")
        .put("format", 1)
        .put_text("version", report.version)
        .put_text("board", report.board)
        .put_text("slot", report.slot)
        .put_choice("update", report.stage, update_stage_names)
        .put_text("update_version", report.update_version)
        .put_choice("refusal", report.refusal, update_refusal_names)
        .put_instant("certificate_until", report.certificate_until)
        .put("clock_trusted", report.clock_trusted)
        .take()
        .dump();
}

core::Result<core::DeviceReport> read_report(std::string_view text)
{
    return read(text, &read_report_document);
}

std::string write_update_order(const core::Digest& sha256, const std::string& version)
{
    return ObjectWriter{}
        .put("type", "casustafel/update-order")
        .put("format", 1)
        .put("sha256", to_hex(sha256))
        .put_text("version", version)
        .take()
        .dump();
}

std::string write_update_result(const core::UpdateResult& result)
{
    return ObjectWriter{}
        .put("type", "casustafel/update-result")
        .put("format", 1)
        .put_choice("stage", result.stage, update_stage_names)
        .put_text("version", result.version)
        .put("percent", result.percent)
        .put_choice("refusal", result.refusal, update_refusal_names)
        .put_digest("sha256", result.sha256)
        .take()
        .dump();
}

core::Result<core::UpdateResult> read_update_result(std::string_view text)
{
    return read(text, &read_result_document);
}

} // namespace casustafel::protocol
