SELECT w.name, string_agg(v.value, ', ' ORDER BY v.id) AS value
FROM custom_values v JOIN custom_fields w ON w.id = v.custom_field_id
WHERE v.customized_type = 'Issue' AND v.customized_id = @id::int AND v.value <> ''
GROUP BY w.name
UNION ALL
SELECT 'Description', i.description FROM issues i WHERE i.id = @id::int AND i.description <> ''
UNION ALL
SELECT 'Done (%)', i.done_ratio::text FROM issues i WHERE i.id = @id::int AND i.done_ratio > 0;
SELECT j.created_on AS at,
       NULLIF(concat_ws(' ', NULLIF(u.firstname, ''), u.lastname), '') AS author,
       CASE WHEN j.notes <> '' THEN 'note' ELSE 'change' END AS kind,
       concat_ws(E'\n', NULLIF(j.notes, ''), (
         SELECT string_agg(CASE d.property WHEN 'cf' THEN COALESCE(w.name, d.prop_key)
                                           WHEN 'attachment' THEN 'attachment' ELSE d.prop_key END || ': '
                           || COALESCE(before.name, giver.name, NULLIF(d.old_value, ''), '–') || ' → '
                           || COALESCE(after.name, taker.name, NULLIF(d.value, ''), '–'), E'\n' ORDER BY d.id)
         FROM journal_details d
         LEFT JOIN custom_fields w ON d.property = 'cf' AND w.id::text = d.prop_key
         LEFT JOIN issue_statuses before ON d.prop_key = 'status_id' AND before.id::text = d.old_value
         LEFT JOIN issue_statuses after ON d.prop_key = 'status_id' AND after.id::text = d.value
         LEFT JOIN LATERAL (
           SELECT concat_ws(' ', NULLIF(o.firstname, ''), o.lastname) AS name FROM users o
           WHERE o.id = CASE WHEN d.prop_key = 'assigned_to_id' THEN NULLIF(d.old_value, '')::int END
         ) giver ON true
         LEFT JOIN LATERAL (
           SELECT concat_ws(' ', NULLIF(o.firstname, ''), o.lastname) AS name FROM users o
           WHERE o.id = CASE WHEN d.prop_key = 'assigned_to_id' THEN NULLIF(d.value, '')::int END
         ) taker ON true
         WHERE d.journal_id = j.id AND d.prop_key <> 'description')) AS text,
       0 AS html
FROM journals j LEFT JOIN users u ON u.id = j.user_id
WHERE j.journalized_type = 'Issue' AND j.journalized_id = @id::int AND NOT j.private_notes
