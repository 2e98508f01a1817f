#include "firmware/updater.h"
#include "protocol/report_codec.h"
#include "seal/crypto.h"
#include "system/file.h"

#include <algorithm>
#include <system_error>
#include <vector>

// What the updater keeps: a bundle as far as it is here, a whole one with the order to install it, the order to start
// again. Each is whole once it has its name.

namespace casustafel::device {

using core::Errc;
using core::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t piece_bytes = std::uint64_t{1} << 20;
/// What must stay free for conferences while an update comes in.
constexpr std::uint64_t kept_free = std::uint64_t{64} << 20;
constexpr std::uint64_t largest_bundle = std::uint64_t{1} << 30;
constexpr std::size_t largest_result = 4096;
constexpr const char* unfinished = ".unfinished";
constexpr const char* whole_bundle = "new.raucb";
constexpr const char* install_order = "new.json";
constexpr const char* restart_order = "restart";

Result<core::Digest> digest_of(const fs::path& file)
{
    seal::Sha256 digest;
    const auto read = system::read_pieces(file, [&](core::ByteView piece) -> Result<> {
        digest.add(piece);
        return {};
    });
    if (!read) return std::unexpected(read.error());
    return digest.finish();
}

} // namespace

Result<> Updater::room_for(std::uint64_t bytes) const
{
    if (parts_.free_bytes() >= bytes + kept_free) return {};
    return core::fail(Errc::full, parts_.folder.string() + ": no room for an update");
}

fs::path Updater::draft() const
{
    return parts_.folder / (core::to_hex(offered_->sha256) + unfinished);
}

/// How much is here: as long as the file is.
std::uint64_t Updater::fetched() const
{
    std::error_code missing;
    const auto size = fs::file_size(draft(), missing);
    return missing ? 0 : size;
}

std::optional<core::UpdateResult> Updater::read_result() const
{
    if (parts_.place.result.empty()) return std::nullopt;
    const auto text = system::read_whole(parts_.place.result, largest_result);
    if (!text) return std::nullopt;
    auto result = protocol::read_update_result(*text);
    return result ? std::optional{std::move(*result)} : std::nullopt;
}

bool Updater::is_ordered() const
{
    std::error_code unknown;
    return fs::exists(parts_.folder / install_order, unknown);
}

void Updater::forget_offer()
{
    offered_.reset();
    clear_halves();
}

/// Removes what is half here of other updates than the one that is offered.
void Updater::clear_halves() const
{
    const fs::path kept = offered_ ? draft() : fs::path{};
    std::error_code failed;
    std::vector<fs::path> halves;
    for (fs::directory_iterator at{parts_.folder, failed}; !failed && at != fs::directory_iterator{};
         at.increment(failed))
        if (at->path().extension() == unfinished && at->path() != kept) halves.push_back(at->path());
    for (const fs::path& half : halves) fs::remove(half, failed);
}

Result<> Updater::fetch_piece(std::uint64_t have)
{
    const core::InboxItem& item = *offered_;
    if (item.size > largest_bundle)
        return core::fail(Errc::corrupt, "update " + item.version + ": larger than one can be");
    std::error_code failed;
    fs::create_directories(parts_.folder, failed);
    // Left there when the power went between its name and its order.
    if (have == 0 && !is_ordered() && fs::exists(parts_.folder / whole_bundle, failed))
        fs::rename(parts_.folder / whole_bundle, draft(), failed);
    have = fetched();
    if (have > item.size) {
        fs::remove(draft(), failed);
        have = 0;
    }
    if (have == item.size) return {};
    if (auto room = room_for(item.size - have); !room) return room;
    const std::uint64_t size = std::min(piece_bytes, item.size - have);
    return parts_.bureau.piece(item, have, size, [&](core::ByteView bytes) -> Result<> {
        if (is_unlocked()) return core::fail(Errc::network, "somebody is at work on the device");
        if (auto written = system::write_at(draft(), have, bytes); !written) return written;
        have += bytes.size();
        return {};
    });
}

