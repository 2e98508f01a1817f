#include "bureau/commands.h"

#include "bureau/desk.h"
#include "bureau/https_server.h"
#include "bureau/minutes_text.h"
#include "bureau/one_time_code.h"
#include "bureau/recover.h"
#include "bureau/relay.h"
#include "core/fingerprint_words.h"
#include "protocol/minutes_codec.h"
#include "protocol/names.h"
#include "protocol/package_codec.h"
#include "protocol/provisioning.h"
#include "protocol/report_codec.h"
#include "system/file.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <ostream>

namespace casustafel::bureau {

using core::Errc;
using core::fail;
using core::Result;

namespace {

constexpr std::chrono::hours code_life{24};
constexpr std::size_t largest_package = 8U << 20;

core::Instant now()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string_view name_of(DeviceState state)
{
    switch (state) {
    case DeviceState::expected:
        return "expected";
    case DeviceState::enrolled:
        return "enrolled";
    case DeviceState::revoked:
        return "revoked";
    }
    return {};
}

Result<Desk> open_desk(const Folder& folder, const std::string& relay)
{
    Result<DeskClient> client = desk_client(folder, relay);
    if (!client) return std::unexpected(client.error());
    return Desk::open(folder, std::move(*client));
}

/// What the device said of itself last, as fields of a line.
std::string reported(const DeviceRow& row)
{
    const auto report = protocol::read_report(row.report);
    if (row.reported_at.empty() || !report) return "\tversion=-\tupdate=-\tseen=-";
    std::string update{protocol::name_of(report->stage, protocol::update_stage_names)};
    if (!report->update_version.empty()) update += ":" + report->update_version;
    if (report->refusal != core::UpdateRefusal::none)
        update += ":" + std::string{protocol::name_of(report->refusal, protocol::update_refusal_names)};
    return "\tversion=" + report->version + "\tupdate=" + update + "\tseen=" + row.reported_at;
}

/// The package that the minutes are about, if it was sealed here.
Result<std::optional<core::Package>> package_of(DeskStore& store, const core::Minutes& minutes)
{
    const Result<std::optional<std::string>> document = store.package(minutes.package_id.value());
    if (!document) return std::unexpected(document.error());
    if (!*document) return std::nullopt;
    Result<core::Package> read = protocol::read_package(**document);
    if (!read) return std::unexpected(read.error());
    return std::move(*read);
}

Result<> show_recovered(DeskStore& store, const std::string& id, bool json, std::ostream& out)
{
    const Result<std::vector<RecoveredRow>> rows = store.recovered();
    if (!rows) return std::unexpected(rows.error());
    const auto row = std::ranges::find(*rows, id, &RecoveredRow::id);
    if (row == rows->end()) return fail(Errc::not_found, "no minutes '" + id + "' were opened here");
    if (json) {
        out << row->body << "\n";
        return {};
    }
    const Result<RecoveredMinutes> recovered = read_recovered(row->body);
    if (!recovered) return std::unexpected(recovered.error());
    const Result<std::optional<core::Package>> package = package_of(store, recovered->minutes);
    if (!package) return std::unexpected(package.error());
    const core::Calendar calendar{*std::chrono::locate_zone("Europe/Amsterdam")};
    out << recovered_text(recovered->minutes, recovered->recovered_at, *package, calendar);
    return {};
}

Result<RelayStore> open_relay_store(const Folder& folder)
{
    if (const Result<BureauInfo> info = read_info(folder); !info) return std::unexpected(info.error());
    return RelayStore::open(folder.relay_database());
}

} // namespace

Result<DeskStore> open_desk_store(const Folder& folder)
{
    Result<std::string> key = system::read_whole(folder.desk_database_key(), 4096);
    if (!key) return std::unexpected(key.error());
    Result<DeskStore> store = DeskStore::open(folder.desk_database(), core::bytes_of(*key));
    seal::wipe(key->data(), key->size());
    return store;
}

Result<DeskClient> desk_client(const Folder& folder, const std::string& relay)
{
    const Result<RelayAddress> address = relay_address(folder, relay);
    if (!address) return std::unexpected(address.error());
    const Result<std::string> ca = system::read_whole(folder.desk_ca());
    if (!ca) return std::unexpected(ca.error());
    const Result<PemPair> client = read_pair(folder.desk_client());
    if (!client) return std::unexpected(client.error());
    Result<link::HttpsClient> https = link::HttpsClient::create({address->host, address->port}, {.ca_pem = *ca},
                                                                link::Identity{client->certificate, client->key});
    if (!https) return std::unexpected(https.error());
    return DeskClient{std::move(*https), address->host + ":" + std::to_string(address->port)};
}

Result<> init_command(const Folder& folder, const Founding& founding, std::ostream& out)
{
    const Result<BureauInfo> info = found(folder, founding, now());
    if (!info) return std::unexpected(info.error());
    const Result<std::string> ca = system::read_whole(folder.desk_ca());
    if (!ca) return std::unexpected(ca.error());
    const Result<core::Digest> fingerprint = fingerprint_of(*ca);
    if (!fingerprint) return std::unexpected(fingerprint.error());
    out << "bureau " << info->id << "\n"
        << "ca-fingerprint " << info->ca_sha256_hex << "\n"
        << "ca-words";
    for (const std::string_view word : core::fingerprint_words(*fingerprint)) out << ' ' << word;
    out << "\n"
        << "relay " << folder.relay().string() << "\n"
        << "desk " << folder.desk().string() << "\n"
        << "offline " << folder.offline().string()
        << " (root and recovery key: move them to a safe, off this machine)\n";
    return {};
}

Result<RelayAddress> parse_address(const std::string& text)
{
    const std::size_t colon = text.rfind(':');
    std::uint16_t port = 0;
    if (colon != std::string::npos && colon > 0) {
        const char* first = text.data() + colon + 1;
        const char* last = text.data() + text.size();
        const auto [end, error] = std::from_chars(first, last, port);
        if (error == std::errc{} && end == last && port != 0) return RelayAddress{text.substr(0, colon), port};
    }
    return fail(Errc::rejected, "'" + text + "' isn't HOST:PORT");
}

Result<RelayAddress> relay_address(const Folder& folder, const std::string& given)
{
    if (!given.empty()) return parse_address(given);
    Result<std::string> noted = system::read_whole(folder.relay_address(), 1024);
    if (!noted)
        return fail(Errc::not_found, "where the relay listens isn't known yet: start it, or give --relay HOST:PORT");
    while (noted->ends_with('\n')) noted->pop_back();
    return parse_address(*noted);
}

Result<> device_add_command(const Folder& folder, const ExpectedDevice& device, const std::string& relay,
                            std::ostream& out)
{
    const std::string& id = device.id;
    if (!is_id(id)) return fail(Errc::rejected, "'" + id + "' can't be the id of a device");
    if (!device.channel.empty() && !is_id(device.channel))
        return fail(Errc::rejected, "'" + device.channel + "' can't be the name of a channel");
    const Result<BureauInfo> info = read_info(folder);
    if (!info) return std::unexpected(info.error());
    const Result<RelayAddress> address = relay_address(folder, relay);
    if (!address) return std::unexpected(address.error());
    const Result<PemPair> ca = read_pair(folder.ca());
    if (!ca) return std::unexpected(ca.error());
    Result<RelayStore> store = open_relay_store(folder);
    if (!store) return std::unexpected(store.error());

    const std::string code = make_one_time_code();
    const core::Instant at = now();
    if (Result<> done = store->expect_device(id, device.room, hash_of_code(code), at, at + code_life); !done)
        return done;
    if (!device.channel.empty())
        if (Result<> done = store->set_channel(id, device.channel); !done) return done;
    protocol::Provisioning provisioning;
    provisioning.device = core::DeviceId{id};
    provisioning.room = device.room;
    provisioning.bureau = {core::BureauId{info->id}, info->name, info->region};
    provisioning.host = relay.empty() ? info->host : address->host;
    provisioning.port = address->port;
    provisioning.ca_pem = ca->certificate;
    provisioning.root_jwk = info->root_jwk;
    provisioning.code = code;
    provisioning.technician_pin = device.technician_pin;
    const std::filesystem::path file = folder.provisioning() / ("device-" + id + ".json");
    if (Result<> done = system::write_durably(file, protocol::write_provisioning(provisioning)); !done) return done;
    out << "device " << id << "\n"
        << "code " << code << "\n"
        << "valid-until " << core::format(at + code_life) << "\n"
        << "provisioning " << file.string() << "\n";
    return {};
}

Result<> device_list_command(const Folder& folder, std::ostream& out)
{
    Result<RelayStore> store = open_relay_store(folder);
    if (!store) return std::unexpected(store.error());
    const Result<std::vector<DeviceRow>> rows = store->devices();
    if (!rows) return std::unexpected(rows.error());
    for (const DeviceRow& row : *rows)
        out << row.id << "\t" << name_of(row.state) << "\tkeys=" << (row.has_keys ? "yes" : "no")
            << "\tinbox=" << row.waiting << "\tminutes=" << row.minutes << "\tchannel=" << row.channel << reported(row)
            << "\t" << row.room << "\n";
    return {};
}

Result<> device_channel_command(const Folder& folder, const std::string& id, const std::string& channel,
                                std::ostream& out)
{
    if (!is_id(channel)) return fail(Errc::rejected, "'" + channel + "' can't be the name of a channel");
    Result<RelayStore> store = open_relay_store(folder);
    if (!store) return std::unexpected(store.error());
    if (Result<> done = store->set_channel(id, channel); !done) return done;
    out << "device " << id << "\n"
        << "channel " << channel << "\n";
    return {};
}

Result<> device_revoke_command(const Folder& folder, const std::string& id, std::ostream& out)
{
    Result<RelayStore> store = open_relay_store(folder);
    if (!store) return std::unexpected(store.error());
    if (Result<> done = store->revoke(id); !done) return done;
    out << "revoked " << id << "\n";
    return {};
}

Result<> package_seal_command(const Folder& folder, const std::string& file, const std::string& device,
                              const std::string& relay, std::ostream& out)
{
    if (!is_id(device)) return fail(Errc::rejected, "'" + device + "' can't be the id of a device");
    const Result<std::string> document = system::read_whole(file, largest_package);
    if (!document) return std::unexpected(document.error());
    Result<Desk> desk = open_desk(folder, relay);
    if (!desk) return std::unexpected(desk.error());
    const Result<std::string> kid = desk->seal_package(*document, device, now());
    if (!kid) return fail(kid.error().code, file + ": " + kid.error().detail);
    out << "sealed " << file << "\n"
        << "to " << device << "\n"
        << "key " << *kid << "\n";
    return {};
}

Result<> desk_sync_command(const Folder& folder, const std::string& relay, std::ostream& out)
{
    Result<Desk> desk = open_desk(folder, relay);
    if (!desk) return std::unexpected(desk.error());
    const Result<std::vector<DeskOutcome>> outcomes = desk->sync(now());
    if (!outcomes) return std::unexpected(outcomes.error());
    for (const DeskOutcome& outcome : *outcomes) {
        out << outcome.stage << ' ' << outcome.minutes << " from " << outcome.device;
        if (outcome.repeated) out << " again";
        if (outcome.gap) out << " gap";
        if (!outcome.log_trouble.empty()) out << " log-broken (" << outcome.log_trouble << ")";
        if (!outcome.reason.empty()) out << ": " << outcome.reason;
        out << "\n";
    }
    out << "synced " << outcomes->size() << "\n";
    return {};
}

Result<> minutes_list_command(const Folder& folder, std::ostream& out)
{
    if (const Result<BureauInfo> info = read_info(folder); !info) return std::unexpected(info.error());
    Result<DeskStore> store = open_desk_store(folder);
    if (!store) return std::unexpected(store.error());
    const Result<std::vector<OpenedMinutes>> list = store->list();
    if (!list) return std::unexpected(list.error());
    for (const OpenedMinutes& minutes : *list)
        out << minutes.id << "\t" << minutes.device << "\t" << minutes.seq << "\t" << minutes.opened_at
            << (minutes.apart ? "\tapart"
                : minutes.gap ? "\tgap"
                              : "\tok")
            << (minutes.corrects.empty() ? "" : "\tcorrects " + minutes.corrects) << "\n";
    const Result<std::vector<RecoveredRow>> recovered = store->recovered();
    if (!recovered) return std::unexpected(recovered.error());
    for (const RecoveredRow& row : *recovered)
        out << row.id << "\t" << row.device << "\t-\t" << row.recovered_at << "\trecovered\n";
    return {};
}

Result<> minutes_show_command(const Folder& folder, const std::string& id, bool json, std::ostream& out)
{
    const Result<BureauInfo> info = read_info(folder);
    if (!info) return std::unexpected(info.error());
    Result<DeskStore> store = open_desk_store(folder);
    if (!store) return std::unexpected(store.error());
    const Result<std::optional<OpenedMinutes>> opened = store->minutes(id);
    if (!opened) return std::unexpected(opened.error());
    if (Result<> noted = store->note(bureau_line(info->id, "minutes-shown", core::AuditOrigin::command,
                                                 core::AuditResult::done, now(), {{"minutes", id}}));
        !noted)
        return noted;
    if (!*opened) return show_recovered(*store, id, json, out);
    if (json) {
        out << (*opened)->body << "\n";
        return {};
    }
    const Result<core::Minutes> minutes = protocol::read_minutes((*opened)->body);
    if (!minutes) return std::unexpected(minutes.error());
    const Result<std::optional<core::Package>> package = package_of(*store, *minutes);
    if (!package) return std::unexpected(package.error());
    const Result<std::vector<std::string>> corrections = store->corrections_of(id);
    if (!corrections) return std::unexpected(corrections.error());
    const core::Calendar calendar{*std::chrono::locate_zone("Europe/Amsterdam")};
    if ((*opened)->apart) out << "LET OP: dit verslag sluit niet aan op het vorige van dit apparaat.\n";
    for (const std::string& correction : *corrections)
        out << "LET OP: op dit verslag is een correctie gemaakt: verslag " << correction << "\n";
    out << minutes_text(*minutes, *package, calendar);
    return {};
}

Result<> relay_command(const Folder& folder, const std::string& address, std::uint16_t port, std::ostream& out,
                       std::ostream& log, std::stop_token stop)
{
    const Result<BureauInfo> info = read_info(folder);
    if (!info) return std::unexpected(info.error());
    if (Result<> renewed = renew_server_certificate(folder, now()); !renewed) return renewed;
    const Result<PemPair> ca = read_pair(folder.ca());
    if (!ca) return std::unexpected(ca.error());
    const Result<PemPair> server_pair = read_pair(folder.server());
    if (!server_pair) return std::unexpected(server_pair.error());
    Result<seal::SigningKey> receipt = read_signing_key(folder.receipt_key());
    if (!receipt) return std::unexpected(receipt.error());
    const Result<seal::PublicKey> root = seal::PublicKey::from_jwk_text(info->root_jwk);
    if (!root) return std::unexpected(root.error());
    Result<RelayStore> store = RelayStore::open(folder.relay_database());
    if (!store) return std::unexpected(store.error());
    Relay relay{*store, {info->id, *ca, std::move(*receipt), {info->id, *root}, folder.bundles()}, now};

    std::mutex log_mutex;
    const auto handle = [&](const HttpRequest& request) {
        const auto started = std::chrono::steady_clock::now();
        HttpResponse response = relay.answer(request);
        const auto took =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started);
        const std::lock_guard lock{log_mutex};
        log << core::format(now()) << ' ' << (request.peer ? request.peer->id : "-") << ' ' << request.method << ' '
            << printable(request.path) << ' ' << response.status << ' ' << response.size() << " bytes " << took.count()
            << " ms" << std::endl;
        return response;
    };
    // A device that enrols knows the CA by its fingerprint only: the chain must hold the CA's certificate itself.
    const PemPair chain{server_pair->certificate + ca->certificate, server_pair->key};
    const Result<HttpsServer> server = HttpsServer::start(
        {.address = address, .port = port, .certificate = chain, .client_ca_pem = ca->certificate, .limits = {}},
        handle);
    if (!server) return std::unexpected(server.error());
    const std::string where = info->host + ":" + std::to_string(server->port());
    if (Result<> done = system::write_durably(folder.relay_address(), where + "\n", system::Readers::everyone); !done)
        return done;
    out << "relay listening on " << address << ":" << server->port() << std::endl;

    std::mutex mutex;
    std::unique_lock lock{mutex};
    std::condition_variable_any{}.wait(lock, stop, [] { return false; });
    return {};
}

} // namespace casustafel::bureau
