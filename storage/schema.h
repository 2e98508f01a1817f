#pragma once

#include "storage/sql/migrate.h"

#include <array>
#include <string>

// The tables of our five kinds of file. A released step is never edited: add one, with the oldest program that may
// still open the file after it.

namespace casustafel::storage {

/// A conference: its facts and the audit chain over them, which only grow, as the database itself sees to; and what
/// somebody is filling in, which comes and goes.
inline constexpr std::array ledger_steps{
    sql::Migration{1, 1, R"sql(
        CREATE TABLE schema_info (readable_from INTEGER NOT NULL);
        INSERT INTO schema_info VALUES (1);

        CREATE TABLE origin (
            id       INTEGER PRIMARY KEY CHECK (id = 1),
            previous BLOB CHECK (previous IS NULL OR length(previous) = 32)
        );
        CREATE TRIGGER origin_is_never_changed BEFORE UPDATE ON origin
        BEGIN SELECT RAISE(ABORT, 'the chain starts where it started'); END;
        CREATE TRIGGER origin_is_never_removed BEFORE DELETE ON origin
        BEGIN SELECT RAISE(ABORT, 'the chain starts where it started'); END;

        CREATE TABLE fact (
            seq   INTEGER PRIMARY KEY,
            at_ms INTEGER NOT NULL,
            body  BLOB    NOT NULL
        );
        CREATE TRIGGER fact_is_appended BEFORE INSERT ON fact
        WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM fact)
        BEGIN SELECT RAISE(ABORT, 'facts are appended in order'); END;
        CREATE TRIGGER fact_is_never_changed BEFORE UPDATE ON fact
        BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
        CREATE TRIGGER fact_is_never_removed BEFORE DELETE ON fact
        BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;

        CREATE TABLE audit (
            seq  INTEGER PRIMARY KEY REFERENCES fact,
            line TEXT NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32)
        );
        CREATE TRIGGER line_is_appended BEFORE INSERT ON audit
        WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
        BEGIN SELECT RAISE(ABORT, 'audit lines are appended in order'); END;
        CREATE TRIGGER line_is_never_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'audit lines are append-only'); END;
        CREATE TRIGGER line_is_never_removed BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'audit lines are append-only'); END;
    )sql"},
    sql::Migration{2, 1, R"sql(
        CREATE TABLE draft (
            part INTEGER PRIMARY KEY CHECK (part > 0),
            body BLOB    NOT NULL
        );
    )sql"},
};

/// The queue of sealed envelopes. A row stays for ever: the next envelope names the one before.
inline constexpr std::array outbox_steps{
    sql::Migration{1, 1, R"sql(
        CREATE TABLE schema_info (readable_from INTEGER NOT NULL);
        INSERT INTO schema_info VALUES (1);

        CREATE TABLE envelope (
            seq             INTEGER PRIMARY KEY CHECK (seq > 0),
            minutes         TEXT    NOT NULL UNIQUE,
            conference      TEXT    NOT NULL,
            sha256          BLOB    NOT NULL CHECK (length(sha256) = 32),
            inner_sha256    BLOB    NOT NULL CHECK (length(inner_sha256) = 32),
            state           TEXT    NOT NULL CHECK (state IN ('sealing', 'sealed', 'sent', 'opened', 'refused')),
            sealed_at_ms    INTEGER NOT NULL,
            refused_because TEXT    NOT NULL,
            bytes           BLOB,
            CHECK ((state = 'opened') = (bytes IS NULL))
        );
        CREATE TRIGGER envelope_is_never_removed BEFORE DELETE ON envelope
        BEGIN SELECT RAISE(ABORT, 'the queue keeps what it sent'); END;
        CREATE TRIGGER envelope_is_never_rewritten BEFORE UPDATE ON envelope
        WHEN NEW.seq IS NOT OLD.seq OR NEW.minutes IS NOT OLD.minutes OR NEW.conference IS NOT OLD.conference
            OR NEW.sha256 IS NOT OLD.sha256
            OR NEW.inner_sha256 IS NOT OLD.inner_sha256 OR (NEW.bytes IS NOT NULL AND NEW.bytes IS NOT OLD.bytes)
        BEGIN SELECT RAISE(ABORT, 'an envelope is made once'); END;

        CREATE TABLE receipt (
            id    INTEGER PRIMARY KEY,
            seq   INTEGER NOT NULL REFERENCES envelope,
            state TEXT    NOT NULL,
            jws   TEXT    NOT NULL,
            UNIQUE (seq, jws)
        );
    )sql"},
    // A draft, which `sealing` is from now on, may be replaced: no key was destroyed for it and nobody was sent it.
    sql::Migration{2, 1, R"sql(
        DROP TRIGGER envelope_is_never_removed;
        CREATE TRIGGER envelope_is_never_removed BEFORE DELETE ON envelope WHEN OLD.state IS NOT 'sealing'
        BEGIN SELECT RAISE(ABORT, 'the queue keeps what it sent'); END;
    )sql"},
};

