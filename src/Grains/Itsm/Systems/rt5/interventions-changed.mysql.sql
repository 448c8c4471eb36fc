SELECT CONCAT('V', t.id) AS id
FROM Tickets e JOIN Tickets t ON t.EffectiveId = e.id
WHERE e.LastUpdated >= @since
