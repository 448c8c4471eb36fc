-- Ids of tickets, problems and changes overlap: P and C stand before those of the latter two.
-- GLPI keeps <, > and & of names encoded.
SELECT CAST(t.id AS CHAR) AS id,
       CASE t.type WHEN 2 THEN 'request' ELSE 'incident' END AS kind,
       REPLACE(REPLACE(REPLACE(t.name, '&#60;', '<'), '&#62;', '>'), '&#38;', '&') AS title,
       CAST(t.status AS CHAR) AS state,
       CAST(t.priority AS CHAR) AS priority,
       REPLACE(REPLACE(REPLACE(c.completename, '&#60;', '<'), '&#62;', '>'), '&#38;', '&') AS category,
       NULL AS service,
       REPLACE(REPLACE(REPLACE(r.name, '&#60;', '<'), '&#62;', '>'), '&#38;', '&') AS channel,
       REPLACE(REPLACE(REPLACE(l.completename, '&#60;', '<'), '&#62;', '>'), '&#38;', '&') AS location,
       (SELECT REPLACE(REPLACE(REPLACE(g.completename, '&#60;', '<'), '&#62;', '>'), '&#38;', '&')
        FROM glpi_groups_tickets a JOIN glpi_groups g ON g.id = a.groups_id
        WHERE a.tickets_id = t.id AND a.type = 2 ORDER BY a.id LIMIT 1) AS team,
       (SELECT COALESCE(NULLIF(TRIM(CONCAT_WS(' ', u.firstname, u.realname)), ''), u.name)
        FROM glpi_tickets_users a JOIN glpi_users u ON u.id = a.users_id
        WHERE a.tickets_id = t.id AND a.type = 2 ORDER BY a.id LIMIT 1) AS assignee,
       (SELECT COALESCE(NULLIF(TRIM(CONCAT_WS(' ', u.firstname, u.realname)), ''), u.name, a.alternative_email)
        FROM glpi_tickets_users a LEFT JOIN glpi_users u ON u.id = a.users_id
        WHERE a.tickets_id = t.id AND a.type = 1 ORDER BY a.id LIMIT 1) AS requester,
       t.date AS opened_at, t.takeintoaccountdate AS responded_at, t.solvedate AS resolved_at, t.closedate AS closed_at,
       (SELECT MAX(h.date_mod) FROM glpi_logs h
        WHERE h.itemtype = 'Ticket' AND h.items_id = t.id AND h.id_search_option = 12
          AND h.old_value IN ('5', '6', '8') AND h.new_value NOT IN ('5', '6', '8', '13', '14')) AS reopened_at,
       t.time_to_own AS response_due_at, t.time_to_resolve AS due_at,
       CASE WHEN t.slas_id_ttr > 0 THEN t.sla_waiting_duration END AS pending_seconds,
       (SELECT COUNT(*) FROM glpi_logs h
        WHERE h.itemtype = 'Ticket' AND h.items_id = t.id AND h.id_search_option = 12
          AND h.old_value IN ('5', '6', '8') AND h.new_value NOT IN ('5', '6', '8', '13', '14')) AS reopens,
       NULL AS reassignments, NULL AS escalated, NULLIF(s.satisfaction, 0) AS rating, NULL AS outcome,
       CONCAT(@web, '/front/ticket.form.php?id=', t.id) AS url,
       t.date_mod AS updated_at,
       REPLACE(REPLACE(REPLACE(e.completename, '&#60;', '<'), '&#62;', '>'), '&#38;', '&') AS by_entity
FROM (
  SELECT CAST(j.id AS UNSIGNED) AS id
  FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id varchar(20) CHARACTER SET ascii PATH '$')) j
  WHERE j.id REGEXP '^[0-9]+$'
  UNION ALL
  SELECT k.id FROM glpi_tickets k WHERE @ids IS NULL AND (@since IS NULL OR k.date_mod >= @since)
) i
JOIN glpi_tickets t ON t.id = i.id
JOIN glpi_entities e ON e.id = t.entities_id
LEFT JOIN glpi_itilcategories c ON c.id = t.itilcategories_id
LEFT JOIN glpi_locations l ON l.id = t.locations_id
LEFT JOIN glpi_requesttypes r ON r.id = t.requesttypes_id
LEFT JOIN glpi_ticketsatisfactions s ON s.tickets_id = t.id AND s.date_answered IS NOT NULL
WHERE t.is_deleted = 0
  AND NOT COALESCE(FIND_IN_SET(e.name, @hidden), 0)
