#include "protocol/receipt_codec.h"

#include "protocol/json.h"
#include "protocol/parts_codec.h"

#include <limits>

namespace casustafel::protocol {

namespace {

constexpr std::int64_t largest = std::int64_t{1} << 53; // what JSON numbers carry exactly (RFC 8259, section 6)

Receipt read_document(ObjectReader& reader)
{
    Receipt receipt;
    reader.constant("type", "casustafel/receipt");
    if (const std::int64_t version = reader.integer("version", 0, 1'000'000); version != 1)
        reader.flaw("version", "is " + std::to_string(version) + ", dit apparaat leest versie 1");
    receipt.stage = reader.choice("stage", receipt_stage_names);
    receipt.minutes = reader.id<MinutesId>("minutes_id", Form::uuid);
    receipt.device = reader.id<DeviceId>("device_id", Form::key);
    receipt.minutes_seq = static_cast<std::uint64_t>(reader.integer("minutes_seq", 1, largest));
    receipt.sha256 = reader.digest("sha256");
    receipt.inner_sha256 = reader.optional_digest("inner_sha256");
    receipt.log = reader.optional_object("log", [](ObjectReader& log) {
        return LogHead{static_cast<std::uint64_t>(log.integer("size", 0, largest)), log.digest("root")};
    });
    receipt.at = reader.instant("at");
    receipt.reason = reader.optional_line("reason");
    return receipt;
}

} // namespace

std::string write_receipt(const core::Receipt& receipt)
{
    ObjectWriter writer;
    writer.put("type", "casustafel/receipt")
        .put("version", 1)
        .put_choice("stage", receipt.stage, receipt_stage_names)
        .put_id("minutes_id", receipt.minutes)
        .put_id("device_id", receipt.device)
        .put("minutes_seq", receipt.minutes_seq)
        .put("sha256", to_hex(receipt.sha256))
        .put_digest("inner_sha256", receipt.inner_sha256);
    if (receipt.log)
        writer.put("log", ObjectWriter{}.put("size", receipt.log->size).put("root", to_hex(receipt.log->root)).take());
    return writer.put("at", format(receipt.at)).put_text("reason", receipt.reason).take().dump();
}

core::Result<core::Receipt> read_receipt(std::string_view text)
{
    const auto document = read_json(text);
    if (!document) return std::unexpected(document.error());
    Flaw flaw;
    Receipt receipt;
    {
        ObjectReader reader{*document, "", flaw};
        receipt = read_document(reader);
    }
    if (flaw.found()) return core::fail(core::Errc::corrupt, flaw.sentence());
    return receipt;
}

} // namespace casustafel::protocol
