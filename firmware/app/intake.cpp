#include "app/recorder.h"

#include <algorithm>

// What comes in from the bureau: packages, and the end of what time has overtaken.

namespace casustafel::app {

using core::Errc;
using core::Result;

void Recorder::on(const PackageArrived& message)
{
    // What can be opened now becomes a conference at once: until it is one, the relay has the package. Those that came
    // before it go first.
    if (state_.unlocked && state_.waiting_packages == 0 && take_in(message.item, message.bytes)) {
        courier_.post(ItemDone{message.item});
        return refresh_lists();
    }
    if (const auto kept = parts_.packages.keep(message.item, message.bytes); !kept) {
        parts_.log("package not kept: " + kept.error().detail);
        state_.storage_fault = true;
        courier_.post(ItemNotKept{message.item}); // the relay still has it
        return;
    }
    courier_.post(ItemDone{message.item});
    if (state_.unlocked) import_waiting();
    refresh_lists();
}

void Recorder::import_waiting()
{
    const auto waiting = parts_.packages.waiting();
    if (!waiting) return parts_.log("waiting packages: " + waiting.error().detail);
    for (const core::InboxItem& item : *waiting) {
        const auto bytes = parts_.packages.bytes(item);
        if (!bytes) {
            parts_.log("package " + item.id + ": " + bytes.error().detail);
            continue;
        }
        if (!take_in(item, *bytes)) continue;
        if (const auto dropped = parts_.packages.drop(item); !dropped)
            parts_.log("package " + item.id + ": " + dropped.error().detail);
    }
}

/// Makes a conference of a package, or says why it is none; false when it has to wait, for keys or for room.
bool Recorder::take_in(const core::InboxItem& item, core::ByteView bytes)
{
    auto package = parts_.sealer.open_package(bytes, parts_.now());
    if (!package && package.error().code == Errc::not_found) {
        parts_.log("package " + item.id + " waits: " + package.error().detail);
        return false; // for keys that can tell whether it is the bureau's
    }
    const auto imported = package ? import(std::move(*package)) : Result<>{std::unexpected(package.error())};
    if (!imported && (imported.error().code == Errc::full || imported.error().code == Errc::storage)) {
        state_.storage_fault = true;
        parts_.log("package " + item.id + " waits: " + imported.error().detail);
        return false;
    }
    if (!imported) refuse_package(item, imported.error());
    return true;
}

void Recorder::refuse_package(const core::InboxItem& item, const core::Error& error)
{
    const std::string detail = item.id + ": " + error.detail;
    audit({.action = "package",
           .origin = core::AuditOrigin::relay,
           .role = core::AuditRole::bureau,
           .result = core::AuditResult::refused,
           .about = {{"item", item.id}}});
    switch (error.code) {
    case Errc::rejected:
        return notice(Notice::package_expired, detail);
    case Errc::conflict:
        return notice(Notice::package_for_started_conference, detail);
    case Errc::not_found:
    case Errc::corrupt:
    case Errc::denied:
    case Errc::full:
    case Errc::storage:
    case Errc::network:
    case Errc::refused:
    case Errc::crypto:
        return notice(Notice::package_damaged, detail);
    }
}

Result<> Recorder::import(core::Package package)
{
    const auto known = parts_.vault.conferences();
    if (!known) return std::unexpected(known.error());
    const auto found = std::ranges::find(*known, package.conference.id, &core::ConferenceOnDevice::id);
    if (found != known->end()) return replace(std::move(package), *found);
    // What was sealed never comes back to life: the same package may come again when the relay didn't hear us.
    const auto sealed = was_sealed(package.conference.id);
    if (!sealed) return std::unexpected(sealed.error());
    if (*sealed) return core::fail(Errc::conflict, "the conference was sealed");

    const core::ConferenceOnDevice fresh{package.conference.id, package.conference.starts_at, package.expires_at};
    const core::PackageId id = package.id;
    const core::ConferenceHeader header = package.conference;
    auto facts = core::decide({}, core::command::ImportPackage{std::move(package)}, parts_.now(), parts_.calendar,
                              parts_.digests);
    if (!facts) return core::fail(Errc::rejected, "refused: " + facts.error().about);
    auto ledger = parts_.vault.open(fresh);
    if (!ledger) return std::unexpected(ledger.error());
    std::vector<core::Recorded> recorded;
    for (core::Fact& fact : *facts) recorded.push_back({parts_.now(), std::move(fact)});
    if (const auto saved = (*ledger)->append(0, recorded); !saved) {
        ledger->reset();
        if (const auto gone = parts_.vault.destroy(fresh.id); !gone) parts_.log("erase: " + gone.error().detail);
        return saved;
    }
    remember(header);
    parts_.log("package " + id.value() + " imported");
    return {};
}

Result<> Recorder::replace(core::Package package, const core::ConferenceOnDevice& known)
{
    const bool is_open = ledger_ && open_.id == known.id;
    std::unique_ptr<core::Ledger> own;
    if (!is_open) {
        auto ledger = parts_.vault.open(known);
        if (!ledger) return std::unexpected(ledger.error());
        own = std::move(*ledger);
    }
    core::Ledger& ledger = is_open ? *ledger_ : *own;
    const auto facts = ledger.load();
    if (!facts) return std::unexpected(facts.error());
    const bool empty = facts->empty(); // the power went between making the file and its first fact
    core::Conference conference = core::fold(*facts);
    if (conference.package.id == package.id) return {}; // the same one again: accepted once by id
    const core::PackageId id = package.id;
    const core::ConferenceOnDevice moved{known.id, package.conference.starts_at, package.expires_at};
    const core::Command command = empty ? core::Command{core::command::ImportPackage{std::move(package)}}
                                        : core::Command{core::command::ReplacePackage{std::move(package)}};
    auto decided = core::decide(conference, command, parts_.now(), parts_.calendar, parts_.digests);
    if (!decided) return core::fail(Errc::conflict, "the conference has started or is another one");
    std::vector<core::Recorded> recorded;
    for (core::Fact& fact : *decided) recorded.push_back({parts_.now(), std::move(fact)});
    if (const auto saved = ledger.append(conference.fact_count, recorded); !saved) return saved;
    for (const core::Recorded& one : recorded) conference = core::apply(std::move(conference), one);
    parts_.log("package " + id.value() + (empty ? " imported" : " replaces the one before"));
    remember(conference.package.conference);
    // The term in the slot moves with the package.
    if (is_open) ledger_.reset();
    own.reset();
    auto reopened = parts_.vault.open(moved);
    if (!reopened) return std::unexpected(reopened.error());
    if (!is_open) return {};
    ledger_ = std::move(*reopened);
    open_ = moved;
    conference_ = std::make_shared<const core::Conference>(std::move(conference));
    return {};
}

bool Recorder::has_unsent(const core::ConferenceId& conference)
{
    const auto envelopes = parts_.outbox.list();
    if (!envelopes) return true; // when in doubt, nothing is erased
    return std::ranges::any_of(*envelopes, [&](const core::Envelope& envelope) {
        return envelope.conference == conference && envelope.state != core::EnvelopeState::opened;
    });
}

Result<bool> Recorder::was_sealed(const core::ConferenceId& conference)
{
    const auto envelopes = parts_.outbox.list();
    if (!envelopes) return std::unexpected(envelopes.error());
    return std::ranges::find(*envelopes, conference, &core::Envelope::conference) != envelopes->end();
}

void Recorder::erase_expired(const core::ConferenceOnDevice& one)
{
    if (ledger_ && open_.id == one.id) {
        ledger_.reset();
        conference_.reset();
        open_ = {};
    }
    std::erase_if(state_.headers, [&](const core::ConferenceHeader& header) { return header.id == one.id; });
    const auto gone = parts_.vault.destroy(one.id);
    parts_.log((gone ? "erased after its term: " : "not erased: ") + one.id.value());
    audit({.action = "conference-erased",
           .result = gone ? core::AuditResult::done : core::AuditResult::failed,
           .meeting = one.id,
           .about = {{"because", "term"}}});
}

void Recorder::keep_house()
{
    if (ledger_ && conference_ && conference_->sealed_at) try_sealing();
    const auto known = parts_.vault.conferences();
    if (!known) parts_.log("conferences: " + known.error().detail);
    // Locked, nobody can tell a conference past its term from one that was sealed just before the power went; and a
    // clock that nobody set may be years off. In both cases erasing waits.
    if (known && state_.unlocked && parts_.clock_trusted())
        for (const core::ConferenceOnDevice& one : *known)
            if (one.expires_at <= parts_.now() && !has_unsent(one.id) && !half_sealed_.contains(one.id))
                erase_expired(one);
    if (const auto kept = parts_.audit.keep_house(); !kept) parts_.log("log: " + kept.error().detail);
    refresh_lists();
    publish();
}

} // namespace casustafel::app
