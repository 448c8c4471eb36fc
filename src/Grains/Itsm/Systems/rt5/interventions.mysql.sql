SELECT CONCAT('V', t.id) AS id,
       (SELECT CAST(l.LocalTarget AS CHAR) FROM Links l
        WHERE l.LocalBase = t.id AND l.Type IN ('RefersTo', 'MemberOf', 'DependsOn') AND l.LocalTarget > 0
        ORDER BY l.id LIMIT 1) AS ticket_id,
       t.Subject AS title,
       CASE WHEN t.Status = 'resolved' THEN 'done' WHEN t.Status = 'open' THEN 'underway'
            WHEN t.Status IN ('rejected', 'deleted') THEN 'cancelled' ELSE 'planned' END AS state,
       (SELECT MIN(v.Content) FROM ObjectCustomFieldValues v JOIN CustomFields c ON c.id = v.CustomField
        WHERE v.ObjectType = 'RT::Ticket' AND v.ObjectId = t.id AND v.Disabled = 0
          AND c.Name = @locationField) AS location,
       NULL AS address, NULL AS contact,
       q.Name AS team,
       CASE WHEN o.Name <> 'Nobody' THEN COALESCE(NULLIF(o.RealName, ''), o.Name) END AS technician,
       CASE WHEN t.Starts > '1970-01-02' THEN t.Starts END AS starts_at,
       CASE WHEN t.Due > '1970-01-02' THEN t.Due END AS ends_at,
       CASE WHEN t.Resolved > '1970-01-02' THEN t.Resolved END AS done_at,
       CONCAT(@web, '/Ticket/Display.html?id=', t.id) AS url,
       t.LastUpdated AS updated_at
FROM (
  SELECT CAST(SUBSTRING(j.id, 2) AS UNSIGNED) AS id
  FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id varchar(20) CHARACTER SET ascii PATH '$')) j
  UNION ALL
  SELECT k.id FROM Tickets k WHERE @ids IS NULL AND (@since IS NULL OR k.LastUpdated >= @since)
) i
JOIN Tickets t ON t.id = i.id
JOIN Queues q ON q.id = t.Queue
JOIN Users o ON o.id = t.Owner
WHERE t.EffectiveId = t.id AND t.Type = 'ticket' AND t.Status <> 'deleted' AND q.Name = @visits AND q.Disabled = 0