/// Packages that can't become a conference yet, and the bureau's newest key set.
inline constexpr std::array inbox_steps{
    sql::Migration{1, 1, R"sql(
        CREATE TABLE schema_info (readable_from INTEGER NOT NULL);
        INSERT INTO schema_info VALUES (1);

        CREATE TABLE package (
            id     TEXT PRIMARY KEY,
            kind   TEXT NOT NULL,
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
            bytes  BLOB NOT NULL
        );
        CREATE TABLE key_set (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            jws TEXT NOT NULL
        );
    )sql"},
};

/// The device's own keys, and where its audit chain stood.
inline constexpr std::array device_steps{
    sql::Migration{1, 1, R"sql(
        CREATE TABLE schema_info (readable_from INTEGER NOT NULL);
        INSERT INTO schema_info VALUES (1);

        CREATE TABLE secret (
            name TEXT PRIMARY KEY,
            body BLOB NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE chain_end (
            id   INTEGER PRIMARY KEY CHECK (id = 1),
            head BLOB NOT NULL CHECK (length(head) = 32)
        );
    )sql"},
};

/// The log over the device's whole life; docs/formats/device-log.md.
inline constexpr std::array log_steps{
    sql::Migration{1, 1, R"sql(
        CREATE TABLE schema_info (readable_from INTEGER NOT NULL);
        INSERT INTO schema_info VALUES (1);

        CREATE TABLE state (
            id       INTEGER PRIMARY KEY CHECK (id = 1),
            size     INTEGER NOT NULL,
            subtrees BLOB    NOT NULL,
            boot     INTEGER NOT NULL,
            boot_id  TEXT    NOT NULL,
            running  INTEGER NOT NULL
        );
        INSERT INTO state VALUES (1, 0, x'', 0, '', 0);

        CREATE TABLE removed (
            id       INTEGER PRIMARY KEY CHECK (id = 1),
            size     INTEGER NOT NULL,
            subtrees BLOB    NOT NULL
        );
        INSERT INTO removed VALUES (1, 0, x'');

        CREATE TABLE line (
            n    INTEGER PRIMARY KEY,
            body TEXT NOT NULL,
            root BLOB NOT NULL CHECK (length(root) = 32)
        );
        CREATE TRIGGER line_is_appended BEFORE INSERT ON line
        WHEN NEW.n IS NOT max((SELECT coalesce(max(n) + 1, 0) FROM line), (SELECT size FROM removed))
        BEGIN SELECT RAISE(ABORT, 'lines are appended in order'); END;
        CREATE TRIGGER line_is_never_changed BEFORE UPDATE ON line
        BEGIN SELECT RAISE(ABORT, 'lines are append-only'); END;
        CREATE TRIGGER line_is_removed_after_its_term BEFORE DELETE ON line
        WHEN OLD.n >= (SELECT size FROM removed)
        BEGIN SELECT RAISE(ABORT, 'lines are append-only'); END;

        CREATE TABLE copied (
            first      BLOB PRIMARY KEY CHECK (length(first) = 32),
            conference TEXT    NOT NULL,
            seq        INTEGER NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE head (
            number    INTEGER PRIMARY KEY,
            start     INTEGER NOT NULL,
            size      INTEGER NOT NULL,
            jws       TEXT    NOT NULL,
            jwk       TEXT    NOT NULL,
            minutes   TEXT    NOT NULL,
            state     TEXT    NOT NULL CHECK (state IN ('kept', 'given', 'opened', 'refused')),
            opened_ms INTEGER NOT NULL
        );

        CREATE TABLE bureau_head (
            id     INTEGER PRIMARY KEY CHECK (id = 1),
            number INTEGER NOT NULL,
            at_ms  INTEGER NOT NULL,
            size   INTEGER NOT NULL,
            root   BLOB    NOT NULL CHECK (length(root) = 32)
        );
    )sql"},
};

/// Which step each kind of file is at after this program opened it, and the oldest program that can still open it then:
/// `2.2.1.1.1`, in the order ledger, outbox, inbox, device, log. What an update is judged by before it is installed.
std::string schema();
std::string schema_readable_from();

} // namespace casustafel::storage
