-- The plain ITSM that Apollo reads as system "apollo", on MariaDB and MySQL. Times are UTC.
CREATE TABLE IF NOT EXISTS tickets (
  id               varchar(64) NOT NULL PRIMARY KEY,
  kind             varchar(400),
  title            longtext,
  state            varchar(400),
  priority         int,
  category         varchar(400),
  service          varchar(400),
  channel          varchar(400),
  location         varchar(400),
  team             varchar(400),
  assignee         varchar(400),
  requester        varchar(400),
  opened_at        datetime(3),
  responded_at     datetime(3),
  resolved_at      datetime(3),
  closed_at        datetime(3),
  reopened_at      datetime(3),
  response_due_at  datetime(3),
  due_at           datetime(3),
  pending_seconds  int,
  reopens          int,
  reassignments    int,
  escalated        int,
  rating           int,
  outcome          varchar(400),
  url              varchar(400),
  updated_at       datetime(3),
  INDEX ix_tickets_updated_at (updated_at, id)
) CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS interventions (
  id          varchar(64) NOT NULL PRIMARY KEY,
  ticket_id   varchar(64),
  title       longtext,
  state       varchar(400),
  location    varchar(400),
  address     varchar(400),
  contact     varchar(400),
  team        varchar(400),
  technician  varchar(400),
  starts_at   datetime(3),
  ends_at     datetime(3),
  done_at     datetime(3),
  url         varchar(400),
  updated_at  datetime(3),
  INDEX ix_interventions_updated_at (updated_at, id)
) CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS ticket_events (
  ticket_id  varchar(64) NOT NULL,
  at         datetime(3) NOT NULL,
  author     varchar(400),
  kind       varchar(400),
  text       longtext,
  INDEX ix_ticket_events_ticket (ticket_id, at)
) CHARACTER SET utf8mb4;
