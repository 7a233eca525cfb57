/** What holds for every operation: the description of the document, in Markdown of paragraphs and lists. */
export const conventions = `Everything that can be done on a page of Maru can be done here, by the same use cases.

- JSON in and out, camelCase. Money is an integer of won (\`…Won\`), times are ISO 8601 in UTC, ids are strings.
- Lists answer \`{ items, nextCursor }\`. Pass \`nextCursor\` as \`cursor\` for the next page; \`limit\` is 1 to 100, 24 unless said.
- Sign in with \`POST /auth/tokens\` and send \`Authorization: Bearer <token>\`. Browsers that are signed in send their session cookie; a write with it must come from our own pages. Paths below \`/admin\` are for admins.
- Calls that list the \`Idempotency-Key\` header need one: the same key and request gets the first success again, marked \`Idempotency-Replayed: true\`. A refused request may be tried again with its key.
- Failures are \`application/problem+json\` (RFC 9457) with a stable \`code\`, whose members stand beside it; \`errors\` names wrong fields as \`[{ path, message }]\`. \`429\` and \`503\` say in \`Retry-After\` when to come back. \`traceId\` finds the request in the log.
- Names and messages come in the language of \`Accept-Language\`: Korean unless English is preferred.
- \`GET /stock/events\` is a stream of Server-Sent Events. It begins with the present state, so whoever comes back has missed nothing; who gets none (\`429\`, \`503\`) asks \`GET /variants/{id}/stock\` from time to time.
- Outside \`/api/v1\`: \`GET /api/health/live\` (the process is up), \`GET /api/health/ready\` (database, migrations and job runner answer; else 503) and \`GET /api/metrics\` (Prometheus text, for admins and for the bearer of METRICS_TOKEN).`;
