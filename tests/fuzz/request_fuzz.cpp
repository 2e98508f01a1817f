#include "bureau/founding.h"
#include "bureau/relay.h"
#include "bureau/relay_store.h"
#include "protocol/json.h"
#include "seal/crypto.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>

using namespace casustafel;
using namespace casustafel::bureau;
namespace fs = std::filesystem;

namespace {

constexpr core::Instant now{std::chrono::milliseconds{1'795'000'000'000}};
constexpr std::string_view canary = "KANARIE: alleen voor CT-2";
constexpr std::array methods{"GET", "PUT", "POST", "DELETE", "HEAD", "PATCH"};

Peer device(const char* id)
{
    return {PeerKind::device, id, std::string{"00"} + id[3]};
}

/// A relay with two devices; the second has an item in its inbox that the first may never see.
class Bureau {
public:
    explicit Bureau(const fs::path& founded)
    {
        fs::copy(founded, folder_.path() / "bureau", fs::copy_options::recursive);
        const Folder files{folder_.path() / "bureau"};
        const BureauInfo info = read_info(files).value();
        store_.emplace(RelayStore::open(files.relay_database()).value());
        for (const char* id : {"CT-1", "CT-2"}) {
            if (!store_->expect_device(id, "zaal", core::Digest{}, now, now + std::chrono::hours{24})) std::abort();
            const auto kept = store_->enrol(id, core::Digest{}, now, [&]() -> core::Result<RelayStore::Certificate> {
                return RelayStore::Certificate{"pem", device(id).serial_hex, 1'900'000'000};
            });
            if (!kept) std::abort();
        }
        relay_.emplace(
            *store_,
            RelayKeys{info.id,
                      read_pair(files.ca()).value(),
                      read_signing_key(files.receipt_key()).value(),
                      {info.id, seal::PublicKey::from_jwk_text(info.root_jwk).value()},
                      files.bundles()},
            [] { return now; }, RelayLimits{.calls_at_once = 1e12, .enrolments_at_once = 1e12});
        HttpRequest put{.method = "PUT",
                        .path = "/v1/desk/devices/CT-2/inbox/item-2",
                        .query = {},
                        .headers = {},
                        .body = {},
                        .remote = "192.0.2.1",
                        .peer = Peer{PeerKind::desk, std::string{desk_id}, "01"}};
        put.body.assign(canary.begin(), canary.end());
        if (relay_->answer(put).status != 204) std::abort();
    }
    HttpResponse answer(const HttpRequest& request) { return relay_->answer(request); }

private:
    support::TempDir folder_;
    std::optional<RelayStore> store_;
    std::optional<Relay> relay_;
};

const fs::path& founded()
{
    static const support::TempDir folder;
    static const fs::path path = [] {
        const Folder files{folder / "founded"};
        if (!found(files, {.id = "zvh-rivierenkust", .name = "n", .region = "r", .hosts = {"127.0.0.1"}}, now))
            std::abort();
        return files.root();
    }();
    return path;
}

std::string_view take_line(std::string_view& input)
{
    const std::string_view line = input.substr(0, input.find('\n'));
    input.remove_prefix(std::min(line.size() + 1, input.size()));
    return line;
}

/// Two bytes say who calls and how; then a line of path, lines of headers, an empty line and the body. A digest that is
/// right is made for who asks for it with the header `fit`, so that what lies behind that check is reached.
HttpRequest request_of(core::ByteView input)
{
    HttpRequest request;
    request.method = methods[input[1] % methods.size()];
    request.remote = input[0] & 8 ? "127.0.0.1" : "192.0.2.7";
    if (input[0] % 4 == 1) request.peer = device("CT-1");
    if (input[0] % 4 == 2) request.peer = Peer{PeerKind::desk, std::string{desk_id}, "01"};
    if (input[0] % 4 == 3) request.peer = device("CT-9");
    std::string_view rest = core::text_of(input.subspan(2));
    const std::string_view target = take_line(rest);
    request.path = target.substr(0, target.find('?'));
    if (request.path.size() < target.size()) request.query = target.substr(request.path.size() + 1);
    bool fits = false;
    while (!rest.empty()) {
        const std::string_view line = take_line(rest);
        if (line.empty()) break;
        fits |= line == "fit";
        if (const auto colon = line.find(':'); colon != line.npos)
            request.headers.emplace_back(line.substr(0, colon), line.substr(colon + 1));
    }
    request.body.assign(rest.begin(), rest.end());
    if (fits) request.headers.emplace_back("Content-Digest", "sha-256=:" + to_base64(seal::sha256(request.body)) + ":");
    return request;
}

void check(const HttpRequest& request, const HttpResponse& response)
{
    if (response.status < 200 || response.status >= 500) std::abort();
    if (!request.peer && response.status < 400 && !request.path.starts_with("/.well-known/est/cacerts") &&
        request.remote != "127.0.0.1")
        std::abort();
    if (response.status >= 400) {
        const auto problem = protocol::read_json(core::text_of(response.body));
        if (!problem || !problem->contains("title")) std::abort();
    }
    if (request.peer && request.peer->kind == PeerKind::device && core::text_of(response.body).contains(canary))
        std::abort();
    for (const auto& [name, value] : response.headers)
        if (name.contains('\n') || value.contains('\n') || value.contains('\r')) std::abort();
}

} // namespace

/// Whatever is asked: the relay never fails inside, every refusal is a problem document, no header grows a second line,
/// nobody without a certificate gets more than the CA's, and no device sees what was left for another.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static std::unique_ptr<Bureau> bureau;
    static int calls = 0;
    if (size < 3) return 0;
    if (calls++ % 5000 == 0) bureau = std::make_unique<Bureau>(founded()); // so that what was put doesn't pile up
    const HttpRequest request = request_of({data, size});
    check(request, bureau->answer(request));
    return 0;
}
