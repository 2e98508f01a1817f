#pragma once

#include "storage/ledger.h"
#include "support/temp_dir.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace casustafel::storage {

inline const core::CaseId case_id{"0b7e6c1e-6a53-4f0c-9a53-4d6a5f8b0c11"};

/// A format of these tests' own: the moment, a line feed, the text. The ledger knows none, so any will do.
inline FactFormat format()
{
    return {
        .encode =
            [](const core::Recorded& recorded) {
                const std::string text = std::to_string(recorded.at.time_since_epoch().count()) + "\n" +
                                         std::get<core::fact::ConclusionRecorded>(recorded.fact).text;
                return core::Bytes{text.begin(), text.end()};
            },
        .decode = [](core::ByteView bytes) -> core::Result<core::Recorded> {
            const std::string text{core::text_of(bytes)};
            const auto end = text.find('\n');
            if (end == std::string::npos) return core::fail(core::Errc::corrupt, "no line feed");
            return core::Recorded{.at = core::Instant{std::chrono::milliseconds{std::stoll(text)}},
                                  .fact = core::fact::ConclusionRecorded{case_id, text.substr(end + 1)}};
        },
        .audit_line =
            [](const core::Recorded& recorded) {
                return std::to_string(recorded.at.time_since_epoch().count()) + " conclusion-recorded";
            },
    };
}

inline const std::string canary = "KANARIE: dit staat nergens leesbaar";

/// The `n`th fact of a made-up conference. Each carries case text.
inline core::Recorded fact_number(int n)
{
    using namespace std::chrono_literals;
    return {.at = core::Instant{1795000000000ms + n * 1s},
            .fact = core::fact::ConclusionRecorded{case_id, canary + " " + std::to_string(n)}};
}

inline std::vector<core::Recorded> facts_numbered(int from, int to)
{
    std::vector<core::Recorded> facts;
    for (int n = from; n <= to; ++n) facts.push_back(fact_number(n));
    return facts;
}

inline std::string raw_bytes(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// All bytes of all files in a folder, one after the other.
inline std::string raw_folder(const std::filesystem::path& folder)
{
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder})
        if (entry.is_regular_file()) all += raw_bytes(entry.path());
    return all;
}

} // namespace casustafel::storage
