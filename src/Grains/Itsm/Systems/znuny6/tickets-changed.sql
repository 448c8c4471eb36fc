SELECT t.tn AS id FROM ticket t WHERE t.change_time >= @since
