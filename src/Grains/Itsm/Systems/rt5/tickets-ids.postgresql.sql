SELECT t.id::text AS id, t.lastupdated AS updated_at
FROM tickets t JOIN queues q ON q.id = t.queue
WHERE t.effectiveid = t.id AND t.type = 'ticket' AND t.status <> 'deleted' AND q.name <> @visits AND q.disabled = 0
