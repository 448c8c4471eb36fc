-- A merge stamps the ticket that is merged into, not the one that is gone.
SELECT CAST(t.id AS CHAR) AS id
FROM Tickets e JOIN Tickets t ON t.EffectiveId = e.id
WHERE e.LastUpdated >= @since
