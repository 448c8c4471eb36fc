SELECT id, updated_at
FROM tickets
