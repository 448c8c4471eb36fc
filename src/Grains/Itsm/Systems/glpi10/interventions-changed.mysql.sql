SELECT CONCAT('T', k.id) AS id FROM glpi_tickettasks k WHERE k.date_mod >= @since
UNION
SELECT CONCAT('T', k.id)
FROM glpi_tickets t JOIN glpi_tickettasks k ON k.tickets_id = t.id
WHERE t.date_mod >= @since
