#include "bureau/desk.h"

#include "core/receipt.h"
#include "protocol/base64url.h"
#include "protocol/json.h"
#include "protocol/minutes_codec.h"
#include "protocol/package_codec.h"
#include "protocol/receipt_codec.h"
#include "seal/crypto.h"
#include "seal/jwe.h"
#include "seal/log_head.h"
#include "system/file.h"

#include <algorithm>
#include <array>

namespace casustafel::bureau {

using core::Errc;
using core::fail;
using core::Result;

namespace {

std::int64_t seconds(core::Instant at)
{
    return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

/// Not worth a receipt: our own disk, the network, or a relay that contradicts itself.
bool is_our_trouble(const core::Error& error)
{
    switch (error.code) {
    case Errc::storage:
    case Errc::full:
    case Errc::network:
    case Errc::crypto:
    case Errc::refused:
        return true;
    case Errc::rejected:
    case Errc::not_found:
    case Errc::conflict:
    case Errc::corrupt:
    case Errc::denied:
        return false;
    }
    return true;
}

/// At most `most` bytes, cut between characters.
std::string shortened(std::string_view text, std::size_t most)
{
    if (text.size() <= most) return std::string{text};
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    return std::string{text.substr(0, most)};
}

std::vector<std::string> minutes_recipients(const seal::KeySet& set)
{
    std::vector<seal::PublicKey> keys = set.keys_for(seal::KeyUse::operational);
    for (seal::PublicKey& key : set.keys_for(seal::KeyUse::recovery)) keys.push_back(std::move(key));
    return seal::sorted_kids(keys);
}

} // namespace

Desk::Desk(DeskKeys keys, DeskStore store, DeskClient client)
    : keys_{std::move(keys)}, store_{std::move(store)}, client_{std::move(client)}
{
}

Result<Desk> Desk::open(const Folder& folder, DeskClient client)
{
    const Result<BureauInfo> info = read_info(folder);
    if (!info) return std::unexpected(info.error());
    Result<seal::SigningKey> signing = read_signing_key(folder.desk_signing_key());
    if (!signing) return std::unexpected(signing.error());
    Result<seal::DecryptionKey> operational = read_decryption_key(folder.operational_key());
    if (!operational) return std::unexpected(operational.error());
    const Result<seal::PublicKey> root = seal::PublicKey::from_jwk_text(info->root_jwk);
    if (!root) return std::unexpected(root.error());
    const Result<std::string> key_set = system::read_whole(folder.desk_key_set(), 64U << 10);
    if (!key_set) return std::unexpected(key_set.error());
    const Result<seal::VerifiedKeySet> set = seal::verify_key_set(*key_set, {info->id, *root}, 0);
    if (!set) return fail(Errc::corrupt, folder.desk_key_set().string() + ": " + set.error().detail);

    Result<std::string> key = system::read_whole(folder.desk_database_key(), 4096);
    if (!key) return std::unexpected(key.error());
    Result<DeskStore> store = DeskStore::open(folder.desk_database(), core::bytes_of(*key));
    seal::wipe(key->data(), key->size());
    if (!store) return std::unexpected(store.error());
    return Desk{{info->id, std::move(*signing), std::move(*operational), minutes_recipients(set->set)},
                std::move(*store),
                std::move(client)};
}

/// The key sets of a device that count, oldest first. The first one is pinned on sight: the relay took it from the
/// board that had the one-time code. Each later one must be signed by a signing key of one before.
Result<std::vector<seal::VerifiedKeySet>> Desk::device_keys(const std::string& device)
{
    const Result<std::vector<std::string>> pinned = store_.device_key_sets(device);
    if (!pinned) return std::unexpected(pinned.error());
    std::vector<seal::VerifiedKeySet> sets;
    for (const std::string& jws : *pinned) {
        Result<seal::VerifiedKeySet> set = seal::verify_device_key_set(jws, device, 0);
        if (!set) return std::unexpected(set.error());
        sets.push_back(std::move(*set));
    }
    const Result<std::optional<std::string>> newest = client_.device_keys(device);
    if (!newest) return std::unexpected(newest.error());
    if (!*newest || (!pinned->empty() && pinned->back() == **newest)) return sets;

    const std::uint64_t seen = sets.empty() ? 0 : sets.back().set.seq;
    Result<seal::VerifiedKeySet> set = seal::verify_device_key_set(**newest, device, 0);
    if (!set || set->set.seq <= seen) return sets; // what the relay says counts only when the device says it too
    if (!sets.empty()) {
        const std::vector<seal::Signer> known = sets.back().set.signers_for(seal::KeyUse::device_signature);
        if (!seal::verify(**newest, seal::MessageType::keys, known)) return sets;
    }
    if (Result<> done = store_.pin_device_keys(device, static_cast<std::int64_t>(set->set.seq), **newest); !done)
        return std::unexpected(done.error());
    sets.push_back(std::move(*set));
    return sets;
}

Result<std::string> Desk::seal_package(std::string_view document, const std::string& device, core::Instant now)
{
    const Result<core::Package> package = protocol::read_package(document);
    if (!package) return fail(Errc::rejected, package.error().detail);
    if (package->bureau.id.value() != keys_.bureau_id)
        return fail(Errc::rejected, "bureau.id: the package is of '" + package->bureau.id.value() +
                                        "', this bureau is '" + keys_.bureau_id + "'");
    if (Result<> fits = protocol::check_for(*package, core::DeviceId{device}, now); !fits)
        return fail(Errc::rejected, fits.error().detail);
    const Result<std::vector<seal::VerifiedKeySet>> sets = device_keys(device);
    if (!sets) return std::unexpected(sets.error());
    if (sets->empty())
        return fail(Errc::rejected, "device '" + device + "' has published no key yet: enrol it and unlock it once");
    const std::vector<seal::PublicKey> keys = sets->back().set.keys_for(seal::KeyUse::device_encryption);
    if (keys.empty()) return fail(Errc::rejected, "device '" + device + "' has no encryption key in its key set");

    Result<ChainPlace> place = store_.next_place("package");
    if (!place) return std::unexpected(place.error());
    const std::string body = protocol::write_package(*package);
    Result<nlohmann::json> json = protocol::read_json(body);
    if (!json) return std::unexpected(json.error());
    const seal::Frame frame{keys_.bureau_id, {}, seconds(now), place->seq, place->prev, std::move(*json)};
    const Result<seal::SealedEnvelope> envelope =
        seal::seal_envelope(keys_.signing, seal::MessageType::package, frame, std::span{&keys.back(), 1});
    if (!envelope) return std::unexpected(envelope.error());
    if (Result<> kept = store_.keep_package(
            package->id.value(), device, body, *place, protocol::to_base64url(envelope->jws_digest), now,
            bureau_line(keys_.bureau_id, "package-sealed", core::AuditOrigin::command, core::AuditResult::done, now,
                        {{"package", package->id.value()}, {"device", device}}));
        !kept)
        return std::unexpected(kept.error());
    // Sealed again it is another envelope, so it has another name in the inbox; the device takes a package once by id.
    const std::string item = "package-" + std::to_string(place->seq);
    if (Result<> put = client_.put_package(device, item, core::bytes_of(envelope->jwe)); !put)
        return std::unexpected(put.error());
    return keys.back().kid();
}

Result<OpenedMinutes> Desk::open_minutes(const Arrival& arrival, core::ByteView envelope, core::Instant now)
{
    const Result<std::vector<seal::VerifiedKeySet>> sets = device_keys(arrival.device);
    if (!sets) return std::unexpected(sets.error());
    std::vector<seal::Signer> signers;
    for (const seal::VerifiedKeySet& set : *sets)
        for (seal::Signer& signer : set.set.signers_for(seal::KeyUse::device_signature))
            signers.push_back(std::move(signer));
    if (signers.empty()) return fail(Errc::denied, "Het bureau kent geen sleutel van dit apparaat.");

    const Result<seal::Opened> opened =
        seal::open(core::text_of(envelope), seal::MessageType::minutes, keys_.operational, signers);
    if (!opened)
        return fail(opened.error().code,
                    "De envelop is niet te openen of niet van dit apparaat (" + opened.error().detail + ").");
    if (opened->recipients != keys_.minutes_recipients)
        return fail(Errc::denied, "Het verslag is niet voor de sleutels van dit bureau versleuteld.");
    const std::string body = protocol::canonical_json(opened->message.frame.body);
    const Result<core::Minutes> minutes = protocol::read_minutes(body);
    if (!minutes) return fail(Errc::corrupt, "Het verslag voldoet niet aan de vorm: " + minutes.error().detail);
    if (minutes->id.value() != arrival.id)
        return fail(Errc::denied, "Het verslag heeft een ander nummer dan waaronder het gestuurd is.");
    if (minutes->device.id.value() != arrival.device)
        return fail(Errc::denied, "Het verslag noemt een ander apparaat dan dat het stuurde.");
    if (opened->message.frame.seq == 0) return fail(Errc::corrupt, "Het verslag heeft geen volgnummer.");

    OpenedMinutes result;
    result.id = arrival.id;
    result.device = arrival.device;
    result.seq = opened->message.frame.seq;
    result.sha256 = arrival.sha256;
    result.inner_sha256 = opened->message.jws_digest;
    result.prev = opened->message.frame.prev;
    result.opened_at = core::format(now);
    result.jws = opened->message.jws;
    result.body = body;
    if (minutes->audit.log) {
        const Result<seal::LogHeadMessage> head = seal::read_log_head(minutes->audit.log->signed_head, signers);
        result.log = ArrivedLog{arrival.device,
                                arrival.id,
                                result.seq,
                                *minutes->audit.log,
                                head ? head->number : 0,
                                head && head->head == minutes->audit.log->head};
    }
    return result;
}

/// Places the minutes in the device's own order (protocol.md, Envelopes): the same id or `seq` with other bytes is
/// refused, a gap is flagged, and a `prev` that doesn't fit sets them apart.
Result<> Desk::judge_order(OpenedMinutes& minutes)
{
    const Result<std::optional<OpenedMinutes>> same_id = store_.minutes(minutes.id);
    if (!same_id) return std::unexpected(same_id.error());
    if (*same_id) return fail(Errc::conflict, "Onder dit nummer is al een ander verslag ontvangen.");
    const Result<std::optional<OpenedMinutes>> same_seq = store_.minutes_by_seq(minutes.device, minutes.seq);
    if (!same_seq) return std::unexpected(same_seq.error());
    if (*same_seq)
        return fail(Errc::conflict,
                    "Volgnummer " + std::to_string(minutes.seq) + " is al door een ander verslag gebruikt.");

    if (minutes.seq == 1) {
        minutes.apart = !minutes.prev.empty();
    } else {
        const Result<std::optional<OpenedMinutes>> before = store_.minutes_by_seq(minutes.device, minutes.seq - 1);
        if (!before) return std::unexpected(before.error());
        minutes.gap = !*before;
        minutes.apart =
            *before ? minutes.prev != protocol::to_base64url((*before)->inner_sha256) : minutes.prev.empty();
    }
    const Result<std::optional<OpenedMinutes>> after = store_.minutes_by_seq(minutes.device, minutes.seq + 1);
    if (!after) return std::unexpected(after.error());
    if (*after && (*after)->prev != protocol::to_base64url(minutes.inner_sha256)) minutes.apart = true;
    return {};
}

/// The lines of this receipt, and the head of the bureau's own log as it will be with them.
Result<core::LogHead> Desk::add_log_lines(const Arrival& arrival, bool accepted, Settled& settled, core::Instant now)
{
    Result<core::MerkleTree> tree = store_.logs().tree({});
    if (!tree) return std::unexpected(tree.error());
    settled.log_size = tree->size();
    const std::vector<std::pair<std::string, std::string>> about{
        {"device", arrival.device}, {"minutes", arrival.id}, {"sha256", core::to_hex(arrival.sha256)}};
    settled.log_lines = {bureau_line(keys_.bureau_id, "minutes-opened", core::AuditOrigin::relay,
                                     accepted ? core::AuditResult::done : core::AuditResult::refused, now, about)};
    if (!settled.log_trouble.empty())
        settled.log_lines.push_back(bureau_line(keys_.bureau_id, "device-log-broken", core::AuditOrigin::relay,
                                                core::AuditResult::failed, now, about));
    for (const std::string& line : settled.log_lines) tree->add(line);
    return tree->head();
}

Result<DeskReceipt> Desk::make_receipt(const Arrival& arrival, const std::optional<OpenedMinutes>& opened,
                                       std::string_view reason, Settled settled, core::Instant now)
{
    const bool accepted = opened && !opened->apart;
    Result<core::LogHead> log = add_log_lines(arrival, accepted, settled, now);
    if (!log) return std::unexpected(log.error());
    core::Receipt receipt;
    receipt.stage = accepted ? core::ReceiptStage::opened : core::ReceiptStage::refused;
    receipt.minutes = core::MinutesId{arrival.id};
    receipt.device = core::DeviceId{arrival.device};
    // What can't be opened has no number that the desk can see; then it is the relay's count of arrivals.
    receipt.minutes_seq = opened ? opened->seq : static_cast<std::uint64_t>(std::max<std::int64_t>(arrival.number, 1));
    receipt.sha256 = arrival.sha256;
    if (accepted) receipt.inner_sha256 = opened->inner_sha256;
    receipt.log = *log;
    receipt.at = now;
    receipt.reason = shortened(reason, 300);
    Result<ChainPlace> place = store_.next_place("receipt");
    if (!place) return std::unexpected(place.error());
    Result<nlohmann::json> body = protocol::read_json(protocol::write_receipt(receipt));
    if (!body) return std::unexpected(body.error());
    const seal::Frame frame{keys_.bureau_id, {}, seconds(now), place->seq, place->prev, std::move(*body)};
    Result<std::string> jws = seal::sign(keys_.signing, seal::MessageType::receipt, frame);
    if (!jws) return std::unexpected(jws.error());

    const std::string stage = accepted ? "opened" : "refused";
    settled.minutes = arrival.id;
    settled.device = arrival.device;
    settled.sha256 = arrival.sha256;
    settled.stage = stage;
    settled.reason = reason;
    settled.jws = *jws;
    settled.receipt_seq = place->seq;
    settled.receipt_digest = protocol::to_base64url(seal::sha256(core::bytes_of(*jws)));
    if (Result<> done = store_.settle(settled, opened); !done) return std::unexpected(done.error());
    return DeskReceipt{arrival.id, stage, std::move(*jws), false};
}

Result<DeskOutcome> Desk::settle(const Arrival& arrival, core::Instant now)
{
    DeskOutcome outcome{.minutes = arrival.id, .device = arrival.device, .stage = {}, .reason = {}, .log_trouble = {}};
    Result<std::optional<DeskReceipt>> known = store_.receipt(arrival.id, arrival.sha256);
    if (!known) return std::unexpected(known.error());
    if (*known) {
        outcome.repeated = true;
        outcome.stage = (*known)->stage;
    } else {
        const Result<core::Bytes> envelope = client_.envelope(arrival.id);
        if (!envelope) return std::unexpected(envelope.error());
        if (seal::sha256(*envelope) != arrival.sha256)
            return fail(Errc::refused, "minutes " + arrival.id + ": the relay gave other bytes than it listed");
        Result<OpenedMinutes> opened = open_minutes(arrival, *envelope, now);
        // The device's log is judged also when the minutes don't fit: a device that was put back shows there.
        Settled settled;
        if (opened && opened->log) {
            Result<std::string> trouble = store_.logs().judge(*opened->log);
            if (!trouble) return std::unexpected(trouble.error());
            outcome.log_trouble = settled.log_trouble = std::move(*trouble);
            settled.arrived_log = opened->log;
        }
        Result<> fits = opened ? judge_order(*opened) : std::unexpected(opened.error());
        if (!fits && is_our_trouble(fits.error())) return std::unexpected(fits.error());

        std::optional<OpenedMinutes> kept;
        if (fits) kept = *std::move(opened);
        if (!fits) outcome.reason = fits.error().detail;
        if (kept && kept->apart)
            outcome.reason = "Het verslag sluit niet aan op het vorige van dit apparaat; het is apart bewaard.";
        outcome.gap = kept && kept->gap;
        Result<DeskReceipt> receipt = make_receipt(arrival, kept, outcome.reason, std::move(settled), now);
        if (!receipt) return std::unexpected(receipt.error());
        outcome.stage = receipt->stage;
        *known = std::move(*receipt);
    }
    if (!(*known)->delivered) {
        if (Result<> put = client_.put_receipt(arrival.id, (*known)->jws); !put) return std::unexpected(put.error());
        if (Result<> done = store_.delivered(arrival.id, arrival.sha256); !done) return std::unexpected(done.error());
    }
    return outcome;
}

Result<std::vector<DeskOutcome>> Desk::sync(core::Instant now)
{
    std::vector<DeskOutcome> outcomes;
    Result<std::int64_t> progress = store_.progress();
    if (!progress) return std::unexpected(progress.error());
    while (true) {
        const Result<std::vector<Arrival>> arrivals = client_.minutes_after(*progress);
        if (!arrivals) return std::unexpected(arrivals.error());
        if (arrivals->empty()) return outcomes;
        for (const Arrival& arrival : *arrivals) {
            if (arrival.arrival <= *progress) return fail(Errc::refused, "the relay's list of minutes isn't in order");
            Result<DeskOutcome> outcome = settle(arrival, now);
            if (!outcome) return std::unexpected(outcome.error());
            outcomes.push_back(std::move(*outcome));
            if (Result<> done = store_.set_progress(arrival.arrival); !done) return std::unexpected(done.error());
            progress = arrival.arrival;
        }
    }
}

} // namespace casustafel::bureau
