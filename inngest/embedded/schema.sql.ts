import type { Pool, PoolClient } from 'pg';

/** Any number of runners may start at once; one of them installs, the others wait and find it done. */
const installLock = 0x6d61_7275;

/**
 * Brings the runner's tables to the present version, at every start. Nothing is touched where they are of that already: looking for
 * each again would lock out the runners that are at work, or deadlock with them.
 *
 * Throws when they were made by a later version of the runner.
 */
export async function installSchema(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [installLock]);
    const version = await findVersion(client);
    if (version > versions.length)
      throw new Error(`The tables of maru_jobs are of version ${version}, which is later than this runner's.`);
    // Before there were versions the tables were changed in place. What such a runner left undone the sweeps of the functions find.
    if (version === 0) await client.query('DROP SCHEMA IF EXISTS maru_jobs CASCADE');
    for (const sql of versions.slice(version)) await client.query(sql);
    if (version < versions.length)
      await client.query('INSERT INTO maru_jobs.schema_version (version) VALUES ($1)', [versions.length]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** The first version had no table to say so, but a column that none before it had. */
async function findVersion(client: PoolClient): Promise<number> {
  const found = await client.query<{ isNoted: boolean; isFirst: boolean }>(
    `SELECT to_regclass('maru_jobs.schema_version') IS NOT NULL AS "isNoted", EXISTS (
       SELECT FROM pg_attribute WHERE attrelid = to_regclass('maru_jobs.call') AND attname = 'parked' AND NOT attisdropped
     ) AS "isFirst"`,
  );
  if (!found.rows[0]?.isNoted) return found.rows[0]?.isFirst ? 1 : 0;
  const noted = await client.query<{ version: number }>('SELECT max(version) AS version FROM maru_jobs.schema_version');
  return noted.rows[0]?.version ?? 0;
}

// JSON that others wrote is kept as json, not jsonb: jsonb refuses U+0000, and would then refuse a step's result for ever.
export const firstVersion = /* sql */ `
CREATE SCHEMA maru_jobs;

-- What the app registered. "plan" is the checked, compiled form of its configuration (function-plan.ts).
CREATE TABLE maru_jobs.function (
  id text PRIMARY KEY,
  app_id text NOT NULL,
  plan json NOT NULL,
  archived_at timestamptz
);

CREATE TABLE maru_jobs.trigger (
  function_id text NOT NULL REFERENCES maru_jobs.function ON DELETE CASCADE,
  position int NOT NULL,
  event_name text NOT NULL,
  conditions json NOT NULL,
  PRIMARY KEY (function_id, position)
);
CREATE INDEX trigger_event_name_idx ON maru_jobs.trigger (event_name);

CREATE TABLE maru_jobs.schedule (
  function_id text NOT NULL REFERENCES maru_jobs.function ON DELETE CASCADE,
  cron text NOT NULL,
  next_at timestamptz NOT NULL,
  PRIMARY KEY (function_id, cron)
);

-- "body" is what the app sees: id, name, data, ts, user.
CREATE TABLE maru_jobs.event (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  body json NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX event_received_at_idx ON maru_jobs.event (received_at);

-- Hashes of senders' own event ids, and of what functions take for the same ("idempotency"), kept for the 24 hours in which a
-- repetition starts nothing.
CREATE TABLE maru_jobs.event_key (
  key bytea PRIMARY KEY,
  seen_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX event_key_seen_at_idx ON maru_jobs.event_key (seen_at);

CREATE TABLE maru_jobs.run (
  id uuid PRIMARY KEY,
  function_id text NOT NULL REFERENCES maru_jobs.function,
  event_id uuid NOT NULL REFERENCES maru_jobs.event,
  state text NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED')),
  request_version int NOT NULL DEFAULT -1,
  -- The run that this one repeats, by hand.
  rerun_of uuid,
  output json,
  started_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  CHECK ((state = 'RUNNING') = (ended_at IS NULL))
);
-- An event starts a function once, and again only by hand.
CREATE UNIQUE INDEX run_event_function_key ON maru_jobs.run (event_id, function_id) WHERE rerun_of IS NULL;
-- Lists narrow by these, newest first: ids grow with time.
CREATE INDEX run_state_idx ON maru_jobs.run (state, id);
CREATE INDEX run_function_id_idx ON maru_jobs.run (function_id, id);
CREATE INDEX run_rerun_of_idx ON maru_jobs.run (rerun_of, id) WHERE rerun_of IS NOT NULL;
-- Events go once nothing refers to them any more.
CREATE INDEX run_event_id_idx ON maru_jobs.run (event_id);
CREATE INDEX run_ended_at_idx ON maru_jobs.run (ended_at) WHERE ended_at IS NOT NULL;

-- A step that the run asked for. Settled once it has a position, its place in the order of completion;
-- "memo" is what the app is given for it from then on.
CREATE TABLE maru_jobs.step (
  run_id uuid NOT NULL REFERENCES maru_jobs.run ON DELETE CASCADE,
  id text NOT NULL,
  name text NOT NULL,
  op text NOT NULL,
  wakes_at timestamptz,
  position int,
  memo json,
  asked_at timestamptz NOT NULL DEFAULT now(),
  settled_at timestamptz,
  PRIMARY KEY (run_id, id),
  UNIQUE (run_id, position),
  CHECK ((position IS NULL) = (settled_at IS NULL)),
  CHECK (position IS NOT NULL OR memo IS NULL)
);

CREATE INDEX step_wakes_at_idx ON maru_jobs.step (wakes_at) WHERE position IS NULL AND wakes_at IS NOT NULL;

-- Where starts of runs are held back ("throttle"): the time until which the starts granted so far use the bucket up.
CREATE TABLE maru_jobs.throttle (
  bucket bytea PRIMARY KEY,
  used_until timestamptz NOT NULL
);
CREATE INDEX throttle_used_until_idx ON maru_jobs.throttle (used_until);

-- An HTTP call that a run is owed: step_id "step" continues the function, any other runs that planned step.
-- It is leased while it is under way, and gone once its answer is stored. Parked ones are due, and wait for their concurrency slots.
CREATE TABLE maru_jobs.call (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES maru_jobs.run ON DELETE CASCADE,
  step_id text NOT NULL,
  attempt int NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL DEFAULT now(),
  parked boolean NOT NULL DEFAULT false,
  unreachable_count int NOT NULL DEFAULT 0,
  last_error json,
  lease uuid,
  runner_id text,
  leased_at timestamptz,
  UNIQUE (run_id, step_id),
  CHECK ((lease IS NULL) = (runner_id IS NULL)),
  CHECK (lease IS NULL OR NOT parked)
);
-- What claims look for, in their order.
CREATE INDEX call_due_at_idx ON maru_jobs.call (due_at, id) WHERE lease IS NULL AND NOT parked;
CREATE INDEX call_runner_id_idx ON maru_jobs.call (runner_id) WHERE runner_id IS NOT NULL;

-- The concurrency limits that a call counts against: at most "most" calls hold a slot at once. "held" is false while the call is
-- parked, and NULL while it is not due yet.
CREATE TABLE maru_jobs.call_slot (
  slot text NOT NULL,
  call_id bigint NOT NULL REFERENCES maru_jobs.call ON DELETE CASCADE,
  most int NOT NULL CHECK (most > 0),
  held boolean,
  PRIMARY KEY (slot, call_id)
);
CREATE INDEX call_slot_held_idx ON maru_jobs.call_slot (slot, held, call_id);
CREATE INDEX call_slot_call_id_idx ON maru_jobs.call_slot (call_id);

-- Runs that an event concerns: it settles step_id (waitForEvent), or cancels the run where step_id is NULL (cancelOn).
-- "shape" lists the event's paths that count, "matches" the values they must have, both in one order.
CREATE TABLE maru_jobs.listener (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES maru_jobs.run ON DELETE CASCADE,
  step_id text,
  event_name text NOT NULL,
  shape text NOT NULL,
  matches text NOT NULL,
  expires_at timestamptz
);
CREATE INDEX listener_lookup_idx ON maru_jobs.listener (event_name, shape, md5(matches));
CREATE INDEX listener_run_id_idx ON maru_jobs.listener (run_id);

-- The shapes ever listened with, so that an event looks its listeners up by index.
CREATE TABLE maru_jobs.listener_shape (
  event_name text NOT NULL,
  shape text NOT NULL,
  PRIMARY KEY (event_name, shape)
);

-- What somebody wants done with a run: its failure announced, it cancelled or repeated (as the run "new_run_id").
CREATE TABLE maru_jobs.command (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('announce', 'cancel', 'rerun')),
  run_id uuid NOT NULL REFERENCES maru_jobs.run ON DELETE CASCADE,
  new_run_id uuid,
  UNIQUE (run_id, kind),
  CHECK ((kind = 'rerun') = (new_run_id IS NOT NULL))
);

-- Living runners.
CREATE TABLE maru_jobs.runner (
  id text PRIMARY KEY,
  heartbeat_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
`;

const secondVersion = /* sql */ `
CREATE TABLE maru_jobs.schema_version (
  version int PRIMARY KEY,
  installed_at timestamptz NOT NULL DEFAULT now()
);

-- READY may be made when it is due: it counts against no limit, or holds all its slots. OUTSIDE will get in line for them when it is
-- due, and PARKED stands in line.
ALTER TABLE maru_jobs.call ADD COLUMN standing text NOT NULL DEFAULT 'READY' CHECK (standing IN ('READY', 'OUTSIDE', 'PARKED'));
UPDATE maru_jobs.call_slot SET held = NULL WHERE NOT held;
UPDATE maru_jobs.call c SET standing = 'OUTSIDE'
WHERE EXISTS (SELECT FROM maru_jobs.call_slot s WHERE s.call_id = c.id AND s.held IS NULL);
DROP INDEX maru_jobs.call_due_at_idx;
ALTER TABLE maru_jobs.call DROP COLUMN parked;
ALTER TABLE maru_jobs.call ADD CHECK (lease IS NULL OR standing = 'READY');
CREATE INDEX call_due_at_idx ON maru_jobs.call (standing, due_at, id) WHERE lease IS NULL AND standing <> 'PARKED';

-- A call takes its slots one after the other: it holds some (true), stands in line for the next (false), and has not come to others (NULL).
CREATE UNIQUE INDEX call_slot_line_key ON maru_jobs.call_slot (call_id) WHERE NOT held;

-- What went wrong before an attempt was repeated. step_id is "step" where it was the function itself.
CREATE TABLE maru_jobs.failed_attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES maru_jobs.run ON DELETE CASCADE,
  step_id text NOT NULL,
  step_name text,
  attempt int NOT NULL,
  error json NOT NULL,
  failed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX failed_attempt_run_id_idx ON maru_jobs.failed_attempt (run_id, id);
`;

/** What each version adds to the one before. One that has been released is never edited. */
const versions = [firstVersion, secondVersion];
