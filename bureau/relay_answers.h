#pragma once

#include "bureau/http.h"
#include "core/result.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

// What the parts of the relay say in the same way.

namespace casustafel::bureau {

inline constexpr std::string_view envelope_type = "application/jose+json";
inline constexpr std::string_view receipt_type = "application/jose";

/// Whether `id` is a UUID in small letters.
bool is_uuid(std::string_view id);

/// What a failure of the database or of our own means to a client.
HttpResponse failed(const core::Error& error);
HttpResponse method_not_allowed();

/// The tag of a document: its SHA-256 in quotes.
std::string etag_of(std::string_view body);
std::string in_quotes(std::string_view tag);
/// A document with its tag, or 304 when the client has it already.
HttpResponse tagged(const HttpRequest& request, std::string_view media_type, std::string_view body);

/// What `request` asks for of a document of `size` bytes with this tag: 304, 416, or a head for the whole or a part of
/// it that `fill` gives its bytes.
HttpResponse ranged(const HttpRequest& request, std::string_view media_type, const std::string& etag,
                    std::uint64_t size,
                    const std::function<void(HttpResponse&, std::uint64_t first, std::uint64_t size)>& fill);

} // namespace casustafel::bureau
