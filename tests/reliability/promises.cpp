#include "reliability/promises.h"

#include <algorithm>
#include <exception>

namespace casustafel::reliability {

using namespace std::chrono_literals;
using app::Acknowledged;
using app::RecorderWorld;
using core::EnvelopeState;

void Promises::take(const Acknowledged& one)
{
    std::visit(core::overloaded{
                   [&](const Acknowledged::Facts& a) {
                       auto& all = facts[a.conference];
                       all.insert(all.end(), a.facts.begin(), a.facts.end());
                       destroyed.erase(a.conference);
                   },
                   [&](const Acknowledged::Draft& a) { drafts[a.conference] = a.facts; },
                   [&](const Acknowledged::Queued& a) { envelopes[a.envelope.minutes] = a.envelope; },
                   [&](const Acknowledged::Marked& a) { envelopes[a.minutes].state = a.state; },
                   [&](const Acknowledged::Destroyed& a) {
                       facts.erase(a.conference);
                       drafts.erase(a.conference);
                       destroyed.insert(a.conference);
                       taken.erase(a.conference);
                   },
                   [&](const Acknowledged::Loaded&) {},
                   [&](const Acknowledged::Taken& a) { taken.insert(a.conference); },
               },
               one.what);
}

Promises Played::promised(std::size_t events_done) const
{
    Promises all;
    for (const Said& one : said)
        if (one.events <= events_done) all.take(one.what);
    return all;
}

std::vector<Acknowledged> Played::under_way(std::size_t events_done) const
{
    for (const Said& one : said)
        if (one.events > events_done && !std::holds_alternative<Acknowledged::Loaded>(one.what.what)) return {one.what};
    return {};
}

core::Instant Played::now(std::size_t events_done) const
{
    core::Instant at = said.empty() ? core::Instant{} : said.front().now;
    for (const Said& one : said)
        if (one.events <= events_done) at = one.now;
    return at;
}

Played play(const Script& script)
{
    const support::TempDir dir;
    support::DiskLog disk{dir.path()};
    Played played;
    played.name = script.name;
    RecorderWorld world{{.folder = dir.path(), .vfs = disk.vfs()}};
    played.made = disk.events().size();
    world.witness = [&](const Acknowledged& what, bool done) {
        if (done) played.said.push_back({disk.events().size(), world.now, what});
    };
    world.switch_on();
    script.play(world);
    world.switch_off();
    played.before = disk.at_first();
    played.events = disk.events();
    return played;
}

namespace {

/// A device after a power cut, and what was promised before it.
class Survivor {
public:
    Survivor(const std::filesystem::path& folder, core::Instant now, const Promises& promised,
             const std::vector<Acknowledged>& under_way)
        : world_{{.folder = folder, .made_before = true}}, promised_{promised}, allowed_{promised}
    {
        for (const Acknowledged& one : under_way) {
            Promises with = promised;
            with.take(one);
            for (auto& [id, facts] : with.facts) whole_[id].push_back(std::move(facts));
            for (const auto& [minutes, envelope] : with.envelopes) states_[minutes].insert(envelope.state);
            allowed_.take(one);
        }
        world_.now = now;
        world_.witness = [this](const Acknowledged& what, bool) {
            if (const auto* loaded = std::get_if<Acknowledged::Loaded>(&what.what))
                loaded_.try_emplace(loaded->conference, loaded->facts);
        };
    }

    std::optional<std::string> broken()
    {
        world_.switch_on();
        world_.unlock();
        if (!world_.published()->unlocked) return "it doesn't open with its secret";
        for (const auto& one : live()) world_.handle(app::OpenConference{one});
        if (auto found = rescue()) return found;
        for (const auto& check : {&Survivor::facts, &Survivor::drafts, &Survivor::envelopes, &Survivor::going_on})
            if (auto found = (this->*check)()) return found;
        return envelopes();
    }

private:
    std::vector<core::ConferenceId> live() const
    {
        const auto published = world_.published();
        std::vector<core::ConferenceId> ids;
        for (const auto& one : published->conferences) ids.push_back(one.id);
        return ids;
    }
    bool is_live(const core::ConferenceId& id) const { return std::ranges::contains(live(), id); }
    bool has_envelope(const core::ConferenceId& id) const
    {
        return std::ranges::contains(world_.published()->envelopes, id, &core::Envelope::conference);
    }

    /// What was being set aside is set aside again, as a technician would, and is whole there.
    std::optional<std::string> rescue()
    {
        for (const auto& id : live()) {
            if (loaded_.contains(id) || !allowed_.destroyed.contains(id)) continue;
            world_.switch_off();
            {
                const auto vault = storage::FileVault::open(world_.vault_parts());
                if (!vault) return vault.error().detail;
                if (const auto aside = (*vault)->set_aside(id, "aside-"); !aside) return aside.error().detail;
            }
            world_.switch_on();
            world_.unlock();
            const auto kept = world_.folder() / ("aside-" + database(id).filename().string());
            if (!std::filesystem::exists(kept)) return "what was set aside is gone";
        }
        return std::nullopt;
    }

