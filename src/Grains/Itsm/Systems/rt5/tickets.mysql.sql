SELECT CAST(t.id AS CHAR) AS id,
       CASE WHEN q.Name = @changes THEN 'change' ELSE COALESCE(LOWER(f.kind), 'incident') END AS kind,
       t.Subject AS title,
       t.Status AS state,
       CASE WHEN t.Priority >= 100 THEN 1 WHEN t.Priority >= 75 THEN 2 WHEN t.Priority >= 50 THEN 3
            WHEN t.Priority >= 25 THEN 4 ELSE 5 END AS priority,
       f.category, f.service, NULL AS channel, f.location,
       q.Name AS team,
       CASE WHEN o.Name <> 'Nobody' THEN COALESCE(NULLIF(o.RealName, ''), o.Name) END AS assignee,
       (SELECT COALESCE(NULLIF(u.RealName, ''), u.Name)
        FROM `Groups` g JOIN GroupMembers m ON m.GroupId = g.id JOIN Users u ON u.id = m.MemberId
        WHERE g.Domain = 'RT::Ticket-Role' AND g.Name = 'Requestor' AND g.Instance = t.id
        ORDER BY m.id LIMIT 1) AS requester,
       t.Created AS opened_at,
       (SELECT MIN(y.Created) FROM Transactions y
        WHERE y.ObjectType = 'RT::Ticket' AND y.ObjectId = t.id AND y.Type = 'Correspond' AND y.Creator IN (
          SELECT m.MemberId FROM CachedGroupMembers m JOIN `Groups` p ON p.id = m.GroupId
          WHERE p.Domain = 'SystemInternal' AND p.Name = 'Privileged' AND m.Disabled = 0)) AS responded_at,
       CASE WHEN t.Resolved > '1970-01-02' THEN t.Resolved END AS resolved_at,
       NULL AS closed_at,
       x.reopened_at,
       NULL AS response_due_at,
       CASE WHEN t.Due > '1970-01-02' THEN t.Due END AS due_at,
       NULL AS pending_seconds,
       COALESCE(x.reopens, 0) AS reopens, COALESCE(x.reassignments, 0) AS reassignments,
       NULL AS escalated,
       f.rating,
       LOWER(f.outcome) AS outcome,
       CONCAT(@web, '/Ticket/Display.html?id=', t.id) AS url,
       t.LastUpdated AS updated_at
FROM (
  SELECT CAST(j.id AS UNSIGNED) AS id
  FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id varchar(20) CHARACTER SET ascii PATH '$')) j
  UNION ALL
  SELECT k.id FROM Tickets k WHERE @ids IS NULL AND (@since IS NULL OR k.LastUpdated >= @since)
) i
JOIN Tickets t ON t.id = i.id
JOIN Queues q ON q.id = t.Queue
JOIN Users o ON o.id = t.Owner
LEFT JOIN (
  SELECT v.ObjectId,
         MIN(CASE WHEN c.Name = @kindField THEN v.Content END) AS kind,
         MIN(CASE WHEN c.Name = @categoryField THEN v.Content END) AS category,
         MIN(CASE WHEN c.Name = @serviceField THEN v.Content END) AS service,
         MIN(CASE WHEN c.Name = @locationField THEN v.Content END) AS location,
         MIN(CASE WHEN c.Name = @ratingField THEN v.Content END) AS rating,
         MIN(CASE WHEN c.Name = @outcomeField THEN v.Content END) AS outcome
  FROM (
    SELECT CAST(j.id AS UNSIGNED) AS id
    FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id varchar(20) CHARACTER SET ascii PATH '$')) j
    UNION ALL
    SELECT k.id FROM Tickets k WHERE @ids IS NULL AND (@since IS NULL OR k.LastUpdated >= @since)
  ) w
  JOIN ObjectCustomFieldValues v ON v.ObjectType = 'RT::Ticket' AND v.ObjectId = w.id AND v.Disabled = 0
  JOIN CustomFields c ON c.id = v.CustomField
  GROUP BY v.ObjectId
) f ON f.ObjectId = t.id
LEFT JOIN (
  SELECT a.ObjectId,
         MAX(CASE WHEN a.reopens THEN a.Created END) AS reopened_at,
         SUM(a.reopens) AS reopens,
         SUM(a.reassigns) AS reassignments
  FROM (
    SELECT y.ObjectId, y.Created,
           COALESCE(y.Type = 'Status' AND FIND_IN_SET(y.OldValue, @ended) > 0
             AND FIND_IN_SET(y.NewValue, @ended) = 0, 0) AS reopens,
           COALESCE(y.Type = 'Set' AND (y.Field = 'Queue' OR y.Field = 'Owner'
             AND CAST(y.OldValue AS UNSIGNED) <> (SELECT n.id FROM Users n WHERE n.Name = 'Nobody')), 0) AS reassigns
    FROM (
      SELECT CAST(j.id AS UNSIGNED) AS id
      FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id varchar(20) CHARACTER SET ascii PATH '$')) j
      UNION ALL
      SELECT k.id FROM Tickets k WHERE @ids IS NULL AND (@since IS NULL OR k.LastUpdated >= @since)
    ) w
    JOIN Transactions y ON y.ObjectType = 'RT::Ticket' AND y.ObjectId = w.id AND y.Type IN ('Status', 'Set')
  ) a
  GROUP BY a.ObjectId
) x ON x.ObjectId = t.id
WHERE t.EffectiveId = t.id AND t.Type = 'ticket' AND t.Status <> 'deleted' AND q.Name <> @visits AND q.Disabled = 0
