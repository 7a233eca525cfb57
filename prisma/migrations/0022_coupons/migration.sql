-- CreateEnum
CREATE TYPE "campaign_status" AS ENUM ('DRAFT', 'RUNNING', 'ENDED');

-- CreateEnum
CREATE TYPE "discount_type" AS ENUM ('FIXED', 'PERCENT');

-- CreateEnum
CREATE TYPE "coupon_scope_type" AS ENUM ('ALL', 'PRODUCTS', 'CATEGORIES');

-- CreateEnum
CREATE TYPE "issue_way" AS ENUM ('CLAIM', 'CODE', 'AUTO');

-- CreateEnum
CREATE TYPE "issue_occasion" AS ENUM ('SIGN_UP', 'FIRST_ORDER', 'TIER_CHANGE');

-- CreateEnum
CREATE TYPE "restore_policy" AS ENUM ('ALWAYS', 'IF_NOT_EXPIRED', 'NEVER');

-- CreateEnum
CREATE TYPE "partial_cancel_policy" AS ENUM ('KEEP', 'RECLAIM', 'RECLAIM_PROPORTIONAL');

-- CreateEnum
CREATE TYPE "abuse_policy" AS ENUM ('REFUSE', 'FLAG');

-- CreateEnum
CREATE TYPE "coupon_state" AS ENUM ('USABLE', 'HELD', 'USED', 'EXPIRED', 'REVOKED');

-- CreateEnum
CREATE TYPE "coupon_source" AS ENUM ('CLAIM', 'CODE', 'AUTO', 'GRANT');

-- CreateEnum
CREATE TYPE "coupon_event_type" AS ENUM ('ISSUED', 'HELD', 'RELEASED', 'USED', 'RESTORED', 'EXPIRED', 'REVOKED');

-- CreateTable
CREATE TABLE "coupon_campaigns" (
    "id" UUID NOT NULL,
    "name" JSONB NOT NULL,
    "status" "campaign_status" NOT NULL,
    "discount_type" "discount_type" NOT NULL,
    "amount_won" INTEGER,
    "percent" INTEGER,
    "cap_won" INTEGER,
    "scope_type" "coupon_scope_type" NOT NULL,
    "scope_ids" UUID[],
    "minimum_won" INTEGER NOT NULL DEFAULT 0,
    "first_purchase_only" BOOLEAN NOT NULL DEFAULT false,
    "tiers" "tier"[],
    "issue_way" "issue_way" NOT NULL,
    "issue_occasion" "issue_occasion",
    "opens_at" TIMESTAMPTZ(3),
    "closes_at" TIMESTAMPTZ(3),
    "quantity" INTEGER,
    "per_user" INTEGER NOT NULL DEFAULT 1,
    "issued_count" INTEGER NOT NULL DEFAULT 0,
    "shared_code" TEXT,
    "use_until" TIMESTAMPTZ(3),
    "use_days" INTEGER,
    "stackable" BOOLEAN NOT NULL DEFAULT false,
    "restore_on_cancel" "restore_policy" NOT NULL,
    "partial_cancel_policy" "partial_cancel_policy" NOT NULL,
    "abuse_policy" "abuse_policy" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "coupon_campaigns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coupons" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "state" "coupon_state" NOT NULL,
    "source" "coupon_source" NOT NULL,
    "usable_from" TIMESTAMPTZ(3) NOT NULL,
    "usable_until" TIMESTAMPTZ(3) NOT NULL,
    "order_id" UUID,
    "event_count" INTEGER NOT NULL DEFAULT 1,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coupons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coupon_events" (
    "coupon_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "type" "coupon_event_type" NOT NULL,
    "order_id" UUID,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "reason" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coupon_events_pkey" PRIMARY KEY ("coupon_id","position")
);

