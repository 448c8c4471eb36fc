SELECT t.tn AS id,
       k.name AS kind,
       t.title,
       CASE WHEN y.name = 'closed' AND FIND_IN_SET(s.name, @cancelled) THEN 'cancelled'
            WHEN y.name = 'closed' THEN 'closed'
            WHEN y.name IN ('pending reminder', 'pending auto') THEN 'pending'
            WHEN y.name = 'new' THEN 'new'
            ELSE s.name END AS state,
       p.name AS priority,
       (SELECT MIN(d.value_text) FROM dynamic_field_value d JOIN dynamic_field n ON n.id = d.field_id
        WHERE d.object_id = t.id AND n.object_type = 'Ticket' AND n.name = @categoryField) AS category,
       v.name AS service,
       (SELECT c.name FROM article a JOIN communication_channel c ON c.id = a.communication_channel_id
        WHERE a.ticket_id = t.id ORDER BY a.id LIMIT 1) AS channel,
       (SELECT MIN(d.value_text) FROM dynamic_field_value d JOIN dynamic_field n ON n.id = d.field_id
        WHERE d.object_id = t.id AND n.object_type = 'Ticket' AND n.name = @locationField) AS location,
       q.name AS team,
       -- The first user is the system itself: a ticket of it is nobody's.
       CASE WHEN t.user_id <> 1 THEN CONCAT_WS(' ', u.first_name, u.last_name) END AS assignee,
       COALESCE(NULLIF(CONCAT_WS(' ', cu.first_name, cu.last_name), ''), t.customer_user_id) AS requester,
       t.create_time AS opened_at,
       (SELECT MIN(a.create_time) FROM article a JOIN article_sender_type w ON w.id = a.article_sender_type_id
        WHERE a.ticket_id = t.id AND w.name = 'agent' AND a.is_visible_for_customer = 1) AS responded_at,
       CASE WHEN y.name = 'closed' THEN x.closed_at END AS resolved_at,
       CASE WHEN y.name = 'closed' THEN x.closed_at END AS closed_at,
       x.reopened_at,
       -- Numbers of seconds are UTC whatever zone the other columns are in, and so they say it.
       CASE WHEN t.escalation_response_time > 0
            THEN DATE_FORMAT(TIMESTAMPADD(SECOND, t.escalation_response_time, '1970-01-01'), '%Y-%m-%dT%H:%i:%sZ')
            END AS response_due_at,
       CASE WHEN t.escalation_solution_time > 0
            THEN DATE_FORMAT(TIMESTAMPADD(SECOND, t.escalation_solution_time, '1970-01-01'), '%Y-%m-%dT%H:%i:%sZ')
            END AS due_at,
       NULL AS pending_seconds,
       COALESCE(x.reopens, 0) AS reopens, COALESCE(x.reassignments, 0) AS reassignments,
       NULL AS escalated,
       (SELECT MIN(COALESCE(CONCAT(d.value_int), d.value_text))
        FROM dynamic_field_value d JOIN dynamic_field n ON n.id = d.field_id
        WHERE d.object_id = t.id AND n.object_type = 'Ticket' AND n.name = @ratingField) AS rating,
       (SELECT LOWER(MIN(d.value_text)) FROM dynamic_field_value d JOIN dynamic_field n ON n.id = d.field_id
        WHERE d.object_id = t.id AND n.object_type = 'Ticket' AND n.name = @outcomeField) AS outcome,
       CONCAT(@web, '/index.pl?Action=AgentTicketZoom;TicketID=', t.id) AS url,
       t.change_time AS updated_at,
       -- Of a customer without a company it is the customer user or an address: a person, who is no breakdown.
       CASE WHEN t.customer_id NOT LIKE '%@%' AND t.customer_id <> COALESCE(t.customer_user_id, '')
            THEN t.customer_id END AS by_customer
FROM (
  SELECT j.tn FROM JSON_TABLE(@ids, '$[*]' COLUMNS (tn varchar(50) CHARACTER SET ascii PATH '$')) j
  UNION ALL
  SELECT k.tn FROM ticket k WHERE @ids IS NULL AND (@since IS NULL OR k.change_time >= @since)
) i
JOIN ticket t ON t.tn = i.tn
JOIN ticket_state s ON s.id = t.ticket_state_id
JOIN ticket_state_type y ON y.id = s.type_id
JOIN queue q ON q.id = t.queue_id
JOIN users u ON u.id = t.user_id
JOIN ticket_priority p ON p.id = t.ticket_priority_id
LEFT JOIN ticket_type k ON k.id = t.type_id
LEFT JOIN service v ON v.id = t.service_id
LEFT JOIN customer_user cu ON cu.login = t.customer_user_id
LEFT JOIN (
  SELECT h.ticket_id,
         MAX(CASE WHEN h.state = 'closed' AND NOT h.was <=> 'closed' THEN h.create_time END) AS closed_at,
         MAX(CASE WHEN h.state <> 'closed' AND h.was = 'closed' THEN h.create_time END) AS reopened_at,
         SUM(CASE WHEN h.state <> 'closed' AND h.was = 'closed' THEN 1 ELSE 0 END) AS reopens,
         SUM(CASE WHEN h.owner_id <> h.had AND h.had <> 1 OR h.queue_id <> h.lay THEN 1 ELSE 0 END) AS reassignments
  FROM (
    -- Each line of the history holds what the ticket was after it.
    SELECT l.ticket_id, l.create_time, l.owner_id, l.queue_id, ly.name AS state,
           LAG(ly.name) OVER w AS was, LAG(l.owner_id) OVER w AS had, LAG(l.queue_id) OVER w AS lay
    FROM (
      SELECT m.id
      FROM JSON_TABLE(@ids, '$[*]' COLUMNS (tn varchar(50) CHARACTER SET ascii PATH '$')) j
      JOIN ticket m ON m.tn = j.tn
      UNION ALL
      SELECT m.id FROM ticket m WHERE @ids IS NULL AND (@since IS NULL OR m.change_time >= @since)
    ) o
    JOIN ticket_history l ON l.ticket_id = o.id
    JOIN ticket_state ls ON ls.id = l.state_id
    JOIN ticket_state_type ly ON ly.id = ls.type_id
    WINDOW w AS (PARTITION BY l.ticket_id ORDER BY l.id)
  ) h
  GROUP BY h.ticket_id
) x ON x.ticket_id = t.id
WHERE y.name NOT IN ('merged', 'removed') AND NOT FIND_IN_SET(q.name, @hidden)
