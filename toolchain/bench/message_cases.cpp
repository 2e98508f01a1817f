#include "toolchain/bench/big_conference.h"
#include "toolchain/bench/cases.h"
#include "toolchain/bench/device.h"

#include "core/minutes.h"
#include "protocol/package_codec.h"

#include <memory>
#include <string>
#include <utility>

namespace casustafel::bench {

using core::Result;

namespace {

constexpr int many_cases = 60;

/// A device's sealer and the bureau that it talks with.
struct Talk {
    std::shared_ptr<Bureau> bureau;
    seal::DeviceSealer device;
};

Result<std::shared_ptr<Talk>> talk()
{
    auto bureau = Bureau::found();
    if (!bureau) return std::unexpected(bureau.error());
    auto sealer = sealer_of(**bureau);
    if (!sealer) return std::unexpected(sealer.error());
    return std::make_shared<Talk>(std::move(*bureau), std::move(*sealer));
}

template <class T>
Result<> outcome(const Result<T>& result)
{
    return result ? Result<>{} : std::unexpected(result.error());
}

} // namespace

Result<Repetition> prepare_seal_14_agreements(const std::filesystem::path&)
{
    const auto parties = talk();
    if (!parties) return std::unexpected(parties.error());
    const core::Package package = big_package(3, 60);
    auto commands = story(package, 3, 14);
    commands.push_back(core::command::Seal{core::MinutesId{uuid(9, 1)}});
    const core::Conference conference = core::fold(facts_of(package, commands));
    if (!conference.sealed_at) return core::fail(core::Errc::rejected, "the story was refused");
    const auto minutes = std::make_shared<core::Minutes>(
        core::minutes_of(conference, {core::DeviceId{"CT-0017"}, "bench", "ontwikkelapparaat", true, {}}));
    return Repetition{.body = [minutes, parties = *parties] {
        return outcome(parties->device.seal(*minutes, {1, {}}, table_time()));
    }};
}

Result<Repetition> prepare_open_package(const std::filesystem::path&)
{
    const auto parties = talk();
    if (!parties) return std::unexpected(parties.error());
    auto sealed = (*parties)->bureau->sealed(big_package(many_cases, items_of_a_full_case));
    if (!sealed) return std::unexpected(sealed.error());
    return Repetition{.body = [sealed = std::make_shared<std::string>(std::move(*sealed)), parties = *parties] {
        return outcome(parties->device.open_package(core::bytes_of(*sealed), table_time()));
    }};
}

Result<Repetition> prepare_read_package(const std::filesystem::path&)
{
    const auto text =
        std::make_shared<std::string>(protocol::write_package(big_package(many_cases, items_of_a_full_case)));
    return Repetition{.body = [text] { return outcome(protocol::read_package(*text)); }};
}

Result<Repetition> prepare_verify_receipt(const std::filesystem::path&)
{
    const auto parties = talk();
    if (!parties) return std::unexpected(parties.error());
    auto receipt = (*parties)->bureau->receipt();
    if (!receipt) return std::unexpected(receipt.error());
    return Repetition{.body = [receipt = std::move(*receipt), parties = *parties] {
        return outcome(parties->device.verify_receipt(receipt));
    }};
}

Result<Repetition> prepare_apply_fact(const std::filesystem::path&)
{
    const core::Package package = big_package(many_cases, items_of_a_full_case);
    const auto conference = std::make_shared<const core::Conference>(core::fold(facts_of(package, {})));
    const core::Recorded fact{table_time(), core::fact::CheckedIn{package.participants[0].id}};
    return Repetition{.body = [conference, fact]() -> Result<> {
        const core::Conference next = core::apply(*conference, fact);
        return next.fact_count > conference->fact_count ? Result<>{}
                                                        : core::fail(core::Errc::rejected, "nothing was folded");
    }};
}

} // namespace casustafel::bench
