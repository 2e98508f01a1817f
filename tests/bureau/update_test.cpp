#include "bureau/bundle.h"
#include "bureau/gnutls_handles.h"
#include "protocol/report_codec.h"
#include "relay_rules.h"

#include <fstream>

namespace casustafel::bureau {
namespace {

using test::bureau;
using test::Ran;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string manifest(const std::string& version, const std::string& board, const std::string& channel)
{
    return "[update]\ncompatible=casustafel-" + board + "\nversion=" + version +
           "\n\n[bundle]\nformat=verity\n\n[image.rootfs]\nfilename=root.img\n\n[meta.casustafel]\nschema=2.2.1\n"
           "readable_from=1.1.1\nchannel=" +
           channel + "\n";
}

/// What RAUC leaves at the end of a bundle: the manifest in a signed message, and its size.
std::string signature_over(const std::string& text)
{
    const Key key = make<Key, gnutls_x509_privkey_t>(gnutls_x509_privkey_init);
    gnutls_x509_privkey_generate(key.get(), GNUTLS_PK_EC, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0);
    const Certificate certificate = make<Certificate, gnutls_x509_crt_t>(gnutls_x509_crt_init);
    const unsigned char serial = 1;
    gnutls_x509_crt_set_version(certificate.get(), 3);
    gnutls_x509_crt_set_serial(certificate.get(), &serial, 1);
    gnutls_x509_crt_set_dn(certificate.get(), "CN=Signer of a test", nullptr);
    gnutls_x509_crt_set_activation_time(certificate.get(), 1'700'000'000);
    gnutls_x509_crt_set_expiration_time(certificate.get(), 2'000'000'000);
    gnutls_x509_crt_set_key(certificate.get(), key.get());
    gnutls_x509_crt_sign2(certificate.get(), certificate.get(), key.get(), GNUTLS_DIG_SHA256, 0);
    gnutls_privkey_t signer = nullptr;
    gnutls_privkey_init(&signer);
    gnutls_privkey_import_x509(signer, key.get(), 0);
    const Pkcs7 message = make<Pkcs7, gnutls_pkcs7_t>(gnutls_pkcs7_init);
    const gnutls_datum_t in = datum(text);
    gnutls_pkcs7_sign(message.get(), certificate.get(), signer, &in, nullptr, nullptr, GNUTLS_DIG_SHA256,
                      GNUTLS_PKCS7_EMBED_DATA);
    gnutls_privkey_deinit(signer);
    gnutls_datum_t out{};
    if (gnutls_pkcs7_export2(message.get(), GNUTLS_X509_FMT_DER, &out) < 0) throw std::runtime_error("no signature");
    std::string der = take(out);
    const std::uint64_t size = der.size();
    for (int shift = 56; shift >= 0; shift -= 8)
        der += static_cast<char>(static_cast<unsigned char>(size >> static_cast<unsigned>(shift)));
    return der;
}

/// A bundle as far as the bureau looks at it: some bytes and a signed manifest.
std::string bundle_bytes(const std::string& version, const std::string& board = "pc",
                         const std::string& channel = "vast", std::size_t payload = 5000)
{
    std::string body(payload, 'p');
    for (std::size_t i = 0; i < body.size(); ++i) body[i] = static_cast<char>(i * 31 + version.size());
    return body + signature_over(manifest(version, board, channel));
}

void write(const std::filesystem::path& file, const std::string& bytes)
{
    std::ofstream{file, std::ios::binary} << bytes;
}

std::string hex_of(const std::string& bytes)
{
    return core::to_hex(seal::sha256(core::bytes_of(bytes)));
}

class Updates : public RelayRules {
protected:
    HttpResponse put_piece(const std::string& bytes, std::size_t first, std::size_t size)
    {
        return call(desk_, "PUT", "/v1/desk/bundles/" + hex_of(bytes), bytes.substr(first, size),
                    {{"Content-Range", "bytes " + std::to_string(first) + "-" + std::to_string(first + size - 1) + "/" +
                                           std::to_string(bytes.size())}});
    }
    HttpResponse publish(const nlohmann::json& body) { return call(desk_, "POST", "/v1/desk/updates", body.dump()); }
    /// Brings a bundle and publishes it to a channel.
    void offer(const std::string& bytes, const std::string& version, const std::string& channel = "vast",
               const std::string& board = "pc")
    {
        ASSERT_EQ(put_piece(bytes, 0, bytes.size()).status, 200U);
        ASSERT_EQ(publish({{"sha256", hex_of(bytes)},
                           {"compatible", "casustafel-" + board},
                           {"version", version},
                           {"channel", channel}})
                      .status,
                  201U);
    }
    std::vector<std::string> versions_for(const Peer& peer)
    {
        std::vector<std::string> versions;
        const auto list = must(protocol::read_json(body(call(peer, "GET", "/v1/devices/" + peer.id + "/inbox"))));
        for (const auto& item : list)
            if (item["kind"] == "update") versions.push_back(item["version"]);
        return versions;
    }
    /// What the answer's bytes are, from wherever they come.
    static std::string sent(const HttpResponse& response)
    {
        if (!response.part) return body(response);
        return test::read_text(response.part->file).substr(response.part->first, response.part->size);
    }

    Peer one_ = enrolled("CT-1");
    Peer two_ = enrolled("CT-2");
};

TEST_F(Updates, a_bundle_comes_in_pieces_and_goes_on_where_it_broke_off)
{
    const std::string bytes = bundle_bytes("2");
    EXPECT_EQ(body(call(desk_, "GET", "/v1/desk/bundles/" + hex_of(bytes))), R"({"bytes":0,"whole":false})");
    EXPECT_EQ(put_piece(bytes, 0, 2000).status, 200U);
    EXPECT_EQ(body(call(desk_, "GET", "/v1/desk/bundles/" + hex_of(bytes))), R"({"bytes":2000,"whole":false})");
    EXPECT_EQ(put_piece(bytes, 0, 2000).status, 200U) << "an answer that was lost";
    EXPECT_EQ(put_piece(bytes, 3000, 100).status, 409U) << "a gap";
    EXPECT_EQ(put_piece(bytes, 2000, bytes.size() - 2000).status, 200U);
    EXPECT_EQ(must(protocol::read_json(body(call(desk_, "GET", "/v1/desk/bundles/" + hex_of(bytes)))))["whole"], true);
    EXPECT_EQ(test::read_text(world_.folder().bundles() / (hex_of(bytes) + ".raucb")), bytes);
    EXPECT_EQ(std::filesystem::status(world_.folder().bundles()).permissions(), std::filesystem::perms::owner_all);
}

TEST_F(Updates, bytes_that_are_not_their_digest_leave_nothing)
{
    const std::string bytes = bundle_bytes("2");
    const std::string path = "/v1/desk/bundles/" + hex_of("something else");
    const std::string range = "bytes 0-" + std::to_string(bytes.size() - 1) + "/" + std::to_string(bytes.size());
    EXPECT_EQ(call(desk_, "PUT", path, bytes, {{"Content-Range", range}}).status, 422U);
    EXPECT_EQ(body(call(desk_, "GET", path)), R"({"bytes":0,"whole":false})");
    EXPECT_EQ(publish({{"sha256", hex_of("something else")},
                       {"compatible", "casustafel-pc"},
                       {"version", "2"},
                       {"channel", "vast"}})
                  .status,
              409U);
}

TEST_F(Updates, what_is_no_piece_is_refused)
{
    const std::string path = "/v1/desk/bundles/" + hex_of("x");
    for (const std::string range :
         {"", "bytes 0-0", "bytes 0-1/1", "bytes 1-0/9", "bytes=0-0/1", "bytes 0-/1", "bytes 0-1/9"})
        EXPECT_EQ(call(desk_, "PUT", path, "x", {{"Content-Range", range}}).status, 400U) << range;
    EXPECT_EQ(call(desk_, "PUT", path, "x", {{"Content-Range", "bytes 0-0/1073741825"}}).status, 400U) << "too large";
    EXPECT_EQ(call(desk_, "PUT", "/v1/desk/bundles/nothing", "x").status, 404U);
    EXPECT_EQ(call(one_, "PUT", path, "x", {{"Content-Range", "bytes 0-0/1"}}).status, 403U) << "a device";
}

TEST_F(Updates, are_offered_to_the_devices_of_their_channel)
{
    ASSERT_TRUE(store_.set_channel("CT-2", "proef"));
    offer(bundle_bytes("2"), "2", "proef");
    EXPECT_THAT(versions_for(one_), IsEmpty());
    EXPECT_THAT(versions_for(two_), ElementsAre("2"));
    offer(bundle_bytes("1.9"), "1.9", "vast");
    EXPECT_THAT(versions_for(one_), ElementsAre("1.9"));
    EXPECT_THAT(versions_for(two_), ElementsAre("2"));
}

TEST_F(Updates, a_newer_one_takes_the_place_of_the_one_before_for_the_same_kind_of_device)
{
    offer(bundle_bytes("2"), "2");
    offer(bundle_bytes("2", "raspberrypi"), "2", "vast", "raspberrypi");
    offer(bundle_bytes("3"), "3");
    EXPECT_THAT(versions_for(one_), testing::UnorderedElementsAre("3", "2"));
    EXPECT_EQ(call(one_, "GET", "/v1/devices/CT-1/inbox/update-1").status, 404U);
    EXPECT_EQ(call(one_, "GET", "/v1/devices/CT-1/inbox/update-3").status, 200U);
}

TEST_F(Updates, one_for_a_device_by_name_is_for_nobody_else)
{
    offer(bundle_bytes("2"), "2");
    const std::string bytes = bundle_bytes("3");
    ASSERT_EQ(put_piece(bytes, 0, bytes.size()).status, 200U);
    const nlohmann::json wish{
        {"sha256", hex_of(bytes)}, {"compatible", "casustafel-pc"}, {"version", "3"}, {"devices", {"CT-2"}}};
    EXPECT_EQ(body(publish(wish)), R"({"number":2})");
    EXPECT_EQ(body(publish(wish)), R"({"number":2})") << "the same once more is the same";
    EXPECT_THAT(versions_for(one_), ElementsAre("2"));
    EXPECT_THAT(versions_for(two_), ElementsAre("3"));
    nlohmann::json unknown = wish;
    unknown["devices"] = {"CT-9"};
    EXPECT_EQ(publish(unknown).status, 409U);
}

TEST_F(Updates, a_withdrawn_one_is_gone_at_once)
{
    offer(bundle_bytes("2"), "2");
    EXPECT_EQ(call(desk_, "DELETE", "/v1/desk/updates/1").status, 204U);
    EXPECT_THAT(versions_for(one_), IsEmpty());
    EXPECT_EQ(call(one_, "GET", "/v1/devices/CT-1/inbox/update-1").status, 404U);
    EXPECT_EQ(call(desk_, "DELETE", "/v1/desk/updates/7").status, 404U);
    EXPECT_EQ(call(one_, "DELETE", "/v1/desk/updates/1").status, 403U);
}

TEST_F(Updates, are_given_in_ranges_and_no_device_can_remove_them)
{
    const std::string bytes = bundle_bytes("2");
    offer(bytes, "2");
    const std::string path = "/v1/devices/CT-1/inbox/update-1";
    const HttpResponse whole = call(one_, "GET", path);
    EXPECT_EQ(sent(whole), bytes);
    EXPECT_EQ(header(whole, "ETag"), '"' + hex_of(bytes) + '"');
    const HttpResponse part = call(one_, "GET", path, "", {{"Range", "bytes=1000-1999"}});
    EXPECT_EQ(part.status, 206U);
    EXPECT_EQ(header(part, "Content-Range"), "bytes 1000-1999/" + std::to_string(bytes.size()));
    EXPECT_EQ(sent(part), bytes.substr(1000, 1000));
    const HttpResponse end = call(one_, "GET", path, "", {{"Range", "bytes=4990-99999999"}});
    EXPECT_EQ(sent(end), bytes.substr(4990));
    EXPECT_EQ(call(one_, "GET", path, "", {{"Range", "bytes=99999999-"}}).status, 416U);
    EXPECT_EQ(call(one_, "GET", path, "", {{"Range", "bytes=1-2"}, {"If-Range", "\"other\""}}).status, 200U);
    EXPECT_EQ(call(one_, "DELETE", path).status, 405U);
    EXPECT_EQ(call(two_, "GET", path).status, 403U) << "another device's inbox";
    EXPECT_EQ(call(desk_, "PUT", "/v1/desk/devices/CT-1/inbox/update-9", "x").status, 400U);
}

TEST_F(Updates, a_report_is_kept_and_shown)
{
    const core::DeviceReport report{.version = "0.2.0",
                                    .board = "pc",
                                    .slot = "B",
                                    .stage = core::UpdateStage::refused,
                                    .update_version = "0.1.9",
                                    .refusal = core::UpdateRefusal::too_old,
                                    .certificate_until = now_,
                                    .clock_trusted = true};
    EXPECT_EQ(call(one_, "PUT", "/v1/devices/CT-1/report", protocol::write_report(report)).status, 204U);
    EXPECT_EQ(call(two_, "PUT", "/v1/devices/CT-1/report", protocol::write_report(report)).status, 403U);
    EXPECT_EQ(call(one_, "PUT", "/v1/devices/CT-1/report", R"({"cases":3})").status, 400U);
    EXPECT_EQ(call(one_, "GET", "/v1/devices/CT-1/report").status, 405U);
    EXPECT_THAT(
        bureau({"device", "list", world_.dir()}).out,
        HasSubstr("channel=vast\tversion=0.2.0\tupdate=refused:0.1.9:too-old\tseen=2026-11-21T12:00:00.000Z\troom\n"));
}

TEST(Bundle, says_what_its_signed_manifest_says)
{
    const BureauWorld world;
    const std::string bytes = bundle_bytes("1.2.3", "pc", "proef");
    write(world.file("one.raucb"), bytes);
    const auto info = read_bundle(world.file("one.raucb"));
    ASSERT_TRUE(info) << info.error().detail;
    EXPECT_EQ(info->version, "1.2.3");
    EXPECT_EQ(info->compatible, "casustafel-pc");
    EXPECT_EQ(info->channel, "proef");
    EXPECT_EQ(info->sha256_hex, hex_of(bytes));
    EXPECT_EQ(info->size, bytes.size());
}

TEST(Bundle, what_is_none_is_refused_with_a_sentence)
{
    const BureauWorld world;
    const std::string good = bundle_bytes("1");
    std::string cut = good.substr(0, good.size() - 9);
    std::string foreign = std::string(20, 'x') + signature_over("[update]\ncompatible=x\nversion=1\n");
    for (const std::string& bytes :
         {std::string{}, std::string{"x"}, std::string(100, '\0'), cut, std::string(70'000, '\xff'), foreign}) {
        write(world.file("no.raucb"), bytes);
        const Ran ran = bureau({"update", "publish", world.dir(), world.file("no.raucb"), "--relay", "localhost:1"});
        EXPECT_EQ(ran.code, 2) << bytes.size();
        EXPECT_THAT(ran.err, HasSubstr("no.raucb")) << bytes.size();
    }
}

TEST(UpdateProgram, publishes_lists_and_withdraws_over_the_wire)
{
    const BureauWorld world;
    const test::RunningRelay relay{world.folder().root()};
    test::Device device{world, relay, "CT-1"};
    // More than one piece of the desk and more than the largest envelope.
    const std::string bytes = bundle_bytes("0.3.0", "pc", "vast", std::size_t{9} << 20);
    write(world.file("update.raucb"), bytes);
    const Ran published = bureau({"update", "publish", world.dir(), world.file("update.raucb")});
    ASSERT_EQ(published.code, 0) << published.err;
    EXPECT_THAT(published.out, HasSubstr("update 1\nversion 0.3.0\nfor casustafel-pc\n"));
    EXPECT_THAT(bureau({"update", "list", world.dir()}).out,
                HasSubstr("1\toffered\t0.3.0\tcasustafel-pc\tchannel=vast\tfor=1\t"));

    const auto items = must(device.bureau().inbox());
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items.front().kind, "update");
    EXPECT_EQ(items.front().size, bytes.size());
    auto client = world.client(relay, device.identity());
    const auto part = must(client.send(
        {.method = "GET", .target = "/v1/devices/CT-1/inbox/update-1", .headers = {{"Range", "bytes=8388600-8388619"}}},
        std::chrono::steady_clock::now() + std::chrono::seconds{20}));
    EXPECT_EQ(part.status, 206U);
    EXPECT_EQ(core::text_of(part.body), bytes.substr(8'388'600, 20));
    // The next call over the same connection still fits.
    EXPECT_TRUE(device.bureau().inbox());

    EXPECT_EQ(bureau({"update", "withdraw", world.dir(), "1"}).code, 0);
    EXPECT_THAT(must(device.bureau().inbox()), IsEmpty());
    EXPECT_THAT(bureau({"update", "list", world.dir()}).out, HasSubstr("1\twithdrawn\t"));
    EXPECT_EQ(bureau({"update", "withdraw", world.dir(), "9"}).code, 2);
}

TEST(UpdateProgram, a_bundle_goes_to_the_channel_it_was_made_for_or_to_devices_by_name)
{
    const BureauWorld world;
    const test::RunningRelay relay{world.folder().root()};
    test::Device device{world, relay, "CT-1"};
    write(world.file("trial.raucb"), bundle_bytes("0.3.0", "pc", "proef"));
    const std::string file = world.file("trial.raucb");
    const Ran wrong = bureau({"update", "publish", world.dir(), file, "--channel", "vast"});
    EXPECT_EQ(wrong.code, 2);
    EXPECT_THAT(wrong.err, HasSubstr("made for channel 'proef'"));
    ASSERT_EQ(bureau({"update", "publish", world.dir(), file}).code, 0);
    EXPECT_THAT(must(device.bureau().inbox()), IsEmpty());
    ASSERT_EQ(bureau({"device", "channel", world.dir(), "CT-1", "proef"}).code, 0);
    EXPECT_THAT(must(device.bureau().inbox()), Not(IsEmpty()));
    ASSERT_EQ(bureau({"update", "publish", world.dir(), file, "--to", "CT-1"}).code, 0);
    EXPECT_EQ(must(device.bureau().inbox()).front().id, "update-2");
    EXPECT_EQ(bureau({"device", "channel", world.dir(), "CT-9", "proef"}).code, 2);
}

} // namespace
} // namespace casustafel::bureau
