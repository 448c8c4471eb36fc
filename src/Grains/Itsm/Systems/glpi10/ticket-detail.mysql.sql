SELECT 'Entity' AS name, e.completename AS value
FROM (
  SELECT CASE LEFT(@id, 1) WHEN 'P' THEN 'Problem' WHEN 'C' THEN 'Change' ELSE 'Ticket' END AS itemtype,
         CAST(TRIM(LEADING 'C' FROM TRIM(LEADING 'P' FROM @id)) AS UNSIGNED) AS id
) i
JOIN glpi_tickets t ON t.id = i.id
JOIN glpi_entities e ON e.id = t.entities_id
WHERE i.itemtype = 'Ticket'
UNION ALL
SELECT 'Entity' AS name, e.completename AS value
FROM (
  SELECT CASE LEFT(@id, 1) WHEN 'P' THEN 'Problem' WHEN 'C' THEN 'Change' ELSE 'Ticket' END AS itemtype,
         CAST(TRIM(LEADING 'C' FROM TRIM(LEADING 'P' FROM @id)) AS UNSIGNED) AS id
) i
JOIN glpi_problems t ON t.id = i.id
JOIN glpi_entities e ON e.id = t.entities_id
WHERE i.itemtype = 'Problem'
UNION ALL
SELECT 'Entity' AS name, e.completename AS value
FROM (
  SELECT CASE LEFT(@id, 1) WHEN 'P' THEN 'Problem' WHEN 'C' THEN 'Change' ELSE 'Ticket' END AS itemtype,
         CAST(TRIM(LEADING 'C' FROM TRIM(LEADING 'P' FROM @id)) AS UNSIGNED) AS id
) i
JOIN glpi_changes t ON t.id = i.id
JOIN glpi_entities e ON e.id = t.entities_id
WHERE i.itemtype = 'Change';
SELECT f.date AS at, COALESCE(NULLIF(TRIM(CONCAT_WS(' ', u.firstname, u.realname)), ''), u.name) AS author,
       'followup' AS kind, f.content AS text, 1 AS html
FROM (
  SELECT CASE LEFT(@id, 1) WHEN 'P' THEN 'Problem' WHEN 'C' THEN 'Change' ELSE 'Ticket' END AS itemtype,
         CAST(TRIM(LEADING 'C' FROM TRIM(LEADING 'P' FROM @id)) AS UNSIGNED) AS id
) i
JOIN glpi_itilfollowups f ON f.itemtype = i.itemtype AND f.items_id = i.id AND f.is_private = 0
LEFT JOIN glpi_users u ON u.id = f.users_id
UNION ALL
SELECT k.date, COALESCE(NULLIF(TRIM(CONCAT_WS(' ', u.firstname, u.realname)), ''), u.name), 'task', k.content, 1
FROM (
  SELECT CASE LEFT(@id, 1) WHEN 'P' THEN 'Problem' WHEN 'C' THEN 'Change' ELSE 'Ticket' END AS itemtype,
         CAST(TRIM(LEADING 'C' FROM TRIM(LEADING 'P' FROM @id)) AS UNSIGNED) AS id
) i
JOIN glpi_tickettasks k ON i.itemtype = 'Ticket' AND k.tickets_id = i.id AND k.is_private = 0
LEFT JOIN glpi_users u ON u.id = k.users_id
UNION ALL
SELECT h.date_mod, h.user_name, 'status',
       CONCAT(ELT(h.old_value, 'new', 'assigned', 'planned', 'pending', 'solved', 'closed', 'accepted', 'observed',
                  'evaluation', 'approval', 'test', 'qualification', 'refused', 'cancelled'),
              ' → ',
              ELT(h.new_value, 'new', 'assigned', 'planned', 'pending', 'solved', 'closed', 'accepted', 'observed',
                  'evaluation', 'approval', 'test', 'qualification', 'refused', 'cancelled')),
       0
FROM (
  SELECT CASE LEFT(@id, 1) WHEN 'P' THEN 'Problem' WHEN 'C' THEN 'Change' ELSE 'Ticket' END AS itemtype,
         CAST(TRIM(LEADING 'C' FROM TRIM(LEADING 'P' FROM @id)) AS UNSIGNED) AS id
) i
JOIN glpi_logs h ON h.itemtype = i.itemtype AND h.items_id = i.id AND h.id_search_option = 12
