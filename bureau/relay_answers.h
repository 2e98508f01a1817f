#pragma once

#include "bureau/http.h"
#include "core/result.h"

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
/// A document with its tag, or 304 when the client has it already.
HttpResponse tagged(const HttpRequest& request, std::string_view media_type, std::string_view body);

} // namespace casustafel::bureau
