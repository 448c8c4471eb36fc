CREATE ROLE apollo_reader LOGIN PASSWORD 'secret';
GRANT CONNECT ON DATABASE redmine_default TO apollo_reader;
GRANT SELECT ON issues, trackers, issue_statuses, projects, enumerations, issue_categories, issue_relations,
  journals, journal_details, custom_fields, custom_values TO apollo_reader;
GRANT SELECT (id, firstname, lastname) ON users TO apollo_reader;
-- Redmine has no index on the time of the last update: with it a poll reads only what changed.
CREATE INDEX IF NOT EXISTS apollo_updated_on ON issues (updated_on);
