-- What is open at an endpoint, by age: backlogs, the oldest of them and what is overdue are read off it, however long the backlog is.
CREATE INDEX deliveries_backlog ON deliveries (endpoint_id, state, created_at) WHERE state IN ('PENDING', 'DEAD');

-- What failed and was not acknowledged since, which are few: searched by class, and for what the error says.
CREATE INDEX deliveries_failed ON deliveries (last_error_class, id DESC) WHERE last_error_class IS NOT NULL;

-- Events are only ever added, in the order of time, so a few bytes for each range of pages find those since a moment.
CREATE INDEX order_events_occurred_at ON order_events USING brin (occurred_at) WITH (pages_per_range = 32);
