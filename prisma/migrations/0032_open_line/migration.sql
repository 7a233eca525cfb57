-- What is not settled of an order at an endpoint, from its front. As with `front_of_lane` (migration 0031): without sorting there is one index that
-- gives it in order, `deliveries_open`. Where statistics were from a table next to empty, others looked as good, and each look read the whole backlog.
CREATE FUNCTION open_line(of_endpoint uuid, of_order uuid, most integer)
RETURNS SETOF deliveries
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 SET enable_sort = off AS $$
  SELECT * FROM deliveries
  WHERE endpoint_id = of_endpoint AND order_id = of_order AND state IN ('PENDING', 'DEAD')
  ORDER BY sequence, id LIMIT most;
$$;

-- Sorting within what is in order already is sorting, too.
ALTER FUNCTION open_line(uuid, uuid, integer) SET enable_incremental_sort = off;
ALTER FUNCTION front_of_lane(uuid, delivery_lane, timestamptz, integer) SET enable_incremental_sort = off;
