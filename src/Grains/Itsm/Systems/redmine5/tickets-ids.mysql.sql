SELECT CAST(i.id AS CHAR) AS id, i.updated_on AS updated_at
FROM issues i JOIN trackers k ON k.id = i.tracker_id JOIN projects r ON r.id = i.project_id
WHERE k.name <> @visits AND r.status <> 9
