SELECT CAST(i.id AS CHAR) AS id,
       k.name AS kind,
       i.subject AS title,
       CASE WHEN s.is_closed AND FIND_IN_SET(s.name, @cancelled) THEN 'cancelled'
            WHEN s.is_closed THEN 'closed'
            ELSE s.name END AS state,
       p.name AS priority,
       c.name AS category,
       (SELECT MIN(v.value) FROM custom_values v JOIN custom_fields w ON w.id = v.custom_field_id
        WHERE v.customized_type = 'Issue' AND v.customized_id = i.id AND v.value <> ''
          AND w.name = @serviceField) AS service,
       (SELECT MIN(v.value) FROM custom_values v JOIN custom_fields w ON w.id = v.custom_field_id
        WHERE v.customized_type = 'Issue' AND v.customized_id = i.id AND v.value <> ''
          AND w.name = @channelField) AS channel,
       (SELECT MIN(v.value) FROM custom_values v JOIN custom_fields w ON w.id = v.custom_field_id
        WHERE v.customized_type = 'Issue' AND v.customized_id = i.id AND v.value <> ''
          AND w.name = @locationField) AS location,
       r.name AS team,
       -- A group may hold an issue too: its name stands where people's last names do.
       CONCAT_WS(' ', NULLIF(o.firstname, ''), o.lastname) AS assignee,
       NULLIF(CONCAT_WS(' ', u.firstname, u.lastname), '') AS requester,
       i.created_on AS opened_at,
       (SELECT MIN(j.created_on) FROM journals j
        WHERE j.journalized_type = 'Issue' AND j.journalized_id = i.id AND j.user_id <> i.author_id
          AND j.notes <> '' AND NOT j.private_notes) AS responded_at,
       CASE WHEN s.is_closed OR FIND_IN_SET(s.name, @resolved)
            THEN COALESCE(h.resolved_at, i.closed_on) END AS resolved_at,
       CASE WHEN s.is_closed THEN i.closed_on END AS closed_at,
       h.reopened_at,
       NULL AS response_due_at,
       -- A due date is a whole day: it is over at the midnight that ends it.
       -- That is an instant, whatever zone the stamps are in.
       DATE_FORMAT(CASE @zone WHEN 'UTC' THEN i.due_date + INTERVAL 1 DAY
                   ELSE CONVERT_TZ(i.due_date + INTERVAL 1 DAY, @zone, '+00:00') END, '%Y-%m-%dT%TZ') AS due_at,
       NULL AS pending_seconds,
       COALESCE(h.reopens, 0) AS reopens,
       (SELECT COUNT(*) FROM journals j JOIN journal_details d ON d.journal_id = j.id
        WHERE j.journalized_type = 'Issue' AND j.journalized_id = i.id AND d.property = 'attr'
          AND d.prop_key = 'assigned_to_id' AND d.old_value <> '') AS reassignments,
       NULL AS escalated,
       (SELECT MIN(v.value) FROM custom_values v JOIN custom_fields w ON w.id = v.custom_field_id
        WHERE v.customized_type = 'Issue' AND v.customized_id = i.id AND v.value <> ''
          AND w.name = @ratingField) AS rating,
       NULL AS outcome,
       CONCAT(@web, '/issues/', i.id) AS url,
       i.updated_on AS updated_at
FROM (
  SELECT CAST(j.id AS UNSIGNED) AS id
  FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id varchar(20) CHARACTER SET ascii PATH '$')) j
  UNION ALL
  SELECT n.id FROM issues n WHERE @ids IS NULL AND (@since IS NULL OR n.updated_on >= @since)
) z
JOIN issues i ON i.id = z.id
JOIN trackers k ON k.id = i.tracker_id
JOIN issue_statuses s ON s.id = i.status_id
JOIN projects r ON r.id = i.project_id
LEFT JOIN enumerations p ON p.id = i.priority_id
LEFT JOIN issue_categories c ON c.id = i.category_id
LEFT JOIN users u ON u.id = i.author_id
LEFT JOIN users o ON o.id = i.assigned_to_id
LEFT JOIN (
  SELECT g.journalized_id,
         MAX(CASE WHEN g.is_done AND NOT g.was_done THEN g.created_on END) AS resolved_at,
         MAX(CASE WHEN g.was_done AND NOT g.is_done THEN g.created_on END) AS reopened_at,
         SUM(CASE WHEN g.was_done AND NOT g.is_done THEN 1 ELSE 0 END) AS reopens
  FROM (
    SELECT j.journalized_id, j.created_on,
           b.is_closed OR FIND_IN_SET(b.name, @resolved) > 0 AS was_done,
           a.is_closed OR FIND_IN_SET(a.name, @resolved) > 0 AS is_done
    FROM (
      SELECT CAST(j.id AS UNSIGNED) AS id
      FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id varchar(20) CHARACTER SET ascii PATH '$')) j
      UNION ALL
      SELECT n.id FROM issues n WHERE @ids IS NULL AND (@since IS NULL OR n.updated_on >= @since)
    ) y
    JOIN journals j ON j.journalized_type = 'Issue' AND j.journalized_id = y.id
    JOIN journal_details d ON d.journal_id = j.id AND d.property = 'attr' AND d.prop_key = 'status_id'
    JOIN issue_statuses b ON b.id = CAST(d.old_value AS UNSIGNED)
    JOIN issue_statuses a ON a.id = CAST(d.value AS UNSIGNED)
  ) g
  GROUP BY g.journalized_id
) h ON h.journalized_id = i.id
WHERE k.name <> @visits AND r.status <> 9
