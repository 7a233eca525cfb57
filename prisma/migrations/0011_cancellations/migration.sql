-- CreateTable
CREATE TABLE "cancellations" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "refund_won" INTEGER NOT NULL,
    "reclaimed_discount_won" INTEGER NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cancellations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cancelled_lines" (
    "cancellation_id" UUID NOT NULL,
    "line_id" UUID NOT NULL,
    "units" INTEGER NOT NULL,

    CONSTRAINT "cancelled_lines_pkey" PRIMARY KEY ("cancellation_id","line_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "cancellations_order_id_position_key" ON "cancellations"("order_id", "position");

-- CreateIndex
CREATE INDEX "cancelled_lines_line_id_idx" ON "cancelled_lines"("line_id");

-- AddForeignKey
ALTER TABLE "cancellations" ADD CONSTRAINT "cancellations_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cancelled_lines" ADD CONSTRAINT "cancelled_lines_cancellation_id_fkey" FOREIGN KEY ("cancellation_id") REFERENCES "cancellations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cancelled_lines" ADD CONSTRAINT "cancelled_lines_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "order_lines"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Below by hand.

ALTER TABLE cancellations
  ADD CONSTRAINT cancellations_amounts CHECK (refund_won >= 0 AND reclaimed_discount_won >= 0),
  ADD CONSTRAINT cancellations_position CHECK (position >= 1);
ALTER TABLE cancelled_lines
  ADD CONSTRAINT cancelled_lines_units CHECK (units > 0);

CREATE TRIGGER cancellations_append_only BEFORE UPDATE OR DELETE ON cancellations FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cancelled_lines_append_only BEFORE UPDATE OR DELETE ON cancelled_lines FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- When a transaction that cancels commits, the order says what its cancellations say: won given back, and units of each line. A whole
-- order that was paid has given back exactly what was paid.
CREATE FUNCTION cancellations_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  given_back bigint;
  o orders;
BEGIN
  SELECT * INTO STRICT o FROM orders WHERE id = NEW.order_id;
  SELECT sum(refund_won) INTO given_back FROM cancellations WHERE order_id = NEW.order_id;
  IF o.refunded_won <> given_back OR (o.status = 'CANCELLED' AND o.refunded_won <> o.paid_won) THEN
    RAISE EXCEPTION 'order % has given back %, its cancellations %, of % paid', o.id, o.refunded_won, given_back, o.paid_won
      USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT FROM order_lines l
    WHERE l.order_id = o.id AND l.cancelled_quantity <> coalesce((SELECT sum(units) FROM cancelled_lines WHERE line_id = l.id), 0)
  ) THEN
    RAISE EXCEPTION 'the cancelled units of order % differ from its cancellations', o.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER cancellations_add_up AFTER INSERT ON cancellations
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cancellations_add_up();
