#include "firmware/appliance.h"

#include "app/threads.h"
#include "firmware/device_files.h"
#include "firmware/device_log.h"
#include "firmware/folder_stick.h"
#include "firmware/preferences_file.h"
#include "firmware/renewal.h"
#include "firmware/resources.h"
#include "firmware/snapshot_of.h"
#include "firmware/vault_parts.h"
#include "link/bureau_client.h"
#include "seal/device_sealer.h"
#include "storage/folder.h"
#include "storage/outbox.h"
#include "storage/package_store.h"
#include "system/file.h"

#include <random>

namespace casustafel::device {

using namespace std::chrono_literals;
using core::Errc;
using core::Result;

namespace {

constexpr const char* preferences_file = "preferences.conf";
constexpr auto patience = 60s; // for one call of the bureau, also over a slow line

/// The bureau's key set, only when it isn't the one that was given last.
class NewestKeys final : public core::KeySource {
public:
    explicit NewestKeys(link::BureauClient& bureau) : bureau_{bureau} {}
    Result<std::optional<std::string>> key_set() override
    {
        auto keys = bureau_.keys();
        if (!keys) return std::unexpected(keys.error());
        if (*keys == last_) return std::nullopt;
        last_ = *keys;
        return std::move(*keys);
    }

private:
    link::BureauClient& bureau_;
    std::string last_;
};

/// 0..1, for the waits of the courier; no secret.
class Jitter {
public:
    double operator()() { return spread_(engine_); }

private:
    std::mt19937 engine_{std::random_device{}()};
    std::uniform_real_distribution<double> spread_{0.0, 1.0};
};

Result<link::BureauClient> client_of(const DeviceFiles& files, const protocol::Provisioning& provisioning)
{
    const auto identity = files.identity();
    if (!identity) return std::unexpected(identity.error());
    auto https = link::HttpsClient::create({provisioning.host, provisioning.port}, {provisioning.ca_pem}, *identity);
    if (!https) return std::unexpected(https.error());
    return link::BureauClient{std::move(*https), provisioning.device, patience};
}

} // namespace

/// In the order in which they need each other; destroyed the other way round, the threads first.
struct Appliance::Parts {
    Parts(Options given, storage::DataFolder locked, core::Calendar zone)
        : options{std::move(given)}, folder{std::move(locked)}, calendar{zone}
    {
        if (!options.stick.empty()) stick.emplace(options.stick);
    }

    Result<> open_log();
    Result<> open_storage();
    Result<> open_sealer(const protocol::Provisioning& provisioning);
    void open_link(const DeviceFiles& files, const protocol::Provisioning& provisioning);
    void open_updates(const DeviceFiles& files, const protocol::Provisioning& provisioning);
    UpdaterParts::Use use() const;

    Options options;
    storage::DataFolder folder;
    core::Calendar calendar;
    DeviceFacts facts;
    core::DeviceId device;
    std::unique_ptr<storage::SqlDeviceLog> audit;
    std::unique_ptr<storage::FileVault> vault;
    std::unique_ptr<storage::SqlOutbox> outbox;
    std::unique_ptr<storage::SqlPackageStore> packages;
    std::optional<seal::DeviceSealer> sealer;
    seal::TableDigests digests;
    std::optional<link::BureauClient> bureau;
    std::optional<RenewingBureau> renewing;
    std::optional<NewestKeys> keys;
    std::optional<FolderStick> stick;

