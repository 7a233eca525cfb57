-- CreateEnum
CREATE TYPE "delivery_mode" AS ENUM ('REALTIME', 'BATCH');

-- CreateEnum
CREATE TYPE "breaker_state" AS ENUM ('CLOSED', 'OPEN', 'HALF_OPEN');

-- CreateEnum
CREATE TYPE "breaker_cause" AS ENUM ('FAILURES', 'WAITED', 'PROBE_FAILED', 'PROBE_SUCCEEDED', 'BY_HAND');

-- CreateEnum
CREATE TYPE "delivery_job_kind" AS ENUM ('REPLAY', 'RESYNC');

-- CreateEnum
CREATE TYPE "delivery_job_state" AS ENUM ('RUNNING', 'DONE');

-- AlterTable
ALTER TABLE "delivery_endpoints"
  ADD COLUMN "mode" "delivery_mode" NOT NULL DEFAULT 'REALTIME',
  ADD COLUMN "batch_size" INTEGER NOT NULL DEFAULT 50,
  ADD COLUMN "batch_wait_ms" INTEGER NOT NULL DEFAULT 1000,
  ADD COLUMN "rate_per_second" INTEGER NOT NULL DEFAULT 50,
  ADD COLUMN "sla_ms" INTEGER NOT NULL DEFAULT 60000,
  ADD COLUMN "supersede" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "previous_secret" TEXT,
  ADD COLUMN "previous_secret_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "delivery_gates" (
    "endpoint_id" UUID NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "refilled_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "turn" INTEGER NOT NULL DEFAULT 0,
    "rate_share" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "share_changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "throttled_until" TIMESTAMPTZ(3),
    "breaker" "breaker_state" NOT NULL DEFAULT 'CLOSED',
    "is_forced" BOOLEAN NOT NULL DEFAULT false,
    "breaker_changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "open_count" INTEGER NOT NULL DEFAULT 0,
    "probe_at" TIMESTAMPTZ(3),
    "probe_until" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_gates_pkey" PRIMARY KEY ("endpoint_id")
) WITH (fillfactor = 50);

-- CreateTable
CREATE TABLE "delivery_call_counts" (
    "endpoint_id" UUID NOT NULL,
    "slot" TIMESTAMPTZ(3) NOT NULL,
    "call_count" INTEGER NOT NULL,
    "failed_count" INTEGER NOT NULL,

    CONSTRAINT "delivery_call_counts_pkey" PRIMARY KEY ("endpoint_id","slot")
);

