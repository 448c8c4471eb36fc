CREATE ROLE apollo_reader LOGIN PASSWORD 'secret';
GRANT CONNECT ON DATABASE the_database TO apollo_reader;
GRANT SELECT ON ticket, ticket_history, ticket_history_type, ticket_state, ticket_state_type, ticket_priority,
  ticket_type, queue, service, sla, article, article_sender_type, communication_channel, dynamic_field,
  dynamic_field_value TO apollo_reader;
GRANT SELECT (id, article_id, a_from, a_content_type, a_body) ON article_data_mime TO apollo_reader;
GRANT SELECT (id, first_name, last_name) ON users TO apollo_reader;
GRANT SELECT (id, login, first_name, last_name) ON customer_user TO apollo_reader;
-- Znuny has no index on the time of the last change: with it a poll reads only what changed.
CREATE INDEX IF NOT EXISTS apollo_change_time ON ticket (change_time);
