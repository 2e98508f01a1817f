#include "fuzz/edits.h"
#include "storage/fixture.h"
#include "storage/sql/database.h"

#include <cstdlib>
#include <fstream>

using namespace casustafel;
using namespace casustafel::storage;
namespace fs = std::filesystem;

namespace {

const core::Bytes key(48, 7);

/// A conference of five facts in its encrypted file, and what is read from it.
struct Good {
    core::Bytes file;
    std::vector<core::Recorded> facts = facts_numbered(1, 5);
    Good()
    {
        const support::TempDir folder;
        {
            const auto ledger = SqlLedger::create({folder / "c.db", key, {}}, std::nullopt, format()).value();
            if (!ledger->append(0, facts)) std::abort();
            ledger->close();
        }
        const std::string bytes = raw_bytes(folder / "c.db");
        file.assign(bytes.begin(), bytes.end());
    }
};

/// Changes one value in one row, past the rules of the tables and with the right key: who has both has more than a
/// thief.
void change_value(const fs::path& file, core::ByteView input)
{
    auto database = sql::Database::open(file, {.raw_key = key, .create = false});
    if (!database || input.size() < 3) return;
    constexpr std::array statements{
        "UPDATE fact SET body = ?1 WHERE seq = ?2",      "UPDATE fact SET at_ms = ?1 WHERE seq = ?2",
        "UPDATE audit SET line = ?1 WHERE seq = ?2",     "UPDATE audit SET hash = ?1 WHERE seq = ?2",
        "UPDATE fact SET seq = seq + ?1 WHERE seq = ?2", "DELETE FROM fact WHERE seq = ?2 OR ?1 = 1",
        "DELETE FROM audit WHERE seq = ?2 OR ?1 = 1",    "INSERT OR REPLACE INTO origin VALUES (?2, ?1)",
        "INSERT OR REPLACE INTO draft VALUES (?2, ?1)"};
    for (const char* rule :
         {"origin_is_never_changed", "origin_is_never_removed", "fact_is_appended", "fact_is_never_changed",
          "fact_is_never_removed", "line_is_appended", "line_is_never_changed", "line_is_never_removed"})
        (void)database->execute(std::string{"DROP TRIGGER IF EXISTS "} + rule);
    auto statement = database->prepare(statements[input[0] % statements.size()]);
    if (!statement) return;
    sql::Value value = input.subspan(3);
    if (input[1] % 3 == 1) value = core::text_of(input.subspan(3));
    if (input[1] % 3 == 2) value = std::int64_t{input[2]} - 100;
    (void)statement->run({value, std::int64_t{input[1] / 3 % 7}});
}

} // namespace

/// Whatever was done to a conference's file, by who has the disk or by who has the key too: it is refused, or what is
/// read from it begins with nothing but what was recorded, unless the line that names the fact was made to agree. The
/// last byte chooses.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Good good;
    if (size == 0) return 0;
    const support::TempDir folder;
    const core::ByteView input{data, size - 1};
    const bool with_key = data[size - 1] & 1;
    core::Bytes file = good.file;
    if (!with_key) fuzz::edit(file, input);
    std::ofstream{folder / "c.db", std::ios::binary} << core::text_of(file);
    if (with_key) change_value(folder / "c.db", input);

    const auto ledger = SqlLedger::open({folder / "c.db", key, {}}, format());
    if (!ledger) return 0;
    const auto facts = (*ledger)->load();
    (void)(*ledger)->audit_head();
    (void)(*ledger)->draft();
    if (!with_key && facts && *facts != good.facts) std::abort();
    // The number of facts is the number of lines, whoever changed either.
    if (with_key && facts && facts->size() > good.facts.size()) std::abort();
    return 0;
}
