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
         SELECT GROUP_CONCAT(CONCAT(d.prop_key, ': ', COALESCE(b.name, NULLIF(d.old_value, ''), '–'), ' → ',
                                    COALESCE(a.name, NULLIF(d.value, ''), '–')) ORDER BY d.id SEPARATOR '\n')
         FROM journal_details d
         LEFT JOIN issue_statuses b ON d.prop_key = 'status_id' AND b.id = CAST(d.old_value AS UNSIGNED)
         LEFT JOIN issue_statuses a ON d.prop_key = 'status_id' AND a.id = CAST(d.value AS UNSIGNED)
         WHERE d.journal_id = j.id AND d.prop_key <> 'description')) AS text,
       0 AS html
FROM journals j LEFT JOIN users u ON u.id = j.user_id
WHERE j.journalized_type = 'Issue' AND j.journalized_id = @id AND NOT j.private_notes
