import { startTestApp } from '../inngest/embedded/test-app';

/** What bench/jobs.ts has run, as a process of its own: `jobs-app.ts <port> <its runner's port>`. */
const [port, runnerPort = 0] = process.argv.slice(2).map(Number);
await startTestApp({
  id: 'bench',
  port,
  runnerPort,
  build: (inngest) => [
    // Returns the moment at which it was called.
    inngest.createFunction({ id: 'plain', triggers: [{ event: 'bench/plain' }] }, async () => Date.now()),
    inngest.createFunction({ id: 'stepped', triggers: [{ event: 'bench/stepped' }] }, async ({ step }) =>
      step.run('work', () => Date.now()),
    ),
    inngest.createFunction(
      { id: 'limited', concurrency: { limit: 5, key: 'event.data.key' }, triggers: [{ event: 'bench/limited' }] },
      async () => Date.now(),
    ),
  ],
});
