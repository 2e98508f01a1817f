#include "firmware/folder_stick.h"

#include "seal/crypto.h"
#include "system/file.h"

#include <algorithm>

namespace casustafel::device {

using core::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t largest_envelope = 8U << 20; // protocol.md: larger is refused anyway
constexpr std::size_t largest_receipt = 64U << 10;
constexpr std::size_t most_files = 1000; ///< a stick is somebody else's: it can't make us read for hours
constexpr std::string_view envelope_end = ".jwe.json";
constexpr std::string_view receipt_end = ".jws";

/// A folder, and not a link to one elsewhere on the machine.
bool is_own_folder(const fs::path& folder)
{
    std::error_code failed;
    return fs::is_directory(fs::symlink_status(folder, failed));
}

/// The files of a folder that end like this, in the order of their names. A folder that isn't there has none; a folder
/// or a link in it with such a name isn't a file, and doesn't hide the others.
Result<std::vector<fs::path>> files_in(const fs::path& folder, std::string_view end)
{
    std::vector<fs::path> files;
    std::error_code failed;
    if (!is_own_folder(folder)) return files;
    for (fs::directory_iterator at{folder, failed}; !failed && at != fs::directory_iterator{}; at.increment(failed))
        if (at->path().filename().string().ends_with(end) && files.size() < most_files) {
            std::error_code gone;
            if (fs::is_regular_file(at->symlink_status(gone))) files.push_back(at->path());
        }
    if (failed) return core::fail(core::Errc::storage, folder.string() + ": " + failed.message());
    std::ranges::sort(files);
    return files;
}

} // namespace

bool FolderStick::present()
{
    std::error_code failed;
    return fs::is_directory(folder_, failed);
}

Result<> FolderStick::put(const core::MinutesId& minutes, core::ByteView bytes)
{
    if (!present()) return core::fail(core::Errc::not_found, folder_.string() + ": the stick is gone");
    std::error_code failed;
    fs::create_directory(folder_ / "outbox", failed);
    if (failed || !is_own_folder(folder_ / "outbox"))
        return core::fail(core::Errc::storage, (folder_ / "outbox").string() + ": not a folder " + failed.message());
    const fs::path file = folder_ / "outbox" / (minutes.value() + std::string{envelope_end});
    const auto there = system::read_whole(file, largest_envelope);
    if (there && std::ranges::equal(core::bytes_of(*there), bytes)) return {};
    return system::write_durably(file, core::text_of(bytes), system::Readers::everyone);
}

Result<std::vector<core::StickPackage>> FolderStick::packages()
{
    const auto files = files_in(folder_ / "inbox", envelope_end);
    if (!files) return std::unexpected(files.error());
    std::vector<core::StickPackage> packages;
    for (const fs::path& file : *files) {
        const auto text = system::read_whole(file, largest_envelope);
        if (!text && text.error().code == core::Errc::corrupt) continue; // too large to be one
        if (!text) return std::unexpected(text.error());
        const core::ByteView bytes = core::bytes_of(*text);
        const core::Digest digest = seal::sha256(bytes);
        // Named after its bytes, so that no name on a stick can stand for another package.
        packages.push_back({{.id = "stick-" + core::to_hex(core::ByteView{digest}.first(16)),
                             .sha256 = digest,
                             .size = bytes.size(),
                             .kind = "package"},
                            {bytes.begin(), bytes.end()}});
    }
    return packages;
}

Result<std::vector<core::StickReceipt>> FolderStick::receipts()
{
    const auto files = files_in(folder_ / "receipts", receipt_end);
    if (!files) return std::unexpected(files.error());
    std::vector<core::StickReceipt> receipts;
    for (const fs::path& file : *files) {
        const std::string name = file.filename().string();
        auto text = system::read_whole(file, largest_receipt);
        if (!text && text.error().code == core::Errc::corrupt) continue;
        if (!text) return std::unexpected(text.error());
        while (text->ends_with('\n')) text->pop_back();
        receipts.push_back({core::MinutesId{name.substr(0, name.find('.'))}, std::move(*text)});
    }
    return receipts;
}

} // namespace casustafel::device
