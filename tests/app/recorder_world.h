#pragma once

#include "app/recorder.h"
#include "seal/device_sealer.h"
#include "seal/parties.h"
#include "storage/device_log.h"
#include "storage/outbox.h"
#include "storage/package_store.h"
#include "storage/vault.h"
#include "support/temp_dir.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// A recorder on real storage and real keys in a temporary folder, with the bureau's side in memory.

namespace casustafel::app {

/// Power that goes at a chosen call to storage or keys, before it or after it: then every call fails.
class Power {
public:
    /// The `nth` call from now is the last one; it is carried out when `after`.
    void cut_at(int nth, bool after);
    void restore();
    bool is_cut() const { return dead_; }

    template <class Call>
    auto through(Call call) -> decltype(call())
    {
        if (dead_) return core::fail(core::Errc::storage, "no power");
        if (cut_at_ == 0 || --cut_at_ > 0) return call();
        dead_ = true;
        if (after_) (void)call();
        return core::fail(core::Errc::storage, "no power");
    }

private:
    int cut_at_ = 0;
    bool after_ = false;
    bool dead_ = false;
};

/// What storage said is done, and may not be lost from then on; or what it gave back.
struct Acknowledged {
    struct Facts {
        core::ConferenceId conference;
        std::vector<core::Recorded> facts;
    };
    struct Draft {
        core::ConferenceId conference;
        std::vector<core::Recorded> facts;
    };
    struct Queued {
        core::Envelope envelope;
    };
    struct Marked {
        core::MinutesId minutes;
        core::EnvelopeState state{};
    };
    struct Destroyed {
        core::ConferenceId conference;
    };
    struct Loaded {
        core::ConferenceId conference;
        std::vector<core::Recorded> facts;
    };
    /// The relay was told that it may forget the package of this conference.
    struct Taken {
        core::ConferenceId conference;
    };
    std::variant<Facts, Draft, Queued, Marked, Destroyed, Loaded, Taken> what;
};

/// Hears at the moment itself what storage acknowledged, or was asked and didn't (`done` is false): that may be done or
/// not. Empty: nobody hears it.
using Witness = std::function<void(const Acknowledged&, bool done)>;

/// One session of the device, from switching on to switching off.
struct Session {
    std::unique_ptr<storage::SqlDeviceLog> audit;
    std::unique_ptr<storage::FileVault> files;
    std::unique_ptr<core::Vault> vault;
    std::unique_ptr<storage::SqlOutbox> queue;
    std::unique_ptr<core::Outbox> outbox;
    std::unique_ptr<storage::SqlPackageStore> packages;
    std::optional<seal::DeviceSealer> keys;
    std::unique_ptr<core::Sealer> sealer;
    Latest<Published> published;
    Mailbox<ToCourier> courier;
    std::optional<Recorder> recorder;
    int woken = 0;
};

class RecorderWorld {
public:
    /// A device with a vault (PIN 2580), its own keys and the bureau's.
    explicit RecorderWorld(const std::string& vfs = {});
    /// The same in a folder that somebody else keeps; `made_before`: by another of these.
    struct Place {
        std::filesystem::path folder;
        std::string vfs{};
        bool made_before{};
    };
    explicit RecorderWorld(Place place);

    /// Switches the device on, after whatever happened before.
    void switch_on();
    void switch_off() { session_.reset(); }
    void handle(const ToRecorder& message) { session_->recorder->handle(message); }
    std::shared_ptr<const Published> published() const { return session_->published.read(); }
    void unlock() { handle(Unlock{{"2580"}}); }
    bool watch_key() { return session_->recorder->watch_key(); }
    void keep_house() { session_->recorder->keep_house(); }

    /// What became of a command.
    Answer perform(core::Command command);
    /// All messages to the courier since the last call.
    std::vector<ToCourier> for_courier();

    /// The example package as JSON, made by `change`, sealed by the bureau's desk for this device.
    core::Bytes package(const std::function<void(nlohmann::json&)>& change = {}) const;
    /// A package arrives from the relay.
    void arrive(core::Bytes bytes, const std::string& id = "package-1");
    /// With the example imported and opened.
    void open_conference();
    /// Two people, one agreement, one decision: ready to be sealed.
    void hold_conference();
    core::MinutesId seal();

    core::Envelope envelope(const core::MinutesId& minutes) const;
    /// What the bureau answers about an envelope, signed by the key for its stage; `change` may spoil it.
    std::string receipt(const core::Envelope& envelope, core::ReceiptStage stage,
                        const std::function<void(core::Receipt&)>& change = {}) const;
    std::string receipt_by(const seal::SigningKey& key, const core::Receipt& receipt) const;
    /// The minutes in an envelope, opened with the bureau's key.
    core::Result<core::Minutes> opened(const core::MinutesId& minutes);
    core::Receipt receipt_for(const core::Envelope& envelope, core::ReceiptStage stage) const;
    std::string key_set(std::uint64_t seq, core::Instant until) const;

    Power power;
    Witness witness;
    core::Instant now;
    std::vector<std::string> log;
    bool key_plugged_in{true}; ///< what unlocked the vault
    seal::Parties parties;
    seal::SigningKey root = seal::signing_key("root of zvh-rivierenkust");
    seal::SigningKey relay = seal::signing_key("relay of zvh-rivierenkust");
    bool has_keys = true;
    bool log_is_signed = true; ///< false: the device's log can't be

    const std::filesystem::path& folder() const { return place_.folder; }
    storage::SqlDeviceLog& audit() { return *session_->audit; }
    storage::VaultParts vault_parts() const;

private:
    void make_vault();

    std::unique_ptr<support::TempDir> own_folder_; ///< null: it is somebody else's
    Place place_;
    core::Calendar calendar_;
    seal::TableDigests digests_;
    std::unique_ptr<Session> session_;
    std::uint64_t next_command_ = 1;
};

inline const core::ConferenceId conference_id{"d09249ac-4c44-51d7-8e02-c144b564d015"};
inline const core::CaseId first_case{"13835f94-2e9e-518d-9c46-80ca1b41f0dc"};

} // namespace casustafel::app
