-- Znuny has appointments, but none of them says whether it was kept: no rows, of the right types.
SELECT t.tn AS id, t.tn AS ticket_id, t.title, 'planned' AS state, NULL AS location, NULL AS address, NULL AS contact,
       NULL AS team, NULL AS technician, t.change_time AS starts_at, t.change_time AS ends_at, NULL AS done_at,
       NULL AS url, t.change_time AS updated_at
FROM ticket t
WHERE 1 = 0
