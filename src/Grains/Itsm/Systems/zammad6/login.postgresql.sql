CREATE ROLE apollo_reader LOGIN PASSWORD 'secret';
GRANT CONNECT ON DATABASE the_database TO apollo_reader;
GRANT SELECT ON tickets, ticket_states, ticket_state_types, ticket_priorities, groups, organizations,
  ticket_article_types, histories, history_types, history_objects, history_attributes, object_lookups,
  object_manager_attributes TO apollo_reader;
GRANT SELECT (id, login, firstname, lastname) ON users TO apollo_reader;
GRANT SELECT (id, ticket_id, type_id, content_type, body, internal, created_by_id, origin_by_id, created_at)
  ON ticket_articles TO apollo_reader;
