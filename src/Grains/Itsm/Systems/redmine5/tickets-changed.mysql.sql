SELECT CAST(i.id AS CHAR) AS id FROM issues i WHERE i.updated_on >= @since
