CREATE TABLE ticket_state_types (id serial PRIMARY KEY, name varchar(250) NOT NULL UNIQUE);
CREATE TABLE ticket_states (id serial PRIMARY KEY, state_type_id integer NOT NULL, name varchar(250) NOT NULL UNIQUE,
  ignore_escalation boolean NOT NULL DEFAULT false, active boolean NOT NULL DEFAULT true);
CREATE TABLE ticket_priorities (id serial PRIMARY KEY, name varchar(250) NOT NULL UNIQUE);
CREATE TABLE groups (id serial PRIMARY KEY, name varchar(160) NOT NULL UNIQUE, active boolean NOT NULL DEFAULT true);
CREATE TABLE organizations (id serial PRIMARY KEY, name varchar(100) NOT NULL);
CREATE TABLE users (id serial PRIMARY KEY, organization_id integer, login varchar(255) NOT NULL,
  firstname varchar(100) DEFAULT '', lastname varchar(100) DEFAULT '', email varchar(255) DEFAULT '',
  password varchar(120));
CREATE TABLE tickets (id serial PRIMARY KEY, group_id integer NOT NULL, priority_id integer NOT NULL,
  state_id integer NOT NULL, organization_id integer, number varchar(60) NOT NULL, title varchar(250) NOT NULL,
  owner_id integer NOT NULL, customer_id integer NOT NULL, note varchar(250), first_response_at timestamp(3),
  first_response_escalation_at timestamp(3), first_response_in_min integer, first_response_diff_in_min integer,
  close_at timestamp(3), close_escalation_at timestamp(3), close_in_min integer, close_diff_in_min integer,
  update_escalation_at timestamp(3), last_close_at timestamp(3), create_article_type_id integer,
  create_article_sender_id integer, article_count integer, escalation_at timestamp(3), pending_time timestamp(3),
  type varchar(100), time_unit numeric(6, 2), preferences text, updated_by_id integer NOT NULL,
  created_by_id integer NOT NULL, created_at timestamp(3) NOT NULL, updated_at timestamp(3) NOT NULL,
  location varchar(120), rating varchar(10));
CREATE UNIQUE INDEX index_tickets_on_number ON tickets (number);
CREATE INDEX index_tickets_on_updated_at ON tickets (updated_at);
CREATE TABLE ticket_article_types (id serial PRIMARY KEY, name varchar(250) NOT NULL UNIQUE);
CREATE TABLE ticket_article_senders (id serial PRIMARY KEY, name varchar(250) NOT NULL UNIQUE);
CREATE TABLE ticket_articles (id serial PRIMARY KEY, ticket_id integer NOT NULL, type_id integer NOT NULL,
  sender_id integer NOT NULL, "from" varchar(3000), content_type varchar(20) NOT NULL DEFAULT 'text/plain',
  body text NOT NULL, internal boolean NOT NULL DEFAULT false, updated_by_id integer NOT NULL,
  created_by_id integer NOT NULL, origin_by_id integer, created_at timestamp(3) NOT NULL);
CREATE INDEX index_ticket_articles_on_ticket_id ON ticket_articles (ticket_id);
CREATE TABLE history_types (id serial PRIMARY KEY, name varchar(250) NOT NULL UNIQUE);
CREATE TABLE history_objects (id serial PRIMARY KEY, name varchar(250) NOT NULL UNIQUE);
CREATE TABLE history_attributes (id serial PRIMARY KEY, name varchar(250) NOT NULL UNIQUE);
CREATE TABLE histories (id serial PRIMARY KEY, history_type_id integer NOT NULL, history_object_id integer NOT NULL,
  history_attribute_id integer, o_id integer NOT NULL, id_to integer, id_from integer, value_from varchar(500),
  value_to varchar(500), created_by_id integer NOT NULL, created_at timestamp(3) NOT NULL);
CREATE INDEX index_histories_on_o_id ON histories (o_id);
CREATE TABLE object_lookups (id serial PRIMARY KEY, name varchar(250) NOT NULL UNIQUE);
CREATE TABLE object_manager_attributes (id serial PRIMARY KEY, object_lookup_id integer NOT NULL,
  name varchar(200) NOT NULL, display varchar(200) NOT NULL, editable boolean NOT NULL DEFAULT true,
  active boolean NOT NULL DEFAULT true);
INSERT INTO ticket_state_types VALUES (1, 'new'), (2, 'open'), (3, 'pending reminder'), (4, 'pending action'),
  (5, 'closed'), (6, 'merged'), (7, 'removed');
INSERT INTO ticket_states (id, state_type_id, name, ignore_escalation) VALUES
  (1, 1, 'new', false), (2, 2, 'open', false), (3, 3, 'pending reminder', true),
  (4, 5, 'closed', true), (5, 6, 'merged', true), (6, 7, 'removed', true), (7, 4, 'pending close', true),
  (8, 5, 'cancelled', true), (9, 2, 'in work', false);
INSERT INTO ticket_priorities VALUES (1, '1 low'), (2, '2 normal'), (3, '3 high');
INSERT INTO groups VALUES (1, 'Users'), (2, 'Network'), (3, 'Network::Wireless'), (4, 'Spam');
INSERT INTO organizations VALUES (1, 'ACME');
INSERT INTO users (id, organization_id, login, firstname, lastname) VALUES (1, NULL, '-', '-', ''),
  (2, NULL, 'ana@example.com', 'Ana', 'Lima'), (3, NULL, 'bo@example.com', 'Bo', 'Bauer'),
  (4, 1, 'gil@example.com', 'Gil', 'Guest'), (5, NULL, 'nameless@example.com', '', NULL);
INSERT INTO ticket_article_types VALUES (1, 'email'), (5, 'phone'), (10, 'note'), (11, 'web');
INSERT INTO ticket_article_senders VALUES (1, 'Agent'), (2, 'Customer'), (3, 'System');
INSERT INTO history_types VALUES (1, 'created'), (2, 'updated'), (3, 'notification');
INSERT INTO history_objects VALUES (1, 'Ticket'), (2, 'Ticket::Article'), (3, 'User');
INSERT INTO history_attributes VALUES (1, 'state'), (2, 'owner'), (3, 'group'), (4, 'priority'), (5, 'title');
INSERT INTO object_lookups VALUES (1, 'Ticket'), (2, 'User');
INSERT INTO object_manager_attributes VALUES (1, 1, 'title', 'Title', false), (2, 1, 'location', 'Place', true),
  (3, 1, 'rating', 'Rating', true);
