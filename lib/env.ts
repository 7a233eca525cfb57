import { z } from 'zod';

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('')
  .transform((text) => text === '1' || text === 'true');

const optional = z
  .string()
  .optional()
  .transform((text) => (text ? text : undefined));

/** A whole number; empty is not set. */
const number = ({ min, max, fallback }: { min: number; max: number; fallback: number }) =>
  z
    .string()
    .optional()
    .transform((text) => (text ? Number(text) : fallback))
    .refine(
      (value) => Number.isInteger(value) && value >= min && value <= max,
      `must be a whole number, ${min} to ${max}`,
    );

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** `name@host`, or a name and that in angle brackets. */
const mailbox = /^[^<>@\s]+@[^<>@\s]+$|^[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>$/;

const DatabaseEnvironment = z.object({
  /** Postgres, possibly through PgBouncer in transaction mode. */
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address'),
  /** Postgres without a pooler between, for LISTEN and the job queue. */
  DIRECT_DATABASE_URL: optional,
});

const Environment = DatabaseEnvironment.extend({
  DATABASE_POOL_MAX: number({ min: 1, max: 500, fallback: 20 }),
  /** Signs sessions. */
  NEXTAUTH_SECRET: z.string().min(16, 'must have at least 16 characters'),
  /** The address people open. */
  NEXTAUTH_URL: z.url().default('http://localhost:3000'),
  /** Demo people and goods, and their sign-ins on the sign-in page. */
  MARU_DEMO: flag,
  /** Proxies in front whose X-Forwarded-For entries can be believed. */
  TRUSTED_PROXY_HOPS: number({ min: 0, max: 10, fallback: 1 }),
  /** `host:port,…` that deliveries may reach although they are private. */
  DELIVERY_ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((host) => host.trim())
        .filter(Boolean),
    )
    .refine(
      (hosts) => hosts.every((host) => /^[^\s/:]+:\d{1,5}$|^\[[0-9a-f:.]+\]:\d{1,5}$/i.test(host)),
      'must list host:port',
    ),
  INNGEST_BASE_URL: optional,
  INNGEST_EVENT_KEY: optional,
  INNGEST_SIGNING_KEY: optional,
  /** What a scraper of /api/metrics shows as its bearer token; without it only admins may look. */
  METRICS_TOKEN: z
    .string()
    .refine((text) => text === '' || text.length >= 16, 'must have at least 16 characters')
    .optional()
    .transform((text) => (text ? text : undefined)),
  /** Where uploaded pictures are kept; all web processes share it. */
  MARU_PICTURES_DIR: z
    .string()
    .optional()
    .transform((dir) => dir || '.data/pictures'),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).optional(),
  /** The mail server; without it mails are kept for the back office to show. */
  SMTP_URL: optional.pipe(
    z.url({ protocol: /^smtps?$/, hostname: /./, error: 'must be an smtp:// or smtps:// address' }).optional(),
  ),
  /** Whom mails come from: an address, or a name and an address. */
  MAIL_FROM: optional.pipe(
    z.string().regex(mailbox, 'must be as shop@example.com, or Shop <shop@example.com>').optional(),
  ),
}).refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL || MAIL_FROM, { path: ['MAIL_FROM'] });

/** What the embedded job runner needs; it is a process of its own. */
const RunnerEnvironment = DatabaseEnvironment.extend({
  /** Loopback port on which it takes events and registrations: the one in INNGEST_BASE_URL. */
  MARU_RUNNER_PORT: z.coerce.number('must be a port').int().min(1).max(65_535),
  /** Where the app's functions are served. */
  MARU_APP_URL: z.url({ protocol: /^https?$/, error: 'must be an http:// address' }),
  INNGEST_EVENT_KEY: z.string().min(1),
  INNGEST_SIGNING_KEY: z.string().min(1),
  /** One pause before every retry, instead of Inngest's backoff from 15 s to 2 h: for development and tests. */
  MARU_RUNNER_RETRY_MS: z.coerce.number().int().min(1).optional(),
});

export type Environment = z.infer<typeof Environment>;

/** Known before anything else, and without a complete configuration: tests of pure code have none. */
export const isProduction = process.env.NODE_ENV === 'production';
export const logLevel = process.env.LOG_LEVEL || (process.env.VITEST ? 'silent' : 'info');

let parsed: Environment | undefined;

/**
 * The configuration, read and checked once. The only reader of `process.env`.
 *
 * Throws one sentence that names the variable when something is missing or wrong, which stops the start-up (instrumentation.ts).
 */
export function env(): Environment {
  parsed ??= readEnvironment(process.env);
  return parsed;
}

/** As `env`, for the embedded job runner's process. */
export function runnerEnv(): z.infer<typeof RunnerEnvironment> {
  return check(RunnerEnvironment, process.env);
}

export function readEnvironment(source: Record<string, string | undefined>): Environment {
  return check(Environment, source);
}

function check<Shape extends z.ZodType>(shape: Shape, source: Record<string, string | undefined>): z.infer<Shape> {
  const result = shape.safeParse(source);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = String(issue?.path[0]);
  throw new Error(source[name] ? `${name} is not usable: ${issue?.message}.` : `${name} is not set.`);
}
