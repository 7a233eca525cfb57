import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const rootDir = fileURLToPath(new URL('.', import.meta.url));
const sources = '{app,components,inngest,lib,prisma,scripts}/**';
const consoleSetup = './scripts/shared/vitest-console.ts';
const postgresSetup = './scripts/shared/vitest-postgres.mjs';
/**
 * Database tests that change what a process keeps: its environment, its connections, what stands in for its modules. Each has one of its own;
 * the others share theirs, since loading the shop's modules takes as long as most tests of a file.
 */
const alone = [
  'app/api/metrics/metrics.db.test.ts',
  'app/api/v1/bad-input.db.test.ts',
  'app/api/v1/orders/cut-connections.db.test.ts',
  'inngest/**/*.db.test.ts',
  'lib/bulk/import-survival.db.test.ts',
  'lib/db/*.db.test.ts',
  'lib/http/*.db.test.ts',
  'lib/notifications/send-mail.db.test.ts',
  'lib/orders/shop-model.db.test.ts',
  'lib/orders/shop-settings.db.test.ts',
  'lib/settings/*.db.test.ts',
  'scripts/shared/schema-engine.db.test.ts',
];
/** The job runner as a process of its own, with real waiting times. */
const jobs = ['inngest/embedded/conformance/**/*.test.ts', 'inngest/embedded/crash/**/*.test.ts'];

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: rootDir }] },
  test: {
    pool: 'forks',
    maxWorkers: '100%',
    restoreMocks: true,
    // A busy machine has broken nothing.
    hookTimeout: 60_000,
    env: { NEXTAUTH_SECRET: 'only-for-tests-and-nothing-else', LOG_LEVEL: 'silent', TZ: 'UTC' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${sources}/*.test.{ts,tsx}`],
          exclude: ['**/*.db.test.ts', 'prisma/generated/**', ...jobs],
          isolate: false,
          // Some start programs, and machines may be busy.
          testTimeout: 30_000,
          setupFiles: [consoleSetup],
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: [`${sources}/*.db.test.ts`],
          exclude: [...jobs, ...alone],
          isolate: false,
          testTimeout: 20_000,
          globalSetup: [postgresSetup],
          setupFiles: ['./lib/db/test-setup.ts', consoleSetup],
        },
      },
      {
        extends: true,
        test: {
          name: 'db-alone',
          include: alone,
          // Some start runners as processes of their own.
          testTimeout: 60_000,
          globalSetup: [postgresSetup],
          setupFiles: ['./lib/db/test-setup.ts', consoleSetup],
        },
      },
      {
        extends: true,
        test: {
          name: 'jobs',
          include: jobs,
          // Nearly all of the time is waiting, so everything waits at once.
          maxConcurrency: 100,
          testTimeout: 150_000,
          hookTimeout: 120_000,
          // A server that runs already brings its own.
          globalSetup: process.env.MARU_CONFORMANCE_BASE_URL ? [] : [postgresSetup],
          setupFiles: [consoleSetup],
        },
      },
    ],
  },
});
