#pragma once

#include "core/commands.h"
#include "core/conference.h"

#include <string>
#include <string_view>
#include <vector>

// An invented conference of any size, the same in every run. Nobody in it exists.

namespace casustafel::bench {

inline constexpr int items_of_a_full_case = 200;

/// An id of the form the messages ask for; `kind` and `number` make it its own.
std::string uuid(unsigned kind, unsigned number);

/// When the conference is held: all figures are of that moment.
core::Instant table_time();

/// A package with `cases` cases of `items` items each, for device CT-0017 of bureau zvh-rivierenkust.
core::Package big_package(int cases, int items);

/// The n-th case of `package`, agreement `number`: complete, by someone who is at the table.
core::command::Propose agreement(const core::Package& package, std::size_t in_case, unsigned number);

/// What a table asks for to hold a conference: everyone there, then in each of the first `cases` cases its share of
/// `agreements`, spoken assent of every owner, and a decision. Ends before sealing.
std::vector<core::Command> story(const core::Package& package, std::size_t cases, unsigned agreements);

/// The import of `package` and what became of `commands`; empty when one of them was refused.
std::vector<core::Recorded> facts_of(const core::Package& package, const std::vector<core::Command>& commands);

} // namespace casustafel::bench
