SELECT CAST(t.id AS CHAR) AS id, t.date_mod AS updated_at
FROM glpi_tickets t JOIN glpi_entities e ON e.id = t.entities_id
WHERE t.is_deleted = 0
  AND NOT COALESCE(FIND_IN_SET(e.name, @hidden), 0)
UNION ALL
SELECT CONCAT('P', t.id) AS id, t.date_mod AS updated_at
FROM glpi_problems t JOIN glpi_entities e ON e.id = t.entities_id
WHERE t.is_deleted = 0
  AND NOT COALESCE(FIND_IN_SET(e.name, @hidden), 0)
UNION ALL
SELECT CONCAT('C', t.id) AS id, t.date_mod AS updated_at
FROM glpi_changes t JOIN glpi_entities e ON e.id = t.entities_id
WHERE t.is_deleted = 0
  AND NOT COALESCE(FIND_IN_SET(e.name, @hidden), 0)
