SELECT 'V' || t.id AS id,
       (SELECT l.localtarget::text FROM links l
        WHERE l.localbase = t.id AND l.type IN ('RefersTo', 'MemberOf', 'DependsOn') AND l.localtarget > 0
        ORDER BY l.id LIMIT 1) AS ticket_id,
       t.subject AS title,
       CASE WHEN t.status = 'resolved' THEN 'done' WHEN t.status = 'open' THEN 'underway'
            WHEN t.status IN ('rejected', 'deleted') THEN 'cancelled' ELSE 'planned' END AS state,
       (SELECT min(v.content) FROM objectcustomfieldvalues v JOIN customfields c ON c.id = v.customfield
        WHERE v.objecttype = 'RT::Ticket' AND v.objectid = t.id AND v.disabled = 0
          AND c.name = @locationField) AS location,
       NULL AS address, NULL AS contact,
       q.name AS team,
       CASE WHEN o.name <> 'Nobody' THEN COALESCE(NULLIF(o.realname, ''), o.name) END AS technician,
       CASE WHEN t.starts > '1970-01-02' THEN t.starts END AS starts_at,
       CASE WHEN t.due > '1970-01-02' THEN t.due END AS ends_at,
       CASE WHEN t.resolved > '1970-01-02' THEN t.resolved END AS done_at,
       @web || '/Ticket/Display.html?id=' || t.id AS url,
       t.lastupdated AS updated_at
FROM tickets t
JOIN queues q ON q.id = t.queue
JOIN users o ON o.id = t.owner
WHERE t.effectiveid = t.id AND t.type = 'ticket' AND t.status <> 'deleted' AND q.name = @visits AND q.disabled = 0
  AND (@since::timestamp IS NULL OR t.lastupdated >= @since)
  AND (@ids::jsonb IS NULL
       OR t.id = ANY (ARRAY(SELECT substr(jsonb_array_elements_text(@ids::jsonb), 2)::int)))
