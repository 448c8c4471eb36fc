SELECT w.name, GROUP_CONCAT(v.value ORDER BY v.id SEPARATOR ', ') AS value
FROM custom_values v JOIN custom_fields w ON w.id = v.custom_field_id
WHERE v.customized_type = 'Issue' AND v.customized_id = @id AND v.value <> ''
GROUP BY w.name
UNION ALL
SELECT 'Description', i.description FROM issues i WHERE i.id = @id AND i.description <> ''
UNION ALL
SELECT 'Done (%)', CONCAT(i.done_ratio) FROM issues i WHERE i.id = @id AND i.done_ratio > 0;
SELECT j.created_on AS at,
       NULLIF(CONCAT_WS(' ', NULLIF(u.firstname, ''), u.lastname), '') AS author,
       CASE WHEN j.notes <> '' THEN 'note' ELSE 'change' END AS kind,
       CONCAT_WS('\n', NULLIF(j.notes, ''), (
         SELECT GROUP_CONCAT(CONCAT(
                  CASE d.property WHEN 'cf' THEN COALESCE(w.name, d.prop_key)
                                  WHEN 'attachment' THEN 'attachment' ELSE d.prop_key END, ': ',
                  COALESCE(b.name, NULLIF(CONCAT_WS(' ', NULLIF(g.firstname, ''), g.lastname), ''),
                           NULLIF(d.old_value, ''), '–'), ' → ',
                  COALESCE(a.name, NULLIF(CONCAT_WS(' ', NULLIF(t.firstname, ''), t.lastname), ''),
                           NULLIF(d.value, ''), '–')) ORDER BY d.id SEPARATOR '\n')
         FROM journal_details d
         LEFT JOIN custom_fields w ON d.property = 'cf' AND w.id = CAST(d.prop_key AS UNSIGNED)
         LEFT JOIN issue_statuses b ON d.prop_key = 'status_id' AND b.id = CAST(d.old_value AS UNSIGNED)
         LEFT JOIN issue_statuses a ON d.prop_key = 'status_id' AND a.id = CAST(d.value AS UNSIGNED)
         LEFT JOIN users g ON d.prop_key = 'assigned_to_id' AND g.id = CAST(d.old_value AS UNSIGNED)
         LEFT JOIN users t ON d.prop_key = 'assigned_to_id' AND t.id = CAST(d.value AS UNSIGNED)
         WHERE d.journal_id = j.id AND d.prop_key <> 'description')) AS text,
       0 AS html
FROM journals j LEFT JOIN users u ON u.id = j.user_id
WHERE j.journalized_type = 'Issue' AND j.journalized_id = @id AND NOT j.private_notes