    std::optional<std::string> facts()
    {
        for (const auto& [id, expected] : promised_.facts) {
            const auto found = loaded_.find(id);
            if (found == loaded_.end()) {
                if (has_envelope(id) || allowed_.destroyed.contains(id)) continue;
                return "conference " + id.value() + " with " + std::to_string(expected.size()) + " facts is gone";
            }
            const bool same = found->second == expected || std::ranges::contains(whole_[id], found->second);
            if (!same)
                return "conference " + id.value() + " has " + std::to_string(found->second.size()) + " facts where " +
                       std::to_string(expected.size()) + " were acknowledged";
        }
        const bool in_term = world_.now < *core::parse_instant("2026-11-27T00:00:00Z"); // of the example package
        for (const auto& id : promised_.taken)
            if (in_term && !is_live(id) && !has_envelope(id) && !allowed_.destroyed.contains(id))
                return "the package of conference " + id.value() + " is gone";
        for (const auto& id : promised_.destroyed)
            if (!allowed_.facts.contains(id) && (is_live(id) || std::filesystem::exists(database(id))))
                return "conference " + id.value() + " was destroyed and is there";
        return std::nullopt;
    }

    std::filesystem::path database(const core::ConferenceId& id) const
    {
        return storage::FileVault::database_file(world_.folder(), id);
    }

    std::optional<std::string> drafts()
    {
        const auto typed = [](const Promises& in, const core::ConferenceId& id) {
            core::Facts facts;
            if (const auto one = in.drafts.find(id); one != in.drafts.end())
                for (const core::Recorded& fact : one->second) facts.push_back(fact.fact);
            return facts;
        };
        for (const auto& id : live()) {
            if (!promised_.facts.contains(id)) continue;
            world_.handle(app::OpenConference{id});
            const core::Facts found = world_.published()->draft;
            if (found != typed(promised_, id) && found != typed(allowed_, id))
                return "the draft of conference " + id.value() + " isn't what it was";
        }
        return std::nullopt;
    }

    std::optional<std::string> envelopes()
    {
        const std::vector<core::Envelope> found = world_.published()->envelopes;
        for (const auto& [minutes, expected] : promised_.envelopes) {
            const auto one = std::ranges::find(found, minutes, &core::Envelope::minutes);
            if (one == found.end()) return "the envelope of " + minutes.value() + " is gone";
            // No digest: putting it there wasn't acknowledged, and it was found and sent all the same.
            const bool same = (one->sha256 == expected.sha256 || expected.sha256 == core::Digest{}) &&
                              (one->state == expected.state || states_[minutes].contains(one->state));
            if (!same)
                return "the envelope of " + minutes.value() + " is in state " +
                       std::to_string(static_cast<int>(one->state)) + " instead of " +
                       std::to_string(static_cast<int>(expected.state));
        }
        std::set<std::uint64_t> numbers;
        for (const core::Envelope& one : found) {
            if (std::ranges::count(found, one.minutes, &core::Envelope::minutes) != 1)
                return "there are two envelopes of " + one.minutes.value();
            if (one.seq < 1 || one.seq > found.size() || !numbers.insert(one.seq).second)
                return "envelope " + std::to_string(one.seq) + " doesn't follow on the one before";
            const auto opened = world_.opened(one.minutes);
            if (one.state == EnvelopeState::opened && opened)
                return "an envelope that the bureau opened is still there";
            if (one.state != EnvelopeState::opened && !opened)
                return "the bureau can't open " + one.minutes.value() + ": " + opened.error().detail;
            if (is_live(one.conference)) return "a conference is sealed and readable";
        }
        return std::nullopt;
    }

    /// What is left can be worked with: people come in, and what can be sealed is sealed.
    std::optional<std::string> going_on()
    {
        for (const auto& id : live()) {
            world_.handle(app::OpenConference{id});
            if (!world_.published()->conference) return "conference " + id.value() + " doesn't open";
            if (world_.published()->conference->package.id.empty()) continue; // made, and its package still to come
            const auto came = world_.perform(core::command::CheckIn{core::ParticipantId{"r-hoekstra"}});
            if (came.fault) return "nothing can be recorded any more: " + came.fault->detail;
            const auto sealed = world_.perform(core::command::Seal{minutes_of(id)});
            if (sealed.fault) return "sealing fails: " + sealed.fault->detail;
            if (sealed.accepted() && (is_live(id) || !has_envelope(id))) return "sealing didn't end";
        }
        return std::nullopt;
    }

    RecorderWorld world_;
    const Promises& promised_;
    Promises allowed_;                                                             ///< with all that may be done
    std::map<core::ConferenceId, std::vector<std::vector<core::Recorded>>> whole_; ///< facts that may be there instead
    std::map<core::MinutesId, std::set<EnvelopeState>> states_;
    std::map<core::ConferenceId, std::vector<core::Recorded>> loaded_;
};

} // namespace

std::optional<std::string> broken(const std::filesystem::path& folder, core::Instant now, const Promises& promised,
                                  const std::vector<Acknowledged>& under_way)
{
    try {
        return Survivor{folder, now + 1h, promised, under_way}.broken();
    } catch (const std::exception& error) {
        return std::string{"it doesn't start: "} + error.what();
    }
}

} // namespace casustafel::reliability
