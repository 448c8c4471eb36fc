SELECT 'V' || t.id AS id
FROM tickets e JOIN tickets t ON t.effectiveid = e.id
WHERE e.lastupdated >= @since
