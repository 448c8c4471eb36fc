SELECT t.number AS id,
       COALESCE(NULLIF(t.type, ''), @kind) AS kind,
       t.title,
       CASE WHEN y.name = 'closed' AND s.name = ANY (string_to_array(@cancelled, ',')) THEN 'cancelled'
            WHEN y.name = 'closed' THEN 'closed'
            WHEN y.name IN ('pending reminder', 'pending action') THEN 'pending'
            WHEN y.name = 'new' THEN 'new'
            ELSE s.name END AS state,
       p.name AS priority,
       -- Attributes that an installation adds are columns of its own.
       f.own ->> @categoryField AS category,
       f.own ->> @serviceField AS service,
       (SELECT a.name FROM ticket_article_types a WHERE a.id = t.create_article_type_id) AS channel,
       f.own ->> @locationField AS location,
       g.name AS team,
       -- The first user is the system itself: a ticket of it is nobody's.
       CASE WHEN t.owner_id <> 1
            THEN COALESCE(NULLIF(concat_ws(' ', NULLIF(o.firstname, ''), NULLIF(o.lastname, '')), ''), o.login)
            END AS assignee,
       COALESCE(NULLIF(concat_ws(' ', NULLIF(c.firstname, ''), NULLIF(c.lastname, '')), ''), c.login) AS requester,
       t.created_at AS opened_at,
       t.first_response_at AS responded_at,
       CASE WHEN y.name = 'closed' THEN COALESCE(t.last_close_at, t.close_at) END AS resolved_at,
       CASE WHEN y.name = 'closed' THEN COALESCE(t.last_close_at, t.close_at) END AS closed_at,
       x.reopened_at,
       -- Zammad forgets a due time once it was met or missed, and keeps by how many minutes.
       COALESCE(t.first_response_escalation_at,
                t.first_response_at + t.first_response_diff_in_min * interval '1 minute') AS response_due_at,
       COALESCE(t.close_escalation_at,
                CASE WHEN y.name = 'closed' THEN t.close_at + t.close_diff_in_min * interval '1 minute' END) AS due_at,
       NULL AS pending_seconds,
       x.reopens, x.reassignments,
       NULL AS escalated,
       f.own ->> @ratingField AS rating,
       lower(f.own ->> @outcomeField) AS outcome,
       @web || '/#ticket/zoom/' || t.id AS url,
       t.updated_at
FROM tickets t
JOIN ticket_states s ON s.id = t.state_id
JOIN ticket_state_types y ON y.id = s.state_type_id
JOIN groups g ON g.id = t.group_id
JOIN ticket_priorities p ON p.id = t.priority_id
LEFT JOIN users o ON o.id = t.owner_id
LEFT JOIN users c ON c.id = t.customer_id
CROSS JOIN LATERAL (SELECT to_jsonb(t) AS own) f
LEFT JOIN LATERAL (
  SELECT max(h.created_at) FILTER (WHERE h.reopens) AS reopened_at,
         count(*) FILTER (WHERE h.reopens) AS reopens,
         count(*) FILTER (WHERE h.field = 'group' OR h.field = 'owner' AND h.id_from > 1) AS reassignments
  FROM (
    SELECT l.created_at, l.id_from, a.name AS field,
           a.name = 'state' AND l.id_from IN (
             SELECT e.id FROM ticket_states e JOIN ticket_state_types z ON z.id = e.state_type_id
             WHERE z.name = 'closed')
           AND l.id_to NOT IN (
             SELECT e.id FROM ticket_states e JOIN ticket_state_types z ON z.id = e.state_type_id
             WHERE z.name IN ('closed', 'merged', 'removed')) AS reopens
    FROM histories l
    JOIN history_objects b ON b.id = l.history_object_id AND b.name = 'Ticket'
    JOIN history_types k ON k.id = l.history_type_id AND k.name = 'updated'
    JOIN history_attributes a ON a.id = l.history_attribute_id AND a.name IN ('state', 'owner', 'group')
    WHERE l.o_id = t.id
  ) h
) x ON true
WHERE y.name NOT IN ('merged', 'removed')
  AND (@hidden::text IS NULL OR NOT g.name = ANY (string_to_array(@hidden, ',')))
  AND (@since::timestamp IS NULL OR t.updated_at >= @since)
  AND (@ids::jsonb IS NULL OR t.number = ANY (ARRAY(SELECT jsonb_array_elements_text(@ids::jsonb))))
