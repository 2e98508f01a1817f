#include "firmware/device_log.h"

#include "firmware/device_files.h"
#include "firmware/resources.h"
#include "firmware/vault_parts.h"
#include "protocol/audit_codec.h"
#include "seal/log_check.h"
#include "storage/folder.h"
#include "system/file.h"

#include <ctime>
#include <ostream>

namespace casustafel::device {

using core::Errc;
using core::Result;

namespace {

std::string boot_id()
{
    auto text = system::read_whole("/proc/sys/kernel/random/boot_id", 64);
    if (!text) return "unknown";
    while (text->ends_with('\n')) text->pop_back();
    return *text;
}

/// Since the device was switched on, the time that it slept included; nobody can set it.
std::int64_t milliseconds_up()
{
    timespec up{};
    ::clock_gettime(CLOCK_BOOTTIME, &up);
    return std::int64_t{up.tv_sec} * 1000 + up.tv_nsec / 1'000'000;
}

storage::LogFormat format_of(const DeviceLogOptions& options)
{
    const auto sign = [sign = options.sign](const core::LogHead& head, std::uint64_t number,
                                            const std::string& previous,
                                            core::Instant at) -> Result<storage::SignedHead> {
        if (!sign) return core::fail(Errc::denied, "nobody here signs the log");
        auto made = sign(head, number, previous, at);
        if (!made) return std::unexpected(made.error());
        return storage::SignedHead{std::move(made->jws), std::move(made->jwk)};
    };
    return {protocol::write_audit_entry, sign, [clock = options.clock, boot = boot_id()] {
                return storage::Clocks{clock(), clock_trusted(), milliseconds_up(), boot};
            }};
}

/// A log that no other program holds, with the folder that keeps it so.
struct HeldLog {
    storage::DataFolder folder;
    std::unique_ptr<storage::SqlDeviceLog> log;
};

Result<HeldLog> hold(const std::filesystem::path& folder, const board::Board& board)
{
    std::error_code unknown;
    if (!std::filesystem::exists(storage::SqlDeviceLog::file_in(folder), unknown))
        return core::fail(Errc::not_found, folder.string() + ": no device's log is here");
    auto held = storage::DataFolder::open(folder);
    if (!held) return std::unexpected(held.error());
    auto log = open_device_log({.folder = folder, .board = board});
    if (!log) return std::unexpected(log.error());
    return HeldLog{std::move(*held), std::move(*log)};
}

core::AuditEvent looked(const char* action, core::AuditRole role, core::AuditResult result)
{
    return {.action = action, .origin = core::AuditOrigin::command, .role = role, .result = result};
}

} // namespace

Result<std::unique_ptr<storage::SqlDeviceLog>> open_device_log(const DeviceLogOptions& options)
{
    if (auto sound = storage::check_cipher(); !sound) return std::unexpected(sound.error());
    const auto secret = vault_parts(options.folder, options.board).device_secret();
    if (!secret) return std::unexpected(secret.error());
    return storage::SqlDeviceLog::open(options.folder, secret->view(), format_of(options), options.vfs);
}

Result<std::unique_ptr<storage::SqlDeviceLog>> open_or_renew_device_log(const DeviceLogOptions& options, const Log& log)
{
    auto opened = open_device_log(options);
    if (opened || opened.error().code != Errc::corrupt) return opened;
    log("the device's log is set aside: " + opened.error().detail);
    std::string mark = "aside-" + core::format(options.clock()) + "-";
    std::erase(mark, ':');
    if (auto done = storage::set_files_aside(storage::SqlDeviceLog::file_in(options.folder), mark); !done)
        return std::unexpected(done.error());
    opened = open_device_log(options);
    if (!opened) return opened;
    if (auto noted = (*opened)->note({.action = "log-set-aside", .result = core::AuditResult::failed}); !noted)
        return std::unexpected(noted.error());
    return opened;
}

void tie(storage::VaultParts& parts, storage::SqlDeviceLog& log)
{
    parts.format.audit_line = [&log](const core::Recorded& recorded) { return log.line_of(recorded); };
    parts.keep_lines = [&log](const core::ConferenceId& conference, storage::SqlLedger& ledger) {
        return log.copy(conference, ledger);
    };
}

Result<> note_in_log(const std::filesystem::path& folder, const board::Board& board, const core::AuditEvent& event)
{
    const auto log = open_device_log({.folder = folder, .board = board});
    if (!log) return std::unexpected(log.error());
    return (*log)->note(event);
}

Result<> note_unlocking(const std::filesystem::path& folder, const board::Board& board, const Result<>& unlocked)
{
    return note_in_log(
        folder, board,
        looked("unlock", core::AuditRole::chair, unlocked ? core::AuditResult::done : core::AuditResult::refused));
}

Result<> audit_verify_command(const std::filesystem::path& folder, const board::Board& board, std::ostream& out)
{
    const auto provisioning = DeviceFiles{folder}.provisioning();
    if (!provisioning) return std::unexpected(provisioning.error());
    const auto held = hold(folder, board);
    if (!held) return std::unexpected(held.error());
    const auto rows = held->log->rows();
    if (!rows) return std::unexpected(rows.error());
    const seal::LogVerdict verdict = seal::check_log(*rows, {.device = provisioning->device.value(), .trusted = {}});
    const auto how = verdict.sound() ? core::AuditResult::done : core::AuditResult::failed;
    if (auto noted = held->log->note(looked("log-verified", core::AuditRole::technician, how));
        !noted && verdict.sound())
        return noted;
    if (!verdict.sound()) return core::fail(Errc::corrupt, "the log isn't what was written: " + verdict.first_broken);
    out << "the log is sound: " << rows->size << " entries, " << rows->removed << " of them removed after their term, "
        << verdict.heads << " signed heads\n";
    return {};
}

Result<> audit_show_command(const std::filesystem::path& folder, const board::Board& board, const core::Secret& secret,
                            std::ostream& out)
{
    const auto held = hold(folder, board);
    if (!held) return std::unexpected(held.error());
    const auto vault = storage::FileVault::open(vault_parts(folder, board));
    if (!vault) return std::unexpected(vault.error());
    const auto opened = unlock(**vault, secret, now());
    const auto how = opened ? core::AuditResult::done : core::AuditResult::refused;
    if (auto noted = held->log->note(looked("log-shown", core::AuditRole::chair, how)); !noted) return noted;
    if (!opened) return opened;
    const auto rows = held->log->rows();
    if (!rows) return std::unexpected(rows.error());
    for (const core::LogRows::Line& line : rows->lines) out << line.n << '\t' << line.body << '\n';
    return {};
}

} // namespace casustafel::device
