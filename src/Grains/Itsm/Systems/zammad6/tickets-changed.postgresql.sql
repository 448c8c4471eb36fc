SELECT t.number AS id FROM tickets t WHERE t.updated_at >= @since
