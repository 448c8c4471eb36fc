SELECT CONCAT('V', t.id) AS id, t.LastUpdated AS updated_at
FROM Tickets t JOIN Queues q ON q.id = t.Queue
WHERE t.EffectiveId = t.id AND t.Type = 'ticket' AND t.Status <> 'deleted' AND q.Name = @visits AND q.Disabled = 0
