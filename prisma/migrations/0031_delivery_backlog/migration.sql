-- How many deliveries wait, and where, changes faster than statistics are gathered. Until they have caught up, all that waits looks like next to
-- nothing and one index as good as another, and claims read the whole backlog for each of their rows. Three things keep them from it.

-- The front of a lane at an endpoint: what waits behind nothing known, up to a time. Without sorting, there is one index that it can be read from
-- (`deliveries_due`), however little the planner thinks of it.
CREATE FUNCTION front_of_lane(of_endpoint uuid, of_lane delivery_lane, until timestamptz, most integer)
RETURNS TABLE (id uuid, endpoint_id uuid, order_id uuid, next_attempt_at timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET enable_sort = off AS $$
  SELECT id, endpoint_id, order_id, next_attempt_at FROM deliveries
  WHERE endpoint_id = of_endpoint AND lane = of_lane AND state = 'PENDING' AND waits_behind IS NULL AND next_attempt_at <= until
  ORDER BY next_attempt_at, id LIMIT most;
$$;

-- What is open at an endpoint, by age, for those alone who ask by age and say so: every delivery was created after '-infinity'.
DROP INDEX deliveries_backlog;
CREATE INDEX deliveries_backlog ON deliveries (endpoint_id, state, created_at) WHERE state IN ('PENDING', 'DEAD') AND created_at > '-infinity';

-- Without statistics, the planner takes each endpoint and each state for a two-hundredth of the table, as large as it is now.
ALTER TABLE deliveries ALTER COLUMN endpoint_id SET STATISTICS 0, ALTER COLUMN state SET STATISTICS 0;
DO $$
BEGIN
  IF current_setting('server_version_num')::int >= 180000 THEN
    PERFORM pg_clear_attribute_stats(current_schema(), 'deliveries', column_name, false) FROM unnest(ARRAY['endpoint_id', 'state']) AS column_name;
  END IF;
END $$;
