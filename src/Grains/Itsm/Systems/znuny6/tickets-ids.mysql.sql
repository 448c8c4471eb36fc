SELECT t.tn AS id, t.change_time AS updated_at
FROM ticket t
JOIN ticket_state s ON s.id = t.ticket_state_id
JOIN ticket_state_type y ON y.id = s.type_id
JOIN queue q ON q.id = t.queue_id
WHERE y.name NOT IN ('merged', 'removed') AND NOT FIND_IN_SET(q.name, @hidden)
