SELECT CONCAT('V', i.id) AS id,
       -- Of two related issues Redmine keeps the older one first, on whichever page they were related.
       CAST(COALESCE(
         i.parent_id,
         (SELECT l.issue_from_id FROM issue_relations l WHERE l.issue_to_id = i.id ORDER BY l.id LIMIT 1),
         (SELECT l.issue_to_id FROM issue_relations l WHERE l.issue_from_id = i.id ORDER BY l.id LIMIT 1)
       ) AS CHAR) AS ticket_id,
       i.subject AS title,
       CASE WHEN s.is_closed AND FIND_IN_SET(s.name, @cancelled) THEN 'cancelled'
            WHEN s.is_closed OR FIND_IN_SET(s.name, @resolved) THEN 'done'
            WHEN s.name = 'In Progress' THEN 'underway'
            ELSE 'planned' END AS state,
       (SELECT MIN(v.value) FROM custom_values v JOIN custom_fields w ON w.id = v.custom_field_id
        WHERE v.customized_type = 'Issue' AND v.customized_id = i.id AND v.value <> ''
          AND w.name = @locationField) AS location,
       NULL AS address, NULL AS contact,
       r.name AS team,
       CONCAT_WS(' ', NULLIF(o.firstname, ''), o.lastname) AS technician,
       -- Instants, whatever zone the stamps are in.
       DATE_FORMAT(CASE @zone WHEN 'UTC' THEN i.start_date
                   ELSE CONVERT_TZ(i.start_date, @zone, '+00:00') END, '%Y-%m-%dT%TZ') AS starts_at,
       DATE_FORMAT(CASE @zone WHEN 'UTC' THEN COALESCE(i.due_date, i.start_date) + INTERVAL 1 DAY
                   ELSE CONVERT_TZ(COALESCE(i.due_date, i.start_date) + INTERVAL 1 DAY, @zone, '+00:00') END,
                   '%Y-%m-%dT%TZ') AS ends_at,
       CASE WHEN s.is_closed THEN i.closed_on END AS done_at,
       CONCAT(@web, '/issues/', i.id) AS url,
       i.updated_on AS updated_at
FROM (
  SELECT CAST(SUBSTRING(j.id, 2) AS UNSIGNED) AS id
  FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id varchar(20) CHARACTER SET ascii PATH '$')) j
  UNION ALL
  SELECT n.id FROM issues n WHERE @ids IS NULL AND (@since IS NULL OR n.updated_on >= @since)
) z
JOIN issues i ON i.id = z.id
JOIN trackers k ON k.id = i.tracker_id
JOIN issue_statuses s ON s.id = i.status_id
JOIN projects r ON r.id = i.project_id
LEFT JOIN users o ON o.id = i.assigned_to_id
WHERE k.name = @visits AND r.status <> 9
