SELECT 'Customer' AS name, t.customer_id AS value FROM ticket t WHERE t.tn = @id AND t.customer_id <> ''
UNION ALL
SELECT 'SLA', a.name FROM ticket t JOIN sla a ON a.id = t.sla_id WHERE t.tn = @id
UNION ALL
SELECT n.label, string_agg(COALESCE(d.value_text, d.value_date::text, d.value_int::text), ', ' ORDER BY d.id)
FROM ticket t
JOIN dynamic_field_value d ON d.object_id = t.id
JOIN dynamic_field n ON n.id = d.field_id AND n.object_type = 'Ticket'
WHERE t.tn = @id
GROUP BY n.label;
SELECT a.create_time AS at, m.a_from AS author, c.name AS kind, m.a_body AS text,
       CASE WHEN m.a_content_type LIKE 'text/html%' THEN 1 ELSE 0 END AS html
FROM ticket t
JOIN article a ON a.ticket_id = t.id AND a.is_visible_for_customer = 1
JOIN communication_channel c ON c.id = a.communication_channel_id
JOIN article_data_mime m ON m.article_id = a.id
WHERE t.tn = @id
UNION ALL
SELECT h.create_time, concat_ws(' ', u.first_name, u.last_name), y.name,
       CASE y.name WHEN 'OwnerUpdate' THEN concat_ws(' ', o.first_name, o.last_name)
                   WHEN 'Move' THEN q.name
                   ELSE s.name END,
       0
FROM ticket t
JOIN ticket_history h ON h.ticket_id = t.id
JOIN ticket_history_type y ON y.id = h.history_type_id
JOIN users u ON u.id = h.create_by
JOIN users o ON o.id = h.owner_id
JOIN queue q ON q.id = h.queue_id
JOIN ticket_state s ON s.id = h.state_id
WHERE t.tn = @id AND y.name IN ('NewTicket', 'StateUpdate', 'OwnerUpdate', 'Move')