Result<> Updater::take_whole(const fs::path& draft)
{
    const auto digest = digest_of(draft);
    if (!digest) return std::unexpected(digest.error());
    if (*digest == offered_->sha256) return order(draft, *digest, offered_->version);
    if (auto removed = system::remove_durably(draft); !removed) return removed;
    return core::fail(Errc::corrupt, "update " + offered_->version + ": it isn't what its digest says");
}

Result<> Updater::order(const fs::path& draft, const core::Digest& sha256, const std::string& version)
{
    if (auto named = system::rename_durably(draft, parts_.folder / whole_bundle); !named) return named;
    return system::write_durably(parts_.folder / install_order, protocol::write_update_order(sha256, version) + "\n");
}

std::optional<fs::path> Updater::bundle_on_stick() const
{
    if (parts_.stick.empty()) return std::nullopt;
    std::optional<fs::path> found;
    std::error_code failed;
    for (fs::directory_iterator at{parts_.stick, failed}; !failed && at != fs::directory_iterator{};
         at.increment(failed)) {
        const std::string name = at->path().filename().string();
        const bool named = name == "update.raucb" || (name.starts_with("casustafel-") && name.ends_with(".raucb"));
        std::error_code gone;
        if (named && at->is_regular_file(gone) && (!found || *found < at->path())) found = at->path();
    }
    return found;
}

void Updater::take_from_stick()
{
    trouble_ = core::UpdateRefusal::none;
    const auto bundle = bundle_on_stick();
    if (is_ordered() || (result_ && result_->stage == core::UpdateStage::installing)) return;
    std::error_code failed;
    fs::create_directories(parts_.folder, failed);
    const fs::path draft = parts_.folder / (std::string{"stick"} + unfinished);
    const auto digest =
        bundle ? copy(*bundle, draft) : Result<core::Digest>{core::fail(Errc::not_found, "no update on the stick")};
    const auto ordered = digest ? order(draft, *digest, {}) : Result<>{std::unexpected(digest.error())};
    parts_.audit({.action = "update",
                  .origin = core::AuditOrigin::stick,
                  .result = ordered ? core::AuditResult::done : core::AuditResult::failed,
                  .about = {{"stage", "fetched"}}});
    if (ordered) return parts_.log("update taken from the stick");
    fs::remove(draft, failed);
    parts_.log("update not taken from the stick: " + ordered.error().detail);
    trouble_ =
        ordered.error().code == Errc::full ? core::UpdateRefusal::no_room : core::UpdateRefusal::stick_unreadable;
}

Result<core::Digest> Updater::copy(const fs::path& from, const fs::path& to)
{
    std::error_code failed;
    const std::uint64_t size = fs::file_size(from, failed);
    if (failed || size > largest_bundle) return core::fail(Errc::storage, from.string() + ": it can't be an update");
    fs::remove(to, failed);
    if (auto room = room_for(size); !room) return std::unexpected(room.error());
    seal::Sha256 digest;
    std::uint64_t at = 0;
    const auto copied = system::read_pieces(from, [&](core::ByteView piece) -> Result<> {
        if (is_unlocked()) return core::fail(Errc::storage, "somebody is at work on the device");
        digest.add(piece);
        if (auto written = system::write_at(to, at, piece); !written) return written;
        at += piece.size();
        return {};
    });
    if (!copied) return std::unexpected(copied.error());
    return digest.finish();
}

void Updater::order_restart()
{
    restart_wished_ = false;
    std::error_code failed;
    fs::create_directories(parts_.folder, failed);
    if (fs::exists(parts_.folder / restart_order, failed)) return;
    parts_.log("asks to start again");
    parts_.audit({.action = "restart"});
    if (auto done = system::write_durably(parts_.folder / restart_order, ""); !done) parts_.log(done.error().detail);
}

} // namespace casustafel::device
