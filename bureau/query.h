#pragma once

#include "core/result.h"
#include "storage/sql/database.h"

#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace casustafel::bureau {

/// Runs one statement that gives no rows.
inline core::Result<> run(sql::Database& database, std::string_view statement,
                          std::initializer_list<sql::Value> values = {})
{
    core::Result<sql::Statement> prepared = database.prepare(statement);
    if (!prepared) return std::unexpected(prepared.error());
    return prepared->run(values);
}

/// The first row of a query, read by `read`; nothing when there is none.
template <class Read>
auto first_row(sql::Database& database, std::string_view query, std::initializer_list<sql::Value> values, Read read)
    -> core::Result<std::optional<decltype(read(std::declval<sql::Statement&>()))>>
{
    core::Result<sql::Statement> prepared = database.prepare(query);
    if (!prepared) return std::unexpected(prepared.error());
    core::Result<bool> row = prepared->first(values);
    if (!row) return std::unexpected(row.error());
    if (!*row) return std::nullopt;
    return read(*prepared);
}

/// All rows of a query.
template <class Read>
auto all_rows(sql::Database& database, std::string_view query, std::initializer_list<sql::Value> values, Read read)
    -> core::Result<std::vector<decltype(read(std::declval<sql::Statement&>()))>>
{
    core::Result<sql::Statement> prepared = database.prepare(query);
    if (!prepared) return std::unexpected(prepared.error());
    std::vector<decltype(read(*prepared))> rows;
    core::Result<bool> row = prepared->first(values);
    for (; row && *row; row = prepared->next()) rows.push_back(read(*prepared));
    if (!row) return std::unexpected(row.error());
    return rows;
}

} // namespace casustafel::bureau
