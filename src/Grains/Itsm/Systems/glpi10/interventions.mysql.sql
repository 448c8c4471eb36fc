SELECT CONCAT('T', k.id) AS id,
       CAST(k.tickets_id AS CHAR) AS ticket_id,
       REPLACE(REPLACE(REPLACE(t.name, '&#60;', '<'), '&#62;', '>'), '&#38;', '&') AS title,
       CASE WHEN k.state = 2 THEN 'done' ELSE 'planned' END AS state,
       REPLACE(REPLACE(REPLACE(l.completename, '&#60;', '<'), '&#62;', '>'), '&#38;', '&') AS location,
       NULLIF(CONCAT_WS(', ', NULLIF(l.address, ''), NULLIF(l.town, '')), '') AS address,
       NULL AS contact,
       REPLACE(REPLACE(REPLACE(g.completename, '&#60;', '<'), '&#62;', '>'), '&#38;', '&') AS team,
       COALESCE(NULLIF(TRIM(CONCAT_WS(' ', u.firstname, u.realname)), ''), u.name) AS technician,
       k.begin AS starts_at, k.end AS ends_at,
       CASE WHEN k.state = 2 THEN k.date_mod END AS done_at,
       CONCAT(@web, '/front/ticket.form.php?id=', k.tickets_id) AS url,
       k.date_mod AS updated_at
FROM (
  SELECT CAST(SUBSTRING(j.id, 2) AS UNSIGNED) AS id
  FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id varchar(20) CHARACTER SET ascii PATH '$')) j
  WHERE j.id REGEXP '^T[0-9]+$'
  UNION ALL
  SELECT m.id FROM glpi_tickettasks m WHERE @ids IS NULL AND (@since IS NULL OR m.date_mod >= @since)
) i
JOIN glpi_tickettasks k ON k.id = i.id
JOIN glpi_tickets t ON t.id = k.tickets_id
JOIN glpi_entities e ON e.id = t.entities_id
LEFT JOIN glpi_locations l ON l.id = t.locations_id
LEFT JOIN glpi_users u ON u.id = k.users_id_tech
LEFT JOIN glpi_groups g ON g.id = k.groups_id_tech
WHERE k.begin IS NOT NULL AND t.is_deleted = 0
  AND NOT COALESCE(FIND_IN_SET(e.name, @hidden), 0)
