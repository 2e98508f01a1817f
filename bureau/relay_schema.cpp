#include "bureau/relay_schema.h"

#include <array>

namespace casustafel::bureau {

namespace {

constexpr std::array steps{sql::Migration{1, 1, R"sql(
    CREATE TABLE schema_info (readable_from INTEGER NOT NULL);
    INSERT INTO schema_info VALUES (1);

    CREATE TABLE device (
        id       TEXT PRIMARY KEY,
        room     TEXT NOT NULL,
        state    TEXT NOT NULL CHECK (state IN ('expected', 'enrolled', 'revoked')),
        added_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE one_time_code (
        device        TEXT PRIMARY KEY REFERENCES device (id),
        hash          BLOB NOT NULL,
        expires_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE certificate (
        serial      TEXT PRIMARY KEY,
        device      TEXT NOT NULL REFERENCES device (id),
        not_after_s INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE device_keys (
        device TEXT PRIMARY KEY REFERENCES device (id),
        seq    INTEGER NOT NULL,
        jws    TEXT NOT NULL
    ) STRICT;
    CREATE TABLE bureau_keys (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        seq  INTEGER NOT NULL,
        jws  TEXT NOT NULL
    ) STRICT;

    CREATE TABLE inbox (
        device  TEXT NOT NULL REFERENCES device (id),
        item    TEXT NOT NULL,
        kind    TEXT NOT NULL,
        sha256  BLOB NOT NULL,
        size    INTEGER NOT NULL,
        put_at  TEXT NOT NULL,
        body    BLOB NOT NULL,
        PRIMARY KEY (device, item)
    ) STRICT;

    CREATE TABLE minutes (
        arrival INTEGER PRIMARY KEY AUTOINCREMENT,
        id      TEXT NOT NULL UNIQUE,
        device  TEXT NOT NULL REFERENCES device (id),
        sha256  BLOB NOT NULL,
        size    INTEGER NOT NULL,
        opened  INTEGER NOT NULL DEFAULT 0,
        body    BLOB NOT NULL
    ) STRICT;
    CREATE INDEX minutes_by_device ON minutes (device);
    CREATE TRIGGER minutes_are_never_changed BEFORE UPDATE OF id, device, sha256, size, body ON minutes
    BEGIN SELECT RAISE(ABORT, 'an envelope is never changed'); END;

    CREATE TABLE receipt (
        number  INTEGER PRIMARY KEY AUTOINCREMENT,
        minutes TEXT NOT NULL REFERENCES minutes (id),
        stage   TEXT NOT NULL CHECK (stage IN ('stored', 'opened', 'refused')),
        jws     TEXT NOT NULL
    ) STRICT;
    CREATE INDEX receipt_by_minutes ON receipt (minutes);
    CREATE TRIGGER receipts_are_never_changed BEFORE UPDATE ON receipt
    BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END;

    CREATE TABLE receipt_chain (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        seq  INTEGER NOT NULL,
        prev TEXT NOT NULL
    ) STRICT;
    INSERT INTO receipt_chain VALUES (1, 0, '');
)sql"},
                           // Updates and what devices report. A relay of before goes on without them.
                           sql::Migration{2, 1, R"sql(
    CREATE TABLE device_channel (
        device  TEXT PRIMARY KEY REFERENCES device (id),
        channel TEXT NOT NULL
    ) STRICT;
    CREATE TABLE published (
        number       INTEGER PRIMARY KEY AUTOINCREMENT,
        sha256       TEXT NOT NULL,
        size         INTEGER NOT NULL,
        compatible   TEXT NOT NULL,
        version      TEXT NOT NULL,
        channel      TEXT,
        state        TEXT NOT NULL CHECK (state IN ('offered', 'withdrawn', 'replaced')),
        published_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE published_to (
        number INTEGER NOT NULL REFERENCES published (number),
        device TEXT NOT NULL REFERENCES device (id),
        PRIMARY KEY (number, device)
    ) STRICT;
    CREATE TABLE report (
        device TEXT PRIMARY KEY REFERENCES device (id),
        at     TEXT NOT NULL,
        body   TEXT NOT NULL
    ) STRICT;
)sql"}};

} // namespace

std::span<const sql::Migration> relay_schema()
{
    return steps;
}

} // namespace casustafel::bureau
