#include "support/table_driver.h"

#include "protocol/package_codec.h"
#include "ui/screens/room.h"
#include "ui/unsaved.h"

#include <format>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace casustafel::test {

namespace {

using namespace std::chrono_literals;

constexpr const char* font_folder = "/usr/share/fonts/opentype/inter";
constexpr const char* pin = "123456";

core::Instant start_of_story()
{
    return *core::parse_instant("2026-11-21T12:52:00+01:00");
}

} // namespace

core::Package TableDriver::example_package()
{
    std::ifstream file{CASUSTAFEL_EXAMPLE_PACKAGE, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    auto package = protocol::read_package(text);
    if (!package) throw std::runtime_error{package.error().detail};
    return std::move(*package);
}

TableDriver::TableDriver(int width_px, int height_px, double px_per_mm)
    : TableDriver{example_package(), width_px, height_px, px_per_mm}
{
}

TableDriver::TableDriver(core::Package package, int width_px, int height_px, double px_per_mm)
    : calendar_{*std::chrono::locate_zone("Europe/Amsterdam")}
{
    const core::Instant now = start_of_story();
    conference_ = core::apply({}, {now, core::fact::PackageImported{std::move(package)}});
    const core::ConferenceHeader& header = conference_.package.conference;
    snapshot_.conferences = {{header.id, header.starts_at, conference_.package.expires_at}};
    snapshot_.device = {.bureau = conference_.package.bureau.name,
                        .room = "De Meent",
                        .device = "CT-0017",
                        .development = true,
                        .unlocked = false,
                        .wrong_attempts = 0,
                        .retry_at = {},
                        .bureau_reached = true,
                        .not_saved = false,
                        .waiting_packages = 0,
                        .notice = {},
                        .room_screen = false,
                        .update = {}};
    snapshot_.now = now;
    snapshot_.calendar = &calendar_;
    auto shell =
        ui::OffscreenShell::create(font_folder, ui::Metrics{width_px, height_px, px_per_mm}, [this](ui::Frame& frame) {
            const ui::Intents intents = ui::draw(frame, state_, snapshot_);
            const ui::Next next = frame.next();
            carry_out(intents);
            return next;
        });
    if (!shell) throw std::runtime_error{shell.error().detail};
    shell_ = std::make_unique<ui::OffscreenShell>(std::move(*shell));
    shell_->settle();
}

TableDriver& TableDriver::tap(std::string_view target)
{
    ++touches_;
    if (!shell_->tap(target)) throw std::runtime_error{std::format("can't touch '{}' on:\n{}", target, golden())};
    shell_->settle();
    return *this;
}

TableDriver& TableDriver::tap_all(const std::vector<std::string>& targets)
{
    for (const std::string& target : targets) tap(target);
    return *this;
}

TableDriver& TableDriver::digits(std::string_view pad, std::string_view code)
{
    for (const char digit : code) tap(std::format("{}/{}", pad, digit));
    return *this;
}

TableDriver& TableDriver::type(std::string_view text)
{
    shell_->type(text);
    shell_->settle();
    return *this;
}

TableDriver& TableDriver::key(ui::Key key)
{
    shell_->key(key);
    shell_->settle();
    return *this;
}

TableDriver& TableDriver::sign(std::string_view box)
{
    const ui::Target* target = shell_->find(box);
    if (!target) throw std::runtime_error{std::format("no '{}' on:\n{}", box, golden())};
    const ui::Rect rect = target->rect;
    shell_->drag({rect.x + rect.w / 4, rect.y + rect.h / 3}, {rect.x + rect.w / 2, rect.y + 2 * rect.h / 3});
    shell_->drag({rect.x + rect.w / 2, rect.y + 2 * rect.h / 3}, {rect.x + 3 * rect.w / 4, rect.y + rect.h / 4});
    shell_->settle();
    return *this;
}

TableDriver& TableDriver::wait(std::chrono::milliseconds time)
{
    change([&](ui::Snapshot& snapshot) { snapshot.now += time; });
    shell_->advance(time.count());
    return *this;
}

TableDriver& TableDriver::open_conference()
{
    digits("lock", pin).tap("lock/ok"); // the only conference opens by itself
    return *this;
}

TableDriver& TableDriver::seat(const std::vector<std::string>& participants)
{
    for (const std::string& id : participants) {
        const core::ParticipantId person{id};
        const std::string tile = "aanwezig/" + id;
        tap(tile); // being there is one tap
        if (core::must_declare_secrecy(conference(), person))
            tap(tile).tap("persoon/tekenen").sign("verklaring/vlak").tap("verklaring/ok");
        tap(tile).tap("persoon/code").digits("code", "1111").tap("code/ok").digits("code", "1111").tap("code/ok");
    }
    return *this;
}

TableDriver& TableDriver::start_conference()
{
    open_conference().tap("agenda/aanwezigheid");
    seat({"s-bouazza", "j-kooistra", "r-hoekstra", "a-nijholt", "l-smit", "m-de-vries", "o-celik"});
    wait(8min);
    return tap("aanwezig/start");
}

TableDriver& TableDriver::propose(std::size_t phrase, std::size_t date, std::string_view owner)
{
    tap("casus/nieuw").tap(std::format("nieuw/zin/{}", phrase)).tap(std::format("nieuw/datum/{}", date));
    return tap(std::format("nieuw/wie/{}", owner)).tap("nieuw/vastleggen");
}

TableDriver& TableDriver::give(const core::Command& command)
{
    const auto refused = [&] {
        perform({0, command});
        return snapshot_.answers.front().rejected;
    }();
    if (refused) throw std::runtime_error{std::format("{} ({})", ui::words(refused->why), refused->about)};
    shell_->settle();
    return *this;
}

core::AgreementId TableDriver::agree(std::string text, std::string_view owner, int days,
                                     core::Confidentiality confidentiality)
{
    core::AgreementContent content;
    content.text = std::move(text);
    content.confidentiality = confidentiality;
    if (const core::Participant* person = core::find(conference(), core::ParticipantId{std::string{owner}})) {
        content.owner = core::Owner{person->id, person->name, person->partner};
        content.mandate = core::Mandate::within;
    }
    content.due = core::plus_days(calendar_.day_of(snapshot_.now), days);
    const core::AgreementId id{fresh_id()};
    give(core::command::Propose{conference().open_case, id, content});
    return id;
}

TableDriver& TableDriver::let_guest_in()
{
    const core::ParticipantId guest{"f-demir"};
    give(core::command::DeclareSecrecy{guest, {{{0.1, 0.5, 0}, {0.5, 0.2, 120}, {0.9, 0.7, 240}}}});
    return give(core::command::CheckIn{guest});
}

void TableDriver::commit()
{
    holding_ = false;
    while (!waiting_.empty()) {
        const ui::Request next = std::move(waiting_.front());
        waiting_.pop_front();
        if (const auto* command = std::get_if<ui::request::Perform>(&next))
            perform(*command);
        else
            answer(next);
    }
    shell_->settle();
}

void TableDriver::deliver(core::EnvelopeState state)
{
    change([&](ui::Snapshot& snapshot) {
        for (core::Envelope& envelope : snapshot.envelopes) envelope.state = state;
    });
}

TableDriver& TableDriver::prefer(const ui::Preferences& preferences)
{
    state_.preferences = preferences;
    shell_->settle();
    return *this;
}

void TableDriver::change(const std::function<void(ui::Snapshot&)>& how)
{
    ui::Snapshot next = snapshot_;
    how(next);
    publish(next);
    shell_->settle();
}

TableDriver& TableDriver::plug_room(int width_px, int height_px)
{
    const ui::Metrics metrics{width_px, height_px, ui::room_px_per_mm, ui::room_text_percent};
    auto room = ui::OffscreenShell::create(font_folder, metrics, [this](ui::Frame& frame) {
        ui::draw_room_screen(frame, ui::room_view(snapshot_, state_));
        return frame.next();
    });
    if (!room) throw std::runtime_error{room.error().detail};
    room_ = std::make_unique<ui::OffscreenShell>(std::move(*room));
    change([](ui::Snapshot& snapshot) { snapshot.device.room_screen = true; });
    return *this;
}

TableDriver& TableDriver::unplug_room()
{
    room_.reset();
    change([](ui::Snapshot& snapshot) { snapshot.device.room_screen = false; });
    return *this;
}

ui::OffscreenShell& TableDriver::room()
{
    room_->settle();
    return *room_;
}

std::vector<core::Command> TableDriver::take_commands()
{
    return std::exchange(commands_, {});
}

void TableDriver::carry_out(const ui::Intents& intents)
{
    for (const ui::Intent& intent : intents) {
        ui::Update update = ui::reduce(std::move(state_), intent, snapshot_, [this] { return fresh_id(); });
        state_ = std::move(update.state);
        for (const ui::Request& request : update.requests) answer(request);
    }
    if (snapshot_.device.unlocked && snapshot_.conference) draft_ = ui::draft_of(state_, conference().open_case);
}

void TableDriver::answer(const ui::Request& request)
{
    ui::Snapshot next = snapshot_;
    next.answers.clear();
    std::visit(core::overloaded{
                   [&](const ui::request::Unlock& one) {
                       if (holding_) return waiting_.emplace_back(one), void();
                       next.device.unlocked = one.secret.view() == pin;
                       if (next.device.unlocked) next.headers = {conference_.package.conference};
                       next.device.wrong_attempts = next.device.unlocked ? 0 : next.device.wrong_attempts + 1;
                       next.device.retry_at.reset();
                       if (next.device.wrong_attempts >= 3) next.device.retry_at = next.now + 30s;
                       publish(next);
                   },
                   [&](const ui::request::Lock&) {
                       next.device.unlocked = false;
                       next.headers.clear();
                       next.conference.reset();
                       publish(next);
                   },
                   [&](const ui::request::CloseConference&) {
                       next.conference.reset();
                       publish(next);
                   },
                   [&](const ui::request::OpenConference&) {
                       next.draft = draft_;
                       next.conference = std::make_shared<const core::Conference>(conference_);
                       publish(next);
                   },
                   [](const ui::request::TrySync&) {},
                   [](const ui::request::KeepPreferences&) {}, // the state has them
                   [&](const ui::request::Correct& one) { correct(one); },
                   [](const ui::request::UpdateNow&) {},
                   [](const ui::request::UpdateFromStick&) {},
                   [](const ui::request::Restart&) {},
                   [](const ui::request::KeepDraft&) {}, // nobody but the device asks for that
                   [&](const ui::request::Perform& one) {
                       commands_.push_back(one.command);
                       if (holding_) return waiting_.emplace_back(one), void();
                       perform(one);
                   },
               },
               request);
}

void TableDriver::perform(const ui::request::Perform& request)
{
    ui::Snapshot next = snapshot_;
    next.answers = {{request.id, {}, broken_}};
    next.device.not_saved = broken_;
    if (!broken_) {
        const auto facts = core::decide(conference_, request.command, next.now, calendar_, digests_);
        if (facts) {
            for (const core::Fact& fact : *facts) {
                conference_ = core::apply(std::move(conference_), {next.now, fact});
                if (const auto* sealed = std::get_if<core::fact::Sealed>(&fact)) {
                    core::Envelope envelope;
                    envelope.minutes = sealed->minutes;
                    envelope.conference = conference_.package.conference.id;
                    envelope.state = core::EnvelopeState::sealed;
                    next.envelopes.push_back(envelope);
                    std::erase_if(next.conferences, [&](const auto& one) { return one.id == envelope.conference; });
                }
            }
            next.conference = std::make_shared<const core::Conference>(conference_);
        } else {
            next.answers.front().rejected = facts.error();
        }
    }
    publish(next);
}

void TableDriver::correct(const ui::request::Correct& request)
{
    ui::Snapshot next = snapshot_;
    next.answers = {{request.id, {}, broken_}};
    next.device.not_saved = broken_;
    const auto minutes = core::correction_of(conference_, request.correction, {}, next.now);
    if (!minutes) next.answers.front().rejected = minutes.error();
    if (minutes && !broken_) {
        corrections_.push_back(*minutes);
        core::Envelope envelope;
        envelope.minutes = minutes->id;
        envelope.conference = minutes->conference_id;
        envelope.state = core::EnvelopeState::sealed;
        next.envelopes.push_back(envelope);
    }
    publish(next);
}

std::string TableDriver::fresh_id()
{
    return std::format("00000000-0000-4000-8000-{:012}", ++next_id_);
}

void TableDriver::publish(const ui::Snapshot& next)
{
    const ui::Snapshot before = std::exchange(snapshot_, next);
    ui::Update update = ui::settle(std::move(state_), before, snapshot_);
    state_ = std::move(update.state);
    for (const ui::Request& request : update.requests) answer(request);
}

} // namespace casustafel::test
