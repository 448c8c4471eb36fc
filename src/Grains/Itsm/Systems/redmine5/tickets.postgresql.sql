SELECT i.id::text AS id,
       k.name AS kind,
       i.subject AS title,
       CASE WHEN s.is_closed AND s.name = ANY (string_to_array(@cancelled, ',')) THEN 'cancelled'
            WHEN s.is_closed THEN 'closed'
            ELSE s.name END AS state,
       p.name AS priority,
       c.name AS category,
       f.service, f.channel, f.location,
       r.name AS team,
       a.name AS assignee,
       NULLIF(concat_ws(' ', u.firstname, u.lastname), '') AS requester,
       i.created_on AS opened_at,
       (SELECT min(j.created_on) FROM journals j
        WHERE j.journalized_type = 'Issue' AND j.journalized_id = i.id AND j.user_id <> i.author_id
          AND j.notes <> '' AND NOT j.private_notes) AS responded_at,
       CASE WHEN s.is_closed OR s.name = ANY (string_to_array(@resolved, ','))
            THEN COALESCE(h.resolved_at, i.closed_on) END AS resolved_at,
       CASE WHEN s.is_closed THEN i.closed_on END AS closed_at,
       h.reopened_at,
       NULL AS response_due_at,
       -- A due date is a whole day: it is over at the midnight that ends it.
       -- That is an instant, whatever zone the stamps are in.
       (i.due_date + 1)::timestamp AT TIME ZONE @zone AS due_at,
       NULL AS pending_seconds,
       h.reopens,
       (SELECT count(*) FROM journals j JOIN journal_details d ON d.journal_id = j.id
        WHERE j.journalized_type = 'Issue' AND j.journalized_id = i.id AND d.property = 'attr'
          AND d.prop_key = 'assigned_to_id' AND d.old_value <> '') AS reassignments,
       NULL AS escalated,
       f.rating,
       NULL AS outcome,
       @web || '/issues/' || i.id AS url,
       i.updated_on AS updated_at
FROM issues i
JOIN trackers k ON k.id = i.tracker_id
JOIN issue_statuses s ON s.id = i.status_id
JOIN projects r ON r.id = i.project_id
LEFT JOIN enumerations p ON p.id = i.priority_id
LEFT JOIN issue_categories c ON c.id = i.category_id
LEFT JOIN users u ON u.id = i.author_id
LEFT JOIN LATERAL (
  -- A group may hold an issue too: its name stands where people's last names do.
  SELECT concat_ws(' ', NULLIF(o.firstname, ''), o.lastname) AS name FROM users o WHERE o.id = i.assigned_to_id
) a ON true
LEFT JOIN LATERAL (
  SELECT min(v.value) FILTER (WHERE w.name = @serviceField) AS service,
         min(v.value) FILTER (WHERE w.name = @channelField) AS channel,
         min(v.value) FILTER (WHERE w.name = @locationField) AS location,
         min(v.value) FILTER (WHERE w.name = @ratingField) AS rating
  FROM custom_values v JOIN custom_fields w ON w.id = v.custom_field_id
  WHERE v.customized_type = 'Issue' AND v.customized_id = i.id AND v.value <> ''
) f ON true
LEFT JOIN LATERAL (
  SELECT max(g.created_on) FILTER (WHERE g.is_done AND NOT g.was_done) AS resolved_at,
         max(g.created_on) FILTER (WHERE g.was_done AND NOT g.is_done) AS reopened_at,
         count(*) FILTER (WHERE g.was_done AND NOT g.is_done) AS reopens
  FROM (
    SELECT j.created_on,
           before.is_closed OR before.name = ANY (string_to_array(@resolved, ',')) AS was_done,
           after.is_closed OR after.name = ANY (string_to_array(@resolved, ',')) AS is_done
    FROM journals j
    JOIN journal_details d ON d.journal_id = j.id AND d.property = 'attr' AND d.prop_key = 'status_id'
    JOIN issue_statuses before ON before.id::text = d.old_value
    JOIN issue_statuses after ON after.id::text = d.value
    WHERE j.journalized_type = 'Issue' AND j.journalized_id = i.id
  ) g
) h ON true
WHERE k.name <> @visits AND r.status <> 9
  AND (@since::timestamp IS NULL OR i.updated_on >= @since)
  AND (@ids::jsonb IS NULL OR i.id = ANY (ARRAY(SELECT jsonb_array_elements_text(@ids::jsonb)::int)))
