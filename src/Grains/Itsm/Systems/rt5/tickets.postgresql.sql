SELECT t.id::text AS id,
       CASE WHEN q.name = @changes THEN 'change' ELSE COALESCE(lower(f.kind), 'incident') END AS kind,
       t.subject AS title,
       t.status AS state,
       CASE WHEN t.priority >= 100 THEN 1 WHEN t.priority >= 75 THEN 2 WHEN t.priority >= 50 THEN 3
            WHEN t.priority >= 25 THEN 4 ELSE 5 END AS priority,
       f.category, f.service, NULL AS channel, f.location,
       q.name AS team,
       CASE WHEN o.name <> 'Nobody' THEN COALESCE(NULLIF(o.realname, ''), o.name) END AS assignee,
       (SELECT COALESCE(NULLIF(u.realname, ''), u.name)
        FROM groups g JOIN groupmembers m ON m.groupid = g.id JOIN users u ON u.id = m.memberid
        WHERE lower(g.domain) = 'rt::ticket-role' AND lower(g.name) = 'requestor' AND g.instance = t.id
        ORDER BY m.id LIMIT 1) AS requester,
       t.created AS opened_at,
       x.responded_at,
       CASE WHEN t.resolved > '1970-01-02' THEN t.resolved END AS resolved_at,
       NULL AS closed_at,
       x.reopened_at,
       NULL AS response_due_at,
       CASE WHEN t.due > '1970-01-02' THEN t.due END AS due_at,
       NULL AS pending_seconds,
       x.reopens, x.reassignments,
       NULL AS escalated,
       f.rating,
       lower(f.outcome) AS outcome,
       @web || '/Ticket/Display.html?id=' || t.id AS url,
       t.lastupdated AS updated_at
FROM tickets t
JOIN queues q ON q.id = t.queue
JOIN users o ON o.id = t.owner
LEFT JOIN LATERAL (
  SELECT min(v.content) FILTER (WHERE c.name = @kindField) AS kind,
         min(v.content) FILTER (WHERE c.name = @categoryField) AS category,
         min(v.content) FILTER (WHERE c.name = @serviceField) AS service,
         min(v.content) FILTER (WHERE c.name = @locationField) AS location,
         min(v.content) FILTER (WHERE c.name = @ratingField) AS rating,
         min(v.content) FILTER (WHERE c.name = @outcomeField) AS outcome
  FROM customfields c
  JOIN objectcustomfieldvalues v ON v.customfield = c.id AND v.objecttype = 'RT::Ticket' AND v.objectid = t.id
  WHERE v.disabled = 0
    AND c.name IN (@kindField, @categoryField, @serviceField, @locationField, @ratingField, @outcomeField)
) f ON true
LEFT JOIN LATERAL (
  SELECT min(a.created) FILTER (WHERE a.type = 'Correspond' AND a.creator IN (
           SELECT m.memberid FROM cachedgroupmembers m JOIN groups p ON p.id = m.groupid
           WHERE p.domain = 'SystemInternal' AND p.name = 'Privileged' AND m.disabled = 0)) AS responded_at,
         max(a.created) FILTER (WHERE a.reopens) AS reopened_at,
         count(*) FILTER (WHERE a.reopens) AS reopens,
         count(*) FILTER (WHERE a.reassigns) AS reassignments
  FROM (
    SELECT y.type, y.creator, y.created,
           y.type = 'Status' AND y.oldvalue = ANY (string_to_array(@ended, ','))
             AND NOT y.newvalue = ANY (string_to_array(@ended, ',')) AS reopens,
           y.type = 'Set' AND (y.field = 'Queue'
             OR y.field = 'Owner'
               AND y.oldvalue <> (SELECT n.id::text FROM users n WHERE n.name = 'Nobody')) AS reassigns
    FROM transactions y
    WHERE y.objecttype = 'RT::Ticket' AND y.objectid = t.id
  ) a
) x ON true
WHERE t.effectiveid = t.id AND t.type = 'ticket' AND t.status <> 'deleted' AND q.name <> @visits AND q.disabled = 0
  AND (@since::timestamp IS NULL OR t.lastupdated >= @since)
  AND (@ids::jsonb IS NULL OR t.id = ANY (ARRAY(SELECT jsonb_array_elements_text(@ids::jsonb)::int)))
