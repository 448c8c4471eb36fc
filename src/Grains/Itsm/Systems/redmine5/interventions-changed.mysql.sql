SELECT CONCAT('V', i.id) AS id FROM issues i WHERE i.updated_on >= @since
