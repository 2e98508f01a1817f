#include "bureau/relay_answers.h"

#include "seal/crypto.h"

namespace casustafel::bureau {

using core::Errc;

bool is_uuid(std::string_view id)
{
    if (id.size() != 36) return false;
    for (std::size_t i = 0; i < id.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hex = (id[i] >= '0' && id[i] <= '9') || (id[i] >= 'a' && id[i] <= 'f');
        if (hyphen ? id[i] != '-' : !hex) return false;
    }
    return true;
}

std::string in_quotes(std::string_view tag)
{
    return '"' + std::string{tag} + '"';
}

std::string etag_of(std::string_view body)
{
    return in_quotes(core::to_hex(seal::sha256(core::bytes_of(body))));
}

HttpResponse failed(const core::Error& error)
{
    switch (error.code) {
    case Errc::not_found:
        return problem(404, "not found");
    case Errc::conflict:
        return problem(409, error.detail);
    case Errc::full:
        return problem(507, "the relay has no room");
    case Errc::denied:
        return problem(403, "not allowed");
    case Errc::rejected:
        return problem(400, error.detail);
    case Errc::corrupt:
    case Errc::storage:
    case Errc::network:
    case Errc::refused:
    case Errc::crypto:
        return problem(500, "the relay failed");
    }
    return problem(500, "the relay failed");
}

HttpResponse method_not_allowed()
{
    return problem(405, "this can't be done here");
}

HttpResponse tagged(const HttpRequest& request, std::string_view media_type, std::string_view body)
{
    const std::string etag = etag_of(body);
    if (none_match_hits(request.header("If-None-Match").value_or(""), etag)) return {304, {{"ETag", etag}}, {}};
    HttpResponse response = with_body(200, media_type, core::bytes_of(body));
    response.headers.emplace_back("ETag", etag);
    return response;
}

HttpResponse ranged(const HttpRequest& request, std::string_view media_type, const std::string& etag,
                    std::uint64_t size,
                    const std::function<void(HttpResponse&, std::uint64_t first, std::uint64_t size)>& fill)
{
    if (none_match_hits(request.header("If-None-Match").value_or(""), etag)) return {304, {{"ETag", etag}}, {}};
    // A part is only given of the very bytes that the client has the beginning of (RFC 9110, 13.1.5).
    const bool same = request.header("If-Range").value_or(etag) == etag;
    const RangeAnswer range = same ? range_of(request.header("Range").value_or(""), size) : RangeAnswer{};
    HttpResponse response;
    switch (range.kind) {
    case RangeKind::whole:
        response = with_body(200, media_type, {});
        fill(response, 0, size);
        break;
    case RangeKind::part:
        response = with_body(206, media_type, {});
        response.headers.emplace_back("Content-Range", "bytes " + std::to_string(range.range.first) + "-" +
                                                           std::to_string(range.range.last) + "/" +
                                                           std::to_string(size));
        fill(response, range.range.first, range.range.last - range.range.first + 1);
        break;
    case RangeKind::unsatisfiable:
        response = problem(416, "the item has fewer bytes");
        response.headers.emplace_back("Content-Range", "bytes */" + std::to_string(size));
        return response;
    }
    response.headers.emplace_back("ETag", etag);
    response.headers.emplace_back("Accept-Ranges", "bytes");
    return response;
}

} // namespace casustafel::bureau
