SELECT i.id::text AS id FROM issues i WHERE i.updated_on >= @since