-- CreateTable
CREATE TABLE "delivery_breaker_events" (
    "id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "from_state" "breaker_state" NOT NULL,
    "to_state" "breaker_state" NOT NULL,
    "cause" "breaker_cause" NOT NULL,
    "call_count" INTEGER,
    "failed_count" INTEGER,
    "actor_id" UUID,

    CONSTRAINT "delivery_breaker_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_jobs" (
    "id" UUID NOT NULL,
    "kind" "delivery_job_kind" NOT NULL,
    "endpoint_id" UUID,
    "filter" JSONB,
    "since" TIMESTAMPTZ(3),
    "state" "delivery_job_state" NOT NULL DEFAULT 'RUNNING',
    "wanted_count" INTEGER NOT NULL,
    "done_count" INTEGER NOT NULL DEFAULT 0,
    "skipped_count" INTEGER NOT NULL DEFAULT 0,
    "last_id" UUID,
    "requested_by" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_jobs_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "deliveries"
  ADD COLUMN "waits_behind" INTEGER,
  ADD COLUMN "supersedes" INTEGER[] NOT NULL DEFAULT ARRAY[]::INTEGER[],
  ADD COLUMN "superseded_by" UUID,
  ADD COLUMN "resync_id" UUID;

-- AlterTable
ALTER TABLE "delivery_attempts"
  ADD COLUMN "request_headers" JSONB,
  ADD COLUMN "batch_id" UUID,
  ADD COLUMN "batch_count" INTEGER,
  ADD COLUMN "is_probe" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "connect_ms" INTEGER,
  ADD COLUMN "first_byte_ms" INTEGER;

-- A resync carries a sequence that the endpoint may have had already, so these hold for what an order's changes planned, and are indexes of
-- their own below.
DROP INDEX "deliveries_endpoint_id_event_id_key";
DROP INDEX "deliveries_endpoint_id_order_id_sequence_key";

-- CreateIndex
CREATE INDEX "deliveries_endpoint_id_order_id_sequence_idx" ON "deliveries"("endpoint_id", "order_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_resync_id_order_id_key" ON "deliveries"("resync_id", "order_id");

-- CreateIndex
CREATE INDEX "deliveries_endpoint_id_settled_at_idx" ON "deliveries"("endpoint_id", "settled_at");

-- CreateIndex
CREATE INDEX "deliveries_event_id_idx" ON "deliveries"("event_id");

-- CreateIndex
CREATE INDEX "delivery_attempts_started_at_idx" ON "delivery_attempts"("started_at");

-- CreateIndex
CREATE INDEX "delivery_breaker_events_endpoint_id_id_idx" ON "delivery_breaker_events"("endpoint_id", "id" DESC);

-- CreateIndex
CREATE INDEX "delivery_jobs_state_id_idx" ON "delivery_jobs"("state", "id");

-- AddForeignKey
ALTER TABLE "delivery_gates" ADD CONSTRAINT "delivery_gates_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "delivery_endpoints"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_call_counts" ADD CONSTRAINT "delivery_call_counts_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "delivery_endpoints"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_breaker_events" ADD CONSTRAINT "delivery_breaker_events_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "delivery_endpoints"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_jobs" ADD CONSTRAINT "delivery_jobs_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "delivery_endpoints"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_superseded_by_fkey" FOREIGN KEY ("superseded_by") REFERENCES "deliveries"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_resync_id_fkey" FOREIGN KEY ("resync_id") REFERENCES "delivery_jobs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema file cannot say.

CREATE UNIQUE INDEX deliveries_event_once ON deliveries (endpoint_id, event_id) WHERE resync_id IS NULL;
CREATE UNIQUE INDEX deliveries_sequence_once ON deliveries (endpoint_id, order_id, sequence) WHERE resync_id IS NULL;

-- What stands behind another of its order is not in it, so that claims need not pass over a backlog of those.
DROP INDEX deliveries_due;
CREATE INDEX deliveries_due ON deliveries (endpoint_id, lane, next_attempt_at, id) WHERE state = 'PENDING' AND waits_behind IS NULL;
CREATE INDEX deliveries_behind ON deliveries (endpoint_id, id) WHERE state = 'PENDING' AND waits_behind IS NOT NULL;
CREATE INDEX deliveries_leased ON deliveries (endpoint_id, lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX deliveries_superseded_by ON deliveries (superseded_by) WHERE superseded_by IS NOT NULL;
DROP INDEX deliveries_open;
CREATE INDEX deliveries_open ON deliveries (endpoint_id, order_id, sequence, id) WHERE state IN ('PENDING', 'DEAD');

ALTER TABLE delivery_endpoints
  ADD CONSTRAINT delivery_endpoints_restraint CHECK (
    batch_size BETWEEN 1 AND 500 AND batch_wait_ms BETWEEN 0 AND 60000 AND rate_per_second BETWEEN 1 AND 10000
    AND sla_ms BETWEEN 1000 AND 86400000),
  ADD CONSTRAINT delivery_endpoints_previous_secret CHECK ((previous_secret IS NULL) = (previous_secret_until IS NULL));

ALTER TABLE delivery_gates
  ADD CONSTRAINT delivery_gates_share CHECK (rate_share > 0 AND rate_share <= 1),
  ADD CONSTRAINT delivery_gates_counts CHECK (open_count >= 0 AND turn >= 0),
  -- Open either until it may be probed, or until somebody closes it by hand; a probe is under way only while it is half open.
  ADD CONSTRAINT delivery_gates_breaker CHECK (
    CASE breaker WHEN 'CLOSED' THEN NOT is_forced AND probe_at IS NULL AND probe_until IS NULL
      WHEN 'OPEN' THEN probe_until IS NULL AND (probe_at IS NULL) = is_forced
      ELSE NOT is_forced AND probe_at IS NULL END);

ALTER TABLE delivery_call_counts
  ADD CONSTRAINT delivery_call_counts_sane CHECK (call_count >= 1 AND failed_count BETWEEN 0 AND call_count);

ALTER TABLE delivery_jobs
  ADD CONSTRAINT delivery_jobs_kind CHECK (CASE kind WHEN 'RESYNC' THEN endpoint_id IS NOT NULL AND since IS NOT NULL ELSE filter IS NOT NULL END),
  ADD CONSTRAINT delivery_jobs_counts CHECK (wanted_count >= 0 AND done_count >= 0 AND skipped_count >= 0),
  ADD CONSTRAINT delivery_jobs_ended CHECK ((state = 'DONE') = (ended_at IS NOT NULL));

-- A resync repeats the sequence that the endpoint may have had before.
ALTER TABLE deliveries
  DROP CONSTRAINT deliveries_sequence,
  ADD CONSTRAINT deliveries_sequence CHECK (
    sequence >= 1 AND (previous_sequence IS NULL OR previous_sequence < sequence OR (resync_id IS NOT NULL AND previous_sequence = sequence))),
  ADD CONSTRAINT deliveries_superseded CHECK (superseded_by IS NULL OR state IN ('SUPERSEDED', 'SKIPPED')),
  ADD CONSTRAINT deliveries_waiting CHECK (waits_behind IS NULL OR (state = 'PENDING' AND lease_token IS NULL));

ALTER TABLE delivery_attempts
  ADD CONSTRAINT delivery_attempts_batch CHECK ((batch_id IS NULL) = (batch_count IS NULL) AND (batch_count IS NULL OR batch_count >= 1));

INSERT INTO delivery_gates (endpoint_id) SELECT id FROM delivery_endpoints;

-- Every endpoint has its gate from the start, whoever makes it.
CREATE FUNCTION add_delivery_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO delivery_gates (endpoint_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER delivery_endpoints_gate AFTER INSERT ON delivery_endpoints FOR EACH ROW EXECUTE FUNCTION add_delivery_gate();

CREATE TRIGGER delivery_breaker_events_append_only BEFORE UPDATE ON delivery_breaker_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
