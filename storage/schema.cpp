#include "storage/schema.h"

#include <initializer_list>
#include <span>

namespace casustafel::storage {

namespace {

/// A number of the newest step of each kind of file, between dots.
std::string of_newest(int sql::Migration::* number)
{
    std::string text;
    for (const std::span<const sql::Migration> steps :
         {std::span<const sql::Migration>{ledger_steps}, {outbox_steps}, {inbox_steps}, {device_steps}, {log_steps}})
        text += (text.empty() ? "" : ".") + std::to_string(steps.back().*number);
    return text;
}

} // namespace

std::string schema()
{
    return of_newest(&sql::Migration::version);
}

std::string schema_readable_from()
{
    return of_newest(&sql::Migration::readable_from);
}

} // namespace casustafel::storage
