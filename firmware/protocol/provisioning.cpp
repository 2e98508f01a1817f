#include "protocol/provisioning.h"

#include "protocol/json.h"
#include "protocol/parts_codec.h"

namespace casustafel::protocol {

namespace {

Provisioning read_document(ObjectReader& reader)
{
    Provisioning provisioning;
    reader.constant("type", "casustafel/provisioning");
    if (const std::int64_t version = reader.integer("version", 0, 1'000'000); version != 1)
        reader.flaw("version", "is " + std::to_string(version) + ", dit apparaat leest versie 1");
    provisioning.device = reader.id<DeviceId>("device", Form::key);
    provisioning.room = reader.line("room");
    provisioning.bureau = reader.object("bureau", [](ObjectReader& bureau) {
        return Bureau{bureau.id<BureauId>("id", Form::key), bureau.line("name"), bureau.line("region")};
    });
    provisioning.host = reader.line("host");
    provisioning.port = static_cast<std::uint16_t>(reader.integer("port", 1, 65'535));
    provisioning.ca_pem = reader.text("ca_pem");
    provisioning.root_jwk = reader.text("root_jwk");
    provisioning.code = reader.optional_line("code");
    return provisioning;
}

} // namespace

core::Result<Provisioning> read_provisioning(std::string_view text)
{
    const auto document = read_json(text);
    if (!document) return std::unexpected(document.error());
    Flaw flaw;
    Provisioning provisioning;
    {
        ObjectReader reader{*document, "", flaw};
        provisioning = read_document(reader);
    }
    if (flaw.found()) return core::fail(core::Errc::corrupt, flaw.sentence());
    return provisioning;
}

std::string write_provisioning(const Provisioning& provisioning)
{
    const nlohmann::json document = ObjectWriter{}
                                        .put("type", "casustafel/provisioning")
                                        .put("version", 1)
                                        .put_id("device", provisioning.device)
                                        .put_text("room", provisioning.room)
                                        .put("bureau", ObjectWriter{}
                                                           .put_id("id", provisioning.bureau.id)
                                                           .put_text("name", provisioning.bureau.name)
                                                           .put_text("region", provisioning.bureau.region)
                                                           .take())
                                        .put_text("host", provisioning.host)
                                        .put("port", provisioning.port)
                                        .put_text("ca_pem", provisioning.ca_pem)
                                        .put_text("root_jwk", provisioning.root_jwk)
                                        .put_text("code", provisioning.code)
                                        .take();
    return document.dump(2) + "\n";
}

} // namespace casustafel::protocol