-- CreateTable
CREATE TABLE "coupon_codes" (
    "hash" BYTEA NOT NULL,
    "campaign_id" UUID NOT NULL,
    "is_shared" BOOLEAN NOT NULL,
    "coupon_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "coupon_codes_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "coupon_identities" (
    "campaign_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "coupon_identities_pkey" PRIMARY KEY ("campaign_id","kind","hash")
);

-- CreateTable
CREATE TABLE "cart_coupons" (
    "cart_id" UUID NOT NULL,
    "coupon_id" UUID NOT NULL,

    CONSTRAINT "cart_coupons_pkey" PRIMARY KEY ("cart_id","coupon_id")
);

-- CreateTable
CREATE TABLE "order_coupons" (
    "order_id" UUID NOT NULL,
    "coupon_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "discount_won" INTEGER NOT NULL,
    "name" JSONB NOT NULL,
    "frozen" JSONB NOT NULL,

    CONSTRAINT "order_coupons_pkey" PRIMARY KEY ("order_id","coupon_id")
);

-- CreateIndex
CREATE INDEX "coupon_campaigns_status_id_idx" ON "coupon_campaigns"("status", "id" DESC);

-- CreateIndex
CREATE INDEX "coupons_user_id_state_usable_until_idx" ON "coupons"("user_id", "state", "usable_until");

-- CreateIndex
CREATE INDEX "coupons_campaign_id_state_idx" ON "coupons"("campaign_id", "state");

-- CreateIndex
CREATE INDEX "coupons_order_id_idx" ON "coupons"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "coupons_campaign_id_user_id_ordinal_key" ON "coupons"("campaign_id", "user_id", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "coupon_codes_coupon_id_key" ON "coupon_codes"("coupon_id");

-- CreateIndex
CREATE INDEX "coupon_codes_campaign_id_idx" ON "coupon_codes"("campaign_id");

-- CreateIndex
CREATE INDEX "coupon_identities_user_id_idx" ON "coupon_identities"("user_id");

-- CreateIndex
CREATE INDEX "cart_coupons_coupon_id_idx" ON "cart_coupons"("coupon_id");

-- CreateIndex
CREATE INDEX "order_coupons_coupon_id_idx" ON "order_coupons"("coupon_id");

-- AddForeignKey
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "coupon_campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupon_events" ADD CONSTRAINT "coupon_events_coupon_id_fkey" FOREIGN KEY ("coupon_id") REFERENCES "coupons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupon_codes" ADD CONSTRAINT "coupon_codes_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "coupon_campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupon_codes" ADD CONSTRAINT "coupon_codes_coupon_id_fkey" FOREIGN KEY ("coupon_id") REFERENCES "coupons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupon_identities" ADD CONSTRAINT "coupon_identities_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "coupon_campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupon_identities" ADD CONSTRAINT "coupon_identities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_coupons" ADD CONSTRAINT "cart_coupons_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "carts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_coupons" ADD CONSTRAINT "cart_coupons_coupon_id_fkey" FOREIGN KEY ("coupon_id") REFERENCES "coupons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_coupons" ADD CONSTRAINT "order_coupons_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_coupons" ADD CONSTRAINT "order_coupons_coupon_id_fkey" FOREIGN KEY ("coupon_id") REFERENCES "coupons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "abuse_flags" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "other_user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decision" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" UUID,

    CONSTRAINT "abuse_flags_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "abuse_flags_user_id_idx" ON "abuse_flags"("user_id");

-- CreateIndex
CREATE INDEX "abuse_flags_other_user_id_idx" ON "abuse_flags"("other_user_id");

-- CreateIndex
CREATE INDEX "abuse_flags_decision_created_at_idx" ON "abuse_flags"("decision", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "abuse_flags_campaign_id_kind_user_id_other_user_id_key" ON "abuse_flags"("campaign_id", "kind", "user_id", "other_user_id");

-- AddForeignKey
ALTER TABLE "abuse_flags" ADD CONSTRAINT "abuse_flags_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "coupon_campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "abuse_flags" ADD CONSTRAINT "abuse_flags_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "abuse_flags" ADD CONSTRAINT "abuse_flags_other_user_id_fkey" FOREIGN KEY ("other_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Below by hand.

ALTER TABLE coupon_campaigns
  ADD CONSTRAINT coupon_campaigns_name CHECK (jsonb_typeof(name->'ko') = 'string'),
  ADD CONSTRAINT coupon_campaigns_discount CHECK (CASE discount_type
    WHEN 'FIXED' THEN amount_won BETWEEN 1 AND 10000000 AND percent IS NULL AND cap_won IS NULL
    ELSE percent BETWEEN 1 AND 100 AND amount_won IS NULL AND (cap_won IS NULL OR cap_won BETWEEN 1 AND 10000000) END),
  ADD CONSTRAINT coupon_campaigns_scope CHECK ((scope_type = 'ALL') = (cardinality(scope_ids) = 0)),
  ADD CONSTRAINT coupon_campaigns_minimum CHECK (minimum_won BETWEEN 0 AND 1000000000),
  -- What remains could otherwise be worth more than the goods that remain.
  ADD CONSTRAINT coupon_campaigns_proportional CHECK (
    partial_cancel_policy <> 'RECLAIM_PROPORTIONAL' OR discount_type <> 'FIXED' OR amount_won <= minimum_won),
  ADD CONSTRAINT coupon_campaigns_occasion CHECK ((issue_way = 'AUTO') = (issue_occasion IS NOT NULL)),
  ADD CONSTRAINT coupon_campaigns_window CHECK (closes_at IS NULL OR opens_at IS NULL OR opens_at < closes_at),
  ADD CONSTRAINT coupon_campaigns_use CHECK (num_nonnulls(use_until, use_days) = 1 AND use_days BETWEEN 1 AND 3650),
  ADD CONSTRAINT coupon_campaigns_per_user CHECK (per_user BETWEEN 1 AND 100),
  ADD CONSTRAINT coupon_campaigns_shared_code CHECK (shared_code IS NULL OR issue_way = 'CODE'),
  ADD CONSTRAINT coupon_campaigns_issued_within_quantity CHECK (0 <= issued_count AND (quantity IS NULL OR issued_count <= quantity));

ALTER TABLE coupons
  ADD CONSTRAINT coupons_ordinal CHECK (ordinal >= 1),
  ADD CONSTRAINT coupons_window CHECK (usable_from < usable_until),
  ADD CONSTRAINT coupons_order_named CHECK ((state IN ('HELD', 'USED')) = (order_id IS NOT NULL)),
  ADD CONSTRAINT coupons_events CHECK (event_count >= 1);
ALTER TABLE coupon_codes
  ADD CONSTRAINT coupon_codes_hash CHECK (length(hash) = 32),
  ADD CONSTRAINT coupon_codes_shared CHECK (NOT is_shared OR coupon_id IS NULL);
ALTER TABLE coupon_identities
  ADD CONSTRAINT coupon_identities_kind CHECK (kind IN ('DEVICE', 'PHONE', 'ADDRESS')),
  ADD CONSTRAINT coupon_identities_hash CHECK (length(hash) = 32);
ALTER TABLE abuse_flags
  ADD CONSTRAINT abuse_flags_kind CHECK (kind IN ('DEVICE', 'PHONE', 'ADDRESS')),
  ADD CONSTRAINT abuse_flags_two CHECK (user_id <> other_user_id),
  ADD CONSTRAINT abuse_flags_decided CHECK (decision IN ('CLEARED', 'REVOKED', 'BLOCKED') AND num_nonnulls(decision, decided_at, decided_by) IN (0, 3));
ALTER TABLE order_coupons
  ADD CONSTRAINT order_coupons_bounds CHECK (discount_won > 0 AND position >= 1);

-- The sweep of coupons whose time is over stays as small as the work that is open.
CREATE INDEX coupons_to_expire ON coupons (usable_until) WHERE state = 'USABLE';

CREATE TRIGGER coupon_events_append_only BEFORE UPDATE OR DELETE ON coupon_events FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A person gets no more of a campaign than it says.
CREATE FUNCTION check_coupon_ordinal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.ordinal > (SELECT per_user FROM coupon_campaigns WHERE id = NEW.campaign_id) THEN
    RAISE EXCEPTION 'coupon % of user % is more than campaign % gives', NEW.ordinal, NEW.user_id, NEW.campaign_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER coupons_within_user_limit BEFORE INSERT ON coupons FOR EACH ROW EXECUTE FUNCTION check_coupon_ordinal();

-- No coupon without being counted: the campaign's row, which many want, is locked by the insert, and its CHECK refuses one too many.
CREATE FUNCTION count_issued_coupons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE coupon_campaigns c SET issued_count = c.issued_count + n.issued
  FROM (SELECT campaign_id, count(*)::int AS issued FROM issued GROUP BY campaign_id ORDER BY campaign_id) n
  WHERE c.id = n.campaign_id;
  RETURN NULL;
END $$;
CREATE TRIGGER coupons_counted AFTER INSERT ON coupons
  REFERENCING NEW TABLE AS issued FOR EACH STATEMENT EXECUTE FUNCTION count_issued_coupons();

-- The coupon's state machine, as lib/coupons/model.ts has it (a test compares the two).
CREATE FUNCTION coupon_transition_allowed(old_state coupon_state, new_state coupon_state) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT (old_state, new_state) IN (
    ('USABLE', 'HELD'), ('USABLE', 'USED'), ('USABLE', 'EXPIRED'), ('USABLE', 'REVOKED'),
    ('HELD', 'USABLE'), ('HELD', 'USED'), ('HELD', 'EXPIRED'), ('HELD', 'REVOKED'),
    ('USED', 'USABLE'), ('USED', 'EXPIRED'))
$$;
CREATE FUNCTION check_coupon_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT coupon_transition_allowed(OLD.state, NEW.state) THEN
    RAISE EXCEPTION 'coupon % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.event_count <> OLD.event_count + 1 THEN
    RAISE EXCEPTION 'coupon % changes without its event', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER coupons_transition BEFORE UPDATE OF state ON coupons
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION check_coupon_transition();

-- What an order's coupons take off is what its totals say, when the transaction commits.
CREATE FUNCTION order_coupons_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  o orders;
BEGIN
  SELECT * INTO STRICT o FROM orders WHERE id = coalesce(NEW.order_id, OLD.order_id);
  IF o.item_discount_won + o.order_discount_won <> (SELECT coalesce(sum(discount_won), 0) FROM order_coupons WHERE order_id = o.id)
    OR o.item_discount_won + o.order_discount_won <> (SELECT sum(discount_won) FROM order_lines WHERE order_id = o.id) THEN
    RAISE EXCEPTION 'the coupons of order % differ from its discounts', o.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER order_coupons_add_up AFTER INSERT OR DELETE ON order_coupons
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION order_coupons_add_up();
