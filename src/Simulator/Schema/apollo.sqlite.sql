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
  opened_at        TEXT CHECK (opened_at IS strftime('%Y-%m-%dT%H:%M:%fZ', opened_at)),
  responded_at     TEXT CHECK (responded_at IS strftime('%Y-%m-%dT%H:%M:%fZ', responded_at)),
  resolved_at      TEXT CHECK (resolved_at IS strftime('%Y-%m-%dT%H:%M:%fZ', resolved_at)),
  closed_at        TEXT CHECK (closed_at IS strftime('%Y-%m-%dT%H:%M:%fZ', closed_at)),
  reopened_at      TEXT CHECK (reopened_at IS strftime('%Y-%m-%dT%H:%M:%fZ', reopened_at)),
  response_due_at  TEXT CHECK (response_due_at IS strftime('%Y-%m-%dT%H:%M:%fZ', response_due_at)),
  due_at           TEXT CHECK (due_at IS strftime('%Y-%m-%dT%H:%M:%fZ', due_at)),
  pending_seconds  INTEGER,
  reopens          INTEGER,
  reassignments    INTEGER,
  escalated        INTEGER,
  rating           INTEGER,
  outcome          TEXT,
  url              TEXT,
  updated_at       TEXT CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at))
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
  starts_at   TEXT CHECK (starts_at IS strftime('%Y-%m-%dT%H:%M:%fZ', starts_at)),
  ends_at     TEXT CHECK (ends_at IS strftime('%Y-%m-%dT%H:%M:%fZ', ends_at)),
  done_at     TEXT CHECK (done_at IS strftime('%Y-%m-%dT%H:%M:%fZ', done_at)),
  url         TEXT,
  updated_at  TEXT CHECK (updated_at IS strftime('%Y-%m-%dT%H:%M:%fZ', updated_at))
);
CREATE INDEX IF NOT EXISTS ix_interventions_updated_at ON interventions (updated_at, id);

CREATE TABLE IF NOT EXISTS ticket_events (
  ticket_id  TEXT NOT NULL,
  at         TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at)),
  author     TEXT,
  kind       TEXT,
  text       TEXT
);
CREATE INDEX IF NOT EXISTS ix_ticket_events_ticket ON ticket_events (ticket_id, at);
