#include "firmware/first_start.h"

#include "firmware/commands.h"
#include "firmware/device_checks.h"
#include "firmware/device_files.h"
#include "firmware/resources.h"
#include "firmware/setup.h"
#include "firmware/vault_parts.h"
#include "system/file.h"

#include <algorithm>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace casustafel::device {

using core::Errc;
using core::Result;
using ui::first_start::Facts;
using ui::first_start::Failure;
using ui::first_start::Progress;
using ui::first_start::Provision;

namespace {

constexpr const char* on_stick = "provisioning.json";

/// Overwrites the file where it is before its name goes. A disk may keep an old copy of a block all the same, which is
/// why the code in it is for one use only.
Result<> erase(const std::filesystem::path& path)
{
    std::error_code gone;
    const auto size = std::filesystem::file_size(path, gone);
    if (gone) return {};
    const system::Descriptor file{::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (!file.is_open()) return system::disk_failure(path);
    const std::string zeros(size, '\0');
    const auto written = ::pwrite(file.number(), zeros.data(), zeros.size(), 0);
    if (written != static_cast<ssize_t>(zeros.size()) || ::fsync(file.number()) != 0) return system::disk_failure(path);
    return system::remove_durably(path);
}

Provision provision_in(const std::filesystem::path& file)
{
    Provision found;
    const auto text = system::read_whole(file);
    if (!text && text.error().code == Errc::not_found) return found;
    found.there = true;
    if (!text) {
        found.flaw = text.error().detail;
        return found;
    }
    const auto provisioning = protocol::read_provisioning(*text);
    if (!provisioning) {
        found.flaw = provisioning.error().detail;
        return found;
    }
    found.device = provisioning->device.value();
    found.room = provisioning->room;
    found.bureau = provisioning->bureau.name;
    found.address = provisioning->host + ":" + std::to_string(provisioning->port);
    return found;
}

Failure failure_of(Errc code, Progress progress)
{
    switch (code) {
    case Errc::full:
    case Errc::storage:
        return Failure::disk;
    case Errc::network:
        return Failure::no_bureau;
    case Errc::denied:
        if (progress == Progress::begun) return Failure::other_secret;
        return progress == Progress::keys_made ? Failure::code_refused : Failure::something_else;
    case Errc::not_found:
    case Errc::rejected:
    case Errc::corrupt:
        return progress == Progress::begun ? Failure::file_unusable : Failure::something_else;
    case Errc::conflict:
    case Errc::refused:
        return progress == Progress::enrolled ? Failure::keys_refused : Failure::something_else;
    case Errc::crypto:
        return Failure::something_else;
    }
    return Failure::something_else;
}

} // namespace

Result<> erase_new_provisioning(const std::filesystem::path& data)
{
    return erase(data / new_provisioning);
}

void FirstStart::start(std::function<void()> wake)
{
    work_.start(std::move(wake));
    const board::Board& board = options_.board;
    work_.change([&](Facts& facts) {
        facts.board = board.name;
        facts.software = software();
        facts.looking = true;
        facts.development = board.development;
        facts.pin = board.development;
        facts.panel_width_px = board.panel_width_px;
        facts.panel_height_px = board.panel_height_px;
    });
    look();
}

Facts FirstStart::facts() const
{
    Facts facts = work_.facts();
    facts.now = options_.clock();
    return facts;
}

void FirstStart::look()
{
    work_.begin(
        [](Facts& facts) {
            facts.looking = true;
            facts.failure.reset();
            facts.progress = Progress::none;
        },
        [this] { return look_around(); });
}

void FirstStart::set_up(core::Secret secret)
{
    work_.begin(
        [](Facts& facts) {
            facts.failure.reset();
            facts.progress = Progress::begun;
        },
        [this, secret = std::move(secret)] { return carry_out(secret); });
}

/// What a technician puts in now goes before what was there.
std::filesystem::path FirstStart::file() const
{
    std::error_code unknown;
    if (!options_.stick.empty() && std::filesystem::exists(options_.stick / on_stick, unknown))
        return options_.stick / on_stick;
    return options_.data / new_provisioning;
}

bool FirstStart::vault_is_there() const
{
    return storage::FileVault::open(vault_parts(options_.data, options_.board)).has_value();
}

Work<Facts>::Change FirstStart::look_around()
{
    const Provision provision = provision_in(file());
    const bool resumes = vault_is_there();
    std::optional<protocol::Provisioning> bureau;
    if (const auto text = system::read_whole(file()))
        if (auto provisioning = protocol::read_provisioning(*text)) bureau = std::move(*provisioning);
    const ui::DeviceChecks seen = look_at_device(
        options_.data, bureau, [this](const std::string& told) { options_.log("first start: " + told); });
    return [provision, resumes, seen](Facts& facts) {
        facts.provision = provision;
        facts.resumes = resumes;
        take_checks(facts, seen);
    };
}

/// Keeps the file that the technician saw: a stick may be pulled out, or another one put in.
Result<> FirstStart::take(const std::filesystem::path& from, const std::string& device) const
{
    const auto text = system::read_whole(from);
    if (!text) return std::unexpected(text.error());
    const auto provisioning = protocol::read_provisioning(*text);
    if (!provisioning) return std::unexpected(provisioning.error());
    if (provisioning->device.value() != device)
        return core::fail(Errc::rejected, from.string() + " is for " + provisioning->device.value() + " by now");
    const auto kept = options_.data / new_provisioning;
    return from == kept ? Result<>{} : system::write_durably(kept, *text);
}

Work<Facts>::Change FirstStart::carry_out(const core::Secret& secret)
{
    Progress progress = Progress::begun;
    const auto reach_step = [&](Progress step) {
        progress = step;
        work_.change([&](Facts& facts) { facts.progress = step; });
    };
    const Log log = [&](const std::string& told) {
        options_.log("first start: " + told);
        if (told == own_keys_made) reach_step(Progress::keys_made);
        if (told == enrolled_at_bureau) reach_step(Progress::enrolled);
    };
    const std::filesystem::path from = file();
    Result<> done = take(from, facts().provision.device);
    if (done) done = set_up_device({options_.data, options_.data / new_provisioning, options_.board, secret}, log);
    if (!done) {
        options_.log("first start: " + done.error().detail);
        const bool earlier = vault_is_there();
        return
            [failure = failure_of(done.error().code, progress), detail = done.error().detail, earlier](Facts& facts) {
                facts.failure = failure;
                facts.detail = detail;
                facts.resumes = earlier;
            };
    }
    for (const auto& used : {options_.data / new_provisioning, from})
        if (const auto erased = erase(used); !erased) options_.log("first start: " + erased.error().detail);
    return [ends = DeviceFiles{options_.data}.certificate_ends()](Facts& facts) {
        facts.certificate_ends = ends;
        facts.progress = Progress::finished;
    };
}

} // namespace casustafel::device
