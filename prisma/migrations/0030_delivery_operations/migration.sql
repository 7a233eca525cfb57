-- What is open at an endpoint, by age: backlogs, the oldest of them and what is overdue are read off it, however long the backlog is.
CREATE INDEX deliveries_backlog ON deliveries (endpoint_id, state, created_at) WHERE state IN ('PENDING', 'DEAD');

-- What failed and was not acknowledged since, which are few: searched by class, and for what the error says.
CREATE INDEX deliveries_failed ON deliveries (last_error_class, id DESC) WHERE last_error_class IS NOT NULL;

-- Events are only ever added, in the order of time, so a few bytes for each range of pages find those since a moment.
CREATE INDEX order_events_occurred_at ON order_events USING brin (occurred_at) WITH (pages_per_range = 32);

-- What failed once, whatever became of it: the log is searched by how its deliveries failed.
CREATE INDEX delivery_attempts_failed ON delivery_attempts (error_class, delivery_id) WHERE error_class IS NOT NULL;

-- A receiver says with 410 that it is gone: its endpoint is paused, and that is told from a person's pause.
ALTER TABLE delivery_endpoints
  ADD COLUMN is_gone BOOLEAN NOT NULL DEFAULT false,
  ADD CONSTRAINT delivery_endpoints_gone CHECK (NOT is_gone OR paused_at IS NOT NULL);
