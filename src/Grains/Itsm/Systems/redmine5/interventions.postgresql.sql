SELECT 'V' || i.id AS id,
       -- Of two related issues Redmine keeps the older one first, on whichever page they were related.
       COALESCE(i.parent_id,
                (SELECT l.issue_from_id FROM issue_relations l WHERE l.issue_to_id = i.id ORDER BY l.id LIMIT 1),
                (SELECT l.issue_to_id FROM issue_relations l WHERE l.issue_from_id = i.id ORDER BY l.id LIMIT 1)
               )::text AS ticket_id,
       i.subject AS title,
       CASE WHEN s.is_closed AND s.name = ANY (string_to_array(@cancelled, ',')) THEN 'cancelled'
            WHEN s.is_closed OR s.name = ANY (string_to_array(@resolved, ',')) THEN 'done'
            WHEN s.name = 'In Progress' THEN 'underway'
            ELSE 'planned' END AS state,
       (SELECT min(v.value) FROM custom_values v JOIN custom_fields w ON w.id = v.custom_field_id
        WHERE v.customized_type = 'Issue' AND v.customized_id = i.id AND v.value <> ''
          AND w.name = @locationField) AS location,
       NULL AS address, NULL AS contact,
       r.name AS team,
       a.name AS technician,
       i.start_date::timestamp AT TIME ZONE @zone AS starts_at,
       (COALESCE(i.due_date, i.start_date) + 1)::timestamp AT TIME ZONE @zone AS ends_at,
       CASE WHEN s.is_closed THEN i.closed_on END AS done_at,
       @web || '/issues/' || i.id AS url,
       i.updated_on AS updated_at
FROM issues i
JOIN trackers k ON k.id = i.tracker_id
JOIN issue_statuses s ON s.id = i.status_id
JOIN projects r ON r.id = i.project_id
LEFT JOIN LATERAL (
  SELECT concat_ws(' ', NULLIF(o.firstname, ''), o.lastname) AS name FROM users o WHERE o.id = i.assigned_to_id
) a ON true
WHERE k.name = @visits AND r.status <> 9
  AND (@since::timestamp IS NULL OR i.updated_on >= @since)
  AND (@ids::jsonb IS NULL
       OR i.id = ANY (ARRAY(SELECT substr(jsonb_array_elements_text(@ids::jsonb), 2)::int)))
