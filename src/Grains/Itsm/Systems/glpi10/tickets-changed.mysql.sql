-- An answered survey leaves the stamp of its ticket as it was.
SELECT CAST(t.id AS CHAR) AS id FROM glpi_tickets t WHERE t.date_mod >= @since
UNION
SELECT CAST(s.tickets_id AS CHAR) FROM glpi_ticketsatisfactions s WHERE s.date_answered >= @since
UNION
SELECT CONCAT('P', p.id) FROM glpi_problems p WHERE p.date_mod >= @since
UNION
SELECT CONCAT('C', c.id) FROM glpi_changes c WHERE c.date_mod >= @since
