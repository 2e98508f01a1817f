#pragma once

#include "protocol/audit_codec.h"
#include "seal/crypto.h"
#include "seal/log_check.h"
#include "seal/log_head.h"
#include "storage/device_log.h"
#include "storage/vault_fixture.h"

#include <gtest/gtest.h>

namespace casustafel::storage {

inline const std::string log_device = "CT-0017";

/// A device's log with everything real but its clocks.
class LogWorld {
public:
    explicit LogWorld(std::string vfs = {}) : vfs_{std::move(vfs)}
    {
        if (!seal::start() || !check_cipher()) throw std::runtime_error("the cryptography doesn't start");
        auto made = seal::SigningKey::generate();
        if (!made) throw std::runtime_error("no key");
        key_.emplace(std::move(*made));
    }
    LogFormat format()
    {
        return {protocol::write_audit_entry,
                [this](const core::LogHead& head, std::uint64_t number, const std::string& previous,
                       core::Instant when) -> core::Result<SignedHead> {
                    auto jws = seal::sign_log_head(*key_, log_device, head, number, previous, when);
                    if (!jws) return std::unexpected(jws.error());
                    return SignedHead{std::move(*jws), key_->public_key().jwk_text()};
                },
                [this] { return clocks; }};
    }
    core::Result<std::unique_ptr<SqlDeviceLog>> open(const std::filesystem::path& folder)
    {
        return SqlDeviceLog::open(folder, hidden_bytes(1).view(), format(), vfs_);
    }
    seal::LogVerdict verdict(const core::LogRows& rows) const
    {
        return seal::check_log(rows, {.device = log_device, .trusted = {}});
    }
    seal::LogVerdict verdict(SqlDeviceLog& log) const
    {
        const auto rows = log.rows();
        if (!rows) return {0, 0, rows.error().detail};
        return verdict(*rows);
    }
    /// A vault whose ledgers write real lines and bring them to `log`.
    VaultParts vault_parts(const std::filesystem::path& folder, SqlDeviceLog& log)
    {
        VaultParts made = parts(folder, vfs_);
        made.format.audit_line = [&log](const core::Recorded& recorded) { return log.line_of(recorded); };
        made.keep_lines = [&log](const core::ConferenceId& conference, SqlLedger& ledger) {
            return log.copy(conference, ledger);
        };
        return made;
    }
    void pass(std::chrono::milliseconds time)
    {
        clocks.wall += time;
        clocks.up_ms += time.count();
    }
    core::Receipt opened(const std::string& minutes, std::uint64_t number, std::optional<core::LogHead> head = {})
    {
        core::Receipt receipt;
        receipt.stage = core::ReceiptStage::opened;
        receipt.minutes = core::MinutesId{minutes};
        receipt.at = clocks.wall;
        receipt.log = head;
        receipt.number = number;
        return receipt;
    }

    Clocks clocks{at(std::chrono::milliseconds{0}), true, 5'000, "first boot"};

private:
    std::string vfs_;
    std::optional<seal::SigningKey> key_;
};

inline core::AuditEvent event(const std::string& action)
{
    return {.action = action, .about = {{"minutes", "m-1"}}};
}

/// The actions of all lines, in order.
inline std::vector<std::string> actions(SqlDeviceLog& log)
{
    std::vector<std::string> all;
    const auto rows = log.rows();
    for (const core::LogRows::Line& line : rows->lines) {
        const auto read = protocol::read_audit_entry(line.body);
        all.push_back(read ? read->action : "unreadable");
    }
    return all;
}

} // namespace casustafel::storage
