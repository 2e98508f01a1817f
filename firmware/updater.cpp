#include "firmware/updater.h"

#include "system/file.h"

#include <algorithm>
#include <fstream>
#include <string_view>
#include <system_error>

// When what happens. What lies on the disk: updater_files.cpp.

namespace casustafel::device {

using namespace std::chrono_literals;
using core::Errc;
using core::Result;
using core::UpdateRefusal;
using core::UpdateStage;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds between_looks = 1h;
constexpr milliseconds between_reports = 1h;
constexpr milliseconds first_silence = 30s;
constexpr milliseconds longest_silence = 15min;
constexpr milliseconds first_wait = 1min;
constexpr milliseconds longest_wait = 1h;
constexpr milliseconds first_wait_damaged = 1h;
constexpr milliseconds longest_wait_damaged = 24h;
/// How long somebody who touched the screen is taken to stand before it.
constexpr milliseconds moment = 10min;
/// How often a stick, a result or a person's unlocking is noticed.
constexpr milliseconds rhythm = 3s;

std::string first_word(const std::filesystem::path& file)
{
    const auto text = system::read_whole(file, 4096);
    return text ? text->substr(0, text->find_first_of(" \n")) : std::string{};
}

} // namespace

std::optional<UpdatePlace> update_place_here()
{
    UpdatePlace place;
    place.slot = first_word("/run/casustafel/slot");
    place.result = "/run/casustafel/update.json";
    constexpr std::string_view key = "compatible=";
    std::ifstream settings{"/etc/rauc/system.conf"};
    for (std::string line; std::getline(settings, line);)
        if (line.starts_with(key)) place.compatible = line.substr(key.size());
    if (place.compatible.empty()) return std::nullopt;
    return place;
}

Updater::Updater(UpdaterParts parts) : parts_{std::move(parts)}, locked_since_{parts_.uptime()}
{
    result_ = read_result();
    state_ = state_now();
}

Updater::~Updater()
{
    stop();
}

void Updater::start(std::function<void()> wake)
{
    wake_ = std::move(wake);
    thread_ = std::jthread{[this](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            const milliseconds patience = turn();
            std::unique_lock lock{mutex_};
            called_.wait_for(lock, stop, patience,
                             [this] { return wishes_.update || wishes_.stick || wishes_.restart; });
        }
    }};
}

void Updater::stop()
{
    if (!thread_.joinable()) return;
    thread_.request_stop();
    thread_.join();
}

core::UpdateState Updater::state() const
{
    const std::lock_guard lock{mutex_};
    return state_;
}

void Updater::wish(bool Wishes::* which)
{
    {
        const std::lock_guard lock{mutex_};
        wishes_.*which = true;
        state_.looking = which != &Wishes::restart;
    }
    called_.notify_all();
}

void Updater::update_now()
{
    wish(&Wishes::update);
}

void Updater::update_from_stick()
{
    wish(&Wishes::stick);
}

void Updater::restart()
{
    wish(&Wishes::restart);
}

void Updater::attend()
{
    const std::lock_guard lock{mutex_};
    attended_at_ = parts_.uptime();
}

bool Updater::is_attended() const
{
    const std::lock_guard lock{mutex_};
    return attended_at_ && parts_.uptime() - *attended_at_ < moment;
}

Updater::Wishes Updater::take_wishes()
{
    const std::lock_guard lock{mutex_};
    return std::exchange(wishes_, {});
}

core::DeviceUse Updater::use_now()
{
    UpdaterParts::Use use = parts_.use();
    if (use.unlocked) locked_since_ = parts_.uptime();
    return {use.unlocked, is_attended(),          parts_.uptime() - locked_since_,
            parts_.now(), parts_.clock_trusted(), std::move(use.starts)};
}

milliseconds Updater::turn()
{
    const Wishes wishes = take_wishes();
    result_ = read_result();
    if (wishes.restart) restart_wished_ = true;
    if (wishes.stick && !is_unlocked()) take_from_stick();
    if (wishes.update) {
        wished_ = true;
        trouble_ = UpdateRefusal::none;
        fetch_at_ = {};
        backoff_ = {};
    }
    if (wishes.update || look_at_ <= parts_.uptime()) look();
    const Progress progress = go_on(use_now());
    show();
    tell();
    return progress == Progress::more ? milliseconds{0} : rhythm;
}

/// Asks what the bureau has. What it doesn't offer any more isn't kept.
void Updater::look()
{
    look_at_ = parts_.uptime() + between_looks;
    const auto items = parts_.bureau.inbox();
    if (!items) {
        look_at_ = parts_.uptime() + longer_silence();
        if (wished_) trouble_ = UpdateRefusal::unreachable;
        wished_ = false;
        return;
    }
    const auto update = std::ranges::find_if(*items, [this](const core::InboxItem& item) {
        return core::wants_update(item, parts_.place.compatible, parts_.about.version, result_, wished_);
    });
    const bool another = update == items->end() ? offered_.has_value() : offered_ != *update;
    if (another) {
        backoff_ = {};
        fetch_at_ = {};
        trouble_ = UpdateRefusal::none;
    }
    if (update == items->end())
        forget_offer();
    else
        offered_ = *update;
    clear_halves();
    if (!offered_) wished_ = false;
}

