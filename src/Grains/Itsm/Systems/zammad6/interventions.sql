-- Zammad plans no visits: no rows, of the right types.
SELECT t.number AS id, t.number AS ticket_id, t.title, 'planned' AS state, NULL AS location, NULL AS address,
       NULL AS contact, NULL AS team, NULL AS technician, t.updated_at AS starts_at, t.updated_at AS ends_at,
       NULL AS done_at, NULL AS url, t.updated_at
FROM tickets t
WHERE 1 = 0
