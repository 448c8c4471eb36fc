-- The plain ITSM that Apollo reads as system "apollo", on SQLite. Times are UTC text: yyyy-MM-ddTHH:mm:ss.fffZ.
CREATE TABLE IF NOT EXISTS tickets (
  id               TEXT NOT NULL PRIMARY KEY,
  kind             TEXT,
  title            TEXT,
  state            TEXT,
  priority         INTEGER,
  category         TEXT,
  service          TEXT,
  channel          TEXT,
  location         TEXT,
  team             TEXT,
  assignee         TEXT,
  requester        TEXT,
  opened_at        TEXT CHECK (opened_at       GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  responded_at     TEXT CHECK (responded_at    GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  resolved_at      TEXT CHECK (resolved_at     GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  closed_at        TEXT CHECK (closed_at       GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  reopened_at      TEXT CHECK (reopened_at     GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  response_due_at  TEXT CHECK (response_due_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  due_at           TEXT CHECK (due_at          GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  pending_seconds  INTEGER,
  reopens          INTEGER,
  reassignments    INTEGER,
  escalated        INTEGER,
  rating           INTEGER,
  outcome          TEXT,
  url              TEXT,
  updated_at       TEXT CHECK (updated_at      GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z')
);
CREATE INDEX IF NOT EXISTS ix_tickets_updated_at ON tickets (updated_at, id);

CREATE TABLE IF NOT EXISTS interventions (
  id          TEXT NOT NULL PRIMARY KEY,
  ticket_id   TEXT,
  title       TEXT,
  state       TEXT,
  location    TEXT,
  address     TEXT,
  contact     TEXT,
  team        TEXT,
  technician  TEXT,
  starts_at   TEXT CHECK (starts_at  GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  ends_at     TEXT CHECK (ends_at    GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  done_at     TEXT CHECK (done_at    GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  url         TEXT,
  updated_at  TEXT CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z')
);
CREATE INDEX IF NOT EXISTS ix_interventions_updated_at ON interventions (updated_at, id);

CREATE TABLE IF NOT EXISTS ticket_events (
  ticket_id  TEXT NOT NULL,
  at         TEXT NOT NULL CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  author     TEXT,
  kind       TEXT,
  text       TEXT
);
CREATE INDEX IF NOT EXISTS ix_ticket_events_ticket ON ticket_events (ticket_id, at);