Updater::Progress Updater::go_on(const core::DeviceUse& use)
{
    const bool quiet = core::is_quiet(use, parts_.calendar);
    const bool installing = result_ && result_->stage == UpdateStage::installing;
    const bool restart_waits = result_ && result_->stage == UpdateStage::restart_waiting;
    if (!use.unlocked && !installing && !is_ordered() && (restart_wished_ || (restart_waits && quiet))) order_restart();
    fetching_ = false;
    if (!offered_ || is_ordered() || installing || fetch_at_ > parts_.uptime()) return Progress::none;
    if (!core::wants_update(*offered_, parts_.place.compatible, parts_.about.version, result_, wished_)) {
        forget_offer();
        return Progress::none;
    }
    if (use.unlocked || !(quiet || wished_)) return Progress::none;
    fetching_ = true;
    return fetch();
}

Updater::Progress Updater::fetch()
{
    const std::uint64_t have = fetched();
    if (const auto done = fetch_piece(have); !done) {
        fetch_failed(done.error());
        return Progress::none;
    }
    if (fetched() < offered_->size) return Progress::more;
    if (const auto whole = take_whole(draft()); !whole) {
        fetch_failed(whole.error());
        return Progress::none;
    }
    parts_.log("update " + offered_->version + " is here");
    parts_.audit({.action = "update",
                  .origin = core::AuditOrigin::relay,
                  .about = {{"version", offered_->version}, {"stage", "fetched"}}});
    trouble_ = UpdateRefusal::none;
    wished_ = false;
    fetching_ = false;
    offered_.reset();
    look_at_ = parts_.uptime() + between_looks;
    return Progress::none;
}

void Updater::fetch_failed(const core::Error& error)
{
    fetching_ = false;
    if (is_unlocked()) return; // goes on once it is locked again
    parts_.log("update not fetched: " + error.detail);
    if (error.code == Errc::not_found) { // withdrawn meanwhile
        wished_ = false;
        return forget_offer();
    }
    const bool damaged = error.code == Errc::corrupt;
    const milliseconds first = damaged ? first_wait_damaged : first_wait;
    backoff_ = std::clamp(backoff_ * 2, first, damaged ? longest_wait_damaged : longest_wait);
    fetch_at_ = parts_.uptime() + backoff_;
    if (error.code == Errc::full)
        trouble_ = UpdateRefusal::no_room;
    else if (damaged)
        trouble_ = UpdateRefusal::damaged;
    else if (wished_)
        trouble_ = UpdateRefusal::unreachable;
}

void Updater::show()
{
    const core::UpdateState now = state_now();
    bool changed = false;
    {
        const std::lock_guard lock{mutex_};
        changed = state_ != now;
        state_ = now;
        state_.looking = wishes_.update || wishes_.stick;
    }
    if (changed && wake_) wake_();
}

core::UpdateState Updater::state_now() const
{
    core::UpdateState state;
    state.on_stick = bundle_on_stick().has_value();
    if (result_ && result_->stage == UpdateStage::installing) {
        state.stage = UpdateStage::installing;
        state.version = result_->version;
        state.percent = result_->percent;
    } else if (is_ordered()) {
        state.stage = UpdateStage::ready;
    } else if (fetching_) {
        state.stage = UpdateStage::fetching;
        state.version = offered_->version;
        state.percent = static_cast<int>(fetched() * 100 / std::max<std::uint64_t>(offered_->size, 1));
    } else if (trouble_ != UpdateRefusal::none) {
        state.stage = UpdateStage::refused;
        state.refusal = trouble_;
        if (offered_) state.version = offered_->version;
    } else if (offered_) {
        state.stage = UpdateStage::offered;
        state.version = offered_->version;
    } else if (result_) {
        state.stage = result_->stage;
        state.version = result_->version;
        state.refusal = result_->refusal;
    }
    return state;
}

/// How long to wait after a call that came to nothing: ever longer, until one is answered.
milliseconds Updater::longer_silence()
{
    silence_ = std::clamp(silence_ * 2, first_silence, longest_silence);
    return silence_;
}

/// Reports what is new, and once an hour that the device is there.
void Updater::tell()
{
    core::DeviceReport report = parts_.about;
    const core::UpdateState state = this->state();
    report.stage = state.stage;
    report.update_version = state.version;
    report.refusal = state.refusal;
    report.clock_trusted = parts_.clock_trusted();
    const bool waits = tell_at_ > parts_.uptime();
    if (waits && told_ && *told_ == report) return;
    if (waits && !told_) return; // the last one didn't arrive
    if (const auto done = parts_.bureau.tell(report); !done) {
        told_.reset();
        tell_at_ = parts_.uptime() + longer_silence();
        return;
    }
    silence_ = {};
    told_ = report;
    tell_at_ = parts_.uptime() + between_reports;
}

} // namespace casustafel::device
