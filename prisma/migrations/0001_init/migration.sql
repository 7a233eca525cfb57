-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "product_status" AS ENUM ('DRAFT', 'ACTIVE', 'ARCHIVED');

-- CreateEnum
CREATE TYPE "variant_status" AS ENUM ('ACTIVE', 'ARCHIVED');

-- CreateEnum
CREATE TYPE "locale" AS ENUM ('ko', 'en');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('PENDING', 'DELIVERED', 'DEAD', 'SUPERSEDED', 'SKIPPED');

-- CreateEnum
CREATE TYPE "delivery_lane" AS ENUM ('VIP', 'NORMAL', 'BULK');

-- CreateEnum
CREATE TYPE "delivery_error_class" AS ENUM ('TIMEOUT', 'NETWORK', 'DNS', 'TLS', 'HTTP_4XX', 'HTTP_5XX', 'RATE_LIMITED', 'BAD_RESPONSE');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('SHOPPER', 'ADMIN');

-- CreateEnum
CREATE TYPE "tier" AS ENUM ('BRONZE', 'SILVER', 'GOLD', 'VIP');

-- CreateEnum
CREATE TYPE "movement_reason" AS ENUM ('RECEIVE', 'ADJUST', 'DAMAGE', 'RETURN', 'SALE', 'CANCEL');

-- CreateEnum
CREATE TYPE "order_status" AS ENUM ('PENDING_PAYMENT', 'PAID', 'PREPARING', 'SHIPPED', 'DELIVERED', 'EXPIRED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "actor_kind" AS ENUM ('CUSTOMER', 'ADMIN', 'SYSTEM');

-- CreateEnum
CREATE TYPE "ledger_account" AS ENUM ('WALLET', 'SALES', 'TOP_UP_CLEARING', 'ADJUSTMENTS');

-- CreateEnum
CREATE TYPE "transfer_kind" AS ENUM ('TOP_UP', 'PAYMENT', 'REFUND', 'ADJUSTMENT');

-- CreateEnum
CREATE TYPE "top_up_status" AS ENUM ('PENDING', 'SETTLED', 'DECLINED');

-- CreateTable
CREATE TABLE "carts" (
    "id" UUID NOT NULL,
    "user_id" UUID,
    "token_hash" BYTEA,
    "version" INTEGER NOT NULL DEFAULT 1,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "carts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart_lines" (
    "cart_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "price_when_added_won" INTEGER NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cart_lines_pkey" PRIMARY KEY ("cart_id","variant_id")
);

-- CreateTable
CREATE TABLE "categories" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "parent_id" UUID,
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "categories_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "category_translations" (
    "category_id" UUID NOT NULL,
    "locale" "locale" NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "category_translations_pkey" PRIMARY KEY ("category_id","locale")
);

-- CreateTable
CREATE TABLE "products" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "category_id" UUID NOT NULL,
    "status" "product_status" NOT NULL DEFAULT 'DRAFT',
    "price_won" INTEGER NOT NULL,
    "compare_at_won" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "products_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_translations" (
    "product_id" UUID NOT NULL,
    "locale" "locale" NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "product_translations_pkey" PRIMARY KEY ("product_id","locale")
);

-- CreateTable
CREATE TABLE "variants" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '{}',
    "options_en" JSONB,
    "price_won" INTEGER NOT NULL,
    "compare_at_won" INTEGER,
    "max_per_order" INTEGER,
    "status" "variant_status" NOT NULL DEFAULT 'ACTIVE',
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "variants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pictures" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "pictures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_endpoints" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "types" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "concurrency" INTEGER NOT NULL DEFAULT 4,
    "timeout_ms" INTEGER NOT NULL DEFAULT 10000,
    "max_attempts" INTEGER NOT NULL DEFAULT 9,
    "backoff_seconds" INTEGER[] DEFAULT ARRAY[5, 30, 120, 600, 3600, 10800, 21600, 43200]::INTEGER[],
    "paused_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delivery_endpoints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "previous_sequence" INTEGER,
    "type" TEXT NOT NULL,
    "lane" "delivery_lane" NOT NULL DEFAULT 'NORMAL',
    "state" "delivery_state" NOT NULL DEFAULT 'PENDING',
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_token" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "last_error_class" "delivery_error_class",
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_attempts" (
    "id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "status_code" INTEGER,
    "error_class" "delivery_error_class",
    "error" TEXT,
    "response_excerpt" TEXT,

    CONSTRAINT "delivery_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "user_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "status" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "role" "role" NOT NULL DEFAULT 'SHOPPER',
    "tier" "tier" NOT NULL DEFAULT 'BRONZE',
    "blocked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "addresses" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "line1" TEXT NOT NULL,
    "line2" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "addresses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "entity_type" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "stock_levels" (
    "variant_id" UUID NOT NULL,
    "on_hand_units" INTEGER NOT NULL DEFAULT 0,
    "reserved_units" INTEGER NOT NULL DEFAULT 0,
    "safety_min_units" INTEGER NOT NULL DEFAULT 0,
    "safety_max_units" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_levels_pkey" PRIMARY KEY ("variant_id")
);

