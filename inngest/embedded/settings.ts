import { z } from 'zod';
import type { RunnerOptions } from './runner';

const text = z
  .string()
  .optional()
  .transform((given) => given || undefined);

const Settings = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address'),
  DIRECT_DATABASE_URL: text,
  MARU_RUNNER_PORT: z.coerce.number('must be a port').int().min(1).max(65_535),
  MARU_APP_URL: z.url({ protocol: /^https?$/ }),
  INNGEST_EVENT_KEY: text,
  INNGEST_SIGNING_KEY: text,
});

/** The runner's settings from its environment. Throws one sentence that names the variable when one is missing or wrong. */
export function readSettings(environment: Record<string, string | undefined>): RunnerOptions {
  const result = Settings.safeParse(environment);
  if (!result.success) {
    const issue = result.error.issues[0];
    const name = String(issue?.path[0]);
    throw new Error(environment[name] ? `${name} is not usable: ${issue?.message}.` : `${name} is not set.`);
  }
  const settings = result.data;
  return {
    databaseUrl: settings.DIRECT_DATABASE_URL ?? settings.DATABASE_URL,
    port: settings.MARU_RUNNER_PORT,
    appUrl: settings.MARU_APP_URL,
    eventKey: settings.INNGEST_EVENT_KEY,
    signingKey: settings.INNGEST_SIGNING_KEY,
  };
}
