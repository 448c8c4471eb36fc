SELECT t.tn AS id,
       k.name AS kind,
       t.title,
       CASE WHEN y.name = 'closed' AND s.name = ANY (string_to_array(@cancelled, ',')) THEN 'cancelled'
            WHEN y.name = 'closed' THEN 'closed'
            WHEN y.name IN ('pending reminder', 'pending auto') THEN 'pending'
            WHEN y.name = 'new' THEN 'new'
            ELSE s.name END AS state,
       p.name AS priority,
       f.category,
       v.name AS service,
       (SELECT c.name FROM article a JOIN communication_channel c ON c.id = a.communication_channel_id
        WHERE a.ticket_id = t.id ORDER BY a.id LIMIT 1) AS channel,
       f.location,
       q.name AS team,
       -- The first user is the system itself: a ticket of it is nobody's.
       CASE WHEN t.user_id <> 1 THEN concat_ws(' ', u.first_name, u.last_name) END AS assignee,
       COALESCE(NULLIF(concat_ws(' ', cu.first_name, cu.last_name), ''), t.customer_user_id) AS requester,
       t.create_time AS opened_at,
       (SELECT min(a.create_time) FROM article a JOIN article_sender_type w ON w.id = a.article_sender_type_id
        WHERE a.ticket_id = t.id AND w.name = 'agent' AND a.is_visible_for_customer = 1) AS responded_at,
       CASE WHEN y.name = 'closed' THEN x.closed_at END AS resolved_at,
       CASE WHEN y.name = 'closed' THEN x.closed_at END AS closed_at,
       x.reopened_at,
       CASE WHEN t.escalation_response_time > 0 THEN to_timestamp(t.escalation_response_time) END AS response_due_at,
       CASE WHEN t.escalation_solution_time > 0 THEN to_timestamp(t.escalation_solution_time) END AS due_at,
       NULL AS pending_seconds,
       x.reopens, x.reassignments,
       NULL AS escalated,
       f.rating,
       lower(f.outcome) AS outcome,
       @web || '/index.pl?Action=AgentTicketZoom;TicketID=' || t.id AS url,
       t.change_time AS updated_at,
       -- Of a customer without a company it is the customer user or an address: a person, who is no breakdown.
       CASE WHEN t.customer_id NOT LIKE '%@%' AND t.customer_id <> COALESCE(t.customer_user_id, '')
            THEN t.customer_id END AS by_customer
FROM ticket t
JOIN ticket_state s ON s.id = t.ticket_state_id
JOIN ticket_state_type y ON y.id = s.type_id
JOIN queue q ON q.id = t.queue_id
JOIN users u ON u.id = t.user_id
JOIN ticket_priority p ON p.id = t.ticket_priority_id
LEFT JOIN ticket_type k ON k.id = t.type_id
LEFT JOIN service v ON v.id = t.service_id
LEFT JOIN customer_user cu ON cu.login = t.customer_user_id
LEFT JOIN LATERAL (
  SELECT min(d.value_text) FILTER (WHERE n.name = @categoryField) AS category,
         min(d.value_text) FILTER (WHERE n.name = @locationField) AS location,
         min(COALESCE(d.value_int::text, d.value_text)) FILTER (WHERE n.name = @ratingField) AS rating,
         min(d.value_text) FILTER (WHERE n.name = @outcomeField) AS outcome
  FROM dynamic_field_value d JOIN dynamic_field n ON n.id = d.field_id
  WHERE d.object_id = t.id AND n.object_type = 'Ticket'
    AND n.name IN (@categoryField, @locationField, @ratingField, @outcomeField)
) f ON true
LEFT JOIN LATERAL (
  SELECT max(h.create_time) FILTER (WHERE h.state = 'closed' AND h.was IS DISTINCT FROM 'closed') AS closed_at,
         max(h.create_time) FILTER (WHERE h.state <> 'closed' AND h.was = 'closed') AS reopened_at,
         count(*) FILTER (WHERE h.state <> 'closed' AND h.was = 'closed') AS reopens,
         count(*) FILTER (WHERE h.owner_id <> h.had AND h.had <> 1 OR h.queue_id <> h.lay) AS reassignments
  FROM (
    -- Each line of the history holds what the ticket was after it.
    SELECT l.create_time, l.owner_id, l.queue_id, ly.name AS state,
           lag(ly.name) OVER w AS was, lag(l.owner_id) OVER w AS had, lag(l.queue_id) OVER w AS lay
    FROM ticket_history l JOIN ticket_state ls ON ls.id = l.state_id JOIN ticket_state_type ly ON ly.id = ls.type_id
    WHERE l.ticket_id = t.id
    WINDOW w AS (ORDER BY l.id)
  ) h
) x ON true
WHERE y.name NOT IN ('merged', 'removed') AND NOT q.name = ANY (string_to_array(@hidden, ','))
  AND (@since::timestamp IS NULL OR t.change_time >= @since)
  AND (@ids::jsonb IS NULL OR t.tn = ANY (ARRAY(SELECT jsonb_array_elements_text(@ids::jsonb))))
