#include "firmware/rescue.h"

#include "firmware/device_files.h"
#include "firmware/device_log.h"
#include "firmware/vault_parts.h"
#include "storage/folder.h"
#include "storage/outbox.h"
#include "storage/package_store.h"

#include <ostream>

namespace casustafel::device {

using core::Errc;
using core::Result;

namespace {

/// A file name can't have the colons of a moment.
std::string mark_of(core::Instant now)
{
    std::string mark = "aside-" + core::format(now) + "-";
    std::erase(mark, ':');
    return mark;
}

Result<> rescue_conferences(storage::FileVault& vault, const std::string& mark, std::ostream& out)
{
    const auto conferences = vault.conferences();
    if (!conferences) return std::unexpected(conferences.error());
    for (const core::ConferenceOnDevice& one : *conferences) {
        const auto sound = read_through(vault, one);
        out << "conference " << one.id.value() << ": ";
        if (sound) {
            out << "as it should be\n";
            continue;
        }
        // A disk that fails now may give it back later; only what is there and wrong is set aside.
        if (sound.error().code != Errc::corrupt) return std::unexpected(sound.error());
        out << sound.error().detail << "\n";
        if (auto done = vault.set_aside(one.id, mark); !done) return done;
        out << "conference " << one.id.value() << ": set aside as " << mark << "*; the bureau can send it again\n";
    }
    return {};
}

Result<> rescue_packages(const std::filesystem::path& data, const std::string& mark, std::ostream& out)
{
    const auto packages = storage::SqlPackageStore::open(data);
    const auto waiting = packages ? (*packages)->waiting() : std::unexpected(packages.error());
    if (waiting) {
        out << "inbox: as it should be\n";
        return {};
    }
    if (waiting.error().code != Errc::corrupt) return std::unexpected(waiting.error());
    if (auto done = storage::set_files_aside(data / "inbox.db", mark); !done) return done;
    out << "inbox: set aside as " << mark << "inbox.db; the bureau must send what waited again\n";
    return {};
}

} // namespace

Result<> rescue_device(const std::filesystem::path& data, const board::Board& board, const core::Secret& secret,
                       core::Instant now, std::ostream& out)
{
    if (const auto set_up = DeviceFiles{data}.provisioning(); !set_up) return std::unexpected(set_up.error());
    const auto folder = storage::DataFolder::open(data);
    if (!folder) return std::unexpected(folder.error());
    // What the bureau doesn't have yet stands in the queue, and its numbers go on there: it can't be replaced.
    if (const auto outbox = storage::SqlOutbox::open(data); !outbox)
        return core::fail(outbox.error().code,
                          "the queue of sealed minutes is damaged; keep the folder as it is: " + outbox.error().detail);
    const auto vault = storage::FileVault::open(vault_parts(data, board));
    if (!vault) return std::unexpected(vault.error());
    const auto unlocked = unlock(**vault, secret, now);
    if (auto noted = note_unlocking(data, board, unlocked); !noted) return noted;
    if (!unlocked) return unlocked;
    const std::string mark = mark_of(now);
    if (auto done = rescue_conferences(**vault, mark, out); !done) return done;
    return rescue_packages(data, mark, out);
}

} // namespace casustafel::device
