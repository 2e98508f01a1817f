#pragma once

#include "storage/header.h"
#include "storage/place.h"

#include <filesystem>
#include <string>
#include <string_view>

// How a protector's record stands in vault.head, for header.cpp and vault_protectors.cpp; nobody else includes this.

namespace casustafel::storage {

inline constexpr std::string_view protector_kind = "CTPROT01";
inline constexpr std::size_t first_protector_place = 3;

/// Where what a protector keeps stands: named after what is in it, so that a power cut leaves no half of one.
std::filesystem::path file_beside(const std::filesystem::path& header, core::ByteView digest);

/// Durable when it returns; gives its digest, or nothing when there is nothing to keep.
core::Result<core::Bytes> keep_beside(const std::filesystem::path& header, const std::string& vfs, core::ByteView kept);

RecordWriter record_of(const ProtectorRecord& protector, core::ByteView digest);

} // namespace casustafel::storage
