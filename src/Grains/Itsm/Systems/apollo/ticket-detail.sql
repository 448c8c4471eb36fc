SELECT * FROM tickets WHERE id = @id;
SELECT at, author, kind, text FROM ticket_events WHERE ticket_id = @id ORDER BY at;
