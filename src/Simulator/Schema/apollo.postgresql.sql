-- The plain ITSM that Apollo reads as system "apollo", on PostgreSQL. Times are UTC.
CREATE TABLE IF NOT EXISTS tickets (
  id               varchar(64) NOT NULL PRIMARY KEY,
  kind             varchar(400),
  title            text,
  state            varchar(400),
  priority         integer,
  category         varchar(400),
  service          varchar(400),
  channel          varchar(400),
  location         varchar(400),
  team             varchar(400),
  assignee         varchar(400),
  requester        varchar(400),
  opened_at        timestamptz(3),
  responded_at     timestamptz(3),
  resolved_at      timestamptz(3),
  closed_at        timestamptz(3),
  reopened_at      timestamptz(3),
  response_due_at  timestamptz(3),
  due_at           timestamptz(3),
  pending_seconds  integer,
  reopens          integer,
  reassignments    integer,
  escalated        integer,
  rating           integer,
  outcome          varchar(400),
  url              varchar(400),
  updated_at       timestamptz(3)
);
CREATE INDEX IF NOT EXISTS ix_tickets_updated_at ON tickets (updated_at, id);

CREATE TABLE IF NOT EXISTS interventions (
  id          varchar(64) NOT NULL PRIMARY KEY,
  ticket_id   varchar(64),
  title       text,
  state       varchar(400),
  location    varchar(400),
  address     varchar(400),
  contact     varchar(400),
  team        varchar(400),
  technician  varchar(400),
  starts_at   timestamptz(3),
  ends_at     timestamptz(3),
  done_at     timestamptz(3),
  url         varchar(400),
  updated_at  timestamptz(3)
);
CREATE INDEX IF NOT EXISTS ix_interventions_updated_at ON interventions (updated_at, id);

CREATE TABLE IF NOT EXISTS ticket_events (
  ticket_id  varchar(64) NOT NULL,
  at         timestamptz(3) NOT NULL,
  author     varchar(400),
  kind       varchar(400),
  text       text
);
CREATE INDEX IF NOT EXISTS ix_ticket_events_ticket ON ticket_events (ticket_id, at);
