#include "bureau/commands.h"

#include "bureau/desk_store.h"
#include "seal/key_set.h"
#include "seal/log_check.h"

#include <ostream>

namespace casustafel::bureau {

using core::Errc;
using core::fail;
using core::Result;

namespace {

Result<> looked(DeskStore& store, const BureauInfo& info, const char* action, core::AuditResult how, core::Instant now)
{
    return store.note(bureau_line(info.id, action, core::AuditOrigin::command, how, now, {}));
}

/// Every key that a device ever signed with, as the desk accepted it.
Result<std::vector<seal::Signer>> signers_of(DeskStore& store, const std::string& device)
{
    const Result<std::vector<std::string>> sets = store.device_key_sets(device);
    if (!sets) return std::unexpected(sets.error());
    std::vector<seal::Signer> signers;
    for (const std::string& jws : *sets) {
        const Result<seal::VerifiedKeySet> set = seal::verify_device_key_set(jws, device, 0);
        if (!set) return std::unexpected(set.error());
        for (seal::Signer& one : set->set.signers_for(seal::KeyUse::device_signature))
            signers.push_back(std::move(one));
    }
    return signers;
}

/// Writes one sentence; whether it is good news.
bool tell(std::ostream& out, const std::string& name, const seal::LogVerdict& verdict)
{
    out << name << ": ";
    if (verdict.sound())
        out << "sound, " << verdict.lines << " entries, " << verdict.heads << " signed heads\n";
    else
        out << "not what was written: " << verdict.first_broken << "\n";
    return verdict.sound();
}

Result<bool> verify_device(DeskStore& store, const std::string& device, std::ostream& out)
{
    const Result<core::LogRows> rows = store.logs().rows(device);
    if (!rows) return std::unexpected(rows.error());
    const Result<std::vector<seal::Signer>> signers = signers_of(store, device);
    if (!signers) return std::unexpected(signers.error());
    if (signers->empty() && !rows->heads.empty())
        return fail(Errc::corrupt, "the keys of device " + device + " are gone");
    bool sound = tell(out, "device " + device,
                      seal::check_log(*rows, {.device = device, .trusted = *signers, .all_heads = false}));
    const Result<std::vector<std::string>> troubles = store.logs().troubles(device);
    if (!troubles) return std::unexpected(troubles.error());
    for (const std::string& one : *troubles) {
        out << "device " << device << ": when it came: " << one << "\n";
        sound = false;
    }
    const Result<std::int64_t> waiting = store.logs().waiting(device);
    if (!waiting) return std::unexpected(waiting.error());
    if (*waiting > 0)
        out << "device " << device << ": " << *waiting << " entries wait for entry " << rows->size
            << ", which hasn't come yet\n";
    return sound;
}

} // namespace

Result<> audit_verify_command(const Folder& folder, core::Instant now, std::ostream& out)
{
    const Result<BureauInfo> info = read_info(folder);
    if (!info) return std::unexpected(info.error());
    Result<DeskStore> store = open_desk_store(folder);
    if (!store) return std::unexpected(store.error());
    const Result<core::LogRows> own = store->logs().rows({});
    if (!own) return std::unexpected(own.error());
    const Result<std::vector<core::LogHead>> given = store->given_heads();
    if (!given) return std::unexpected(given.error());
    seal::LogVerdict verdict = seal::check_log(*own, {.device = {}, .trusted = {}, .witnessed = *given});
    verdict.heads = given->size();
    bool sound = tell(out, "bureau", verdict);
    const Result<std::vector<std::string>> devices = store->logs().devices();
    if (!devices) return std::unexpected(devices.error());
    for (const std::string& device : *devices) {
        const Result<bool> good = verify_device(*store, device, out);
        if (!good) return std::unexpected(good.error());
        sound = sound && *good;
    }
    const auto how = sound ? core::AuditResult::done : core::AuditResult::failed;
    if (Result<> noted = looked(*store, *info, "log-verified", how, now); !noted && sound) return noted;
    return sound ? Result<>{} : fail(Errc::corrupt, "not every log is what was written");
}

Result<> audit_show_command(const Folder& folder, const std::string& device, core::Instant now, std::ostream& out)
{
    const Result<BureauInfo> info = read_info(folder);
    if (!info) return std::unexpected(info.error());
    Result<DeskStore> store = open_desk_store(folder);
    if (!store) return std::unexpected(store.error());
    std::vector<std::pair<std::string, std::string>> about;
    if (!device.empty()) about.emplace_back("device", device);
    if (Result<> noted = store->note(bureau_line(info->id, "log-shown", core::AuditOrigin::command,
                                                 core::AuditResult::done, now, std::move(about)));
        !noted)
        return noted;
    const Result<core::LogRows> rows = store->logs().rows(device);
    if (!rows) return std::unexpected(rows.error());
    for (const core::LogRows::Line& line : rows->lines) out << line.n << '\t' << line.body << '\n';
    return {};
}

} // namespace casustafel::bureau
