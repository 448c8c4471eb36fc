SELECT c.name, string_agg(v.content, ', ' ORDER BY v.id) AS value
FROM objectcustomfieldvalues v JOIN customfields c ON c.id = v.customfield
WHERE v.objecttype = 'RT::Ticket' AND v.objectid = @id::int AND v.disabled = 0
GROUP BY c.name
UNION ALL
SELECT 'Time worked (min)', timeworked::text FROM tickets WHERE id = @id::int AND timeworked > 0;
SELECT y.created AS at,
       COALESCE(NULLIF(u.realname, ''), u.name) AS author,
       y.type AS kind,
       COALESCE(a.content, CASE WHEN y.type IN ('Status', 'Set') AND y.newvalue <> ''
         THEN COALESCE(NULLIF(y.oldvalue, ''), '–') || ' → ' || y.newvalue END) AS text,
       CASE WHEN a.contenttype = 'text/html' THEN 1 ELSE 0 END AS html
FROM transactions y
JOIN users u ON u.id = y.creator
LEFT JOIN LATERAL (
  SELECT b.content, b.contenttype FROM attachments b
  WHERE b.transactionid = y.id AND b.contenttype IN ('text/plain', 'text/html') AND b.content <> ''
  ORDER BY b.contenttype DESC, b.id LIMIT 1
) a ON true
WHERE y.objecttype = 'RT::Ticket'
  AND y.objectid IN (SELECT id FROM tickets WHERE effectiveid = @id::int)
  AND y.type NOT IN ('EmailRecord', 'CommentEmailRecord', 'SetWatcher', 'AddWatcher')
