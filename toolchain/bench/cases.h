#pragma once

#include "core/result.h"

#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

namespace casustafel::bench {

/// One measurement, ready to be repeated. `before`, when there is one, runs unmeasured before each `body`; `beside` is
/// measured by itself after each `body`, so that both see the same disk.
struct Repetition {
    std::function<core::Result<>()> body;
    std::function<core::Result<>()> before = {};
    std::function<core::Result<>()> beside = {};
};

/// Something of the product that is measured in one process.
struct Case {
    std::string_view name; ///< what `toolchain/dev bench NAME` chooses
    std::string_view what; ///< what one run does, for the reader of the figures
    int runs;
    /// Makes what the runs need in `folder`, an empty folder on the checkout's disk.
    core::Result<Repetition> (*prepare)(const std::filesystem::path& folder);
};

/// All cases, in the order in which they are printed. A new case is a function of its own file, named here.
std::span<const Case> cases();

core::Result<Repetition> prepare_fdatasync(const std::filesystem::path& folder);

// storage_cases.cpp
core::Result<Repetition> prepare_command_to_durable(const std::filesystem::path& folder);
core::Result<Repetition> prepare_import_60_cases(const std::filesystem::path& folder);
core::Result<Repetition> prepare_open_database(const std::filesystem::path& folder);
core::Result<Repetition> prepare_open_conference(const std::filesystem::path& folder);
core::Result<Repetition> prepare_unlock_pin(const std::filesystem::path& folder);
core::Result<Repetition> prepare_unlock_passphrase(const std::filesystem::path& folder);

// message_cases.cpp
core::Result<Repetition> prepare_seal_14_agreements(const std::filesystem::path& folder);
core::Result<Repetition> prepare_open_package(const std::filesystem::path& folder);
core::Result<Repetition> prepare_read_package(const std::filesystem::path& folder);
core::Result<Repetition> prepare_verify_receipt(const std::filesystem::path& folder);
core::Result<Repetition> prepare_apply_fact(const std::filesystem::path& folder);

// screen_cases.cpp
core::Result<Repetition> prepare_first_frame(const std::filesystem::path& folder);
core::Result<Repetition> prepare_scroll_frame(const std::filesystem::path& folder);
core::Result<Repetition> prepare_panel_copy(const std::filesystem::path& folder);
core::Result<Repetition> prepare_tap_frame(const std::filesystem::path& folder);
core::Result<Repetition> prepare_key_to_glyph(const std::filesystem::path& folder);

// relay_cases.cpp
core::Result<Repetition> prepare_relay_round_trip(const std::filesystem::path& folder);
core::Result<Repetition> prepare_deliver_envelope(const std::filesystem::path& folder);
core::Result<Repetition> prepare_connect_and_deliver(const std::filesystem::path& folder);

} // namespace casustafel::bench
