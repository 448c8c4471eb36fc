CREATE TABLE valid (id SMALLINT NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL);
CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, login VARCHAR(200) NOT NULL, pw VARCHAR(128) NOT NULL,
  first_name VARCHAR(100) NOT NULL, last_name VARCHAR(100) NOT NULL, valid_id SMALLINT NOT NULL);
CREATE TABLE customer_user (id INTEGER NOT NULL PRIMARY KEY, login VARCHAR(200) NOT NULL UNIQUE,
  email VARCHAR(150) NOT NULL, customer_id VARCHAR(150) NOT NULL, pw VARCHAR(128), first_name VARCHAR(100) NOT NULL,
  last_name VARCHAR(100) NOT NULL);
CREATE TABLE queue (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL UNIQUE, group_id INTEGER NOT NULL);
CREATE TABLE ticket_type (id SMALLINT NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL UNIQUE);
CREATE TABLE ticket_priority (id SMALLINT NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL UNIQUE);
CREATE TABLE ticket_state_type (id SMALLINT NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL UNIQUE);
CREATE TABLE ticket_state (id SMALLINT NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL UNIQUE,
  type_id SMALLINT NOT NULL);
CREATE TABLE service (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL UNIQUE);
CREATE TABLE sla (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL UNIQUE);
CREATE TABLE ticket (id BIGINT NOT NULL PRIMARY KEY, tn VARCHAR(50) NOT NULL UNIQUE, title VARCHAR(255),
  queue_id INTEGER NOT NULL, ticket_lock_id SMALLINT NOT NULL, type_id SMALLINT, service_id INTEGER, sla_id INTEGER,
  user_id INTEGER NOT NULL, responsible_user_id INTEGER NOT NULL, ticket_priority_id SMALLINT NOT NULL,
  ticket_state_id SMALLINT NOT NULL, customer_id VARCHAR(150), customer_user_id VARCHAR(250),
  timeout INTEGER NOT NULL, until_time INTEGER NOT NULL, escalation_time INTEGER NOT NULL,
  escalation_update_time INTEGER NOT NULL, escalation_response_time INTEGER NOT NULL,
  escalation_solution_time INTEGER NOT NULL, archive_flag SMALLINT DEFAULT 0 NOT NULL,
  create_time DATETIME NOT NULL, create_by INTEGER NOT NULL, change_time DATETIME NOT NULL, change_by INTEGER NOT NULL);
CREATE INDEX ticket_create_time ON ticket (create_time);
CREATE TABLE ticket_history_type (id SMALLINT NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL UNIQUE);
CREATE TABLE ticket_history (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL,
  history_type_id SMALLINT NOT NULL, ticket_id BIGINT NOT NULL, article_id BIGINT, type_id SMALLINT NOT NULL,
  queue_id INTEGER NOT NULL, owner_id INTEGER NOT NULL, priority_id SMALLINT NOT NULL, state_id SMALLINT NOT NULL,
  create_time DATETIME NOT NULL, create_by INTEGER NOT NULL, change_time DATETIME NOT NULL, change_by INTEGER NOT NULL);
CREATE INDEX ticket_history_ticket_id ON ticket_history (ticket_id);
CREATE TABLE article_sender_type (id SMALLINT NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL UNIQUE);
CREATE TABLE communication_channel (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL UNIQUE);
CREATE TABLE article (id BIGINT NOT NULL PRIMARY KEY, ticket_id BIGINT NOT NULL,
  article_sender_type_id SMALLINT NOT NULL, communication_channel_id BIGINT NOT NULL,
  is_visible_for_customer SMALLINT NOT NULL, create_time DATETIME NOT NULL, create_by INTEGER NOT NULL);
CREATE INDEX article_ticket_id ON article (ticket_id);
CREATE TABLE article_data_mime (id BIGINT NOT NULL PRIMARY KEY, article_id BIGINT NOT NULL, a_from MEDIUMTEXT,
  a_subject TEXT, a_content_type VARCHAR(250), a_body MEDIUMTEXT);
CREATE INDEX article_data_mime_article_id ON article_data_mime (article_id);
CREATE TABLE dynamic_field (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL UNIQUE,
  label VARCHAR(200) NOT NULL, object_type VARCHAR(100) NOT NULL);
CREATE TABLE dynamic_field_value (id INTEGER NOT NULL PRIMARY KEY, field_id INTEGER NOT NULL, object_id BIGINT NOT NULL,
  value_text VARCHAR(3800), value_date DATETIME, value_int BIGINT);
CREATE INDEX dynamic_field_value_field_values ON dynamic_field_value (object_id, field_id);
INSERT INTO users VALUES (1, 'root@localhost', 'x', 'Admin', 'Znuny', 1), (2, 'ana', 'x', 'Ana', 'Lima', 1),
  (3, 'bo', 'x', 'Bo', 'Bauer', 1), (4, 'cleo', 'x', 'Cleo', 'Orr', 1);
INSERT INTO customer_user VALUES (1, 'gil', 'gil@example.com', 'ACME', NULL, 'Gil', 'Guest');
INSERT INTO queue VALUES (1, 'Postmaster', 1), (2, 'Network', 1), (3, 'Junk', 1), (4, 'Network::Wireless', 1),
  (5, 'Mail & Co', 1);
INSERT INTO ticket_type VALUES (1, 'Unclassified'), (2, 'Incident'), (3, 'ServiceRequest'), (4, 'Problem'), (5, 'RfC');
INSERT INTO ticket_priority VALUES (1, '1 very low'), (2, '2 low'), (3, '3 normal'), (4, '4 high'), (5, '5 very high');
INSERT INTO ticket_state_type VALUES (1, 'new'), (2, 'open'), (3, 'closed'), (4, 'pending reminder'),
  (5, 'pending auto'), (6, 'removed'), (7, 'merged');
INSERT INTO ticket_state VALUES (1, 'new', 1), (2, 'closed successful', 3), (3, 'closed unsuccessful', 3),
  (4, 'open', 2), (5, 'removed', 6), (6, 'pending reminder', 4), (7, 'pending auto close+', 5), (9, 'merged', 7),
  (10, 'cancelled', 3), (11, 'in work', 2);
INSERT INTO service VALUES (1, 'Mail'), (2, 'Mail::Archive');
INSERT INTO sla VALUES (1, 'Gold');
INSERT INTO ticket_history_type VALUES (1, 'NewTicket'), (16, 'Move'), (23, 'OwnerUpdate'), (27, 'StateUpdate'),
  (15, 'EmailCustomer'), (8, 'SendAnswer'), (24, 'AddNote'), (11, 'PhoneCallAgent');
INSERT INTO article_sender_type VALUES (1, 'agent'), (2, 'system'), (3, 'customer');
INSERT INTO communication_channel VALUES (1, 'Email'), (2, 'Phone'), (3, 'Internal');
INSERT INTO dynamic_field VALUES (1, 'Category', 'Category of it', 'Ticket'), (2, 'Location', 'Location', 'Ticket'),
  (3, 'Rating', 'Rating', 'Ticket'), (4, 'Outcome', 'Outcome', 'Ticket'), (5, 'Of an article', 'X', 'Article');