UNION ALL
SELECT CONCAT('P', t.id) AS id,
       'problem' AS kind,
       REPLACE(REPLACE(REPLACE(t.name, '&#60;', '<'), '&#62;', '>'), '&#38;', '&') AS title,
       CAST(t.status AS CHAR) AS state,
       CAST(t.priority AS CHAR) AS priority,
       REPLACE(REPLACE(REPLACE(c.completename, '&#60;', '<'), '&#62;', '>'), '&#38;', '&') AS category,
       NULL AS service,
       NULL AS channel,
       REPLACE(REPLACE(REPLACE(l.completename, '&#60;', '<'), '&#62;', '>'), '&#38;', '&') AS location,
       (SELECT REPLACE(REPLACE(REPLACE(g.completename, '&#60;', '<'), '&#62;', '>'), '&#38;', '&')
        FROM glpi_groups_problems a JOIN glpi_groups g ON g.id = a.groups_id
        WHERE a.problems_id = t.id AND a.type = 2 ORDER BY a.id LIMIT 1) AS team,
       (SELECT COALESCE(NULLIF(TRIM(CONCAT_WS(' ', u.firstname, u.realname)), ''), u.name)
        FROM glpi_problems_users a JOIN glpi_users u ON u.id = a.users_id
        WHERE a.problems_id = t.id AND a.type = 2 ORDER BY a.id LIMIT 1) AS assignee,
       (SELECT COALESCE(NULLIF(TRIM(CONCAT_WS(' ', u.firstname, u.realname)), ''), u.name, a.alternative_email)
        FROM glpi_problems_users a LEFT JOIN glpi_users u ON u.id = a.users_id
        WHERE a.problems_id = t.id AND a.type = 1 ORDER BY a.id LIMIT 1) AS requester,
       t.date AS opened_at, NULL AS responded_at, t.solvedate AS resolved_at, t.closedate AS closed_at,
       (SELECT MAX(h.date_mod) FROM glpi_logs h
        WHERE h.itemtype = 'Problem' AND h.items_id = t.id AND h.id_search_option = 12
          AND h.old_value IN ('5', '6', '8') AND h.new_value NOT IN ('5', '6', '8', '13', '14')) AS reopened_at,
       NULL AS response_due_at, t.time_to_resolve AS due_at,
       NULL AS pending_seconds,
       (SELECT COUNT(*) FROM glpi_logs h
        WHERE h.itemtype = 'Problem' AND h.items_id = t.id AND h.id_search_option = 12
          AND h.old_value IN ('5', '6', '8') AND h.new_value NOT IN ('5', '6', '8', '13', '14')) AS reopens,
       NULL AS reassignments, NULL AS escalated, NULL AS rating, NULL AS outcome,
       CONCAT(@web, '/front/problem.form.php?id=', t.id) AS url,
       t.date_mod AS updated_at,
       REPLACE(REPLACE(REPLACE(e.completename, '&#60;', '<'), '&#62;', '>'), '&#38;', '&') AS by_entity
FROM (
  SELECT CAST(SUBSTRING(j.id, 2) AS UNSIGNED) AS id
  FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id varchar(20) CHARACTER SET ascii PATH '$')) j
  WHERE j.id REGEXP '^P[0-9]+$'
  UNION ALL
  SELECT k.id FROM glpi_problems k WHERE @ids IS NULL AND (@since IS NULL OR k.date_mod >= @since)
) i
JOIN glpi_problems t ON t.id = i.id
JOIN glpi_entities e ON e.id = t.entities_id
LEFT JOIN glpi_itilcategories c ON c.id = t.itilcategories_id
LEFT JOIN glpi_locations l ON l.id = t.locations_id
WHERE t.is_deleted = 0
  AND NOT COALESCE(FIND_IN_SET(e.name, @hidden), 0)
