#include "bureau/relay.h"

#include "bureau/relay_answers.h"

#include <algorithm>

namespace casustafel::bureau {

using core::Result;

namespace {

bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The path's segments; nothing for one that isn't absolute or has an empty, dotted or encoded segment.
std::vector<std::string_view> segments_of(std::string_view path)
{
    std::vector<std::string_view> segments;
    if (!path.starts_with('/')) return {};
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::size_t slash = std::min(path.find('/'), path.size());
        const std::string_view segment = path.substr(0, slash);
        if (segment != ".well-known" && !is_id(segment)) return {};
        segments.push_back(segment);
        path.remove_prefix(slash);
    }
    return segments;
}

bool from_loopback(const HttpRequest& request)
{
    return request.remote == "127.0.0.1" || request.remote == "::1";
}

} // namespace

bool is_id(std::string_view id)
{
    return !id.empty() && id.size() <= 64 && is_letter_or_digit(id.front()) &&
           std::ranges::all_of(id, [](char c) { return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-'; });
}

Relay::Relay(RelayStore& store, RelayKeys keys, Clock clock, RelayLimits limits)
    : store_{store}, keys_{std::move(keys)}, clock_{std::move(clock)}, limits_{limits}, shelf_{keys_.bundles},
      calls_{std::make_unique<RateLimit>(limits.calls_at_once, limits.calls_per_second)},
      enrolments_{std::make_unique<RateLimit>(limits.enrolments_at_once, limits.enrolments_per_second)}
{
}

HttpResponse Relay::answer(const HttpRequest& request)
{
    const std::vector<std::string_view> path = segments_of(request.path);
    if (path.empty()) return problem(404, "not found");
    if (path.size() == 1 && from_loopback(request)) {
        if (path[0] == "healthz" || path[0] == "metrics") {
            if (request.method != "GET") return method_not_allowed();
            return metrics();
        }
    }
    if (path.size() == 3 && path[0] == ".well-known" && path[1] == "est") return est(request, path[2]);
    if (path.size() < 2 || path[0] != "v1") return problem(404, "not found");

    if (!request.peer) return problem(401, "this needs a certificate of this bureau");
    const Peer& peer = *request.peer;
    if (peer.kind == PeerKind::device && !calls_->take(peer.id, clock_())) {
        HttpResponse response = problem(429, "too many calls");
        response.headers.emplace_back("Retry-After", "10");
        return response;
    }
    const Segments rest = Segments{path}.subspan(1);
    switch (peer.kind) {
    case PeerKind::desk:
        if (rest.size() == 1 && rest[0] == "keys") return bureau_keys(request);
        if (rest.size() >= 2 && rest[0] == "desk") return for_desk(request, rest.subspan(1));
        return problem(403, "not for the desk");
    case PeerKind::device:
        return for_device(request, peer, rest);
    }
    return problem(403, "not allowed");
}

HttpResponse Relay::metrics()
{
    const Result<RelayStore::Counts> counts = store_.counts();
    if (!counts) return failed(counts.error());
    std::string text;
    for (const auto& [name, value] : {std::pair{"devices", counts->devices},
                                      {"envelopes", counts->envelopes},
                                      {"envelopes_unopened", counts->unopened},
                                      {"inbox_items", counts->inbox_items}})
        text += "# TYPE casustafel_relay_" + std::string{name} + " gauge\ncasustafel_relay_" + name + " " +
                std::to_string(value) + "\n";
    return with_body(200, "text/plain; version=0.0.4; charset=utf-8", core::bytes_of(text));
}

} // namespace casustafel::bureau
