SELECT CONCAT('T', k.id) AS id, k.date_mod AS updated_at
FROM glpi_tickettasks k
JOIN glpi_tickets t ON t.id = k.tickets_id
JOIN glpi_entities e ON e.id = t.entities_id
WHERE k.begin IS NOT NULL AND t.is_deleted = 0
  AND NOT COALESCE(FIND_IN_SET(e.name, @hidden), 0)
