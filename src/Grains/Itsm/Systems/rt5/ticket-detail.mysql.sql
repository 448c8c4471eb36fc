SELECT c.Name AS name, GROUP_CONCAT(v.Content ORDER BY v.id SEPARATOR ', ') AS value
FROM ObjectCustomFieldValues v JOIN CustomFields c ON c.id = v.CustomField
WHERE v.ObjectType = 'RT::Ticket' AND v.ObjectId = @id AND v.Disabled = 0
GROUP BY c.Name
UNION ALL
SELECT 'Time worked (min)', CONCAT(TimeWorked) FROM Tickets WHERE id = @id AND TimeWorked > 0;
SELECT y.Created AS at,
       COALESCE(NULLIF(u.RealName, ''), u.Name) AS author,
       y.Type AS kind,
       COALESCE(CONVERT(a.Content USING utf8mb4), CASE WHEN y.Type IN ('Status', 'Set') AND y.NewValue <> ''
         THEN CONVERT(CONCAT(COALESCE(NULLIF(y.OldValue, ''), '–'), ' → ', y.NewValue) USING utf8mb4) END) AS text,
       CASE WHEN a.ContentType = 'text/html' THEN 1 ELSE 0 END AS html
FROM Transactions y
JOIN Users u ON u.id = y.Creator
LEFT JOIN Attachments a ON a.id = (
  SELECT b.id FROM Attachments b
  WHERE b.TransactionId = y.id AND b.ContentType IN ('text/plain', 'text/html') AND b.Content <> ''
  ORDER BY b.ContentType DESC, b.id LIMIT 1)
WHERE y.ObjectType = 'RT::Ticket'
  AND y.ObjectId IN (SELECT id FROM Tickets WHERE EffectiveId = @id)
  AND y.Type NOT IN ('EmailRecord', 'CommentEmailRecord', 'SetWatcher', 'AddWatcher')
