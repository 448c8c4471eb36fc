SELECT t.number AS id, t.updated_at
FROM tickets t
JOIN ticket_states s ON s.id = t.state_id
JOIN ticket_state_types y ON y.id = s.state_type_id
JOIN groups g ON g.id = t.group_id
WHERE y.name NOT IN ('merged', 'removed')
  AND (@hidden::text IS NULL OR NOT g.name = ANY (string_to_array(@hidden, ',')))
