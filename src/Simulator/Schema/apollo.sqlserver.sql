-- The plain ITSM that Apollo reads as system "apollo", on SQL Server. Times are UTC.
IF OBJECT_ID(N'tickets', N'U') IS NULL
CREATE TABLE tickets (
  id               nvarchar(64) NOT NULL PRIMARY KEY,
  kind             nvarchar(400),
  title            nvarchar(max),
  state            nvarchar(400),
  priority         int,
  category         nvarchar(400),
  service          nvarchar(400),
  channel          nvarchar(400),
  location         nvarchar(400),
  team             nvarchar(400),
  assignee         nvarchar(400),
  requester        nvarchar(400),
  opened_at        datetime2(3),
  responded_at     datetime2(3),
  resolved_at      datetime2(3),
  closed_at        datetime2(3),
  reopened_at      datetime2(3),
  response_due_at  datetime2(3),
  due_at           datetime2(3),
  pending_seconds  int,
  reopens          int,
  reassignments    int,
  escalated        int,
  rating           int,
  outcome          nvarchar(400),
  url              nvarchar(400),
  updated_at       datetime2(3)
);
IF NOT EXISTS (
  SELECT 1 FROM sys.indexes
  WHERE name = N'ix_tickets_updated_at' AND object_id = OBJECT_ID(N'tickets'))
CREATE INDEX ix_tickets_updated_at ON tickets (updated_at, id);

IF OBJECT_ID(N'interventions', N'U') IS NULL
CREATE TABLE interventions (
  id          nvarchar(64) NOT NULL PRIMARY KEY,
  ticket_id   nvarchar(64),
  title       nvarchar(max),
  state       nvarchar(400),
  location    nvarchar(400),
  address     nvarchar(400),
  contact     nvarchar(400),
  team        nvarchar(400),
  technician  nvarchar(400),
  starts_at   datetime2(3),
  ends_at     datetime2(3),
  done_at     datetime2(3),
  url         nvarchar(400),
  updated_at  datetime2(3)
);
IF NOT EXISTS (
  SELECT 1 FROM sys.indexes
  WHERE name = N'ix_interventions_updated_at' AND object_id = OBJECT_ID(N'interventions'))
CREATE INDEX ix_interventions_updated_at ON interventions (updated_at, id);

IF OBJECT_ID(N'ticket_events', N'U') IS NULL
CREATE TABLE ticket_events (
  ticket_id  nvarchar(64) NOT NULL,
  at         datetime2(3) NOT NULL,
  author     nvarchar(400),
  kind       nvarchar(400),
  text       nvarchar(max)
);
IF NOT EXISTS (
  SELECT 1 FROM sys.indexes
  WHERE name = N'ix_ticket_events_ticket' AND object_id = OBJECT_ID(N'ticket_events'))
CREATE INDEX ix_ticket_events_ticket ON ticket_events (ticket_id, at);
