SELECT id, updated_at
FROM interventions
