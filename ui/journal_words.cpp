#include "ui/journal_words.h"

#include "ui/say/journal.h"

#include <array>
#include <optional>

namespace casustafel::ui {

namespace {

/// What the device writes, with `{}` for what is different each time, and what that is for a person.
struct Known {
    std::string_view written;
    Text said;
};

constexpr std::string_view hole = "{}";

/// In this order: the first that fits is taken.
constexpr std::array all_known{
    Known{"started, data in {}", say::journal_started},
    Known{"ended", say::journal_ended},
    Known{"set up", say::journal_set_up},
    Known{"locked", say::journal_locked},
    Known{"unlocked with slot {}", say::journal_unlocked},
    Known{"unlocking refused", say::journal_not_unlocked},
    Known{"unlock: {}", say::journal_unlock},
    Known{"technician's PIN: wrong", say::journal_wrong_pin},
    Known{"technician's PIN: {}", say::journal_pin},
    Known{"technician: restart", say::journal_restart},
    Known{"technician: {}", say::journal_technician},
    Known{"first start: {}", say::journal_first_start},
    Known{"own keys made", say::journal_own_keys},
    Known{"enrolled at the bureau", say::journal_enrolled},
    Known{"an earlier setup began with another secret{}", say::journal_other_secret},
    Known{"kept key set not used: {}", say::journal_kept_keys},
    Known{"no contact with the bureau: {}", say::journal_no_contact},
    Known{"bureau not reached: {}", say::journal_not_reached},
    Known{"bureau: {}", say::journal_bureau},
    Known{"no updates: {}", say::journal_no_updates},
    Known{"preferences not kept: {}", say::journal_preferences},
    Known{"certificate renewed; used from the next start", say::journal_renewed},
    Known{"certificate not renewed: {}", say::journal_not_renewed},
    Known{"package {} imported", say::journal_package_taken},
    Known{"package {} replaces the one before", say::journal_package_replaces},
    Known{"package {} waits: {}", say::journal_package_waits},
    Known{"package not kept: {}", say::journal_package_not_kept},
    Known{"package {}: {}", say::journal_package},
    Known{"sealed {}", say::journal_sealed},
    Known{"corrected {} by {}", say::journal_corrected},
    Known{"correction not sealed: {}", say::journal_not_corrected},
    Known{"erased after proof of opening: {}", say::journal_erased},
    Known{"erased after its term: {}", say::journal_over},
    Known{"not erased: {}", say::journal_not_erased},
    Known{"relay refused {}: {}", say::journal_refused},
    Known{"receipt for {}: {}", say::journal_receipt},
    Known{"on the stick: {}", say::journal_on_stick},
    Known{"stick: {}", say::journal_stick},
    Known{"notice: {}", say::journal_notice},
    Known{"not saved: {}", say::journal_not_saved},
    Known{"open {}: {}", say::journal_open},
    Known{"update {} is here", say::journal_update_here},
    Known{"update not fetched: {}", say::journal_update_not_fetched},
    Known{"update taken from the stick", say::journal_update_taken},
    Known{"update not taken from the stick: {}", say::journal_update_not_taken},
    Known{"asks to start again", say::journal_asks_restart},
    Known{"connect: {}", say::journal_connect},
    Known{"Connection refused", say::journal_connection_refused},
    Known{"Network is unreachable", say::journal_unreachable},
    Known{"No route to host", say::journal_no_route},
    Known{"Connection reset by peer", say::journal_reset},
    Known{"no answer in time", say::journal_no_answer},
    Known{"the connection ended before the answer did", say::journal_broken_off},
    Known{"name lookup: {}", say::journal_lookup},
    Known{"TLS handshake: {}", say::journal_handshake},
    Known{"the server's certificate: {}", say::journal_other_certificate},
    Known{"enrolment: the pinned CA isn't among the bureau's", say::journal_other_authority},
    Known{"key set: expired", say::journal_keys_expired},
    Known{"key set: not valid yet", say::journal_keys_early},
    Known{"key set: older than one seen before", say::journal_keys_older},
    Known{"key set: of another device", say::journal_keys_of_other},
    Known{"no key set of the bureau yet", say::journal_no_keys},
    Known{"no update on the stick", say::journal_no_update_on_stick},
    Known{"No space left on device", say::journal_no_room},
    Known{"No such file or directory", say::journal_no_such_file},
    Known{"Read-only file system", say::journal_read_only},
    Known{"Permission denied", say::journal_denied},
    Known{"Input/output error", say::journal_disk_error},
};

/// What stands in the holes of `written`; nothing when `line` is something else.
std::optional<std::vector<std::string_view>> holes_of(std::string_view written, std::string_view line)
{
    std::vector<std::string_view> holes;
    while (true) {
        const std::size_t at = written.find(hole);
        const std::string_view before = written.substr(0, at);
        if (!line.starts_with(before)) return std::nullopt;
        line.remove_prefix(before.size());
        if (at == std::string_view::npos) return line.empty() ? std::optional{holes} : std::nullopt;
        written.remove_prefix(at + hole.size());
        const std::string_view after = written.substr(0, written.find(hole));
        const std::size_t end = after.empty() ? line.size() : line.find(after);
        if (end == std::string_view::npos) return std::nullopt;
        holes.push_back(line.substr(0, end));
        line.remove_prefix(end);
    }
}

} // namespace

Sentence in_words(std::string_view line)
{
    for (const Known& known : all_known) {
        const auto holes = holes_of(known.written, line);
        if (!holes) continue;
        std::string said{std::string_view{known.said}};
        for (const std::string_view one : *holes) {
            const std::size_t at = said.find(hole);
            if (at == std::string::npos) break;
            said.replace(at, hole.size(), in_words(one));
        }
        return said;
    }
    // The name of a file or a call, and what is the matter with it.
    constexpr std::string_view between = ": ";
    const std::size_t at = line.find(between);
    if (at == std::string_view::npos) return Sentence{line};
    return Sentence{line.substr(0, at)} + std::string{between} + in_words(line.substr(at + between.size()));
}

std::vector<std::string> known_lines()
{
    std::vector<std::string> lines;
    lines.reserve(all_known.size());
    for (const Known& known : all_known) lines.emplace_back(known.written);
    return lines;
}

} // namespace casustafel::ui
