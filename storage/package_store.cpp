#include "storage/package_store.h"

#include "storage/schema.h"

namespace casustafel::storage {

core::Result<std::unique_ptr<SqlPackageStore>> SqlPackageStore::open(const std::filesystem::path& folder,
                                                                     const std::string& vfs)
{
    auto database = sql::Database::open(folder / "inbox.db", {.vfs = vfs});
    if (!database) return std::unexpected(database.error());
    if (auto done = sql::migrate(*database, inbox_steps); !done) return std::unexpected(done.error());
    return std::unique_ptr<SqlPackageStore>{new SqlPackageStore{*std::move(database)}};
}

core::Result<> SqlPackageStore::keep(const core::InboxItem& item, core::ByteView bytes)
{
    auto transaction = sql::Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());
    {
        auto insert = database_.prepare("INSERT OR REPLACE INTO package (id, kind, sha256, bytes) VALUES (?, ?, ?, ?)");
        if (!insert) return std::unexpected(insert.error());
        auto done = insert->run({item.id, item.kind, core::ByteView{item.sha256}, bytes});
        if (!done) return done;
    }
    return transaction->commit();
}

core::Result<std::vector<core::InboxItem>> SqlPackageStore::waiting()
{
    auto select = database_.prepare("SELECT id, kind, sha256, length(bytes) FROM package ORDER BY rowid");
    if (!select) return std::unexpected(select.error());
    std::vector<core::InboxItem> items;
    auto row = select->first();
    for (; row && *row; row = select->next()) {
        const auto digest = select->digest(2);
        if (!digest) return std::unexpected(digest.error());
        items.push_back({select->text(0), *digest, static_cast<std::uint64_t>(select->integer(3)), select->text(1)});
    }
    if (!row) return std::unexpected(row.error());
    return items;
}

core::Result<core::Bytes> SqlPackageStore::bytes(const core::InboxItem& item)
{
    auto select = database_.prepare("SELECT bytes FROM package WHERE id = ?");
    if (!select) return std::unexpected(select.error());
    const auto row = select->first({item.id});
    if (!row) return std::unexpected(row.error());
    if (!*row) return core::fail(core::Errc::not_found, "no package " + item.id);
    return select->blob(0);
}

core::Result<> SqlPackageStore::drop(const core::InboxItem& item)
{
    auto transaction = sql::Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());
    {
        auto remove = database_.prepare("DELETE FROM package WHERE id = ?");
        if (!remove) return std::unexpected(remove.error());
        if (auto done = remove->run({item.id}); !done) return done;
    }
    return transaction->commit();
}

core::Result<std::string> SqlPackageStore::key_set()
{
    auto select = database_.prepare("SELECT jws FROM key_set");
    if (!select) return std::unexpected(select.error());
    const auto row = select->first();
    if (!row) return std::unexpected(row.error());
    return *row ? select->text(0) : std::string{};
}

core::Result<> SqlPackageStore::keep_key_set(std::string_view jws)
{
    auto transaction = sql::Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());
    {
        auto write = database_.prepare("INSERT OR REPLACE INTO key_set (one, jws) VALUES (1, ?)");
        if (!write) return std::unexpected(write.error());
        if (auto done = write->run({jws}); !done) return done;
    }
    return transaction->commit();
}

} // namespace casustafel::storage
