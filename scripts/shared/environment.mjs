import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { StartError } from './output.mjs';
import { inRoot, rootDir } from './paths.mjs';

/**
 * What the running parts find in their environment. The user's own settings win, except where Maru runs that part itself.
 *
 * @param {object} options
 * @param {import('./settings.mjs').Settings} options.settings
 * @param {ReturnType<typeof import('./secrets.mjs').loadSecrets>} options.secrets
 * @param {string} options.databaseUrl
 * @param {{ web: number, jobs: number, receiver: number }} options.ports
 * @param {boolean} options.dev
 * @returns {Record<string, string | undefined>}
 */
export function partEnvironment({ settings, secrets, databaseUrl, ports, dev }) {
  const receiver = `127.0.0.1:${ports.receiver}`;
  const jobs = settings.inngestBaseUrl
    ? {}
    : {
        INNGEST_BASE_URL: `http://127.0.0.1:${ports.jobs}`,
        INNGEST_EVENT_KEY: secrets.INNGEST_EVENT_KEY,
        INNGEST_SIGNING_KEY: secrets.INNGEST_SIGNING_KEY,
        MARU_RUNNER_PORT: String(ports.jobs),
        MARU_APP_URL: `http://127.0.0.1:${ports.web}/api/inngest`,
      };
  const demo = settings.demo
    ? {
        DELIVERY_ALLOWED_HOSTS: [process.env.DELIVERY_ALLOWED_HOSTS, receiver].filter(Boolean).join(','),
        RECEIVER_PORT: String(ports.receiver),
        MARU_RECEIVER_URL: `http://${receiver}`,
        MARU_RECEIVER_SECRET: secrets.MARU_RECEIVER_SECRET,
        MARU_RECEIVER_DATA: `${settings.dataDir}/receiver.jsonl`,
      }
    : {};
  return {
    NEXTAUTH_SECRET: secrets.NEXTAUTH_SECRET,
    ...process.env,
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(ports.web),
    NEXTAUTH_URL: settings.publicUrl ?? `http://localhost:${ports.web}`,
    DATABASE_URL: databaseUrl,
    DIRECT_DATABASE_URL: settings.directDatabaseUrl ?? databaseUrl,
    MARU_DEMO: settings.demo ? '1' : '0',
    MARU_PICTURES_DIR: path.resolve(inRoot(), process.env.MARU_PICTURES_DIR || `${settings.dataDir}/pictures`),
    ...jobs,
    ...demo,
  };
}

/**
 * Throws the sentence that names the variable when the running parts could not use what they would find.
 *
 * @param {Record<string, string | undefined>} env
 */
export function checkConfiguration(env) {
  const check = [process.execPath, '--import', 'tsx', inRoot('scripts/shared/check-configuration.ts')];
  const options = {
    cwd: rootDir,
    encoding: /** @type {const} */ ('utf8'),
    env: /** @type {NodeJS.ProcessEnv} */ (env),
  };
  const { status, stderr } = spawnSync(check[0] ?? '', check.slice(1), options);
  if (status !== 0) throw new StartError(stderr.trim());
}
