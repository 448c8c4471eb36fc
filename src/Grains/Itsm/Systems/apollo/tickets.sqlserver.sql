SELECT id, kind, title, state, priority, category, service, channel, location, team, assignee, requester,
       opened_at, responded_at, resolved_at, closed_at, reopened_at, response_due_at, due_at,
       pending_seconds, reopens, reassignments, escalated, rating, outcome, url, updated_at
FROM tickets
WHERE (@since IS NULL OR updated_at >= @since)
  AND (@ids IS NULL OR id IN (SELECT id FROM OPENJSON(@ids) WITH (id nvarchar(64) '$')))
