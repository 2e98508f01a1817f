#include "reliability/faulty_run.h"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>

namespace casustafel::reliability {

using app::RecorderWorld;
using support::DiskCall;

namespace {

bool touches(Trouble trouble, DiskCall call)
{
    switch (trouble) {
    case Trouble::full:
        return call == DiskCall::write || call == DiskCall::sync;
    case Trouble::read_only:
        return call == DiskCall::write || call == DiskCall::truncate || call == DiskCall::remove;
    case Trouble::broken:
        return true;
    }
    return false;
}

int answer_to(DiskCall call)
{
    switch (call) {
    case DiskCall::open:
        return SQLITE_CANTOPEN;
    case DiskCall::read:
        return SQLITE_IOERR_READ;
    case DiskCall::write:
        return SQLITE_IOERR_WRITE;
    case DiskCall::truncate:
        return SQLITE_IOERR_TRUNCATE;
    case DiskCall::sync:
        return SQLITE_IOERR_FSYNC;
    case DiskCall::size:
        return SQLITE_IOERR_FSTAT;
    case DiskCall::remove:
        return SQLITE_IOERR_DELETE;
    case DiskCall::access:
        return SQLITE_IOERR_ACCESS;
    }
    return SQLITE_IOERR;
}

} // namespace

void FaultyDisk::fail_at(std::uint64_t nth, Trouble trouble, bool lasting)
{
    trouble_ = trouble;
    calls_ = 0;
    fail_at_ = nth;
    lasting_ = lasting;
    failed_ = false;
}

int FaultyDisk::before(DiskCall call, const std::string&)
{
    if (!touches(trouble_, call)) return SQLITE_OK;
    ++calls_;
    if (fail_at_ == 0 || calls_ < fail_at_ || (calls_ > fail_at_ && !lasting_)) return SQLITE_OK;
    failed_ = true;
    return trouble_ == Trouble::full && call == DiskCall::write ? SQLITE_FULL : answer_to(call);
}

int FaultyDisk::last_error() const
{
    switch (trouble_) {
    case Trouble::full:
        return ENOSPC;
    case Trouble::read_only:
        return EROFS;
    case Trouble::broken:
        return EIO;
    }
    return EIO;
}

namespace {

/// A correction whose minutes couldn't be sealed is told that, not what ails the disk; the notice about sealing does.
constexpr std::uint64_t correction = 900;

/// What was uncertain about a conference's facts is overwritten by those that came after it, and an envelope moves on.
bool settles(const app::Acknowledged& now, const app::Acknowledged& before)
{
    using app::Acknowledged;
    const auto* later = std::get_if<Acknowledged::Facts>(&now.what);
    const auto* facts = std::get_if<Acknowledged::Facts>(&before.what);
    return later && facts && later->conference == facts->conference;
}

/// What wasn't acknowledged and turns out to be there, on reading, is part of the conference from then on.
void came_true(const app::Acknowledged::Loaded& loaded, Promises& promised, std::vector<app::Acknowledged>& uncertain)
{
    for (auto one = uncertain.begin(); one != uncertain.end(); ++one) {
        Promises with = promised;
        with.take(*one);
        const bool facts = std::holds_alternative<app::Acknowledged::Facts>(one->what);
        if (!facts || promised.facts[loaded.conference] == loaded.facts ||
            with.facts[loaded.conference] != loaded.facts)
            continue;
        promised = std::move(with);
        uncertain.erase(one);
        return;
    }
}

bool being_erased(const core::ConferenceId& id, const std::vector<app::Acknowledged>& uncertain)
{
    return std::ranges::any_of(uncertain, [&](const app::Acknowledged& one) {
        const auto* destroyed = std::get_if<app::Acknowledged::Destroyed>(&one.what);
        return destroyed && destroyed->conference == id;
    });
}

std::optional<std::string> wrong_answer_in(const RecorderWorld& world, const Troubled& troubled)
{
    const auto published = world.published();
    for (const app::Answer& one : published->answers)
        if (one.fault && one.id != correction && one.fault->code != core::Errc::denied &&
            troubled.wrong_answer(one.fault->code))
            return "the wrong answer (" + std::to_string(static_cast<int>(one.fault->code)) + "): " + one.fault->detail;
    return std::nullopt;
}

/// Somebody comes to the table: on any conference that is there, something can be recorded again.
std::optional<std::string> goes_on(RecorderWorld& world, const std::vector<app::Acknowledged>& uncertain)
{
    if (!world.published()->unlocked) {
        world.now += std::chrono::hours{1};
        world.unlock();
    }
    if (!world.published()->unlocked) return "it can't be unlocked any more";
    world.keep_house(); // as the device does each minute: what was erased meanwhile goes from the list
    const auto published = world.published();
    for (const auto& one : published->conferences) {
        world.handle(app::OpenConference{one.id});
        const auto now = world.published();
        if (!now->conference && being_erased(one.id, uncertain)) continue;
        if (!now->conference) return "conference " + one.id.value() + " doesn't open any more";
        if (now->conference->sealed_at) continue;          // and gone: it is the closing page that is shown
        if (now->conference->package.id.empty()) continue; // made, and its package still to come
        const auto came = world.perform(core::command::CheckIn{core::ParticipantId{"m-de-vries"}});
        if (came.fault) return "the conference doesn't go on: " + came.fault->detail;
        const auto left = world.perform(core::command::StepOut{core::ParticipantId{"m-de-vries"}, {}});
        if (left.fault) return "the conference doesn't go on: " + left.fault->detail;
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> played_in_trouble(const Script& script, const Troubled& troubled)
{
    const support::TempDir dir;
    Promises promised;
    std::vector<app::Acknowledged> uncertain;
    core::Instant now{};
    std::optional<std::string> found;
    {
        RecorderWorld world{{.folder = dir.path(), .vfs = troubled.vfs}};
        world.witness = [&](const app::Acknowledged& what, bool done) {
            if (const auto* loaded = std::get_if<app::Acknowledged::Loaded>(&what.what))
                came_true(*loaded, promised, uncertain);
            if (done) promised.take(what);
            if (done) std::erase_if(uncertain, [&](const app::Acknowledged& one) { return settles(what, one); });
            if (!done) uncertain.push_back(what);
        };
        troubled.begin();
        bool on = false;
        try {
            world.switch_on();
            on = true;
            script.play(world);
        } catch (const std::exception&) {
            on = false; // what can't be opened is said, and the device started again
        }
        if (on) found = wrong_answer_in(world, troubled);
        troubled.heal();
        try {
            if (!on) world.switch_on();
            if (!found) found = goes_on(world, uncertain);
        } catch (const std::exception& error) {
            found = std::string{"it doesn't start any more: "} + error.what();
        }
        now = world.now;
        world.switch_off();
    }
    if (found) return found;
    return broken(dir.path(), now, promised, uncertain);
}

} // namespace casustafel::reliability
