-- CreateTable
CREATE TABLE "product_sales_lately" (
    "product_id" UUID NOT NULL,
    "units" INTEGER NOT NULL,
    "revenue_won" BIGINT NOT NULL,

    CONSTRAINT "product_sales_lately_pkey" PRIMARY KEY ("product_id")
);

-- CreateTable
CREATE TABLE "sales_window" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "from_hour" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sales_window_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "product_sales_lately_units_revenue_won_idx" ON "product_sales_lately"("units" DESC, "revenue_won" DESC);

-- Below by hand.

ALTER TABLE sales_window
  ADD CONSTRAINT sales_window_only_one CHECK (id = 1),
  ADD CONSTRAINT sales_window_whole_hour CHECK (date_trunc('hour', from_hour AT TIME ZONE 'UTC') = from_hour AT TIME ZONE 'UTC');

-- What an hour's sales become more or less, they become more or less in the window. Whoever counts holds the window where it is until the
-- commit, and locks products in their order. While there is no window nothing is counted: it will be made of all that there is.
CREATE FUNCTION count_sales_lately() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  start timestamptz;
BEGIN
  SELECT from_hour INTO start FROM sales_window FOR SHARE;
  IF start IS NULL THEN RETURN NULL; END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO product_sales_lately AS lately (product_id, units, revenue_won)
    SELECT product_id, sum(units), sum(revenue_won) FROM present WHERE hour >= start GROUP BY product_id ORDER BY product_id
    ON CONFLICT (product_id) DO UPDATE
      SET units = lately.units + excluded.units, revenue_won = lately.revenue_won + excluded.revenue_won;
  ELSE
    INSERT INTO product_sales_lately AS lately (product_id, units, revenue_won)
    SELECT product_id, sum(units), sum(revenue_won)
    FROM (
      SELECT hour, product_id, units, revenue_won FROM present
      UNION ALL SELECT hour, product_id, -units, -revenue_won FROM former
    ) AS changes
    WHERE hour >= start GROUP BY product_id HAVING sum(units) <> 0 OR sum(revenue_won) <> 0 ORDER BY product_id
    ON CONFLICT (product_id) DO UPDATE
      SET units = lately.units + excluded.units, revenue_won = lately.revenue_won + excluded.revenue_won;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER product_sales_counted AFTER INSERT ON product_sales
  REFERENCING NEW TABLE AS present FOR EACH STATEMENT EXECUTE FUNCTION count_sales_lately();
CREATE TRIGGER product_sales_recounted AFTER UPDATE ON product_sales
  REFERENCING NEW TABLE AS present OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION count_sales_lately();

-- Has the window begin at an hour: once an hour the sales of the one that leaves it are taken off. Back, too, if a clock says so. Nobody
-- counts meanwhile.
CREATE FUNCTION move_sales_window(to_hour timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  start timestamptz;
BEGIN
  SELECT from_hour INTO start FROM sales_window;
  IF start = to_hour THEN RETURN; END IF;
  IF start IS NULL THEN
    LOCK TABLE product_sales IN SHARE MODE;
    INSERT INTO sales_window (from_hour) VALUES (to_hour) ON CONFLICT DO NOTHING;
    IF FOUND THEN
      DELETE FROM product_sales_lately;
      INSERT INTO product_sales_lately (product_id, units, revenue_won)
      SELECT product_id, sum(units), sum(revenue_won) FROM product_sales WHERE hour >= to_hour GROUP BY product_id;
      RETURN;
    END IF;
  END IF;
  SELECT from_hour INTO STRICT start FROM sales_window FOR UPDATE;
  INSERT INTO product_sales_lately AS lately (product_id, units, revenue_won)
  SELECT product_id, sign * sum(units), sign * sum(revenue_won)
  FROM product_sales, (SELECT CASE WHEN start < to_hour THEN -1 ELSE 1 END AS sign) AS direction
  WHERE hour >= least(start, to_hour) AND hour < greatest(start, to_hour)
  GROUP BY product_id, sign ORDER BY product_id
  ON CONFLICT (product_id) DO UPDATE
    SET units = lately.units + excluded.units, revenue_won = lately.revenue_won + excluded.revenue_won;
  DELETE FROM product_sales_lately WHERE units = 0 AND revenue_won = 0;
  UPDATE sales_window SET from_hour = to_hour;
END $$;
