#include "protocol/provisioning.h"

#include "protocol/json.h"
#include "protocol/parts_codec.h"

#include <charconv>

namespace casustafel::protocol {

namespace {

constexpr std::uint32_t least_kib = 8U << 10;
constexpr std::uint32_t most_kib = 256U << 10; // a device with a gigabyte keeps working
constexpr std::uint32_t most_passes = 10;
constexpr std::size_t salt_characters = 22;
constexpr std::size_t hash_characters = 43;

/// What a form is made of, cut off its front piece by piece; after the first that doesn't fit nothing does.
class Pieces {
public:
    explicit Pieces(std::string_view text) : rest_{text} {}
    void word(std::string_view expected)
    {
        good_ = good_ && rest_.starts_with(expected);
        if (good_) rest_.remove_prefix(expected.size());
    }
    void number(std::uint32_t low, std::uint32_t high)
    {
        std::uint32_t value = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        good_ = good_ && error == std::errc{} && value >= low && value <= high && !rest_.starts_with('0');
        if (good_) rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    }
    void base64(std::size_t count)
    {
        constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        good_ = good_ && rest_.size() >= count && rest_.substr(0, count).find_first_not_of(letters) == rest_.npos;
        if (good_) rest_.remove_prefix(count);
    }
    bool complete() const { return good_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool good_ = true;
};

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
    provisioning.technician_pin = reader.optional_line("technician_pin");
    if (!provisioning.technician_pin.empty() && !is_pin_hash(provisioning.technician_pin))
        reader.flaw("technician_pin", "is geen Argon2id-hash die dit apparaat kan narekenen");
    return provisioning;
}

} // namespace

bool is_pin_hash(std::string_view text)
{
    Pieces form{text};
    form.word("$argon2id$v=19$m=");
    form.number(least_kib, most_kib);
    form.word(",t=");
    form.number(1, most_passes);
    form.word(",p=1$");
    form.base64(salt_characters);
    form.word("$");
    form.base64(hash_characters);
    return form.complete();
}

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
                                        .put_text("technician_pin", provisioning.technician_pin)
                                        .take();
    return document.dump(2) + "\n";
}

} // namespace casustafel::protocol