UNION ALL
SELECT CONCAT('C', t.id) AS id,
       'change' AS kind,
       REPLACE(REPLACE(REPLACE(t.name, '&#60;', '<'), '&#62;', '>'), '&#38;', '&') AS title,
       CAST(t.status AS CHAR) AS state,
       CAST(t.priority AS CHAR) AS priority,
       REPLACE(REPLACE(REPLACE(c.completename, '&#60;', '<'), '&#62;', '>'), '&#38;', '&') AS category,
       NULL AS service,
       NULL AS channel,
       REPLACE(REPLACE(REPLACE(l.completename, '&#60;', '<'), '&#62;', '>'), '&#38;', '&') AS location,
       (SELECT REPLACE(REPLACE(REPLACE(g.completename, '&#60;', '<'), '&#62;', '>'), '&#38;', '&')
        FROM glpi_changes_groups a JOIN glpi_groups g ON g.id = a.groups_id
        WHERE a.changes_id = t.id AND a.type = 2 ORDER BY a.id LIMIT 1) AS team,
       (SELECT COALESCE(NULLIF(TRIM(CONCAT_WS(' ', u.firstname, u.realname)), ''), u.name)
        FROM glpi_changes_users a JOIN glpi_users u ON u.id = a.users_id
        WHERE a.changes_id = t.id AND a.type = 2 ORDER BY a.id LIMIT 1) AS assignee,
       (SELECT COALESCE(NULLIF(TRIM(CONCAT_WS(' ', u.firstname, u.realname)), ''), u.name, a.alternative_email)
        FROM glpi_changes_users a LEFT JOIN glpi_users u ON u.id = a.users_id
        WHERE a.changes_id = t.id AND a.type = 1 ORDER BY a.id LIMIT 1) AS requester,
       t.date AS opened_at, NULL AS responded_at, t.solvedate AS resolved_at, t.closedate AS closed_at,
       (SELECT MAX(h.date_mod) FROM glpi_logs h
        WHERE h.itemtype = 'Change' AND h.items_id = t.id AND h.id_search_option = 12
          AND h.old_value IN ('5', '6', '8') AND h.new_value NOT IN ('5', '6', '8', '13', '14')) AS reopened_at,
       NULL AS response_due_at, t.time_to_resolve AS due_at,
       NULL AS pending_seconds,
       (SELECT COUNT(*) FROM glpi_logs h
        WHERE h.itemtype = 'Change' AND h.items_id = t.id AND h.id_search_option = 12
          AND h.old_value IN ('5', '6', '8') AND h.new_value NOT IN ('5', '6', '8', '13', '14')) AS reopens,
       NULL AS reassignments, NULL AS escalated, NULL AS rating, NULL AS outcome,
       CONCAT(@web, '/front/change.form.php?id=', t.id) AS url,
       t.date_mod AS updated_at,
       REPLACE(REPLACE(REPLACE(e.completename, '&#60;', '<'), '&#62;', '>'), '&#38;', '&') AS by_entity
FROM (
  SELECT CAST(SUBSTRING(j.id, 2) AS UNSIGNED) AS id
  FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id varchar(20) CHARACTER SET ascii PATH '$')) j
  WHERE j.id REGEXP '^C[0-9]+$'
  UNION ALL
  SELECT k.id FROM glpi_changes k WHERE @ids IS NULL AND (@since IS NULL OR k.date_mod >= @since)
) i
JOIN glpi_changes t ON t.id = i.id
JOIN glpi_entities e ON e.id = t.entities_id
LEFT JOIN glpi_itilcategories c ON c.id = t.itilcategories_id
LEFT JOIN glpi_locations l ON l.id = t.locations_id
WHERE t.is_deleted = 0
  AND NOT COALESCE(FIND_IN_SET(e.name, @hidden), 0)
