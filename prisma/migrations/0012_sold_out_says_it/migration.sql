-- What is sold out is no longer said to be low as well: alerts of both kinds that are open together become the one that says it all.
UPDATE alerts low SET recovered_at = now()
FROM alerts sold_out
WHERE low.kind = 'LOW_STOCK' AND low.recovered_at IS NULL
  AND sold_out.kind = 'SOLD_OUT' AND sold_out.recovered_at IS NULL AND sold_out.subject = low.subject;
