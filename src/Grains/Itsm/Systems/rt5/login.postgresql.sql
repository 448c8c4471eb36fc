CREATE ROLE apollo_reader LOGIN PASSWORD 'secret';
GRANT CONNECT ON DATABASE rtdb TO apollo_reader;
GRANT SELECT ON tickets, queues, customfields, objectcustomfieldvalues, groups, groupmembers, cachedgroupmembers,
  transactions, links TO apollo_reader;
GRANT SELECT (id, name, realname) ON users TO apollo_reader;
GRANT SELECT (id, transactionid, contenttype, content) ON attachments TO apollo_reader;
-- Request Tracker has no index on the time of the last update: with it a poll reads only what changed.
CREATE INDEX IF NOT EXISTS apollo_lastupdated ON tickets (lastupdated);
