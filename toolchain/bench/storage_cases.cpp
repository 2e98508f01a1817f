#include "toolchain/bench/big_conference.h"
#include "toolchain/bench/cases.h"
#include "toolchain/bench/device.h"

#include "storage/ledger.h"

#include <format>
#include <memory>
#include <utility>
#include <vector>

namespace casustafel::bench {

using core::Result;

namespace {

constexpr int cases_of_a_day = 12;
constexpr int items_of_a_case = 60;
constexpr unsigned agreements_of_a_case = 26;

/// A device on which a conference is open and everyone is there, in its first case.
Result<std::shared_ptr<Device>> device_in_first_case(const std::filesystem::path& folder, const core::Package& package)
{
    auto device = Device::set_up(folder);
    if (!device) return device;
    const auto sealed = (*device)->bureau().sealed(package);
    if (!sealed) return std::unexpected(sealed.error());
    if (auto done = (*device)->receive(*sealed, "pakket"); !done) return std::unexpected(done.error());
    if (auto done = (*device)->give(app::OpenConference{package.conference.id}); !done)
        return std::unexpected(done.error());
    std::vector<core::Command> wishes = story(package, 0, 0);
    wishes.push_back(core::command::OpenCase{package.cases[0].id});
    for (const core::Command& wish : wishes)
        if (auto done = (*device)->perform(wish); !done) return std::unexpected(done.error());
    return device;
}

/// The table is done with one case and goes on with the next.
Result<> next_case(Device& device, const core::Package& package, std::size_t done_with)
{
    core::Decision decision;
    decision.kind = core::DecisionKind::continued;
    decision.next_on = core::parse_date("2026-12-05");
    const core::CaseId& id = package.cases[done_with].id;
    for (const core::Command& wish :
         std::vector<core::Command>{core::command::Decide{id, std::move(decision)}, core::command::LeaveCase{id},
                                    core::command::OpenCase{package.cases[(done_with + 1) % package.cases.size()].id}})
        if (auto done = device.perform(wish); !done) return done;
    return {};
}

Result<Repetition> prepare_unlock(storage::VaultParts parts, storage::VaultParts again, const core::Secret& secret)
{
    if (auto made = storage::FileVault::create(parts, {{std::string{parts.protectors.front()->name()}, secret, {}}});
        !made)
        return std::unexpected(made.error());
    auto opened = storage::FileVault::open(std::move(again));
    if (!opened) return std::unexpected(opened.error());
    const std::shared_ptr<storage::FileVault> vault = std::move(*opened);
    return Repetition{.body = [vault, secret]() -> Result<> {
                          const auto unlocking = vault->unlock(secret, table_time());
                          if (!unlocking) return std::unexpected(unlocking.error());
                          if (!unlocking->open) return core::fail(core::Errc::denied, "it didn't open");
                          return {};
                      },
                      .before = [vault]() -> Result<> {
                          vault->lock();
                          return {};
                      }};
}

} // namespace

Result<Repetition> prepare_command_to_durable(const std::filesystem::path& folder)
{
    const auto package = std::make_shared<core::Package>(big_package(cases_of_a_day, items_of_a_case));
    const auto device = device_in_first_case(folder, *package);
    if (!device) return std::unexpected(device.error());
    auto bare = prepare_fdatasync(folder);
    if (!bare) return bare;
    const auto made = std::make_shared<unsigned>(0);
    const auto wish = std::make_shared<core::Command>();
    return Repetition{.body = [wish, device = *device]() -> Result<> { return device->perform(*wish); },
                      .before = [wish, made, package, device = *device]() -> Result<> {
                          const unsigned number = (*made)++;
                          const std::size_t in_case = number / agreements_of_a_case;
                          if (number % agreements_of_a_case == 0 && in_case > 0)
                              if (auto done = next_case(*device, *package, in_case - 1); !done) return done;
                          *wish = agreement(*package, in_case, number);
                          return {};
                      },
                      .beside = bare->body};
}

Result<Repetition> prepare_import_60_cases(const std::filesystem::path& folder)
{
    const auto device = Device::set_up(folder);
    if (!device) return std::unexpected(device.error());
    const auto number = std::make_shared<unsigned>(0);
    const auto arriving = std::make_shared<std::string>();
    const auto package = std::make_shared<core::Package>(big_package(60, items_of_a_full_case));
    return Repetition{.body = [device = *device, number, arriving]() -> Result<> {
                          return device->receive(*arriving, std::format("pakket-{}", *number));
                      },
                      .before = [device = *device, number, arriving, package]() -> Result<> {
                          // Each time another conference, and only one on the device.
                          if (*number > 0)
                              if (auto gone = device->vault().destroy(package->conference.id); !gone) return gone;
                          ++*number;
                          package->id = core::PackageId{uuid(21, *number)};
                          package->conference.id = core::ConferenceId{uuid(22, *number)};
                          auto sealed = device->bureau().sealed(*package);
                          if (!sealed) return std::unexpected(sealed.error());
                          *arriving = std::move(*sealed);
                          return {};
                      }};
}

Result<Repetition> prepare_open_database(const std::filesystem::path& folder)
{
    if (auto ready = storage::check_cipher(); !ready) return std::unexpected(ready.error());
    const auto key = std::make_shared<storage::SecretBytes>(storage::SecretBytes::random(storage::database_key_bytes));
    const auto format = fact_format();
    const storage::SqlLedger::File file{folder / "conference.db", key->view(), {}};
    {
        auto ledger = storage::SqlLedger::create(file, {}, format);
        if (!ledger) return std::unexpected(ledger.error());
        const std::vector<core::Recorded> facts{
            {table_time(), core::fact::PackageImported{big_package(cases_of_a_day, items_of_a_case)}}};
        if (auto kept = (*ledger)->append(0, facts); !kept) return std::unexpected(kept.error());
    }
    return Repetition{.body = [key, format, file]() -> Result<> {
        const auto ledger = storage::SqlLedger::open(file, format);
        return ledger ? Result<>{} : std::unexpected(ledger.error());
    }};
}

Result<Repetition> prepare_open_conference(const std::filesystem::path& folder)
{
    const auto package = big_package(cases_of_a_day, items_of_a_case);
    const auto device = device_in_first_case(folder, package);
    if (!device) return std::unexpected(device.error());
    return Repetition{.body = [device = *device, id = package.conference.id]() -> Result<> {
        if (auto done = device->give(app::OpenConference{id}); !done) return done;
        return device->published().conference ? Result<>{} : core::fail(core::Errc::not_found, "it isn't open");
    }};
}

Result<Repetition> prepare_unlock_pin(const std::filesystem::path& folder)
{
    return prepare_unlock(development_vault(folder), development_vault(folder), pin);
}

Result<Repetition> prepare_unlock_passphrase(const std::filesystem::path& folder)
{
    return prepare_unlock(product_vault(folder), product_vault(folder), passphrase);
}

} // namespace casustafel::bench