-- CreateTable
CREATE TABLE "stock_movements" (
    "id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "delta_units" INTEGER NOT NULL,
    "balance_units" INTEGER NOT NULL,
    "reason" "movement_reason" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "actor_id" UUID,
    "order_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_movements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "status" "order_status" NOT NULL,
    "cart_id" UUID NOT NULL,
    "cart_version" INTEGER NOT NULL,
    "goods_won" INTEGER NOT NULL,
    "item_discount_won" INTEGER NOT NULL DEFAULT 0,
    "order_discount_won" INTEGER NOT NULL DEFAULT 0,
    "shipping_won" INTEGER NOT NULL,
    "total_won" INTEGER NOT NULL,
    "paid_won" INTEGER NOT NULL DEFAULT 0,
    "refunded_won" INTEGER NOT NULL DEFAULT 0,
    "recipient" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "line1" TEXT NOT NULL,
    "line2" TEXT NOT NULL DEFAULT '',
    "hold_expires_at" TIMESTAMPTZ(3),
    "event_count" INTEGER NOT NULL DEFAULT 0,
    "export_count" INTEGER NOT NULL DEFAULT 0,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_lines" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "variant_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "options" JSONB NOT NULL,
    "options_en" JSONB,
    "quantity" INTEGER NOT NULL,
    "cancelled_quantity" INTEGER NOT NULL DEFAULT 0,
    "unit_price_won" INTEGER NOT NULL,
    "discount_won" INTEGER NOT NULL DEFAULT 0,
    "paid_won" INTEGER NOT NULL,

    CONSTRAINT "order_lines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_events" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "export_sequence" INTEGER,
    "type" TEXT NOT NULL,
    "from_status" "order_status",
    "to_status" "order_status" NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "reason" TEXT,
    "snapshot" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wallets" (
    "user_id" UUID NOT NULL,
    "balance_won" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "wallets_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "ledger_transfers" (
    "id" UUID NOT NULL,
    "kind" "transfer_kind" NOT NULL,
    "reference_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_transfers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "id" UUID NOT NULL,
    "transfer_id" UUID NOT NULL,
    "account" "ledger_account" NOT NULL,
    "user_id" UUID,
    "amount_won" INTEGER NOT NULL,
    "balance_after_won" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "top_ups" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "amount_won" INTEGER NOT NULL,
    "status" "top_up_status" NOT NULL DEFAULT 'PENDING',
    "decline_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "top_ups_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "carts_user_id_key" ON "carts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "carts_token_hash_key" ON "carts"("token_hash");

-- CreateIndex
CREATE INDEX "carts_expires_at_idx" ON "carts"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "categories_slug_key" ON "categories"("slug");

-- CreateIndex
CREATE INDEX "categories_parent_id_position_idx" ON "categories"("parent_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "products_slug_key" ON "products"("slug");

-- CreateIndex
CREATE INDEX "products_status_created_at_id_idx" ON "products"("status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "products_status_price_won_id_idx" ON "products"("status", "price_won", "id");

-- CreateIndex
CREATE INDEX "products_category_id_status_created_at_id_idx" ON "products"("category_id", "status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "products_category_id_status_price_won_id_idx" ON "products"("category_id", "status", "price_won", "id");

-- CreateIndex
CREATE UNIQUE INDEX "variants_sku_key" ON "variants"("sku");

-- CreateIndex
CREATE INDEX "variants_product_id_position_idx" ON "variants"("product_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "pictures_product_id_position_key" ON "pictures"("product_id", "position");

-- CreateIndex
CREATE INDEX "deliveries_state_id_idx" ON "deliveries"("state", "id" DESC);

-- CreateIndex
CREATE INDEX "deliveries_order_id_idx" ON "deliveries"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_endpoint_id_event_id_key" ON "deliveries"("endpoint_id", "event_id");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_endpoint_id_order_id_sequence_key" ON "deliveries"("endpoint_id", "order_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_attempts_delivery_id_number_key" ON "delivery_attempts"("delivery_id", "number");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_token_hash_key" ON "api_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "api_tokens_user_id_idx" ON "api_tokens"("user_id");

-- CreateIndex
CREATE INDEX "addresses_user_id_created_at_idx" ON "addresses"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_log_entity_type_entity_id_occurred_at_idx" ON "audit_log"("entity_type", "entity_id", "occurred_at");

-- CreateIndex
CREATE INDEX "audit_log_occurred_at_idx" ON "audit_log"("occurred_at");

-- CreateIndex
CREATE INDEX "rate_limits_expire_idx" ON "rate_limits"("expire");

-- CreateIndex
CREATE INDEX "stock_movements_variant_id_created_at_id_idx" ON "stock_movements"("variant_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "stock_movements_order_id_idx" ON "stock_movements"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "orders_number_key" ON "orders"("number");

-- CreateIndex
CREATE INDEX "orders_user_id_placed_at_id_idx" ON "orders"("user_id", "placed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "orders_status_placed_at_id_idx" ON "orders"("status", "placed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "orders_placed_at_id_idx" ON "orders"("placed_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "orders_cart_id_cart_version_key" ON "orders"("cart_id", "cart_version");

-- CreateIndex
CREATE INDEX "order_lines_variant_id_idx" ON "order_lines"("variant_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_lines_order_id_position_key" ON "order_lines"("order_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "order_events_order_id_position_key" ON "order_events"("order_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "order_events_order_id_export_sequence_key" ON "order_events"("order_id", "export_sequence");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transfers_kind_reference_id_key" ON "ledger_transfers"("kind", "reference_id");

-- CreateIndex
CREATE INDEX "ledger_entries_transfer_id_idx" ON "ledger_entries"("transfer_id");

-- CreateIndex
CREATE INDEX "ledger_entries_user_id_created_at_id_idx" ON "ledger_entries"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "top_ups_status_created_at_idx" ON "top_ups"("status", "created_at");

-- AddForeignKey
ALTER TABLE "carts" ADD CONSTRAINT "carts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_lines" ADD CONSTRAINT "cart_lines_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "carts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_lines" ADD CONSTRAINT "cart_lines_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "categories" ADD CONSTRAINT "categories_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "categories"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "category_translations" ADD CONSTRAINT "category_translations_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "categories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "categories"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_translations" ADD CONSTRAINT "product_translations_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "variants" ADD CONSTRAINT "variants_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "delivery_endpoints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "order_events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempts" ADD CONSTRAINT "delivery_attempts_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "deliveries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_levels" ADD CONSTRAINT "stock_levels_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wallets" ADD CONSTRAINT "wallets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_transfer_id_fkey" FOREIGN KEY ("transfer_id") REFERENCES "ledger_transfers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "wallets"("user_id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "top_ups" ADD CONSTRAINT "top_ups_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "wallets"("user_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on by hand: every invariant that the schema language cannot say.

ALTER TABLE users
  ADD CONSTRAINT users_email_lower CHECK (email = lower(email)),
  ADD CONSTRAINT users_text_bounds CHECK (length(email) BETWEEN 3 AND 254 AND length(name) BETWEEN 1 AND 80);

ALTER TABLE variants
  ADD CONSTRAINT variants_price_bounds CHECK (price_won BETWEEN 1 AND 10000000),
  ADD CONSTRAINT variants_compare_at_above CHECK (compare_at_won IS NULL OR compare_at_won > price_won),
  ADD CONSTRAINT variants_max_per_order_bounds CHECK (max_per_order BETWEEN 1 AND 99),
  ADD CONSTRAINT variants_options_paired CHECK (
    jsonb_path_query_array(options_en, '$.keyvalue().key') = jsonb_path_query_array(options, '$.keyvalue().key'));

ALTER TABLE categories
  ADD CONSTRAINT categories_not_own_parent CHECK (parent_id <> id),
  ADD CONSTRAINT categories_slug_form CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');

ALTER TABLE products
  ADD CONSTRAINT products_slug_form CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT products_price_bounds CHECK (price_won BETWEEN 1 AND 10000000);

ALTER TABLE stock_levels
  ADD CONSTRAINT stock_levels_never_oversold CHECK (0 <= reserved_units AND reserved_units <= on_hand_units),
  ADD CONSTRAINT stock_levels_on_hand_bound CHECK (on_hand_units <= 100000000),
  ADD CONSTRAINT stock_levels_safety_order CHECK (safety_min_units >= 0 AND (safety_max_units IS NULL OR safety_max_units >= safety_min_units));

ALTER TABLE stock_movements
  ADD CONSTRAINT stock_movements_not_zero CHECK (delta_units <> 0),
  ADD CONSTRAINT stock_movements_balance CHECK (balance_units >= 0),
  ADD CONSTRAINT stock_movements_order_named CHECK ((reason IN ('SALE', 'CANCEL')) = (order_id IS NOT NULL));

ALTER TABLE carts
  ADD CONSTRAINT carts_one_owner CHECK (num_nonnulls(user_id, token_hash) = 1),
  ADD CONSTRAINT carts_version_positive CHECK (version >= 1);

ALTER TABLE cart_lines
  ADD CONSTRAINT cart_lines_quantity_bounds CHECK (quantity BETWEEN 1 AND 99);

ALTER TABLE wallets
  ADD CONSTRAINT wallets_balance_bounds CHECK (balance_won BETWEEN 0 AND 1000000000);

ALTER TABLE ledger_entries
  ADD CONSTRAINT ledger_entries_not_zero CHECK (amount_won <> 0),
  ADD CONSTRAINT ledger_entries_wallet_named CHECK (
    (account = 'WALLET') = (user_id IS NOT NULL) AND (account = 'WALLET') = (balance_after_won IS NOT NULL)),
  ADD CONSTRAINT ledger_entries_balance CHECK (balance_after_won >= 0);

ALTER TABLE top_ups
  ADD CONSTRAINT top_ups_amount_bounds CHECK (amount_won BETWEEN 1000 AND 2000000),
  ADD CONSTRAINT top_ups_settled CHECK ((status = 'PENDING') = (settled_at IS NULL));

ALTER TABLE orders
  ADD CONSTRAINT orders_total CHECK (total_won = goods_won - item_discount_won - order_discount_won + shipping_won),
  ADD CONSTRAINT orders_amount_bounds CHECK (
    least(goods_won, item_discount_won, order_discount_won, shipping_won, total_won) >= 0 AND total_won <= 1000000000),
  ADD CONSTRAINT orders_refunded_within_paid CHECK (0 <= refunded_won AND refunded_won <= paid_won AND paid_won IN (0, total_won)),
  ADD CONSTRAINT orders_unpaid_holds CHECK (status <> 'PENDING_PAYMENT' OR hold_expires_at IS NOT NULL),
  ADD CONSTRAINT orders_paid_state CHECK (CASE
    WHEN status IN ('PENDING_PAYMENT', 'EXPIRED') THEN paid_at IS NULL AND paid_won = 0 AND export_count = 0
    WHEN status IN ('PAID', 'PREPARING', 'SHIPPED', 'DELIVERED') THEN paid_at IS NOT NULL AND paid_won = total_won AND export_count >= 1
    ELSE (paid_at IS NULL) = (export_count = 0) END);

ALTER TABLE order_lines
  ADD CONSTRAINT order_lines_quantity_bounds CHECK (quantity BETWEEN 1 AND 99 AND cancelled_quantity BETWEEN 0 AND quantity),
  ADD CONSTRAINT order_lines_paid CHECK (paid_won = unit_price_won * quantity - discount_won AND paid_won >= 0 AND discount_won >= 0),
  ADD CONSTRAINT order_lines_options_paired CHECK (
    jsonb_path_query_array(options_en, '$.keyvalue().key') = jsonb_path_query_array(options, '$.keyvalue().key'));

ALTER TABLE order_events
  ADD CONSTRAINT order_events_counts CHECK (position >= 1 AND export_sequence >= 1);

ALTER TABLE delivery_endpoints
  ADD CONSTRAINT delivery_endpoints_bounds CHECK (
    concurrency BETWEEN 1 AND 64 AND timeout_ms BETWEEN 100 AND 60000 AND max_attempts BETWEEN 1 AND 100
    AND cardinality(backoff_seconds) BETWEEN 1 AND 50 AND 0 <= ALL (backoff_seconds));

ALTER TABLE deliveries
  ADD CONSTRAINT deliveries_sequence CHECK (sequence >= 1 AND (previous_sequence IS NULL OR previous_sequence < sequence)),
  ADD CONSTRAINT deliveries_lease CHECK ((lease_token IS NULL) = (lease_until IS NULL)),
  ADD CONSTRAINT deliveries_settled CHECK ((state = 'PENDING') = (settled_at IS NULL) AND (state = 'PENDING' OR lease_token IS NULL)),
  ADD CONSTRAINT deliveries_attempts CHECK (attempt_count >= 0);

-- The sweep of overdue holds, and the heads of line of an endpoint: both stay as small as the work that is open.
CREATE INDEX orders_overdue_holds ON orders (hold_expires_at) WHERE status = 'PENDING_PAYMENT';
CREATE INDEX deliveries_due ON deliveries (endpoint_id, lane, next_attempt_at, id) WHERE state = 'PENDING';
CREATE INDEX deliveries_open ON deliveries (endpoint_id, order_id, sequence) WHERE state IN ('PENDING', 'DEAD');

-- Money: the entries of a transfer sum to zero when the transaction commits.
CREATE FUNCTION ledger_transfer_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT coalesce(sum(amount_won), 0) FROM ledger_entries WHERE transfer_id = NEW.transfer_id) <> 0 THEN
    RAISE EXCEPTION 'ledger transfer % does not sum to zero', NEW.transfer_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_entries_sum_to_zero AFTER INSERT ON ledger_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_transfer_balances();

-- Facts are append-only.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stock_movements_append_only BEFORE UPDATE OR DELETE ON stock_movements FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_transfers_append_only BEFORE UPDATE OR DELETE ON ledger_transfers FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE ON ledger_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER order_events_append_only BEFORE UPDATE OR DELETE ON order_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER delivery_attempts_append_only BEFORE UPDATE ON delivery_attempts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The order's state machine, as lib/orders/model.ts has it (a test compares the two).
CREATE FUNCTION order_transition_allowed(old_status order_status, new_status order_status) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT (old_status, new_status) IN (
    ('PENDING_PAYMENT', 'PAID'), ('PENDING_PAYMENT', 'EXPIRED'), ('PENDING_PAYMENT', 'CANCELLED'),
    ('PAID', 'PREPARING'), ('PAID', 'CANCELLED'),
    ('PREPARING', 'SHIPPED'), ('PREPARING', 'CANCELLED'),
    ('SHIPPED', 'DELIVERED'))
$$;
CREATE FUNCTION check_order_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT order_transition_allowed(OLD.status, NEW.status) THEN
    RAISE EXCEPTION 'order % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER orders_transition BEFORE UPDATE OF status ON orders
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION check_order_transition();
