#include "bureau_world.h"

#include "bureau/cli.h"
#include "link/enrolment.h"
#include "protocol/package_codec.h"
#include "seal/crypto.h"

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace casustafel::test {

namespace {

/// The value, or an exception that fails the test.
template <class T>
T must(core::Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

seal::SecretBytes copy(const seal::SecretBytes& secret)
{
    return {secret.begin(), secret.end()};
}

link::Deadline soon()
{
    return std::chrono::steady_clock::now() + std::chrono::seconds{20};
}

} // namespace

core::Instant now()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string read_text(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    if (!in) throw std::runtime_error("can't read " + file.string());
    return {std::istreambuf_iterator<char>{in}, {}};
}

Ran bureau(const std::vector<std::string>& args)
{
    std::ostringstream out;
    std::ostringstream err;
    const int code = bureau::run(args, out, err, {});
    return {code, out.str(), err.str()};
}

std::string SharedText::first_line()
{
    std::unique_lock lock{mutex_};
    arrived_.wait_for(lock, std::chrono::seconds{10}, [&] { return seen_.find('\n') != std::string::npos; });
    return seen_.substr(0, seen_.find('\n'));
}

int SharedText::sync()
{
    const std::lock_guard lock{mutex_};
    seen_ = str();
    arrived_.notify_all();
    return 0;
}

RunningRelay::RunningRelay(const std::filesystem::path& folder)
    : thread_{[this, folder] {
          std::ostream out{&out_};
          code_ = bureau::run({"relay", folder.string(), "--port", "0"}, out, log_, stop_.get_token());
          out << std::endl;
      }}
{
    std::signal(SIGPIPE, SIG_IGN); // as the bureau's program does
    const std::string line = out_.first_line();
    const std::string start = "relay listening on 127.0.0.1:";
    if (!line.starts_with(start)) {
        stop();
        throw std::runtime_error("the relay didn't start: " + log_.str());
    }
    port_ = static_cast<std::uint16_t>(std::stoi(line.substr(start.size())));
}

RunningRelay::~RunningRelay()
{
    stop();
}

int RunningRelay::stop()
{
    stop_.request_stop();
    if (thread_.joinable()) thread_.join();
    return code_;
}

BureauWorld::BureauWorld()
{
    const Ran ran = bureau({"init", dir()});
    if (ran.code != 0) throw std::runtime_error(ran.err);
}

link::HttpsClient BureauWorld::client(const RunningRelay& relay, const std::optional<link::Identity>& identity) const
{
    return must(link::HttpsClient::create({"localhost", relay.port()}, {.ca_pem = ca_pem()}, identity));
}

link::Identity BureauWorld::desk_identity() const
{
    const bureau::PemPair pair = must(bureau::read_pair(folder().desk_client()));
    return {pair.certificate, pair.key};
}

Device::Device(const BureauWorld& world, const RunningRelay& relay, const std::string& id)
    : signing_{must(seal::SigningKey::generate())}, decryption_{must(seal::DecryptionKey::generate())}
{
    const Ran added = test::bureau({"device", "add", world.dir(), id, "--room", "De Meent"});
    if (added.code != 0) throw std::runtime_error(added.err);
    provisioning_ =
        must(protocol::read_provisioning(read_text(world.folder().provisioning() / ("device-" + id + ".json"))));
    const core::Digest ca = must(bureau::fingerprint_of(provisioning_.ca_pem));
    link::Enrolled enrolled = must(link::enrol({provisioning_.host, provisioning_.port}, ca,
                                               provisioning_.device.value(), provisioning_.code, soon()));
    identity_ = enrolled.identity;
    bureau_.emplace(world.client(relay, identity_), provisioning_.device, std::chrono::seconds{20});
    sealer_.emplace(must(
        seal::DeviceSealer::create({provisioning_.device, provisioning_.bureau.id.value(),
                                    must(seal::PublicKey::from_jwk_text(provisioning_.root_jwk))},
                                   {[this]() -> core::Result<seal::SecretBytes> { return copy(signing_.scalar()); },
                                    [this]() -> core::Result<seal::SecretBytes> { return copy(decryption_.scalar()); }},
                                   "", [](std::string_view) -> core::Result<> { return {}; })));
}

std::string Device::key_set(std::uint64_t seq) const
{
    const std::int64_t now_s = std::chrono::floor<std::chrono::seconds>(now()).time_since_epoch().count();
    const seal::KeySet set{seal::KeySetOwner::device,
                           id(),
                           seq,
                           now_s - 60,
                           now_s + 86'400,
                           {{signing_.public_key(), seal::KeyUse::device_signature},
                            {decryption_.public_key(), seal::KeyUse::device_encryption}}};
    return must(seal::sign_key_set(signing_, set, now_s));
}

void Device::publish_keys()
{
    must(bureau_->put_device_keys(key_set(1)));
    must(sealer_->take_keys(must(bureau_->keys())));
}

core::Package example_package()
{
    core::Package package = must(protocol::read_package(read_text(CASUSTAFEL_EXAMPLE_PACKAGE)));
    package.issued_at = now() - std::chrono::hours{1};
    package.expires_at = now() + std::chrono::hours{100};
    return package;
}

core::Minutes example_minutes(const std::string& id, const std::string& device)
{
    const core::Package package = example_package();
    const core::Case& brief = package.cases.front();
    const core::Instant start = *core::parse_instant("2026-11-21T12:02:00Z");
    core::Minutes minutes;
    minutes.id = core::MinutesId{id};
    minutes.package_id = package.id;
    minutes.conference_id = package.conference.id;
    minutes.device = {core::DeviceId{device}, "0.1.0"};
    minutes.legal_basis = package.conference.legal_basis.kind;
    minutes.started_at = start;
    minutes.sealed_at = start + std::chrono::hours{2};
    minutes.chair = {package.conference.chair, ""};
    for (const core::Participant& known : package.participants) {
        core::MinutesAttendance one;
        one.participant = known.id;
        one.name = known.name;
        one.function = known.function;
        one.partner = known.partner;
        one.state = core::PresenceState::present;
        one.intervals = {{start, std::nullopt, {}}};
        minutes.attendance.push_back(one);
    }
    minutes.attendance.back().state = core::PresenceState::absent;
    minutes.attendance.back().intervals.clear();

    core::MinutesCase discussed;
    discussed.case_id = brief.id;
    discussed.discussed = true;
    discussed.opened_at = start + std::chrono::minutes{8};
    discussed.closed_at = start + std::chrono::minutes{30};
    discussed.present = {package.participants[0].id, package.participants[1].id};
    discussed.conclusion = "Een kamer is geregeld voordat hij vrijkomt.";
    core::Agreement agreement;
    agreement.id = core::AgreementId{"11111111-1111-4111-8111-111111111111"};
    agreement.number = 4;
    agreement.made_at = start + std::chrono::minutes{12};
    agreement.content.text = "Urgentie aanvragen bij de woningverdeling";
    agreement.content.owner =
        core::Owner{package.participants[0].id, package.participants[0].name, package.participants[0].partner};
    agreement.content.due = core::parse_date("2026-12-05");
    agreement.content.mandate = core::Mandate::within;
    agreement.confirmation.state = core::ConfirmationState::confirmed;
    agreement.confirmation.how = core::ConfirmationHow::table_code;
    agreement.confirmation.at = start + std::chrono::minutes{20};
    agreement.confirmation.by = package.participants[0].id;
    agreement.confirmation.of = core::Digest{1, 2, 3};
    agreement.confirmation.version = 1;
    discussed.agreements.push_back(agreement);
    core::Agreement point;
    point.id = core::AgreementId{"22222222-2222-4222-8222-222222222222"};
    point.number = 5;
    point.made_at = agreement.made_at;
    point.content.text = "Wie belt de moeder";
    discussed.agreements.push_back(point);
    if (!brief.earlier_agreements.empty()) {
        core::MinutesEarlier earlier;
        earlier.id = brief.earlier_agreements.front().id;
        earlier.status = core::Outcome::done;
        discussed.earlier.push_back(earlier);
    }
    discussed.decision.kind = core::DecisionKind::continued;
    discussed.decision.next_on = core::parse_date("2026-12-19");
    discussed.informing.state = core::InformingState::informed;
    minutes.cases.push_back(discussed);
    minutes.absent_domains = {core::Domain::municipal};
    minutes.audit.entries = 12;
    return minutes;
}

} // namespace casustafel::test
