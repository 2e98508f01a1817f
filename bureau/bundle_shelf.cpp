#include "bureau/bundle_shelf.h"

#include "seal/crypto.h"
#include "system/file.h"

#include <algorithm>
#include <chrono>
#include <system_error>

namespace casustafel::bureau {

using core::Errc;
using core::fail;
using core::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::hours kept_unoffered{24};

Result<core::Digest> digest_of(const fs::path& file)
{
    seal::Sha256 digest;
    if (const auto read = system::read_pieces(file,
                                              [&](core::ByteView piece) -> Result<> {
                                                  digest.add(piece);
                                                  return {};
                                              });
        !read)
        return std::unexpected(read.error());
    return digest.finish();
}

} // namespace

bool is_sha256_hex(std::string_view text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<BundleShelf::Have> BundleShelf::look(const std::string& sha256_hex) const
{
    std::error_code missing;
    if (const auto size = fs::file_size(file(sha256_hex), missing); !missing) return Have{size, true};
    const auto size = fs::file_size(unfinished(sha256_hex), missing);
    if (missing && missing != std::errc::no_such_file_or_directory)
        return fail(Errc::storage, unfinished(sha256_hex).string() + ": " + missing.message());
    return Have{missing ? 0 : size, false};
}

Result<BundleShelf::Have> BundleShelf::have(const std::string& sha256_hex) const
{
    const std::lock_guard lock{*mutex_};
    return look(sha256_hex);
}

Result<BundleShelf::Have> BundleShelf::take(const std::string& sha256_hex, std::uint64_t first, core::ByteView piece,
                                            std::uint64_t whole)
{
    if (whole > largest) return fail(Errc::rejected, "a bundle has at most 1 GiB");
    const std::lock_guard lock{*mutex_};
    const Result<Have> have = look(sha256_hex);
    if (!have) return std::unexpected(have.error());
    if (have->whole) return have;
    if (first > have->bytes || first + piece.size() < have->bytes)
        return fail(Errc::conflict, "the relay has " + std::to_string(have->bytes) + " bytes of it");
    std::error_code failed;
    if (fs::create_directories(folder_, failed)) fs::permissions(folder_, fs::perms::owner_all, failed);
    const fs::path draft = unfinished(sha256_hex);
    if (auto written = system::write_at(draft, first, piece); !written) return std::unexpected(written.error());
    const std::uint64_t now = first + piece.size();
    if (now < whole) return Have{now, false};

    const Result<core::Digest> digest = digest_of(draft);
    if (!digest) return std::unexpected(digest.error());
    if (core::to_hex(*digest) != sha256_hex) {
        if (auto removed = system::remove_durably(draft); !removed) return std::unexpected(removed.error());
        return fail(Errc::corrupt, "the bundle isn't what its digest says");
    }
    if (auto done = system::rename_durably(draft, file(sha256_hex)); !done) return std::unexpected(done.error());
    return Have{now, true};
}

void BundleShelf::clear(const std::set<std::string>& offered) const
{
    const std::lock_guard lock{*mutex_};
    const auto old = fs::file_time_type::clock::now() - kept_unoffered;
    std::error_code failed;
    std::vector<fs::path> unwanted;
    for (fs::directory_iterator at{folder_, failed}; !failed && at != fs::directory_iterator{}; at.increment(failed)) {
        std::error_code gone;
        const auto touched = at->last_write_time(gone);
        if (!gone && touched < old && !offered.contains(at->path().stem().string())) unwanted.push_back(at->path());
    }
    for (const fs::path& one : unwanted) fs::remove(one, failed); // what stays is tried again at the next publication
}

} // namespace casustafel::bureau
