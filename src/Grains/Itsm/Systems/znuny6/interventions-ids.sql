SELECT t.tn AS id, t.change_time AS updated_at FROM ticket t WHERE 1 = 0
