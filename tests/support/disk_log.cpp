#include "support/disk_log.h"

#include "core/result.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace casustafel::support {

namespace {

DiskLog* the_one_that_records = nullptr;

std::vector<std::uint8_t> bytes_in(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void put(std::vector<std::uint8_t>& image, std::uint64_t offset, std::span<const std::uint8_t> bytes)
{
    if (image.size() < offset + bytes.size()) image.resize(offset + bytes.size());
    std::ranges::copy(bytes, image.begin() + static_cast<std::ptrdiff_t>(offset));
}

void cut_off(std::vector<std::uint8_t>& image, std::uint64_t size)
{
    image.resize(std::min<std::size_t>(image.size(), size));
}

} // namespace

DiskLog::DiskLog(std::filesystem::path folder) : folder_{std::move(folder)}
{
    if (the_one_that_records) throw std::runtime_error("two disks can't be recorded at once");
    for (const auto& entry : std::filesystem::directory_iterator{folder_})
        if (entry.is_regular_file()) before_[inside(entry.path())] = bytes_in(entry.path());
    the_one_that_records = this;
}

DiskLog::~DiskLog()
{
    the_one_that_records = nullptr;
}

DiskLog* DiskLog::recording()
{
    return the_one_that_records;
}

std::string DiskLog::inside(const std::string& path) const
{
    return std::filesystem::path{path}.lexically_relative(folder_).string();
}

void DiskLog::created(const std::string& path)
{
    events_.push_back({DiskEvent::Created{inside(path)}});
}

void DiskLog::wrote(const std::string& path, std::uint64_t offset, std::span<const std::uint8_t> bytes)
{
    events_.push_back({DiskEvent::Written{inside(path), offset, {bytes.begin(), bytes.end()}}});
}

void DiskLog::truncated(const std::string& path, std::uint64_t size)
{
    events_.push_back({DiskEvent::Truncated{inside(path), size}});
}

void DiskLog::synced(const std::string& path)
{
    events_.push_back({DiskEvent::Synced{inside(path)}});
}

void DiskLog::removed(const std::string& path, bool with_folder)
{
    events_.push_back({DiskEvent::Removed{inside(path)}});
    if (with_folder) folder_synced();
}

void DiskLog::renamed(const std::string& from, const std::string& to)
{
    events_.push_back({DiskEvent::Renamed{inside(from), inside(to)}});
}

void DiskLog::folder_synced()
{
    events_.push_back({DiskEvent::Synced{}});
}

DiskReplay::DiskReplay(std::map<std::string, std::vector<std::uint8_t>> before)
{
    for (auto& [path, bytes] : before) {
        durable_names_[path] = inodes_.size();
        inodes_.push_back({std::move(bytes), {}});
    }
    names_ = durable_names_;
}

void DiskReplay::carry_out(std::map<std::string, std::size_t>& names, const FolderChange& change)
{
    if (!change.remove.empty()) names.erase(change.remove);
    if (!change.add.empty()) names[change.add] = change.inode;
}

void DiskReplay::change_folder(FolderChange change)
{
    carry_out(names_, change);
    pending_.push_back(std::move(change));
}

void DiskReplay::advance(const DiskEvent& event)
{
    std::visit(
        core::overloaded{
            [&](const DiskEvent::Created& e) {
                change_folder({{}, e.path, inodes_.size()});
                inodes_.emplace_back();
            },
            [&](const DiskEvent::Written& e) { inodes_[names_.at(e.path)].pending.push_back({e.offset, e.bytes}); },
            [&](const DiskEvent::Truncated& e) { inodes_[names_.at(e.path)].pending.push_back({e.size, {}}); },
            [&](const DiskEvent::Synced& e) {
                if (lying_) return;
                for (const FolderChange& change : pending_) carry_out(durable_names_, change);
                pending_.clear();
                if (e.path.empty()) return;
                Inode& inode = inodes_[names_.at(e.path)];
                for (const Change& change : inode.pending) {
                    if (change.bytes.empty())
                        cut_off(inode.durable, change.offset);
                    else
                        put(inode.durable, change.offset, change.bytes);
                }
                inode.pending.clear();
            },
            [&](const DiskEvent::Removed& e) { change_folder({e.path, {}, 0}); },
            [&](const DiskEvent::Renamed& e) { change_folder({e.from, e.to, names_.at(e.from)}); },
        },
        event.what);
}

DiskReplay::Bytes DiskReplay::survivor(const Inode& inode, Survives how, std::mt19937& random)
{
    constexpr std::size_t sector = 512;
    const auto survives = [&] { return how == Survives::everything || (how == Survives::some && random() % 2 == 0); };
    Bytes image = inode.durable;
    for (const Change& change : inode.pending) {
        if (change.bytes.empty()) {
            if (survives()) cut_off(image, change.offset);
            continue;
        }
        const std::span<const std::uint8_t> all{change.bytes};
        for (std::size_t at = 0; at < all.size(); at += sector)
            if (survives()) put(image, change.offset + at, all.subspan(at, std::min(sector, all.size() - at)));
    }
    return image;
}

void DiskReplay::put_survivors(const std::filesystem::path& folder, Survives how, std::uint32_t seed) const
{
    std::mt19937 random{seed};
    std::size_t kept = 0;
    if (how == Survives::everything) kept = pending_.size();
    if (how == Survives::some) kept = random() % (pending_.size() + 1);
    auto names = durable_names_;
    for (std::size_t i = 0; i < kept; ++i) carry_out(names, pending_[i]);
    for (const auto& [path, inode] : names) {
        const Bytes image = survivor(inodes_[inode], how, random);
        std::ofstream out{folder / path, std::ios::binary};
        out.write(reinterpret_cast<const char*>(image.data()), static_cast<std::streamsize>(image.size()));
        if (!out.flush()) throw std::runtime_error("the survivors of a power cut can't be written");
    }
}

} // namespace casustafel::support
