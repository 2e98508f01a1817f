#include "firmware/folder_stick.h"
#include "seal/crypto.h"
#include "support/temp_dir.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>

using namespace casustafel;
namespace fs = std::filesystem;

namespace {

/// Somebody else's stick. Each line of the input makes one thing on it: a letter for what (file, folder, link to
/// another part of the disk), a name, and behind a tab its content. A name that can't be made is skipped.
void fill(const fs::path& stick, std::string_view input)
{
    std::error_code ignored;
    while (!input.empty()) {
        const std::string_view line = input.substr(0, input.find('\n'));
        input.remove_prefix(std::min(line.size() + 1, input.size()));
        if (line.size() < 2 || line.find('\0') != line.npos) continue;
        const std::string_view name = line.substr(1, line.find('\t') - 1);
        const fs::path place = stick / "casustafel" / fs::path{name}.relative_path();
        if (name.find("..") != name.npos || name.empty()) continue;
        fs::create_directories(place.parent_path(), ignored);
        if (line.front() == 'd')
            fs::create_directories(place, ignored);
        else if (line.front() == 'l')
            fs::create_symlink(stick.parent_path() / "elsewhere.jwe.json", place, ignored);
        else if (const std::size_t tab = line.find('\t'); tab != line.npos && !fs::is_symlink(place, ignored))
            std::ofstream{place, std::ios::binary} << line.substr(tab + 1);
    }
}

} // namespace

/// What a stick gives is bytes of files on it, named by their digest; what it takes lies on it unchanged, and nothing
/// beside the stick is read or changed. One strange thing on a stick doesn't hide the rest.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const support::TempDir folder;
    const fs::path outside = folder / "elsewhere.jwe.json";
    std::ofstream{outside} << "GEHEIM";
    fs::create_directories(folder / "stick/casustafel/inbox");
    fill(folder / "stick", core::text_of({data, size}));
    std::error_code failed;
    const fs::path good = folder / "stick/casustafel/inbox/aa.jwe.json";
    const bool whole = fs::is_regular_file(fs::symlink_status(good, failed));

    device::FolderStick stick{folder / "stick"};
    const auto packages = stick.packages();
    if (whole && (!packages || packages->empty())) std::abort();
    for (const core::StickPackage& package : packages.value_or(std::vector<core::StickPackage>{})) {
        if (package.item.sha256 != seal::sha256(package.bytes) || package.item.size != package.bytes.size())
            std::abort();
        if (core::text_of(package.bytes) == "GEHEIM") std::abort();
    }
    const auto receipts = stick.receipts();
    for (const core::StickReceipt& receipt : receipts.value_or(std::vector<core::StickReceipt>{}))
        if (receipt.jws == "GEHEIM" || receipt.minutes.value().contains('/')) std::abort();

    const std::string envelope = R"({"verzonnen":"envelop"})";
    const core::MinutesId id{"0b7e6c1e-6a53-4f0c-9a53-4d6a5f8b0c11"};
    if (stick.put(id, core::bytes_of(envelope))) {
        std::ifstream file{folder / "stick/casustafel/outbox" / (id.value() + ".jwe.json"), std::ios::binary};
        if (std::string{std::istreambuf_iterator<char>{file}, {}} != envelope) std::abort();
    }
    std::ifstream still{outside};
    if (std::string{std::istreambuf_iterator<char>{still}, {}} != "GEHEIM") std::abort();
    return 0;
}
