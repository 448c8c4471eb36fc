SELECT t.number AS id, t.updated_at FROM tickets t WHERE 1 = 0
