#pragma once

#include "bureau/bundle_shelf.h"
#include "bureau/folder.h"
#include "bureau/http.h"
#include "bureau/rate_limit.h"
#include "bureau/relay_store.h"
#include "core/time.h"
#include "seal/key_set.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace casustafel::bureau {

/// How much a device may ask of the relay.
struct RelayLimits {
    double calls_at_once = 240;
    double calls_per_second = 8;
    double enrolments_at_once = 10; ///< per address
    double enrolments_per_second = 0.1;
    std::int64_t unopened_bytes_per_device = std::int64_t{256} << 20;
};

/// What the relay knows besides its database. No key among it opens anything.
struct RelayKeys {
    std::string bureau_id;
    PemPair ca;
    seal::SigningKey receipt;
    seal::Signer root;
    std::filesystem::path bundles; ///< folder in which updates lie
};

/// The calls of docs/formats/protocol.md, without the wire: one request in, one answer out. Any thread.
class Relay {
public:
    using Clock = std::function<core::Instant()>;

    Relay(RelayStore& store, RelayKeys keys, Clock clock, RelayLimits limits = {});

    /// Never throws for what a client sends; an internal failure is a 500 (or 507 when there is no room).
    HttpResponse answer(const HttpRequest& request);

private:
    using Segments = std::span<const std::string_view>;

    HttpResponse est(const HttpRequest& request, std::string_view call);
    HttpResponse enrol(const HttpRequest& request);
    HttpResponse re_enrol(const HttpRequest& request);
    HttpResponse for_device(const HttpRequest& request, const Peer& peer, Segments path);
    HttpResponse inbox(const HttpRequest& request, std::string_view device, Segments rest);
    HttpResponse inbox_item(const HttpRequest& request, std::string_view device, std::string_view item);
    HttpResponse put_device_keys(const HttpRequest& request, std::string_view device);
    HttpResponse bureau_keys(const HttpRequest& request);
    HttpResponse minutes(const HttpRequest& request, std::string_view device, Segments rest);
    HttpResponse put_minutes(const HttpRequest& request, std::string_view device, std::string_view id);
    HttpResponse receipt(const HttpRequest& request, std::string_view device, std::string_view id);
    HttpResponse for_desk(const HttpRequest& request, Segments path);
    HttpResponse desk_minutes(const HttpRequest& request, Segments rest);
    HttpResponse desk_receipt(const HttpRequest& request, std::string_view id);
    HttpResponse desk_device(const HttpRequest& request, std::string_view device, Segments rest);
    HttpResponse desk_bundle(const HttpRequest& request, std::string_view sha256_hex);
    HttpResponse desk_updates(const HttpRequest& request, Segments rest);
    HttpResponse publish_update(const HttpRequest& request);
    HttpResponse update_item(const HttpRequest& request, std::string_view device, std::int64_t number);
    HttpResponse put_report(const HttpRequest& request, std::string_view device);
    HttpResponse desk_keys(const HttpRequest& request);
    HttpResponse metrics();

    RelayStore& store_;
    RelayKeys keys_;
    Clock clock_;
    RelayLimits limits_;
    BundleShelf shelf_;
    std::unique_ptr<RateLimit> calls_;
    std::unique_ptr<RateLimit> enrolments_;
};

/// The name in an inbox of the update that the relay counts under `number`.
std::string item_of_update(std::int64_t number);
std::optional<std::int64_t> number_of_update(std::string_view item);

/// Whether `id` can name a device, an item or the like: 1 to 64 letters, digits, '.', '_' or '-', the first a letter or
/// digit.
bool is_id(std::string_view id);

} // namespace casustafel::bureau
