import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const rootDir = fileURLToPath(new URL('.', import.meta.url));
const sources = '{app,components,inngest,lib,prisma,scripts}/**';
const consoleSetup = './scripts/shared/vitest-console.ts';

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: rootDir }] },
  test: {
    pool: 'forks',
    maxWorkers: '100%',
    restoreMocks: true,
    env: { NEXTAUTH_SECRET: 'only-for-tests-and-nothing-else', LOG_LEVEL: 'silent', TZ: 'UTC' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${sources}/*.test.{ts,tsx}`],
          exclude: ['**/*.db.test.ts', 'prisma/generated/**'],
          setupFiles: [consoleSetup],
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: [`${sources}/*.db.test.ts`],
          testTimeout: 20_000,
          globalSetup: ['./scripts/shared/vitest-postgres.mjs'],
          setupFiles: ['./lib/db/test-setup.ts', consoleSetup],
        },
      },
    ],
  },
});
