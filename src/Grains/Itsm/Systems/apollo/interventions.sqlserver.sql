SELECT id, ticket_id, title, state, location, address, contact, team, technician,
       starts_at, ends_at, done_at, url, updated_at
FROM interventions
WHERE (@since IS NULL OR updated_at >= @since)
  AND (@ids IS NULL OR id IN (SELECT id FROM OPENJSON(@ids) WITH (id nvarchar(64) '$')))