    app::Mailbox<app::ToRecorder> to_recorder;
    app::Mailbox<app::ToCourier> to_courier;
    app::Latest<app::Published> published;
    std::optional<app::Recorder> recorder;
    std::optional<app::Courier> courier;
    std::optional<app::Threads> threads;
    std::optional<link::BureauClient> update_bureau; ///< a connection of its own: nothing waits for an update
    std::optional<Updater> updater;
};

Result<> Appliance::Parts::open_log()
{
    const auto sign = [this](const core::LogHead& head, std::uint64_t number, const std::string& previous,
                             core::Instant at) { return sealer->sign_log_head(head, number, previous, at); };
    auto opened = open_or_renew_device_log(
        {.folder = folder.path(), .board = options.board, .clock = options.clock, .sign = sign, .vfs = options.vfs},
        options.log);
    if (!opened) return std::unexpected(opened.error());
    audit = std::move(*opened);
    return {};
}

Result<> Appliance::Parts::open_storage()
{
    storage::VaultParts of_vault = vault_parts(folder.path(), options.board);
    of_vault.vfs = options.vfs;
    of_vault.bureau_copy = bureau_copy([this] { return sealer ? &*sealer : nullptr; });
    tie(of_vault, *audit);
    auto opened_vault = storage::FileVault::open(std::move(of_vault));
    if (!opened_vault) return std::unexpected(opened_vault.error());
    vault = std::move(*opened_vault);
    auto opened_outbox = storage::SqlOutbox::open(folder.path(), options.vfs);
    if (!opened_outbox) return std::unexpected(opened_outbox.error());
    outbox = std::move(*opened_outbox);
    auto opened_packages = storage::SqlPackageStore::open(folder.path(), options.vfs);
    if (!opened_packages) return std::unexpected(opened_packages.error());
    packages = std::move(*opened_packages);
    return {};
}

Result<> Appliance::Parts::open_sealer(const protocol::Provisioning& provisioning)
{
    const auto root = seal::PublicKey::from_jwk_text(provisioning.root_jwk);
    if (!root) return std::unexpected(root.error());
    const seal::DeviceTrust trust{provisioning.device, provisioning.bureau.id.value(), *root};
    const auto keep = [this](std::string_view jws) { return packages->keep_key_set(jws); };
    const auto kept = packages->key_set();
    if (!kept) return std::unexpected(kept.error());
    auto made = seal::DeviceSealer::create(trust, secrets_in(*vault), *kept, keep);
    if (!made) {
        // Without keys nothing is opened or sealed until the bureau's, signed by its root, come again.
        options.log("kept key set not used: " + made.error().detail);
        made = seal::DeviceSealer::create(trust, secrets_in(*vault), {}, keep);
    }
    if (!made) return std::unexpected(made.error());
    sealer.emplace(std::move(*made));
    return {};
}

void Appliance::Parts::open_link(const DeviceFiles& files, const protocol::Provisioning& provisioning)
{
    auto client = client_of(files, provisioning);
    if (!client) return options.log("no contact with the bureau: " + client.error().detail);
    bureau.emplace(std::move(*client));
    renewing.emplace(*bureau, files, provisioning, options.clock, options.log);
    keys.emplace(*bureau);
}

/// Without contact, and on a computer that isn't a device, the updates are left out.
void Appliance::Parts::open_updates(const DeviceFiles& files, const protocol::Provisioning& provisioning)
{
    if (!bureau || !options.updates) return;
    auto client = client_of(files, provisioning);
    if (!client) return options.log("no updates: " + client.error().detail);
    update_bureau.emplace(std::move(*client));
    core::DeviceReport about;
    about.version = version();
    about.board = options.board.id;
    about.slot = options.updates->slot;
    about.certificate_until = files.certificate_ends();
    updater.emplace(
        UpdaterParts{.bureau = *update_bureau,
                     .place = *options.updates,
                     .folder = folder.path() / "update",
                     .stick = options.stick,
                     .about = std::move(about),
                     .calendar = calendar,
                     .now = options.clock,
                     .uptime = uptime,
                     .clock_trusted = clock_trusted,
                     .free_bytes = [data = folder.path()] { return free_bytes(data); },
                     .use = [this] { return use(); },
                     .log = options.log,
                     .audit = [this](const core::AuditEvent& event) { to_recorder.post(app::Audit{event}); }});
}

UpdaterParts::Use Appliance::Parts::use() const
{
    const auto seen = published.read();
    UpdaterParts::Use use{seen->unlocked, {}};
    for (const core::ConferenceOnDevice& one : seen->conferences) use.starts.push_back(one.starts_at);
    return use;
}

Appliance::Appliance(std::unique_ptr<Parts> parts) : parts_{std::move(parts)} {}
Appliance::~Appliance()
{
    if (parts_->updater) {
        parts_->update_bureau->cancel();
        parts_->updater->stop();
    }
    if (!parts_->threads) return;
    parts_->threads.reset(); // from here on nobody else writes the log
    if (auto ended = parts_->audit->end(); !ended) parts_->options.log("log: " + ended.error().detail);
}

Result<std::unique_ptr<Appliance>> Appliance::open(Options options)
{
    const DeviceFiles files{options.data};
    const auto provisioning = files.provisioning();
    if (!provisioning && provisioning.error().code == Errc::not_found)
        return core::fail(Errc::not_found,
                          options.data.string() + ": this device isn't set up; 'casustafel setup' does that");
    if (!provisioning)
        return core::fail(provisioning.error().code, "provisioning.json: " + provisioning.error().detail);
    auto folder = storage::DataFolder::open(options.data);
    if (!folder) return std::unexpected(folder.error());
    const auto calendar = amsterdam();
    if (!calendar) return std::unexpected(calendar.error());

    auto parts = std::make_unique<Parts>(std::move(options), std::move(*folder), *calendar);
    parts->facts = {provisioning->bureau.name, provisioning->room, provisioning->device.value(),
                    parts->options.board.development};
    parts->device = provisioning->device;
    if (auto done = parts->open_log(); !done) return std::unexpected(done.error());
    parts->audit->scene().bureau = provisioning->bureau.id.value();
    if (auto done = parts->open_storage(); !done) return std::unexpected(done.error());
    if (auto done = parts->open_sealer(*provisioning); !done) return std::unexpected(done.error());
    parts->open_link(files, *provisioning);
    parts->open_updates(files, *provisioning);
    return std::unique_ptr<Appliance>{new Appliance{std::move(parts)}};
}

void Appliance::start(std::function<void()> wake)
{
    Parts& p = *parts_;
    app::RecorderParts with{.vault = *p.vault,
                            .outbox = *p.outbox,
                            .packages = *p.packages,
                            .sealer = *p.sealer,
                            .audit = *p.audit,
                            .digests = p.digests,
                            .calendar = p.calendar,
                            .now = p.options.clock,
                            .log = p.options.log,
                            .device = p.device,
                            .software = software(),
                            .clock_trusted = clock_trusted,
                            .key_is_there = [&vault = *p.vault] { return vault.is_still_there(); }};
    if (auto begun = p.audit->begin(version()); !begun) p.options.log("log: " + begun.error().detail);
    p.recorder.emplace(std::move(with), p.published, p.to_courier, wake);
    if (p.bureau)
        p.courier.emplace(
            app::CourierParts{*p.renewing, *p.keys, p.options.clock, Jitter{}, p.stick ? &*p.stick : nullptr},
            p.to_courier, p.to_recorder);
    p.threads.emplace(*p.recorder, p.to_recorder, p.courier ? &*p.courier : nullptr, p.to_courier, [&p] {
        if (p.bureau) p.bureau->cancel();
    });
    if (p.updater) p.updater->start(std::move(wake));
}

ui::Snapshot Appliance::snapshot() const
{
    ui::Snapshot snapshot =
        snapshot_of(*parts_->published.read(), parts_->facts, parts_->options.clock(), parts_->calendar);
    if (parts_->updater) snapshot.device.update = parts_->updater->state();
    return snapshot;
}

Delivery Appliance::delivery() const
{
    const auto published = parts_->published.read();
    Delivery delivery;
    delivery.possible = parts_->bureau.has_value();
    for (const core::Envelope& one : published->envelopes) {
        if (one.state == core::EnvelopeState::sent || one.state == core::EnvelopeState::opened) continue;
        ++delivery.waiting;
        if (!delivery.oldest || one.sealed_at < *delivery.oldest) delivery.oldest = one.sealed_at;
    }
    if (published->contact) delivery.contact = {{published->contact->at, published->contact->reached}};
    return delivery;
}

ui::Preferences Appliance::preferences() const
{
    const auto text = system::read_whole(parts_->folder.path() / preferences_file);
    return text ? read_preferences(*text) : ui::Preferences{};
}

void Appliance::attend()
{
    if (parts_->updater) parts_->updater->attend();
}

void Appliance::audit(const core::AuditEvent& event)
{
    parts_->to_recorder.post(app::Audit{event});
}

void Appliance::carry_out(const ui::Request& request)
{
    std::visit(
        core::overloaded{
            [this](const ui::request::Unlock& one) { parts_->to_recorder.post(app::Unlock{one.secret}); },
            [this](const ui::request::Lock&) { parts_->to_recorder.post(app::Lock{}); },
            [this](const ui::request::CloseConference&) { parts_->to_recorder.post(app::CloseConference{}); },
            [this](const ui::request::OpenConference& one) {
                parts_->to_recorder.post(app::OpenConference{one.conference});
            },
            [this](const ui::request::TrySync&) { parts_->to_courier.post(app::Hurry{}); },
            [this](const ui::request::Perform& one) { parts_->to_recorder.post(app::Perform{one.id, one.command}); },
            [this](const ui::request::Correct& one) { parts_->to_recorder.post(app::Correct{one.id, one.correction}); },
            [this](const ui::request::KeepDraft& one) { parts_->to_recorder.post(app::KeepDraft{one.facts}); },
            [this](const ui::request::UpdateNow&) {
                if (parts_->updater) parts_->updater->update_now();
            },
            [this](const ui::request::UpdateFromStick&) {
                if (parts_->updater) parts_->updater->update_from_stick();
            },
            [this](const ui::request::Restart&) {
                if (parts_->updater) parts_->updater->restart();
            },
            // A few bytes at a touch of a person: not worth a thread.
            [this](const ui::request::KeepPreferences& one) {
                const auto kept =
                    system::write_durably(parts_->folder.path() / preferences_file, write_preferences(one.preferences));
                if (!kept) parts_->options.log("preferences not kept: " + kept.error().detail);
            },
        },
        request);
}

} // namespace casustafel::device
