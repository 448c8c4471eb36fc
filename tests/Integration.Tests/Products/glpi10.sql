CREATE TABLE glpi_tickets (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  entities_id int unsigned NOT NULL DEFAULT 0, name varchar(255), date timestamp NULL, closedate timestamp NULL,
  solvedate timestamp NULL, date_mod timestamp NULL, status int NOT NULL DEFAULT 1, content longtext,
  priority int NOT NULL DEFAULT 1, itilcategories_id int unsigned NOT NULL DEFAULT 0,
  time_to_resolve timestamp NULL, begin_waiting_date timestamp NULL, waiting_duration int NOT NULL DEFAULT 0,
  is_deleted tinyint NOT NULL DEFAULT 0, locations_id int unsigned NOT NULL DEFAULT 0,
  takeintoaccountdate timestamp NULL, requesttypes_id int unsigned NOT NULL DEFAULT 0, type int NOT NULL DEFAULT 1,
  slas_id_ttr int unsigned NOT NULL DEFAULT 0, time_to_own timestamp NULL,
  sla_waiting_duration int NOT NULL DEFAULT 0,
  KEY date (date), KEY status (status), KEY date_mod (date_mod)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_problems (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  entities_id int unsigned NOT NULL DEFAULT 0, name varchar(255), date timestamp NULL, closedate timestamp NULL,
  solvedate timestamp NULL, date_mod timestamp NULL, status int NOT NULL DEFAULT 1, content longtext,
  priority int NOT NULL DEFAULT 1, itilcategories_id int unsigned NOT NULL DEFAULT 0,
  time_to_resolve timestamp NULL, begin_waiting_date timestamp NULL, waiting_duration int NOT NULL DEFAULT 0,
  is_deleted tinyint NOT NULL DEFAULT 0, locations_id int unsigned NOT NULL DEFAULT 0,
  KEY date (date), KEY status (status), KEY date_mod (date_mod)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_changes (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  entities_id int unsigned NOT NULL DEFAULT 0, name varchar(255), date timestamp NULL, closedate timestamp NULL,
  solvedate timestamp NULL, date_mod timestamp NULL, status int NOT NULL DEFAULT 1, content longtext,
  priority int NOT NULL DEFAULT 1, itilcategories_id int unsigned NOT NULL DEFAULT 0,
  time_to_resolve timestamp NULL, begin_waiting_date timestamp NULL, waiting_duration int NOT NULL DEFAULT 0,
  is_deleted tinyint NOT NULL DEFAULT 0, locations_id int unsigned NOT NULL DEFAULT 0,
  KEY date (date), KEY status (status), KEY date_mod (date_mod)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_entities (id int unsigned NOT NULL PRIMARY KEY, name varchar(255), completename text
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_itilcategories (id int unsigned NOT NULL PRIMARY KEY, name varchar(255), completename text
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_groups (id int unsigned NOT NULL PRIMARY KEY, name varchar(255), completename text
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_locations (id int unsigned NOT NULL PRIMARY KEY, name varchar(255), completename text,
  address text, town varchar(255)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_requesttypes (id int unsigned NOT NULL PRIMARY KEY, name varchar(255)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_users (id int unsigned NOT NULL PRIMARY KEY, name varchar(255), realname varchar(255),
  firstname varchar(255), password varchar(255)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_logs (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, itemtype varchar(100) NOT NULL DEFAULT '',
  items_id int unsigned NOT NULL DEFAULT 0, user_name varchar(255), date_mod timestamp NULL,
  id_search_option int NOT NULL DEFAULT 0, old_value varchar(255), new_value varchar(255),
  KEY date_mod (date_mod), KEY item (itemtype, items_id), KEY id_search_option (id_search_option)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_itilfollowups (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, itemtype varchar(100) NOT NULL,
  items_id int unsigned NOT NULL DEFAULT 0, date timestamp NULL, users_id int unsigned NOT NULL DEFAULT 0,
  content longtext, is_private tinyint NOT NULL DEFAULT 0, KEY item (itemtype, items_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_ticketsatisfactions (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  tickets_id int unsigned NOT NULL DEFAULT 0, date_begin timestamp NULL, date_answered timestamp NULL,
  satisfaction int, UNIQUE KEY tickets_id (tickets_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_tickettasks (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  tickets_id int unsigned NOT NULL DEFAULT 0, date timestamp NULL, users_id int unsigned NOT NULL DEFAULT 0,
  content longtext, is_private tinyint NOT NULL DEFAULT 0, begin timestamp NULL, end timestamp NULL,
  state int NOT NULL DEFAULT 1, users_id_tech int unsigned NOT NULL DEFAULT 0,
  groups_id_tech int unsigned NOT NULL DEFAULT 0, date_mod timestamp NULL, KEY date_mod (date_mod),
  KEY tickets_id (tickets_id), KEY begin (begin)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_groups_tickets (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  tickets_id int unsigned NOT NULL DEFAULT 0, groups_id int unsigned NOT NULL DEFAULT 0, type int NOT NULL DEFAULT 1,
  KEY tickets_id (tickets_id, type)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_groups_problems (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  problems_id int unsigned NOT NULL DEFAULT 0, groups_id int unsigned NOT NULL DEFAULT 0, type int NOT NULL DEFAULT 1,
  KEY problems_id (problems_id, type)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_changes_groups (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  changes_id int unsigned NOT NULL DEFAULT 0, groups_id int unsigned NOT NULL DEFAULT 0, type int NOT NULL DEFAULT 1,
  KEY changes_id (changes_id, type)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_tickets_users (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  tickets_id int unsigned NOT NULL DEFAULT 0, users_id int unsigned NOT NULL DEFAULT 0, type int NOT NULL DEFAULT 1,
  alternative_email varchar(255),
  KEY tickets_id (tickets_id, type)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_problems_users (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  problems_id int unsigned NOT NULL DEFAULT 0, users_id int unsigned NOT NULL DEFAULT 0, type int NOT NULL DEFAULT 1,
  alternative_email varchar(255),
  KEY problems_id (problems_id, type)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE glpi_changes_users (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  changes_id int unsigned NOT NULL DEFAULT 0, users_id int unsigned NOT NULL DEFAULT 0, type int NOT NULL DEFAULT 1,
  alternative_email varchar(255),
  KEY changes_id (changes_id, type)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
INSERT INTO glpi_entities VALUES (0, 'Root entity', 'Root entity'), (1, 'Lyon', 'Root entity &#62; Lyon'),
  (2, 'Tests', 'Root entity &#62; Tests');
INSERT INTO glpi_itilcategories VALUES (1, 'Network', 'Network'), (2, 'R&#38;D', 'Network &#62; R&#38;D');
INSERT INTO glpi_groups VALUES (1, 'Network', 'Network'), (2, 'Field', 'Network &#62; Field');
INSERT INTO glpi_locations VALUES (1, 'Hall', 'Lyon &#62; Hall', '1 rue de la Gare', 'Lyon'),
  (2, 'Paris', 'Paris', '', NULL);
INSERT INTO glpi_requesttypes VALUES (1, 'Helpdesk'), (2, 'E-Mail'), (3, 'Phone');
INSERT INTO glpi_users VALUES (2, 'ana', 'Lima', 'Ana', 'x'), (3, 'bo', 'Bauer', 'Bo', 'x'),
  (4, 'gil', 'Guest', 'Gil', 'x'),
  (5, 'nameless', NULL, NULL, 'x');
