#pragma once

#include "core/ports.h"
#include "storage/sql/database.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace casustafel::storage {

/// The queue of sealed envelopes in a plain database: nothing in it can be opened on this device. Any thread; calls
/// wait for each other. docs/formats/outbox.md.
class SqlOutbox : public core::Outbox {
public:
    /// Opens `folder`/queue.db or makes it. Errc::corrupt: damaged; the file is kept.
    static core::Result<std::unique_ptr<SqlOutbox>> open(const std::filesystem::path& folder,
                                                         const std::string& vfs = {});

    core::Result<> put(const core::Envelope& envelope, core::ByteView bytes) override;
    core::Result<std::vector<core::Envelope>> list() override;
    core::Result<core::Bytes> bytes(const core::MinutesId& minutes) override;
    core::Result<> mark(const core::MinutesId& minutes, core::EnvelopeState state, const std::string& receipt_jws,
                        const std::string& refused_because) override;
    core::Result<Next> next() override;

private:
    SqlOutbox(std::filesystem::path file, std::string vfs) : file_{std::move(file)}, vfs_{std::move(vfs)} {}
    core::Result<> ready();
    core::Result<> reopen();
    core::Result<std::optional<core::Envelope>> find(const core::MinutesId& minutes);
    core::Result<> insert_draft(const core::Envelope& envelope, core::ByteView bytes);
    core::Result<core::Bytes> read_bytes(const core::MinutesId& minutes);
    core::Result<bool> may_become(const core::Envelope& envelope, core::EnvelopeState state);
    core::Result<> move_on(const core::Envelope& envelope, core::EnvelopeState state, const std::string& receipt_jws,
                           const std::string& refused_because);
    core::Result<Next> read_next();

    std::mutex mutex_; // recorder and courier
    std::filesystem::path file_;
    std::string vfs_;
    std::optional<sql::Database> database_; // closed when the last opening failed; each call tries anew
};

} // namespace casustafel::storage
