SELECT CONCAT('V', i.id) AS id FROM issues i WHERE i.updated_on >= @since
UNION
-- What an issue is related to is told by its journal alone.
SELECT CONCAT('V', j.journalized_id) FROM journals j WHERE j.created_on >= @since AND j.journalized_type = 'Issue'
