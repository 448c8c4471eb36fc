SELECT 'Organization' AS name, o.name AS value
FROM tickets t JOIN organizations o ON o.id = t.organization_id
WHERE t.number = @id
UNION ALL
SELECT m.display, to_jsonb(t) ->> m.name
FROM tickets t
CROSS JOIN object_manager_attributes m
JOIN object_lookups l ON l.id = m.object_lookup_id AND l.name = 'Ticket'
WHERE t.number = @id AND m.active AND m.editable AND to_jsonb(t) ->> m.name <> '';
SELECT a.created_at AS at,
       COALESCE(NULLIF(concat_ws(' ', NULLIF(u.firstname, ''), NULLIF(u.lastname, '')), ''), u.login) AS author,
       y.name AS kind, a.body AS text,
       CASE WHEN a.content_type = 'text/html' THEN 1 ELSE 0 END AS html
FROM tickets t
JOIN ticket_articles a ON a.ticket_id = t.id AND NOT a.internal
JOIN ticket_article_types y ON y.id = a.type_id
LEFT JOIN users u ON u.id = COALESCE(a.origin_by_id, a.created_by_id)
WHERE t.number = @id
UNION ALL
SELECT h.created_at,
       COALESCE(NULLIF(concat_ws(' ', NULLIF(u.firstname, ''), NULLIF(u.lastname, '')), ''), u.login),
       n.name,
       COALESCE(NULLIF(h.value_from, ''), '–') || ' → ' || COALESCE(NULLIF(h.value_to, ''), '–'),
       0
FROM tickets t
JOIN histories h ON h.o_id = t.id
JOIN history_objects b ON b.id = h.history_object_id AND b.name = 'Ticket'
JOIN history_types k ON k.id = h.history_type_id AND k.name = 'updated'
JOIN history_attributes n ON n.id = h.history_attribute_id AND n.name IN ('state', 'owner', 'group', 'priority')
LEFT JOIN users u ON u.id = h.created_by_id
WHERE t.number = @id
