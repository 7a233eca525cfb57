-- CreateTable
CREATE TABLE "order_searches" (
    "order_id" UUID NOT NULL,
    "grams" tsvector NOT NULL,

    CONSTRAINT "order_searches_pkey" PRIMARY KEY ("order_id")
);

-- CreateIndex
CREATE INDEX "order_searches_grams_idx" ON "order_searches" USING GIN ("grams");

-- CreateIndex
CREATE INDEX "orders_user_id_status_placed_at_id_idx" ON "orders"("user_id", "status", "placed_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "order_searches" ADD CONSTRAINT "order_searches_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Below by hand.

-- What is pending is read by every search, so it stays little; and an order is not to wait for its grams to be sorted in one by one.
ALTER INDEX order_searches_grams_idx SET (gin_pending_list_limit = 256);

-- Number, recipient, customer (as they were called at the time) and goods, in both languages; and whose order it is, as `@` and an id, which
-- no text has in it: so one question to the index finds words among one shopper's orders, however many others have.
CREATE FUNCTION refresh_order_searches(order_ids uuid[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO order_searches (order_id, grams)
  SELECT o.id, array_to_tsvector(search_grams(search_key(concat_ws(' ', o.number, o.recipient, u.name, u.email, goods.texts)))
    || ('@' || o.user_id))
  FROM orders o JOIN users u ON u.id = o.user_id,
    LATERAL (SELECT string_agg(concat_ws(' ', l.name->>'ko', l.name->>'en', l.sku), ' ') AS texts
      FROM order_lines l WHERE l.order_id = o.id) AS goods
  WHERE o.id = ANY (order_ids)
  ON CONFLICT (order_id) DO UPDATE SET grams = excluded.grams
$$;

-- By triggers, so that whoever writes an order need not think of it. Its lines are written once, with it; its recipient may change.
CREATE FUNCTION refresh_searches_of_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_order_searches(ARRAY(SELECT DISTINCT order_id FROM written));
  RETURN NULL;
END $$;
CREATE TRIGGER order_lines_searched AFTER INSERT ON order_lines REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION refresh_searches_of_lines();

CREATE FUNCTION refresh_search_of_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_order_searches(ARRAY[NEW.id]);
  RETURN NULL;
END $$;
CREATE TRIGGER orders_searched AFTER UPDATE OF recipient ON orders
  FOR EACH ROW WHEN (OLD.recipient IS DISTINCT FROM NEW.recipient) EXECUTE FUNCTION refresh_search_of_order();

SELECT refresh_order_searches(array_agg(id)) FROM orders HAVING count(*) > 0;
