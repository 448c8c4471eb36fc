CREATE USER apollo_reader IDENTIFIED BY 'secret';
GRANT SELECT ON the_database.glpi_tickets TO apollo_reader;
GRANT SELECT ON the_database.glpi_problems TO apollo_reader;
GRANT SELECT ON the_database.glpi_changes TO apollo_reader;
GRANT SELECT ON the_database.glpi_entities TO apollo_reader;
GRANT SELECT ON the_database.glpi_itilcategories TO apollo_reader;
GRANT SELECT ON the_database.glpi_locations TO apollo_reader;
GRANT SELECT ON the_database.glpi_requesttypes TO apollo_reader;
GRANT SELECT ON the_database.glpi_groups TO apollo_reader;
GRANT SELECT ON the_database.glpi_groups_tickets TO apollo_reader;
GRANT SELECT ON the_database.glpi_groups_problems TO apollo_reader;
GRANT SELECT ON the_database.glpi_changes_groups TO apollo_reader;
GRANT SELECT ON the_database.glpi_tickets_users TO apollo_reader;
GRANT SELECT ON the_database.glpi_problems_users TO apollo_reader;
GRANT SELECT ON the_database.glpi_changes_users TO apollo_reader;
GRANT SELECT ON the_database.glpi_ticketsatisfactions TO apollo_reader;
GRANT SELECT ON the_database.glpi_tickettasks TO apollo_reader;
GRANT SELECT ON the_database.glpi_itilfollowups TO apollo_reader;
GRANT SELECT (id, itemtype, items_id, user_name, date_mod, id_search_option, old_value, new_value)
  ON the_database.glpi_logs TO apollo_reader;
GRANT SELECT (id, name, realname, firstname) ON the_database.glpi_users TO apollo_reader;
-- GLPI has no index on when a survey was answered: with it a poll reads only what changed.
CREATE INDEX apollo_date_answered ON the_database.glpi_ticketsatisfactions (date_answered);
