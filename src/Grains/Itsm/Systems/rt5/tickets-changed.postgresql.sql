-- A merge stamps the ticket that is merged into, not the one that is gone.
SELECT t.id::text AS id
FROM tickets e JOIN tickets t ON t.effectiveid = e.id
WHERE e.lastupdated >= @since
