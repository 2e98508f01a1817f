#include "app/recorder_world.h"

#include "core/audit.h"
#include "protocol/audit_codec.h"
#include "protocol/documents.h"
#include "protocol/facts_codec.h"
#include "protocol/minutes_codec.h"
#include "protocol/receipt_codec.h"

#include <algorithm>
#include <stdexcept>

namespace casustafel::app {

using namespace std::chrono_literals;
using core::Result;

namespace {

constexpr storage::Argon2Cost cheap{.passes = 1, .memory_bytes = 64 << 10};

template <class T>
T must(Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

std::int64_t seconds(core::Instant at)
{
    return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count();
}

void tell(const Witness& witness, const Result<>& done, const Acknowledged& what)
{
    if (witness) witness(what, done.has_value());
}

std::vector<core::Recorded> copy_of(std::span<const core::Recorded> facts)
{
    return {facts.begin(), facts.end()};
}

class PoweredLedger final : public core::Ledger {
public:
    PoweredLedger(std::unique_ptr<core::Ledger> real, core::ConferenceId id, Power& power, const Witness& witness)
        : real_{std::move(real)}, id_{std::move(id)}, power_{power}, witness_{witness}
    {
    }
    Result<std::vector<core::Recorded>> load() override
    {
        auto facts = power_.through([&] { return real_->load(); });
        if (facts && witness_) witness_({Acknowledged::Loaded{id_, *facts}}, true);
        return facts;
    }
    Result<> append(std::uint64_t expected, std::span<const core::Recorded> facts) override
    {
        const auto done = power_.through([&] { return real_->append(expected, facts); });
        tell(witness_, done, {Acknowledged::Facts{id_, copy_of(facts)}});
        return done;
    }
    Result<core::AuditHead> audit_head() override
    {
        return power_.through([&] { return real_->audit_head(); });
    }
    Result<> keep_draft(std::span<const core::Recorded> facts) override
    {
        const auto done = power_.through([&] { return real_->keep_draft(facts); });
        tell(witness_, done, {Acknowledged::Draft{id_, copy_of(facts)}});
        return done;
    }
    Result<std::vector<core::Recorded>> draft() override
    {
        return power_.through([&] { return real_->draft(); });
    }

private:
    std::unique_ptr<core::Ledger> real_;
    core::ConferenceId id_;
    Power& power_;
    const Witness& witness_;
};

class PoweredVault final : public core::Vault {
public:
    PoweredVault(core::Vault& real, Power& power, const Witness& witness)
        : real_{real}, power_{power}, witness_{witness}
    {
    }
    Result<core::Unlocking> unlock(const core::Secret& secret, core::Instant now) override
    {
        return power_.through([&] { return real_.unlock(secret, now); });
    }
    void lock() override { real_.lock(); }
    Result<std::vector<core::ConferenceOnDevice>> conferences() override
    {
        return power_.through([&] { return real_.conferences(); });
    }
    Result<std::unique_ptr<core::Ledger>> open(const core::ConferenceOnDevice& conference) override
    {
        return power_.through([&]() -> Result<std::unique_ptr<core::Ledger>> {
            auto ledger = real_.open(conference);
            if (!ledger) return ledger;
            return std::make_unique<PoweredLedger>(std::move(*ledger), conference.id, power_, witness_);
        });
    }
    Result<> destroy(const core::ConferenceId& conference) override
    {
        const auto done = power_.through([&] { return real_.destroy(conference); });
        tell(witness_, done, {Acknowledged::Destroyed{conference}});
        return done;
    }

private:
    core::Vault& real_;
    Power& power_;
    const Witness& witness_;
};

class PoweredOutbox final : public core::Outbox {
public:
    PoweredOutbox(core::Outbox& real, Power& power, const Witness& witness)
        : real_{real}, power_{power}, witness_{witness}
    {
    }
    Result<> put(const core::Envelope& envelope, core::ByteView bytes) override
    {
        const auto done = power_.through([&] { return real_.put(envelope, bytes); });
        tell(witness_, done, {Acknowledged::Queued{envelope}});
        return done;
    }
    Result<std::vector<core::Envelope>> list() override
    {
        return power_.through([&] { return real_.list(); });
    }
    Result<core::Bytes> bytes(const core::MinutesId& minutes) override
    {
        return power_.through([&] { return real_.bytes(minutes); });
    }
    Result<> mark(const core::MinutesId& minutes, core::EnvelopeState state, const std::string& receipt,
                  const std::string& why) override
    {
        const auto done = power_.through([&] { return real_.mark(minutes, state, receipt, why); });
        tell(witness_, done, {Acknowledged::Marked{minutes, state}});
        return done;
    }
    Result<Next> next() override
    {
        return power_.through([&] { return real_.next(); });
    }

private:
    core::Outbox& real_;
    Power& power_;
    const Witness& witness_;
};

class PoweredSealer final : public core::Sealer {
public:
    PoweredSealer(core::Sealer& real, Power& power) : real_{real}, power_{power} {}
    Result<SealedMinutes> seal(const core::Minutes& minutes, const core::Outbox::Next& next, core::Instant now) override
    {
        return power_.through([&] { return real_.seal(minutes, next, now); });
    }
    Result<core::Package> open_package(core::ByteView envelope, core::Instant now) override
    {
        return real_.open_package(envelope, now);
    }
    Result<core::Receipt> verify_receipt(std::string_view jws) override { return real_.verify_receipt(jws); }
    Result<> take_keys(std::string_view jws) override { return real_.take_keys(jws); }

private:
    core::Sealer& real_;
    Power& power_;
};

storage::SecretBytes bytes_named(std::string_view name)
{
    return storage::SecretBytes::copy_of(seal::scalar_of(name));
}

} // namespace

void Power::cut_at(int nth, bool after)
{
    cut_at_ = nth;
    after_ = after;
}

void Power::restore()
{
    dead_ = false;
    cut_at_ = 0;
}

RecorderWorld::RecorderWorld(const std::string& vfs)
    : now{*core::parse_instant("2026-11-21T12:00:00Z")}, own_folder_{std::make_unique<support::TempDir>()},
      place_{.folder = own_folder_->path(), .vfs = vfs}, calendar_{*std::chrono::locate_zone("Europe/Amsterdam")}
{
    make_vault();
}

RecorderWorld::RecorderWorld(Place place)
    : now{*core::parse_instant("2026-11-21T12:00:00Z")}, place_{std::move(place)},
      calendar_{*std::chrono::locate_zone("Europe/Amsterdam")}
{
    if (!place_.made_before) make_vault();
}

void RecorderWorld::make_vault()
{
    must(storage::FileVault::create(vault_parts(), {{"ontwikkelapparaat", {"2580"}, cheap}}));
    const auto vault = must(storage::FileVault::open(vault_parts()));
    if (!must(vault->unlock({"2580"}, now)).open) throw std::runtime_error("the new vault doesn't open");
    must(vault->keep_secret("signing", parties.device.scalar()));
    must(vault->keep_secret("decryption", parties.device_opens.scalar()));
}

storage::VaultParts RecorderWorld::vault_parts() const
{
    storage::VaultParts parts;
    parts.folder = place_.folder;
    parts.device_secret = [] { return bytes_named("this device"); };
    parts.protectors.push_back(std::make_unique<storage::PinProtector>(
        "ontwikkelapparaat", [](core::ByteView challenge) -> Result<storage::SecretBytes> {
            return storage::hkdf_sha256(bytes_named("token").view(), challenge, {}, storage::key_bytes);
        }));
    parts.format = {protocol::encode, protocol::decode_fact, [](const core::Recorded& recorded) {
                        return protocol::write_audit_entry(core::audit_entry(recorded));
                    }};
    parts.vfs = place_.vfs;
    return parts;
}

void RecorderWorld::switch_on()
{
    session_.reset();
    power.restore();
    session_ = std::make_unique<Session>();
    Session& s = *session_;
    const auto sign = [&s, this](const core::LogHead& head, std::uint64_t number, const std::string& previous,
                                 core::Instant at) -> Result<storage::SignedHead> {
        if (!log_is_signed) return core::fail(core::Errc::crypto, "the log can't be signed");
        auto made = s.keys->sign_log_head(head, number, previous, at);
        if (!made) return std::unexpected(made.error());
        return storage::SignedHead{std::move(made->jws), std::move(made->jwk)};
    };
    s.audit = must(storage::SqlDeviceLog::open(
        folder(), bytes_named("this device").view(),
        {protocol::write_audit_entry, sign,
         [this] { return storage::Clocks{now, true, now.time_since_epoch().count(), "one boot"}; }},
        place_.vfs));
    s.audit->scene().bureau = "zvh-rivierenkust";
    storage::VaultParts parts = vault_parts();
    parts.format.audit_line = [&s](const core::Recorded& recorded) { return s.audit->line_of(recorded); };
    parts.keep_lines = [&s](const core::ConferenceId& conference, storage::SqlLedger& ledger) {
        return s.audit->copy(conference, ledger);
    };
    s.files = must(storage::FileVault::open(std::move(parts)));
    s.vault = std::make_unique<PoweredVault>(*s.files, power, witness);
    s.queue = must(storage::SqlOutbox::open(folder(), place_.vfs));
    s.outbox = std::make_unique<PoweredOutbox>(*s.queue, power, witness);
    s.packages = must(storage::SqlPackageStore::open(folder(), place_.vfs));
    const auto secret = [&s](const char* name) {
        return [&s, name]() -> Result<seal::SecretBytes> {
            const auto kept = s.files->secret(name);
            if (!kept) return std::unexpected(kept.error());
            return seal::SecretBytes{kept->begin(), kept->end()};
        };
    };
    s.keys = must(seal::DeviceSealer::create(
        {core::DeviceId{"CT-0017"}, "zvh-rivierenkust", root.public_key()}, {secret("signing"), secret("decryption")},
        has_keys ? key_set(5, now + 24h * 60) : std::string{}, [](std::string_view) -> Result<> { return {}; }));
    s.sealer = std::make_unique<PoweredSealer>(*s.keys, power);
    s.recorder.emplace(RecorderParts{.vault = *s.vault,
                                     .outbox = *s.outbox,
                                     .packages = *s.packages,
                                     .sealer = *s.sealer,
                                     .audit = *s.audit,
                                     .digests = digests_,
                                     .calendar = calendar_,
                                     .now = [this] { return now; },
                                     .log = [this](const std::string& line) { log.push_back(line); },
                                     .device = core::DeviceId{"CT-0017"},
                                     .software = "casustafel test",
                                     .clock_trusted = [] { return true; },
                                     .key_is_there = [this] { return key_plugged_in; }},
                       s.published, s.courier, [&s] { ++s.woken; });
    s.recorder->start();
}

Answer RecorderWorld::perform(core::Command command)
{
    const std::uint64_t id = next_command_++;
    handle(Perform{id, std::move(command)});
    return published()->answers.back();
}

std::vector<ToCourier> RecorderWorld::for_courier()
{
    std::vector<ToCourier> all;
    while (auto one = session_->courier.take(0ms)) all.push_back(std::move(*one));
    return all;
}

core::Bytes RecorderWorld::package(const std::function<void(nlohmann::json&)>& change) const
{
    nlohmann::json document = nlohmann::json::parse(test::example_package_text());
    if (change) change(document);
    const auto sealed =
        must(seal::seal_envelope(parties.desk, seal::MessageType::package, seal::package_frame(std::move(document)),
                                 parties.package_recipients()));
    return {sealed.jwe.begin(), sealed.jwe.end()};
}

void RecorderWorld::arrive(core::Bytes bytes, const std::string& id)
{
    const core::InboxItem item{id, seal::sha256(bytes), bytes.size(), "package"};
    handle(PackageArrived{item, std::move(bytes)});
}

void RecorderWorld::open_conference()
{
    unlock();
    arrive(package());
    handle(OpenConference{conference_id});
}

void RecorderWorld::hold_conference()
{
    open_conference();
    const core::ParticipantId chair_of_care{"r-hoekstra"};
    perform(core::command::CheckIn{chair_of_care});
    perform(core::command::CheckIn{core::ParticipantId{"m-de-vries"}});
    perform(core::command::StartConference{});
    perform(core::command::OpenCase{first_case});
    core::AgreementContent content;
    content.text = "Intake inplannen";
    content.owner = core::Owner{chair_of_care, "R. Hoekstra", core::PartnerId{"ggz"}};
    content.due = core::parse_date("2026-12-01");
    content.mandate = core::Mandate::within;
    perform(core::command::Propose{first_case, core::AgreementId{"11111111-1111-4111-8111-111111111111"}, content});
    core::Decision decision;
    decision.kind = core::DecisionKind::continued;
    decision.next_on = core::parse_date("2026-12-05");
    perform(core::command::Decide{first_case, decision});
    if (const Answer left = perform(core::command::LeaveCase{first_case}); !left.accepted())
        throw std::runtime_error("the conference could not be held");
}

core::MinutesId RecorderWorld::seal()
{
    const core::MinutesId minutes{"0b6f8a52-51c6-4f0e-9a0b-3f7f3c5d9a11"};
    perform(core::command::Seal{minutes});
    return minutes;
}

core::Envelope RecorderWorld::envelope(const core::MinutesId& minutes) const
{
    const auto all = must(session_->queue->list());
    const auto found = std::ranges::find(all, minutes, &core::Envelope::minutes);
    if (found == all.end()) throw std::runtime_error("no envelope of " + minutes.value());
    return *found;
}

core::Receipt RecorderWorld::receipt_for(const core::Envelope& envelope, core::ReceiptStage stage) const
{
    core::Receipt said;
    said.stage = stage;
    said.minutes = envelope.minutes;
    said.device = core::DeviceId{"CT-0017"};
    said.minutes_seq = stage == core::ReceiptStage::opened ? envelope.seq : 41;
    said.sha256 = envelope.sha256;
    said.at = now;
    if (stage == core::ReceiptStage::opened) said.inner_sha256 = envelope.inner_sha256;
    if (stage == core::ReceiptStage::refused) said.reason = "onleesbaar";
    return said;
}

std::string RecorderWorld::receipt_by(const seal::SigningKey& key, const core::Receipt& receipt) const
{
    return must(seal::sign(key, seal::MessageType::receipt,
                           seal::package_frame(nlohmann::json::parse(protocol::write_receipt(receipt)))));
}

std::string RecorderWorld::receipt(const core::Envelope& envelope, core::ReceiptStage stage,
                                   const std::function<void(core::Receipt&)>& change) const
{
    core::Receipt said = receipt_for(envelope, stage);
    if (change) change(said);
    return receipt_by(stage == core::ReceiptStage::stored ? relay : parties.desk, said);
}

Result<core::Minutes> RecorderWorld::opened(const core::MinutesId& minutes)
{
    const auto bytes = session_->queue->bytes(minutes);
    if (!bytes) return std::unexpected(bytes.error());
    const auto message =
        seal::open(core::text_of(*bytes), seal::MessageType::minutes, parties.operational, parties.device_signers());
    if (!message) return std::unexpected(message.error());
    return protocol::read_minutes(message->message.frame.body.dump());
}

std::string RecorderWorld::key_set(std::uint64_t seq, core::Instant until) const
{
    const seal::KeySet set{.owner = seal::KeySetOwner::bureau,
                           .id = "zvh-rivierenkust",
                           .seq = seq,
                           .nbf = seconds(now - 24h),
                           .exp = seconds(until),
                           .keys = {{parties.desk.public_key(), seal::KeyUse::desk_signature},
                                    {relay.public_key(), seal::KeyUse::relay_receipt},
                                    {parties.operational.public_key(), seal::KeyUse::operational},
                                    {parties.recovery.public_key(), seal::KeyUse::recovery}}};
    return must(seal::sign_key_set(root, set, seconds(now)));
}

} // namespace casustafel::app
